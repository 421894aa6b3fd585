"""A block of a form as columns and rows, before it becomes cells; and the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.generator.typeset.setting import Cell

LABEL_WIDTH = 0.06


@dataclass
class Column:
    """A column: `path` are its headings from top to bottom, `wide` its width against those of the others."""

    key: str
    path: list[str]
    wide: float


@dataclass
class Row:
    """A row: its texts by column.

    Attributes:
        shared: Columns whose cell it shares with neighbours that have an equal value here.
        wide: One text over all columns instead.
        mark: Names the row, so that its page can be asked for.
        sum: The row is a sum: this label stands over all columns before the first of its texts.
        heading: The headings are printed once more above it.
    """

    texts: dict[str, str] = field(default_factory=dict)
    shared: dict[str, object] = field(default_factory=dict)
    wide: str = ""
    mark: str | None = None
    sum: str = ""
    heading: bool = False


@dataclass
class Grid:
    """A block. `spans` says how cells that rows share are printed: merged, repeated, once.

    Attributes:
        label: What the whole block is called; `beside` at its left, else in a row above it.
        plain: Whether the block goes without a row of headings.
    """

    label: str
    columns: list[Column]
    rows: list[Row]
    beside: bool = True
    upright: bool = False
    plain: bool = False
    spans: str = "merged"
    shaded: bool = False

    @property
    def keys(self) -> list[str]:
        return [c.key for c in self.columns]

    def column(self, part: str) -> Column | None:
        """The column that holds something, alone or with something else."""
        return next((c for c in self.columns if part in c.key.split("+")), None)

    def has(self, *keys: str) -> bool:
        return set(keys) <= set(self.keys)

    def drop(self, key: str) -> None:
        self.columns = [c for c in self.columns if c.key != key]

    def replace(self, keys: Sequence[str], *columns: Column) -> None:
        """Puts columns where the first of some columns stood."""
        at = self.keys.index(keys[0])
        rest = [c for c in self.columns if c.key not in keys]
        at -= sum(k in keys for k in self.keys[:at])
        self.columns = [*rest[:at], *columns, *rest[at:]]

    @property
    def depth(self) -> int:
        return 0 if self.plain else max(len(c.path) for c in self.columns)


@dataclass
class Cells:
    """Rows of cells, and which of them are the header and what it heads."""

    rows: list[list[Cell]]
    header: tuple[int, int] = (0, 0)


def drawn(grid: Grid) -> Cells:
    """The cells of a block, over the whole width."""
    start = LABEL_WIDTH if grid.label and grid.beside else 0.0
    whole = sum(c.wide for c in grid.columns)
    edges = [start]
    for column in grid.columns:
        edges.append(edges[-1] + (1 - start) * column.wide / whole)
    edges[-1] = 1.0
    head = _headings(grid, edges)
    rows = [list(r) for r in head]
    for number, row in enumerate(grid.rows):
        if row.heading:
            rows += [list(r) for r in head]
        rows.append(_row(grid, number, edges))
    above = 0
    if grid.label and grid.beside:
        rows[0].insert(0, Cell(grid.label, 0.0, start, len(rows), upright=grid.upright))
    elif grid.label:
        rows.insert(0, [Cell(grid.label, 0.0, 1.0, left=True)])
        above = 1
    return Cells(rows, (above, above + len(head)))


def _headings(grid: Grid, edges: Sequence[float]) -> list[list[Cell]]:
    depth, rows = grid.depth, []
    for level in range(depth):
        cells = []
        for first, last in _alike([tuple(c.path[: level + 1]) for c in grid.columns], level):
            path = grid.columns[first].path
            if level < len(path):
                lowest = level == len(path) - 1
                high = depth - level if lowest else 1
                cells.append(Cell(path[level], edges[first], edges[last], high, shaded=grid.shaded))
        rows.append(cells)
    return rows


def _alike(paths: Sequence[tuple[str, ...]], level: int) -> Iterator[tuple[int, int]]:
    """Columns beside each other below one heading, which is not the lowest of theirs."""
    first = 0
    for number in range(1, len(paths) + 1):
        same = number < len(paths) and paths[number] == paths[first] and len(paths[first]) > level
        if not same:
            yield first, number
            first = number


def _row(grid: Grid, number: int, edges: Sequence[float]) -> list[Cell]:
    row = grid.rows[number]
    if row.wide:
        return [Cell(row.wide, edges[0], 1.0, left=True, mark=row.mark)]
    first = 0
    cells = []
    if row.sum:
        first = next(i for i, c in enumerate(grid.columns) if row.texts.get(c.key))
        cells.append(Cell(row.sum, edges[0], edges[first]))
    marked = row.mark
    for i, column in enumerate(grid.columns[first:], first):
        text = row.texts.get(column.key, "")
        token = row.shared.get(column.key)
        if token is not None and grid.spans != "repeated":
            above = grid.rows[number - 1].shared.get(column.key) if number and not row.heading else None
            if above is token or (above is not None and above == token):
                if grid.spans == "once":
                    cells.append(Cell("", edges[i], edges[i + 1]))
                continue
            high = _height(grid.rows, number, column.key) if grid.spans == "merged" else 1
            cells.append(Cell(text, edges[i], edges[i + 1], high))
            continue
        own = {"level3", "label"} & set(column.key.split("+"))
        left = bool(own) or column.key in ("reason", "basis")
        cells.append(Cell(text, edges[i], edges[i + 1], left=left, mark=marked if own else None))
    return cells


def _height(rows: Sequence[Row], number: int, key: str) -> int:
    token, high = rows[number].shared[key], 1
    for row in rows[number + 1 :]:
        if row.heading or row.shared.get(key) != token:
            break
        high += 1
    return high


def narrowed(rows: Iterable[Iterable[Cell]], x0: float, x1: float) -> list[list[Cell]]:
    """Rows of cells in a part of the width."""
    return [[replace(c, x0=x0 + c.x0 * (x1 - x0), x1=x0 + c.x1 * (x1 - x0)) for c in row] for row in rows]
