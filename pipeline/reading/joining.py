"""Words into running text: lines found, layout blanks and line breaks dropped, needed blanks kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.page import Word
from schemas.text import Piece, Text

# Words whose middles lie this close (parts of the height of the taller) stand on one line.
SAME_LINE = 0.5

# A gap of this many heights between two Latin words of one line is a printed blank.
LATIN_BLANK = 0.15

_FIRST_CJK = "\u2e80"
_JOINED = "([{<“‘-/—–~.,:;%‰℃°)]}>”’!?、。，：；"


def words_to_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words by line, each line from left to right, lines from top to bottom."""
    lines: list[list[Word]] = []
    reference = height = 0.0
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.x0)):
        middle, tall = (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top
        if lines and middle - reference <= SAME_LINE * max(height, tall):
            lines[-1].append(word)
        else:
            lines.append([word])
            reference, height = middle, tall
    for line in lines:
        line.sort(key=lambda w: w.box.x0)
    return lines


def needs_blank(before: str, after: str) -> bool:
    """Whether a blank printed between the two characters belongs to the text: only between Latin letters
    and digits."""
    return before < _FIRST_CJK and after < _FIRST_CJK and before not in _JOINED and after not in _JOINED


def lines_to_text(lines: Iterable[Sequence[Word]], page: int) -> Text:
    """The text of lines that follow one another, with the place of every character."""
    pieces: list[Piece] = []
    last: Word | None = None
    for line in lines:
        broken = last is not None
        for word in line:
            if last is not None and needs_blank(last.text[-1], word.text[0]):
                digits = last.text[-1].isdigit() and word.text[0].isdigit()
                gap = word.box.x0 - last.box.x1 > LATIN_BLANK * min(word.box.height, last.box.height)
                if (broken and not digits) or (not broken and gap):
                    pieces[-1] = _with_blank(pieces[-1], word.box.x0 if not broken else last.box.x1)
            pieces.append(Piece(word.text, page, word.box, word.edges, word.confidence))
            last, broken = word, False
    return Text.of(pieces)


def _with_blank(piece: Piece, until: float) -> Piece:
    edges = (*piece.edges, max(piece.edges[-1], until)) if piece.edges else ()
    return Piece(piece.text + " ", piece.page, piece.box, edges, piece.confidence)


def words_to_text(words: Iterable[Word], page: int) -> Text:
    """The text of words that stand together, as in a cell."""
    every = list(words)
    if len(every) == 1:
        word = every[0]
        return Text((word.text), (Piece(word.text, page, word.box, word.edges, word.confidence),), (0,))
    return lines_to_text(words_to_lines(every), page)
