"""Words to printed lines."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ziping.pipeline.layout.text.script import em_width
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

GAP = 1.5  # ems; a wider blank parts two entries of one line
LEAST_EM = 0.5  # points: a recogniser may give characters no width
SHARED_HEIGHT = 0.5  # share of the smaller height that two words of one line have in common


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    Attributes:
        words: From left to right, at least one.
        box: Around all of them, in points.
        size: Height of its characters in points.
        em: Width of a full ideograph in points; never 0.
    """

    page: int
    words: tuple[Word, ...]
    box: Box
    size: float
    em: float

    @property
    def recognised(self) -> bool:
        """Whether its characters come from a picture: their boxes are less exact."""
        return self.words[0].confidence is not None

    @property
    def has_gap(self) -> bool:
        """Whether the line holds several entries with a wide blank between them."""
        return len(self.words) > 1 and any(words_to_gaps(self.words, self.em))

    @property
    def text(self) -> str:
        """All characters, without any blank."""
        return "".join(word.text for word in self.words)


def words_to_lines(words: Iterable[Word], page: int, walls: Sequence[Box] = ()) -> tuple[Line, ...]:
    """The printed lines of a page, from top to bottom; what a wall (a table) parts stays apart.

    Every word goes into exactly one line.
    """
    rows = _words_to_rows(words)
    lines = [words_to_line(part, page) for row in rows for part in _row_to_parts(row, walls)]
    return tuple(sorted(lines, key=lambda line: (line.box.top, line.box.x0)))


def words_to_gaps(words: Sequence[Word], em: float) -> tuple[bool, ...]:
    """For every word but the first: whether a wide blank stands before it.

    In a line of single characters (a spaced-out title) the blanks part no entries.
    """
    if all(len(word.text) == 1 for word in words):
        return (False,) * (len(words) - 1)
    return tuple(right.box.x0 - left.box.x1 > GAP * em for left, right in itertools.pairwise(words))


def _words_to_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words that share most of their height; a row is as high as its tallest word."""
    rows: list[list[Word]] = []
    bands: list[Box] = []
    for word in sorted(words, key=lambda w: w.box.top + w.box.bottom):
        box = word.box
        # Middles come in ascending order: only the lowest few rows can reach down to this word.
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            band = bands[index]
            shared = min(band.bottom, box.bottom) - max(band.top, box.top)
            if shared >= SHARED_HEIGHT * min(band.height, box.height):
                rows[index].append(word)
                if box.height > band.height:
                    bands[index] = box
                break
        else:
            rows.append([word])
            bands.append(box)
    for row in rows:
        row.sort(key=lambda w: w.box.x0)
    return rows


def _row_to_parts(row: list[Word], walls: Sequence[Box]) -> Iterator[list[Word]]:
    start = 0
    for index in range(1, len(row)):
        left, right = row[index - 1].box, row[index].box
        level = (right.top + right.bottom) / 2
        if any(w.top < level < w.bottom and left.x1 <= w.middle[0] <= right.x0 for w in walls):
            yield row[start:index]
            start = index
    yield row[start:]


def words_to_line(words: list[Word], page: int) -> Line:
    """The line that words make which stand beside each other."""
    box = Box.around(word.box for word in words)
    heights = sorted((w.box.height, len(w.text)) for w in words)
    # The taller words tell the size: a dash or a comma standing alone does not.
    rest = sum(count for _, count in heights) / 4
    size = heights[-1][0]
    for height, count in reversed(heights):
        size = height
        rest -= count
        if rest < 0:
            break
    # Recognised boxes reach beyond their characters by chance; the widths of ideographs tell better.
    recognised = words[0].confidence is not None
    wide = [width for word in words for width in em_width(word)] if recognised else []
    em = statistics.median(wide) if wide else size
    return Line(page, tuple(words), box, size, max(em, LEAST_EM))
