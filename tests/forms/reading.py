"""Short words for what a table was read as."""

from __future__ import annotations

from decimal import Decimal

from tests.builders import table, text
from ziping.parsers.forms import (
    Form,
    FormContext,
    FormReading,
    read_table,
)
from ziping.parsers.forms.cells.amounts import money_unit
from ziping.schemas.report import FundingLine, Indicator, Stated

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


def read(rows: list[list[str]], *, unit: str | None = None, title: str | None = None) -> FormReading:
    """The reading of a table built from `rows`, below a caption."""
    caption = text(title) if title else None
    return read_table(
        table(rows),
        FormContext(
            Stated(caption.string, caption.printed()) if caption else None, money_unit(text(unit)) if unit else None
        ),
    )


def form(rows: list[list[str]], *, unit: str | None = None, title: str | None = None) -> Form:
    """The only form of a table."""
    (only,) = read(rows, unit=unit, title=title).forms
    return only


def value(stated: Stated | None):
    return None if stated is None else stated.value


def levels(indicator: Indicator) -> tuple:
    return value(indicator.level1), value(indicator.level2), value(indicator.level3)


def points(indicator: Indicator) -> tuple:
    return plain(indicator.weight), plain(indicator.score)


def plain(stated: Stated[Decimal] | None) -> str | None:
    """A decimal as short as it can be written."""
    return None if stated is None else format(stated.value.normalize(), "f")


def target(indicator: Indicator) -> tuple:
    return (
        value(indicator.target_text),
        value(indicator.target_operator),
        plain(indicator.target_value),
        value(indicator.target_unit),
    )


def money(line: FundingLine) -> tuple:
    """Line, initial budget, annual budget, executed (yuan)."""
    return line.line, plain(line.initial_budget), plain(line.annual_budget), plain(line.executed)


def extra(row: Indicator | FundingLine) -> dict[str, str]:
    return {heading: cell.value for heading, cell in row.extra}


def codes(reading: FormReading) -> list[str]:
    return [n.code for n in reading.notes]
