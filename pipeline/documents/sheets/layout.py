"""Sheets as passages and grids: what is ruled is a table, lines above and below it are text."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.pipeline.documents.paper.flow import (
    Flow,
    Grid,
    GridCell,
    Item,
    NewPage,
    Passage,
    Remark,
    Scan,
)
from ziping.pipeline.documents.sheets.model import (
    CHARACTER,
    MOST_ROWS,
    USUAL_WIDTH,
    Area,
    SheetCell,
    SheetModel,
)
from ziping.schemas.document import Align

_HALF = 0.5
_GAP = 20  # empty rows or columns that part what stands above and below as well as a million of them


def sheets_to_flow(sheets: Iterable[SheetModel]) -> Flow:
    """The visible sheets of a workbook, each from a new page on."""
    items: list[Item] = []
    remarks: list[Remark] = []
    for sheet in sheets:
        remarks.extend(_remarks(sheet))
        if not sheet.hidden and (sheet.cells or sheet.boxes or sheet.scans):
            items += [NewPage(), *_sheet_to_items(sheet)]
    return Flow(tuple(items), tuple(remarks))


def _sheet_to_items(sheet: SheetModel) -> Iterator[Item]:
    """Boxes that begin above all cells, the cells, the other boxes, and pictures that are pages."""
    first = min((row for row, _ in sheet.cells), default=0)
    boxes = sorted(sheet.boxes, key=lambda box: box.row)
    yield from (Passage(box.text) for box in boxes if box.row < first)
    if sheet.cells:
        yield from _Sheet(sheet).items()
    yield from (Passage(box.text) for box in boxes if box.row >= first)
    yield from map(Scan, sheet.scans)


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
    if sheet.pictures:
        message = "A picture of this document cannot be read. If something is printed on it, put it in as PNG or JPEG."
        yield Remark("unread-picture", message, f"{sheet.name}: {sheet.pictures}")
    if sheet.objects:
        message = "Objects of other programs are embedded here; their content is not read. Put it in as a table."
        yield Remark("unread-object", message, f"{sheet.name}: {sheet.objects}")
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
        shown = {m: _places(m, sheet) for m in sheet.merged}
        merged = [m for m, places in shown.items() if places]
        held = {p for m in merged for p in shown[m] if p != (m.row, m.column)}
        single = {k: v for k, v in sheet.cells.items() if k not in held and self._is_shown(*k)}
        filled = [k for k, v in single.items() if v.text]
        ruled = [k for k, v in sheet.cells.items() if v.format.bordered and self._is_shown(*k)]
        areas = [m for m in merged if (m.row, m.column) in single and single[m.row, m.column].text]
        used = [*filled, *ruled, *((m.last_row, m.last_column) for m in areas)]
        rows, columns = _without_gaps(r for r, _ in used), _without_gaps(c for _, c in used)
        self.rows = [r for r in rows if r not in sheet.hidden_rows and self._in_print(row=r)]
        self.columns = [c for c in columns if c not in sheet.hidden_columns and self._in_print(column=c)]
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
            rows = _within(self.rows, row_of, area.row, area.last_row)
            columns = _within(self.columns, column_of, area.column, area.last_column)
            if rows and columns:
                yield _Placed(rows[0], columns[0], len(rows), len(columns), cell)

    def _ruled_rows(self) -> list[bool]:
        """Row by row, whether it belongs to a table. Where nothing is ruled, rows of several cells do."""
        count = len(self.rows)
        ruled, several = [False] * count, [0] * count
        for one in self._placed:
            for row in range(one.row, one.row + one.rows):
                ruled[row] = ruled[row] or one.cell.format.bordered
                several[row] += bool(one.cell.text)
        if any(ruled):
            return ruled
        return [n > 1 for n in several]

    def _grid(self, rows: Sequence[int]) -> Grid:
        first, last = rows[0], rows[-1]
        within = [p for p in self._placed if first <= p.row <= last]
        filled = [p for p in within if p.cell.text or p.cell.format.bordered]
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
            cells.append(GridCell(one.row - first, one.column - left, height, width, _text(one.cell), one.cell.stored))
        widths = [self._sheet.widths.get(c, USUAL_WIDTH) * CHARACTER for c in self.columns[left:right]]
        return Grid(len(rows), tuple(widths), tuple(cells))

    def _lines(self, rows: Sequence[int]) -> Iterator[Passage]:
        for row in rows:
            line = [p for p in self._placed if p.row == row and p.cell.text]
            if line:
                wide = (
                    line[0].columns >= _HALF * len(self.columns) or line[0].cell.format.alignment == "centerContinuous"
                )
                centred = len(line) == 1 and wide and line[0].cell.format.alignment.startswith("center")
                right = len(line) == 1 and line[0].cell.format.alignment == "right"
                align = Align.CENTRE if centred else Align.RIGHT if right else Align.LEFT
                yield Passage("\t".join(_text(p.cell) for p in line), align, line[0].cell.format.size)

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


def _places(area: Area, sheet: SheetModel) -> list[tuple[int, int]]:
    """The cells of an area that are shown and have anything in them or around them; of one that has nothing its first."""
    first = (area.row, area.column)
    size = (area.last_row - area.row + 1) * (area.last_column - area.column + 1)
    if size < len(sheet.cells):
        every = itertools.product(range(area.row, area.last_row + 1), range(area.column, area.last_column + 1))
        found = [p for p in every if p in sheet.cells]
    else:
        found = [p for p in sheet.cells if area.holds(*p)]
    return [
        (row, column)
        for row, column in found or [first]
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns
    ]


def _without_gaps(numbers: Iterable[int]) -> list[int]:
    """Everything from the least to the greatest, but of a long gap only its beginning."""
    every = sorted(set(numbers))
    found = every[:1]
    for before, number in itertools.pairwise(every):
        found += range(before + 1, min(number, before + 1 + _GAP))
        found.append(number)
    return found


def _within(every: Sequence[int], place_of: Mapping[int, int], first: int, last: int) -> range:
    """The places of those that lie between two; the usual case, a single one, costs nothing."""
    if first == last:
        return range(place_of[first], place_of[first] + 1) if first in place_of else range(0)
    return range(bisect_left(every, first), bisect_right(every, last))


def _text(cell: SheetCell) -> str:
    return "\n".join(part.strip() for part in cell.text.replace("\r", "\n").split("\n") if part.strip())
