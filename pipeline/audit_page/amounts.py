"""By how much a finding is off, in the unit of its figures: what lists show and sort by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ziping.pipeline.present.figures import MONEY, RATIOS, number
from ziping.schemas.dataset import FACTS

Row = Mapping[str, Any]
_RULES = {  # rules whose figures are of one kind, wherever they stand
    **dict.fromkeys(("execution-rate", "breakdown-share", "count-share", "growth", "completion"), "ratio"),
    **dict.fromkeys(("score-total", "weight-total", "section-score", "section-weight", "score-range"), "point"),
    **dict.fromkeys(("score-formula", "execution-score", "grade-band", "target-met", "reason-missing"), "point"),
    **dict.fromkeys(("funding-total", "overspent", "unit-price", "budget-change"), "CNY"),
}
_POINTS = frozenset({"score", "weight", "total_score", "full_score", "level1_weight", "level2_weight"})
_SCALES = (("亿元", Decimal(10) ** 8), ("万元", Decimal(10) ** 4))
_LEAST = 2  # digits behind the point that a scaled amount shows at most


@dataclass(frozen=True, slots=True)
class Amount:
    """Attributes:
    kind: `CNY`, `point`, `ratio`, or another base unit of the dataset; None where nothing says it.
    size: How much it is, without its sign, in the base unit.
    zh, en: As lists show it.
    """

    kind: str | None
    size: Decimal
    zh: str
    en: str


def amount_of(finding: Row, rows: Mapping[tuple[str, str], Row]) -> Amount | None:
    """The amount of a row of `checks`; None where it has no difference.

    Args:
        finding: The row.
        rows: (Table, row id) → the rows that its evidence names.
    """
    off = finding["difference"] if finding["difference"] is not None else _beyond(finding)
    if off is None:
        return None
    size = abs(off)
    kind = kind_of(finding, rows)
    return Amount(kind, size, *_written(kind, size))


def _beyond(finding: Row) -> Decimal | None:
    """How far what is stated lies outside of what is allowed."""
    stated, lower, upper = finding["stated"], finding["lower"], finding["upper"]
    if stated is None:
        return None
    over = stated - upper if upper is not None and stated > upper else None
    under = lower - stated if lower is not None and stated < lower else None
    return over or under


def kind_of(finding: Row, rows: Mapping[tuple[str, str], Row]) -> str | None:
    """In what the figures of a check are counted."""
    if finding["rule"] in _RULES:
        return _RULES[finding["rule"]]
    for place in finding["evidence"] or ():
        row = rows.get((place["table"], place["row_id"]))
        if row is None:
            continue
        if place["table"] == FACTS.name:
            return row["unit"]  # type: ignore[no-any-return]
        cell = next((c for c in row.get("cells") or () if stands_at(c, place)), None)
        column = cell["column"] if cell else ""
        found = "CNY" if column in MONEY else "ratio" if column in RATIOS else "point" if column in _POINTS else None
        if found is not None:
            return found
    return None


def stands_at(cell: Row, place: Row) -> bool:
    """Whether a cell is what a place of evidence marks."""
    return cell["page"] == place["page"] and all(
        cell[edge] is not None and place[edge] is not None and abs(cell[edge] - place[edge]) < 0.5
        for edge in ("x0", "top", "x1", "bottom")
    )


def _written(kind: str | None, size: Decimal) -> tuple[str, str]:
    match kind:
        case "CNY":
            name, scale = next(((n, s) for n, s in _SCALES if size >= s), ("元", Decimal(1)))
            return f"{_short(size / scale)} {name}", f"CNY {number(size)}"
        case "ratio":
            points = _short(size * 100)
            return f"{points} 个百分点", f"{points} pp"
        case "point":
            return f"{number(size)} 分", f"{number(size)} points"
        case "person" | "person_time" | "item":
            name = {"person": "人", "person_time": "人次", "item": "项"}[kind]
            return f"{number(size)} {name}", number(size)
        case _:
            return number(size), number(size)


def _short(value: Decimal) -> str:
    """To two digits behind the point, or to the first that is not 0."""
    exponent = min(-_LEAST, value.adjusted()) if value else 0
    return number(value.quantize(Decimal(1).scaleb(exponent)))
