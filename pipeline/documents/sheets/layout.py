"""Sheets as passages and grids: what is ruled is a table, lines above and below it are text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ziping.pipeline.documents.paper.flow import (
    Flow,
    Grid,
    GridCell,
    Item,
    NewPage,
    Passage,
    Remark,
)
from ziping.pipeline.documents.sheets.model import (
    MOST_ROWS,
    Area,
    SheetCell,
    SheetModel,
)
from ziping.schemas.document import Align

_USUAL_WIDTH = 8.43  # characters
_CHARACTER = 5.5  # points
_HALF = 0.5


def sheets_to_flow(sheets: Iterable[SheetModel]) -> Flow:
    """The visible sheets of a workbook, each from a new page on."""
    items: list[Item] = []
    remarks: list[Remark] = []
    for sheet in sheets:
        remarks.extend(_remarks(sheet))
        if not sheet.hidden and sheet.cells:
            items += [NewPage(), *_Sheet(sheet).items()]
    return Flow(tuple(items), tuple(remarks))


def _remarks(sheet: SheetModel) -> Iterator[Remark]:
    if sheet.hidden:
        yield Remark("hidden-sheet", "A hidden sheet is not read. Show it if it belongs to the report.", sheet.name)
    elif sheet.too_long:
        yield Remark("unread-sheet", f"A sheet of more than {MOST_ROWS} rows is no form; it is not read.", sheet.name)
    elif sheet.hidden_rows or any(c in sheet.hidden_columns for _, c in sheet.cells):
        yield Remark(
            "hidden-cells",
            "Hidden rows or columns of this sheet are not read. Show them if they belong to the report.",
            sheet.name,
        )
    if sheet.uncounted:
        message = (
            "Formulas of this sheet have no stored value. Open the file in Excel or WPS, let it count, and save it."
        )
        yield Remark("unread-formula", message, f"{sheet.name}: {sheet.uncounted}")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell or a merged area, in rows and columns that are shown."""

    row: int
    column: int
    rows: int
    columns: int
    cell: SheetCell


class _Sheet:
    """A sheet of which rows and columns that are hidden, empty or not printed are left out."""

    def __init__(self, sheet: SheetModel) -> None:
        self._sheet = sheet
        merged = [m for m in sheet.merged if self._text_of(m) is not None]
        held = {(r, c) for m in merged for r, c in _places(m, sheet) if (r, c) != (m.row, m.column)}
        single = {k: v for k, v in sheet.cells.items() if k not in held and self._is_shown(*k)}
        filled = [k for k, v in single.items() if v.text]
        ruled = [k for k, v in sheet.cells.items() if v.look.bordered and self._is_shown(*k)]
        areas = [m for m in merged if (m.row, m.column) in single and single[m.row, m.column].text]
        used = [*filled, *ruled, *((m.last_row, m.last_column) for m in areas)]
        self.rows = [r for r in _span(r for r, _ in used) if r not in sheet.hidden_rows and self._in_print(row=r)]
        self.columns = [
            c for c in _span(c for _, c in used) if c not in sheet.hidden_columns and self._in_print(column=c)
        ]
        self._placed = list(self._place(single, {(m.row, m.column): m for m in merged}))

    def items(self) -> Iterator[Item]:
        """The rows in their order: runs of ruled ones as tables, the others line by line."""
        ruled = self._ruled_rows()
        for is_grid, run in itertools.groupby(range(len(self.rows)), key=lambda r: ruled[r]):
            rows = list(run)
            if is_grid:
                yield self._grid(rows)
            else:
                yield Passage("")  # also where these rows are empty they part tables
                yield from self._lines(rows)

    def _place(
        self, single: dict[tuple[int, int], SheetCell], merged: dict[tuple[int, int], Area]
    ) -> Iterator[_Placed]:
        row_of = {r: i for i, r in enumerate(self.rows)}
        column_of = {c: i for i, c in enumerate(self.columns)}
        for place, cell in sorted(single.items()):
            area = merged.get(place, Area(*place, *place))
            rows = [row_of[r] for r in range(area.row, area.last_row + 1) if r in row_of]
            columns = [column_of[c] for c in range(area.column, area.last_column + 1) if c in column_of]
            if rows and columns:
                yield _Placed(rows[0], columns[0], len(rows), len(columns), cell)

    def _ruled_rows(self) -> list[bool]:
        """Row by row, whether it belongs to a table. Where nothing is ruled, rows of several cells do."""
        count = len(self.rows)
        ruled, several = [False] * count, [0] * count
        for one in self._placed:
            for row in range(one.row, one.row + one.rows):
                ruled[row] = ruled[row] or one.cell.look.bordered
                several[row] += bool(one.cell.text)
        if any(ruled):
            return ruled
        return [n > 1 for n in several]

    def _grid(self, rows: Sequence[int]) -> Grid:
        first, last = rows[0], rows[-1]
        within = [p for p in self._placed if first <= p.row <= last]
        filled = [p for p in within if p.cell.text or p.cell.look.bordered]
        left = min((p.column for p in filled), default=0)
        right = max((p.column + p.columns for p in filled), default=len(self.columns))
        taken: set[tuple[int, int]] = set()
        cells = []
        for one in filled:
            height, width = min(one.rows, last + 1 - one.row), min(one.columns, right - one.column)
            covered = {(r, c) for r in range(one.row, one.row + height) for c in range(one.column, one.column + width)}
            if covered & taken:
                continue
            taken |= covered
            cells.append(GridCell(one.row - first, one.column - left, height, width, _text(one.cell)))
        widths = [self._sheet.widths.get(c, _USUAL_WIDTH) * _CHARACTER for c in self.columns[left:right]]
        return Grid(len(rows), tuple(widths), tuple(cells))

    def _lines(self, rows: Sequence[int]) -> Iterator[Passage]:
        for row in rows:
            line = [p for p in self._placed if p.row == row and p.cell.text]
            if line:
                wide = line[0].columns >= _HALF * len(self.columns) or line[0].cell.look.alignment == "centerContinuous"
                centred = len(line) == 1 and wide and line[0].cell.look.alignment.startswith("center")
                right = len(line) == 1 and line[0].cell.look.alignment == "right"
                align = Align.CENTRE if centred else Align.RIGHT if right else Align.LEFT
                yield Passage("\t".join(_text(p.cell) for p in line), align, line[0].cell.look.size)

    def _text_of(self, area: Area) -> SheetCell | None:
        """The cell that speaks for a merged area: its first, shown or not."""
        shown = any(True for _ in _places(area, self._sheet))
        return self._sheet.cells.get((area.row, area.column), SheetCell("")) if shown else None

    def _is_shown(self, row: int, column: int) -> bool:
        sheet = self._sheet
        hidden = row in sheet.hidden_rows or column in sheet.hidden_columns
        return not hidden and (not sheet.printed or any(a.holds(row, column) for a in sheet.printed))

    def _in_print(self, row: int | None = None, column: int | None = None) -> bool:
        areas = self._sheet.printed
        if not areas:
            return True
        if row is not None:
            return any(a.row <= row <= a.last_row for a in areas)
        return any(a.column <= (column or 0) <= a.last_column for a in areas)


def _places(area: Area, sheet: SheetModel) -> Iterator[tuple[int, int]]:
    """The cells of an area that are shown, as far down and right as the sheet goes."""
    bottom = max((r for r, _ in sheet.cells), default=0)
    right = max((c for _, c in sheet.cells), default=0)
    for row in range(area.row, min(area.last_row, bottom) + 1):
        for column in range(area.column, min(area.last_column, right) + 1):
            if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
                yield row, column


def _span(numbers: Iterable[int]) -> range:
    every = list(numbers)
    return range(min(every), max(every) + 1) if every else range(0)


def _text(cell: SheetCell) -> str:
    return "\n".join(part.strip() for part in cell.text.replace("\r", "\n").split("\n") if part.strip())
