"""Lines to texts: line breaks and layout blanks dropped, blanks between Latin words kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ziping.pipeline.layout.text.lines import Line, words_to_gaps
from ziping.pipeline.reading.text.joining import needs_blank
from ziping.schemas.page import Word
from ziping.schemas.text import Piece, Text


@dataclass(frozen=True, slots=True)
class Joined:
    """A text with the offsets at which its lines begin and before which wide blanks stand."""

    text: Text
    line_starts: tuple[int, ...]
    gaps: tuple[int, ...]


def lines_to_text(lines: Sequence[Line]) -> Joined:
    """One text out of consecutive lines."""
    pieces: list[Piece] = []
    line_starts: list[int] = []
    gaps: list[int] = []
    offset = 0
    for line in lines:
        wide = (False, *words_to_gaps(line.words, line.em))
        for index, word in enumerate(line.words):
            if pieces and _keeps_blank(pieces[-1].text[-1], word.text[0], over_lines=index == 0):
                pieces[-1] = _with_blank(pieces[-1])
                offset += 1
            if index == 0:
                line_starts.append(offset)
            if wide[index]:
                gaps.append(offset)
            pieces.append(_word_to_piece(word, line.page))
            offset += len(word.text)
    return Joined(Text.of(pieces), tuple(line_starts), tuple(gaps))


def texts_to_text(texts: Iterable[Text]) -> Text:
    """One text out of several that follow each other on lines of their own."""
    pieces: list[Piece] = []
    for text in texts:
        if pieces and text and _keeps_blank(pieces[-1].text[-1], text.string[0], over_lines=True):
            pieces[-1] = _with_blank(pieces[-1])
        pieces.extend(text.pieces)
    return Text.of(pieces)


def line_to_string(line: Line) -> str:
    """A line as plain text; a tab stands for a wide blank."""
    wide = words_to_gaps(line.words, line.em)
    parts = [line.words[0].text]
    for index, word in enumerate(line.words[1:]):
        if wide[index]:
            parts.append("\t")
        elif _keeps_blank(parts[-1][-1], word.text[0]):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _keeps_blank(left: str, right: str, *, over_lines: bool = False) -> bool:
    """Whether a blank between two characters belongs to the text. A figure broken over a line has none."""
    return needs_blank(left, right) and not (over_lines and left.isdigit() and right.isdigit())


def _word_to_piece(word: Word, page: int) -> Piece:
    return Piece(word.text, page, word.box, word.edges, word.confidence)


def _with_blank(piece: Piece) -> Piece:
    """The piece with a blank of no width after it, so that its box stays tight."""
    edges = (*piece.edges, piece.edges[-1]) if piece.edges else ()
    return replace(piece, text=piece.text + " ", edges=edges)
