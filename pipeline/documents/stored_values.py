"""Values that a workbook stores beside what it shows, put into `extra` of the rows that were read from what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from ziping.schemas.dataset import FUNDING, INDICATORS
from ziping.schemas.report import Evaluation, FundingLine, Indicator, Report, Stated
from ziping.schemas.text import Printed

Row = TypeVar("Row", Indicator, FundingLine)
Extra = tuple[str, Stated[str]]

_STORED = "（存储值）"  # behind the heading of the column whose value is shown otherwise
_IN_YUAN = "（元）"  # what is stored is in the unit of the sheet
_LABELS = {
    column.name: column.label_zh.removesuffix(_IN_YUAN) for table in (INDICATORS, FUNDING) for column in table.columns
}


def with_stored(report: Report, stored: Sequence[Printed]) -> Report:
    """The same report, each row with what is stored in the cells that it was read from.

    Args:
        stored: Stored values, each with the frame of its cell.
    """
    if not stored:
        return report
    of_page: dict[int, list[Printed]] = defaultdict(list)
    for one in stored:
        of_page[one.page].append(one)
    return replace(report, evaluations=tuple(_evaluation(e, of_page) for e in report.evaluations))


def _evaluation(evaluation: Evaluation, stored: Mapping[int, list[Printed]]) -> Evaluation:
    return replace(
        evaluation,
        indicators=tuple(_row(row, stored) for row in evaluation.indicators),
        funding=tuple(_row(row, stored) for row in evaluation.funding),
    )


def _row(row: Row, stored: Mapping[int, list[Printed]]) -> Row:
    extra: list[Extra] = list(row.extra)
    added: set[Printed] = set()
    for heading, value in _values(row):
        beside = _in_cell(value.printed, stored)
        if beside is not None and beside not in added:
            added.add(beside)
            extra.append((f"{heading}{_STORED}", Stated(beside.text, value.printed)))
    return row if len(extra) == len(row.extra) else replace(row, extra=tuple(extra))


def _values(row: Indicator | FundingLine) -> Iterator[tuple[str, Stated[object]]]:
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Stated):
            yield _LABELS.get(field.name, field.name), value
    for heading, text in row.extra:
        yield heading, Stated(text.value, text.printed)


def _in_cell(printed: Iterable[Printed], stored: Mapping[int, list[Printed]]) -> Printed | None:
    """What the cell stores in which something is shown."""
    for one in printed:
        for cell in stored.get(one.page, ()):
            if cell.box.holds(*one.box.middle):
                return cell
    return None
