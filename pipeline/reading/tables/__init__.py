"""The ruled tables of one page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from pipeline.reading.joining import words_to_text
from pipeline.reading.tables.lattice import Lattice, rules_to_lattices
from schemas.document import Cell, Table
from schemas.geometry import Box, Place
from schemas.page import Page, Word

__all__ = ["find_tables"]


def find_tables(page: Page) -> tuple[Table, ...]:
    """The tables of a page, from top to bottom: real spans, every word in exactly one cell or in none.

    A table has two cells or more: a single frame is no table, and its words belong to the page.
    """
    lattices = [lattice for lattice in rules_to_lattices(page.rules) if len(lattice.spans) >= 2]
    if not lattices:
        return ()
    fillings = [_Filling(lattice) for lattice in lattices]
    innermost = list(reversed(fillings))
    for word in page.words:
        for filling in innermost:
            if filling.take(word):
                break
    tables = [filling.table(page.number) for filling in fillings]
    return tuple(sorted(tables, key=lambda t: (t.places[0].box.top, t.places[0].box.x0)))


class _Filling:
    """A grid being filled with words."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
        self.owner: list[list[int | None]] = [[None] * columns for _ in range(rows)]
        for index, (row, column, height, width) in enumerate(lattice.spans):
            for r in range(row, row + height):
                self.owner[r][column : column + width] = [index] * width
        self.words: list[list[Word]] = [[] for _ in lattice.spans]

    def take(self, word: Word) -> bool:
        """Puts the word, or its parts, into the cells it stands in; False when it stands in none."""
        xs, ys, box = self.lattice.xs, self.lattice.ys, word.box
        y = (box.top + box.bottom) / 2
        if not ys[0] <= y < ys[-1] or box.x1 <= xs[0] or box.x0 >= xs[-1]:
            return False
        row = self.owner[bisect_right(ys, y) - 1]
        owners = []
        for a, b in _characters(word):
            column = bisect_right(xs, (a + b) / 2) - 1
            owners.append(row[min(max(column, 0), len(row) - 1)])
        if all(o is None for o in owners):
            return False
        start = 0
        nearest = next(o for o in owners if o is not None)
        filled: list[int] = []
        for o in owners:
            nearest = nearest if o is None else o
            filled.append(nearest)
        for i in range(1, len(filled) + 1):
            if i == len(filled) or filled[i] != filled[start]:
                self.words[filled[start]].append(_part(word, start, i))
                start = i
        return True

    def table(self, page: int) -> Table:
        xs, ys = self.lattice.xs, self.lattice.ys
        cells = tuple(
            Cell(
                *span,
                words_to_text(words, page),
                (Place(page, Box(xs[span[1]], ys[span[0]], xs[span[1] + span[3]], ys[span[0] + span[2]])),),
            )
            for span, words in zip(self.lattice.spans, self.words, strict=True)
        )
        return Table(cells, len(ys) - 1, len(xs) - 1, (Place(page, Box(xs[0], ys[0], xs[-1], ys[-1])),))


def _characters(word: Word) -> Iterable[tuple[float, float]]:
    edges = word.edges
    if not edges:
        step = word.box.width / len(word.text)
        edges = tuple(word.box.x0 + i * step for i in range(len(word.text) + 1))
    return zip(edges, edges[1:], strict=False)


def _part(word: Word, start: int, stop: int) -> Word:
    if start == 0 and stop == len(word.text):
        return word
    edges = word.edges[start : stop + 1]
    cut = [a for a, _ in _characters(word)] + [word.box.x1]
    box = Box(cut[start], word.box.top, cut[stop], word.box.bottom)
    return Word(word.text[start:stop], box, word.confidence, edges)
