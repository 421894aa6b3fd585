"""One line of a block of money, put together cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ziping.parsers.forms.cells.amounts import Amount, money_unit, read_amount
from ziping.parsers.forms.cells.levels import is_instruction, read_level
from ziping.parsers.forms.cells.points import in_per_cent, rate_with_points, read_points, read_ratio
from ziping.parsers.forms.grid.columns import Column
from ziping.parsers.forms.grid.grid import (
    Grid,
    says_nothing,
    stated,
    stated_part,
)
from ziping.parsers.lexicon import LINES
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import AMOUNTS
from ziping.parsers.text.normalise import fold, plain
from ziping.parsers.text.numbers import read_number
from ziping.schemas.document import Cell
from ziping.schemas.geometry import Place
from ziping.schemas.report import FundingLine, Stated
from ziping.schemas.text import Printed

_HEADING_POINTS = re.compile(r"(?<![\d.])(?P<figure>\d{1,3}(?:\.\d+)?)\s*分")
_PLANNED, _ASKED_FOR = shaped("{cells.planned_money}"), shaped("{cells.asked_for}")
_CAME_IN, _SPENT = shaped("{cells.came_in}"), shaped("{cells.spent_money}")


def default_measure(label: Cell | None) -> str:
    """What figures measure where no heading says it: the budget, unless the block's label speaks of spending."""
    text = plain(label.text.string) if label is not None else ""
    if _CAME_IN.search(text):
        return "received"
    if label is not None and asked_for(label):
        return "initial_budget"
    if not _PLANNED.search(text) and _SPENT.search(text):
        return "executed"
    return "annual_budget"


def asked_for(label: Cell) -> bool:
    """Whether a label speaks of what was applied for (年度资金申请总额): the budget before the year."""
    return _ASKED_FOR.search(plain(label.text.string)) is not None


@dataclass(slots=True)
class LineBuilder:
    """The cells of one line. `label` is the cell that names it, `block` that which labels the block."""

    line: str
    label: Cell | None
    block: Cell | None = None
    cells: dict[str, tuple[Cell, Column | None, Cell | None]] = field(default_factory=dict)
    extra: list[tuple[str, Stated[str]]] = field(default_factory=list)
    points: Stated[Decimal] | None = None
    given: Stated[Decimal] | None = None

    def add(self, sense: str, cell: Cell, column: Column | None, heading: Cell | None = None) -> None:
        """A cell that holds `sense` of this line; the first that says something counts, a second one (复核得分) is kept in
        `extra` where a column of its own has it."""
        earlier = self.cells.get(sense)
        if earlier is None or (says_nothing(earlier[0].text.string) and not says_nothing(cell.text.string)):
            self.cells[sense] = (cell, column, heading)
        elif column is not None and cell is not earlier[0] and column is not earlier[1] and column.heading:
            self.add_extra(column.heading, cell)

    def add_extra(self, heading: str, cell: Cell) -> None:
        text = stated(cell)
        if text is not None and not says_nothing(text.value):
            self.extra.append((heading, text))

    def take_points(self, cell: Cell) -> bool:
        """Takes points printed in a heading (得分(20分*执行率)) or label (资金使用（满分10分，自评9.48分）); whether there were any."""
        level = read_level(cell)
        if level is not None and level.weight is not None and level.score is not None:
            self.points, self.given = level.weight, level.score
            return True
        match = _HEADING_POINTS.search(fold(cell.text.string))
        number = read_number(match["figure"]) if match else None
        printed = stated_part(cell, *match.span("figure")) if match else None
        if number is None or printed is None:
            return False
        self.points = Stated(number.value, printed.printed)
        return True

    def build(self, grid: Grid, block_unit: Stated[str] | None) -> tuple[FundingLine | None, list[Printed]]:
        """The line, and the prints of amounts whose unit nobody states. No line where there is nothing but
        a label that is no known line."""
        named = self.label is not None and (self.line != "other" or LINES.find(self.label.text.string) is not None)
        if not named and all(says_nothing(c.text.string) for c, _, _ in self.cells.values()):
            return None, []
        fields: dict[str, Any] = {}
        unread: list[Printed] = []
        unit: Stated[str] | None = None
        for sense in sorted(AMOUNTS & self.cells.keys()):
            cell, column, heading = self.cells[sense]
            amount = read_amount(cell, self._units(column, heading, block_unit))
            if amount is None:
                self.add_extra(_heading(column, heading, sense), cell)
            elif amount.value is None:
                unread.extend(amount.printed.printed)
                self.extra.append((_heading(column, heading, sense), amount.printed))
            else:
                fields[sense] = amount.value
                unit = unit or _unit(amount)
        self._add_points(fields)
        self._add_rate(fields)
        if unit is None and not unread:
            unit = next((u for u in self._units(None, None, block_unit) if u is not None), None)
        place = self._place(grid)
        if place is None:
            return None, unread
        return FundingLine(
            row=place, line=self.line, line_text=self._label_text(), unit_text=unit, extra=_unique(self.extra), **fields
        ), unread

    def _units(
        self, column: Column | None, heading: Cell | None, block_unit: Stated[str] | None
    ) -> list[Stated[str] | None]:
        headings = [
            *(reversed(column.cells) if column is not None else ()),
            *([heading] if heading is not None else []),
        ]
        found = [money_unit(c.text) for c in headings]
        labels = [money_unit(c.text) for c in (self.label, self.block) if c is not None]
        return [*found, *labels, block_unit]

    def _add_points(self, fields: dict[str, Any]) -> None:
        for sense in ("weight", "score"):
            if sense in self.cells:
                cell, column, _ = self.cells[sense]
                fields[sense] = read_points(cell)
                if fields[sense] is None:
                    self.add_extra(_heading(column, None, sense), cell)
        if fields.get("weight") is None and self.points is not None:
            fields["weight"] = self.points
        if fields.get("score") is None and self.given is not None:
            fields["score"] = self.given
        told = self.cells["reason"][0] if "reason" in self.cells else None
        if told is not None and not says_nothing(told.text.string) and not is_instruction(told):
            fields["reason"] = stated(told)

    def _add_rate(self, fields: dict[str, Any]) -> None:
        if "execution_rate" not in self.cells:
            return
        cell, column, heading = self.cells["execution_rate"]
        if (parts := rate_with_points(cell)) is not None:
            cell, points = parts
            if fields.get("score") is None:
                fields["score"] = read_points(points)
        spent, budget = fields.get("executed"), fields.get("annual_budget") or fields.get("initial_budget")
        near = spent.value / budget.value if spent is not None and budget is not None and budget.value else None
        headings = (*(column.cells if column else ()), *([heading] if heading else ()))
        per_cent = any(in_per_cent(c.text.string) for c in headings)
        rate = read_ratio(cell, per_cent=per_cent, near=near)
        fields["execution_rate"] = rate
        if rate is not None:
            fields["execution_rate_text"] = stated(cell)
        else:
            self.add_extra(_heading(column, heading, "execution_rate"), cell)

    def _label_text(self) -> Stated[str] | None:
        if self.label is None:
            return None
        string = self.label.text.string
        level = read_level(self.label)
        if level is not None and level.weight is not None:
            return level.name
        return stated_part(self.label, 0, len(string.rstrip("：: ")))

    def _place(self, grid: Grid) -> Place | None:
        rows = [c.row for c, _, _ in self.cells.values()]
        if not rows and self.label is not None:
            rows = [self.label.row]
        return grid.place(min(rows)) if rows else None


def _unit(amount: Amount) -> Stated[str] | None:
    return amount.unit


def _heading(column: Column | None, heading: Cell | None, sense: str) -> str:
    if column is not None and column.heading:
        return column.heading
    return heading.text.string.rstrip("：:") if heading is not None else sense


def _unique(extra: list[tuple[str, Stated[str]]]) -> tuple[tuple[str, Stated[str]], ...]:
    seen: Mapping[str, int] = {}
    counts = dict(seen)
    result = []
    for heading, text in extra:
        counts[heading] = counts.get(heading, 0) + 1
        result.append((heading if counts[heading] == 1 else f"{heading}（{counts[heading]}）", text))
    return tuple(result)
