"""Words into running text: lines found, layout blanks and line breaks dropped, needed blanks kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ziping.schemas.page import Word
from ziping.schemas.text import Piece, Text

# Words whose middles lie this close (parts of the height of the lower) stand on one line.
SAME_LINE = 0.5

# Characters written downwards in columns: so many of them at least, so many heights from one to the next at most.
FEWEST_DOWN, CLOSE_DOWN = 4, 1.15

# A gap of this many heights between two Latin words of one line is a printed blank.
LATIN_BLANK = 0.15

# Between the text of a cell and its rules are so many points at most; its first line may be indented by so many heights.
PADDING, INDENT = 6.0, 2.5

LAST_LATIN = "\u024f"

# What may be one figure: its thousands parted by threes, one point.
_ONE_FIGURE = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?")
PER_CENT = "%％"
_FIGURE_ENDS, _FIGURE_BEGINS = re.compile(rf"\d[{PER_CENT}]?$"), re.compile(r"\d")
_ENDS, _BEGINS = re.compile(r"[\d.,]+$"), re.compile(r"[\d.,]+")


_NOTHING = Text.of(())


class Sides(NamedTuple):
    """Where a cell begins and ends on its lines, points."""

    x0: float
    x1: float


def words_to_text(words: Iterable[Word], page: int, sides: Sides | None = None) -> Text:
    """The text of words that stand together, as in a cell; `sides` are the cell's, where known."""
    every = list(words)
    if not every:
        return _NOTHING
    if len(every) == 1:
        return Text.of([_piece(every[0], page)])
    return lines_to_text(words_to_columns(every) or words_to_lines(every), page, sides)


def is_full(line: Sequence[Word], after: Word, sides: Sides, *, first: bool = False) -> bool:
    """Whether the character that the next line begins with found no room in its cell on this line, the `first` one of
    the cell perhaps: it is as wide as it can be, and wraps."""
    wide = after.box.width / max(1, len(after.text)) + PADDING
    indent = INDENT * after.box.height if first else 0.0
    left, right = min(w.box.x0 for w in line) - sides.x0, sides.x1 - max(w.box.x1 for w in line)
    return right < wide and left < wide + indent


def words_to_columns(words: Sequence[Word]) -> list[list[Word]]:
    """Characters written downwards in several columns, from right to left; empty where the words are written in lines.

    Downwards they stand close to each other, and the columns further apart than that.
    """
    if len(words) < FEWEST_DOWN or any(len(word.text) > 1 for word in words):
        return []
    columns: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.box.middle[0]):
        if columns and columns[-1][0].box.middle[0] - word.box.middle[0] <= SAME_LINE * word.box.width:
            columns[-1].append(word)
        else:
            columns.append([word])
    for column in columns:
        column.sort(key=lambda w: w.box.top)
    size = max(word.box.height for word in words)
    downwards = [b.box.middle[1] - a.box.middle[1] for column in columns for a, b in pairwise(column)]
    across = [a[0].box.middle[0] - b[0].box.middle[0] for a, b in pairwise(columns)]
    if not across or any(len(column) < 2 for column in columns) or max(downwards) > CLOSE_DOWN * size:
        return []
    return columns if min(across) > max(downwards) else []


def words_to_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words by line, each line from left to right, lines from top to bottom. Words that lie on their side keep the order
    in which they come."""
    lines: list[list[Word]] = []
    reference = height = 0.0
    for word in sorted(words, key=lambda w: w.box.top + w.box.bottom):
        middle, tall = (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top
        if lines and middle - reference <= SAME_LINE * min(height, tall):
            lines[-1].append(word)
        else:
            lines.append([word])
            reference, height = middle, tall
    for line in lines:
        if not all(lies(word) for word in line):
            line.sort(key=lambda w: w.box.x0)
    return lines


def lies(word: Word) -> bool:
    """Whether the word lies on its side."""
    return not word.edges and len(word.text) > 1 and word.box.height > word.box.width


def needs_blank(before: str, after: str) -> bool:
    """Whether a blank printed between the two characters belongs to the text: only between Latin letters
    and digits."""
    return before <= LAST_LATIN and after <= LAST_LATIN and before.isalnum() and after.isalnum()


def lines_to_text(lines: Iterable[Sequence[Word]], page: int, sides: Sides | None = None) -> Text:
    """The text of lines that follow one another, with the place of every character.

    A line break is a blank between Latin letters, and between figures that stand below one another. A figure that is
    broken goes on with its digits: its first line has no room for more, and both make one figure.
    """
    pieces: list[Piece] = []
    last: Word | None = None
    above: Sequence[Word] = ()
    for number, line in enumerate(lines):
        begins = True
        for word in line:
            if last is not None and begins and _parted(last, word):
                wraps = _may_be_one(last, word) and (sides is None or is_full(above, word, sides, first=number == 1))
                if not wraps:
                    pieces[-1] = _with_blank(pieces[-1], last.box.x1)
            elif last is not None and not begins and _has_blank(last, word):
                pieces[-1] = _with_blank(pieces[-1], word.box.x0)
            pieces.append(_piece(word, page))
            last, begins = word, False
        above = line
    return Text.of(pieces)


def _has_blank(last: Word, word: Word) -> bool:
    """Whether a blank is printed between two words of one line, and belongs to the text."""
    wide = word.box.x0 - last.box.x1 > LATIN_BLANK * min(word.box.height, last.box.height)
    return wide and needs_blank(last.text[-1], word.text[0])


def _parted(last: Word, word: Word) -> bool:
    """Whether both sides of a line break are Latin letters, or a figure ends before and another begins after it."""
    before, after = last.text[-1], word.text[0]
    return (before <= LAST_LATIN and after <= LAST_LATIN and before.isalpha() and after.isalpha()) or (
        _FIGURE_ENDS.search(last.text) is not None and _FIGURE_BEGINS.match(after) is not None
    )


def _may_be_one(last: Word, word: Word) -> bool:
    """Whether a line break may stand in one figure, or after a figure in a sentence."""
    end, begin = _ENDS.search(last.text), _BEGINS.match(word.text)
    if end is None or begin is None:
        return last.text[-1] in PER_CENT
    return _ONE_FIGURE.fullmatch((end[0] + begin[0]).strip(".,")) is not None


def _piece(word: Word, page: int) -> Piece:
    return Piece(word.text, page, word.box, word.edges, word.confidence)


def _with_blank(piece: Piece, until: float) -> Piece:
    edges = (*piece.edges, max(piece.edges[-1], until)) if piece.edges else ()
    return Piece(piece.text + " ", piece.page, piece.box, edges, piece.confidence)
