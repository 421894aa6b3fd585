"""Words into the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from statistics import median

from ziping.pipeline.reading.tables.lattice import Lattice
from ziping.pipeline.reading.tables.slivers import without_slivers
from ziping.pipeline.reading.text.joining import Sides, words_to_text
from ziping.schemas.document import Cell, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Word

# Of a word that a rule crosses, so small a part (of its characters, or one of at least so many) beyond the rule is no
# word of the next cell: the text is a little too wide for its own.
OVERFLOW, OVERFLOW_OF = 0.2, 4


class Filling:
    """A grid being filled with words."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
        self._owner: list[list[int]] = [[-1] * columns for _ in range(rows)]
        for index, (row, column, height, width) in enumerate(lattice.spans):
            for r in range(row, row + height):
                self._owner[r][column : column + width] = [index] * width
        self._words: list[list[Word]] = [[] for _ in lattice.spans]

    @property
    def is_empty(self) -> bool:
        """Whether no cell has a word: a drawing, not a table."""
        return not any(self._words)

    def take(self, word: Word) -> bool:
        """Puts the word, or its parts, into the cells it stands in; False when it stands in none."""
        xs, ys, box = self.lattice.xs, self.lattice.ys, word.box
        y = (box.top + box.bottom) / 2
        if not ys[0] <= y < ys[-1] or box.x1 <= xs[0] or box.x0 >= xs[-1]:
            return False
        row = self._owner[bisect_right(ys, y) - 1]
        first, last = bisect_right(xs, box.x0) - 1, bisect_right(xs, box.x1) - 1
        if 0 <= first == last < len(row) or (first >= 0 and last < len(row) and row[first] == row[last]):
            owner = row[first]
            if owner < 0:
                return False
            self._words[owner].append(word)
            return True
        return self._take_apart(word, row)

    def _take_apart(self, word: Word, row: list[int]) -> bool:
        edges = _edges(word)
        owners = []
        for k in range(len(word.text)):
            column = bisect_right(self.lattice.xs, (edges[k] + edges[k + 1]) / 2) - 1
            owners.append(row[column] if 0 <= column < len(row) else -1)
        inside = [o for o in owners if o >= 0]
        if not inside:
            return False
        count = len(owners)
        most = max(inside, key=owners.count)
        beyond = count - owners.count(most)
        if beyond <= OVERFLOW * count or (beyond == 1 and count >= OVERFLOW_OF):
            self._words[most].append(word)
            return True
        # Characters outside the grid go with their neighbours inside: no text is lost, and none doubled.
        nearest = inside[0]
        for k, owner in enumerate(owners):
            nearest = owner if owner >= 0 else nearest
            owners[k] = nearest
        start = 0
        for k in range(1, count + 1):
            if k == count or owners[k] != owners[start]:
                self._words[owners[start]].append(_part(word, edges, start, k))
                start = k
        return True

    def table(self, page: int) -> Table:
        """The filled grid as a table of the page; a double rule in it is one line."""
        height = median(w.box.height for words in self._words for w in words) if not self.is_empty else 0.0
        lattice, left = without_slivers(self.lattice, [bool(words) for words in self._words], height)
        xs, ys = lattice.xs, lattice.ys
        cells = tuple(
            Cell(
                row,
                column,
                height,
                width,
                words_to_text(words, page, Sides(xs[column], xs[column + width])),
                (Place(page, Box(xs[column], ys[row], xs[column + width], ys[row + height])),),
            )
            for (row, column, height, width), words in zip(lattice.spans, (self._words[k] for k in left), strict=True)
        )
        return Table(cells, len(ys) - 1, len(xs) - 1, (Place(page, Box(xs[0], ys[0], xs[-1], ys[-1])),))


def _edges(word: Word) -> tuple[float, ...]:
    if word.edges:
        return word.edges
    step = word.box.width / len(word.text)
    return tuple(word.box.x0 + k * step for k in range(len(word.text) + 1))


def _part(word: Word, edges: tuple[float, ...], start: int, stop: int) -> Word:
    box = Box(edges[start], word.box.top, edges[stop], word.box.bottom)
    return Word(word.text[start:stop], box, word.confidence, edges[start : stop + 1])
