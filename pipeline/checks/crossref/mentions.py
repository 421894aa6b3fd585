"""Comparing mentions of one quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.checks import printed
from pipeline.checks.findings import Finding, Status, judged
from pipeline.checks.identities import Same
from pipeline.checks.labels import holds_in_order, normal
from pipeline.checks.operands import Evidence, Operand
from pipeline.checks.rows import Fact, Statement
from pipeline.checks.targets import base_unit

_OWN_WORDS = re.compile(r"20\d\d年度?|本年度?|全年|年度|我[市县区局]|我?单位|本单位|该|本|共计|合计|总计|共")
_PERIODS = re.compile(r"20\d\d年|上年|去年|上一年|\d+月|[一二三四]季度|上半年|下半年|累计|截至")
_LEAST_PREFIX = 3


def same_place(a: Operand, b: Operand) -> bool:
    """Whether both were read from the same print: it is no second mention."""
    if a.key == b.key:
        return True
    return any(_overlap(x, y) for x in a.evidence for y in b.evidence)


def _overlap(a: Evidence, b: Evidence) -> bool:
    if a.page != b.page or a.x0 is None or b.x0 is None or a.page is None:
        return False
    assert a.x1 is not None and b.x1 is not None
    assert a.top is not None and b.top is not None and a.bottom is not None and b.bottom is not None
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min((a.x1 - a.x0) * (a.bottom - a.top), (b.x1 - b.x0) * (b.bottom - b.top))
    return across * down * 2 > smaller


def place_order(operand: Operand) -> tuple[int, float, float]:
    """Reading order: page, then from top to bottom."""
    first = operand.evidence[0] if operand.evidence else None
    if first is None:
        return 0, 0.0, 0.0
    return first.page or 0, first.top or 0.0, first.x0 or 0.0


def compared(subject: str, mentions: Sequence[Operand], name: str) -> Finding | None:
    """One finding for all mentions of a quantity; None where there is but one."""
    distinct: list[Operand] = []
    for mention in sorted(mentions, key=place_order):
        if not any(same_place(mention, other) and mention.value == other.value for other in distinct):
            distinct.append(mention)
    if len(distinct) < 2:
        return None
    stated = max(distinct, key=lambda o: o.half)  # the first of the coarsest
    others = [o for o in distinct if o is not stated]
    findings = {o.key: judged(Same(stated, o), subject) for o in others}
    rank = {Status.FAIL: 2, Status.ROUNDING: 1}
    worst = max(others, key=lambda o: rank.get(findings[o.key].status, 0))
    rest = [o for o in others if o is not worst]
    return judged(Same(stated, worst), subject, name, rest)


def own_label(label: str, subject: str) -> str:
    """A label without year, reporting unit and the subject's name: what it says of the subject."""
    text = _OWN_WORDS.sub("", normal(label))
    name = normal(subject)
    for size in range(len(text), _LEAST_PREFIX - 1, -1):
        if holds_in_order(text[:size], name):
            return text[size:]
    return text


def periods(fact: Fact, fiscal_year: int | None) -> frozenset[str]:
    """Years, months and other periods that the figure's clause names, the evaluated year left out."""
    return frozenset(_PERIODS.findall(fact.label + fact.clause)) - {f"{fiscal_year}年"}


def figure_of(statement: Statement, label: str) -> tuple[Operand, str] | None:
    """A target or an actual as an operand in base units, with its unit; None for words."""
    if statement.value is None or statement.operator == "qualitative":
        return None
    factor, unit = base_unit(statement.unit)
    value = statement.value * factor
    step = printed.step(statement.value, statement.text) * factor
    whole = step == 1 and unit not in ("元", "ratio")
    operand = Operand(
        value,
        Decimal(0) if whole else step / 2,
        statement.text,
        label,
        statement.row_id,
        statement.column,
        statement.evidence,
        statement.confidence,
        statement.operator or printed.EQ,
    )
    return operand, unit


def satisfies(value: Decimal, operator: str, bound: Decimal) -> bool:
    """Whether a plain figure agrees with `operator bound`."""
    match operator:
        case ">=":
            return value >= bound
        case ">":
            return value > bound
        case "<=":
            return value <= bound
        case "<":
            return value < bound
        case _:
            return value == bound
