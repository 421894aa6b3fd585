"""Comparing mentions of one quantity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.identities import Same
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.findings.finding import Finding, Status, judged
from ziping.pipeline.checks.loading.labels import holds_in_order, normal
from ziping.pipeline.checks.loading.places import place_order, same_place
from ziping.pipeline.checks.loading.rows import Fact, Statement
from ziping.pipeline.checks.loading.targets import base_unit

_OWN_WORDS = re.compile(r"20\d\d年度?|本年度?|全年|年度|我[市县区局]|我?单位|本单位|该|本|共计|合计|总计|共")
_PERIODS = re.compile(r"20\d\d年|上年|去年|上一年|\d+月|[一二三四]季度|上半年|下半年|累计|截至")
_AIMS = frozenset(("planned", "adjusted"))
_LEAST_PREFIX = 3
SPECIFIC = 6  # characters that a name needs to mean one thing only
GOAL = re.compile(r"目标值|目标任务|计划|任务数|拟|预计|预期")  # what was aimed at, not what was reached


def compared(subject: str, mentions: Sequence[Operand], name: str) -> Finding | None:
    """One finding for all mentions of a quantity; None where there is but one."""
    distinct = tuple(_distinct(sorted(mentions, key=place_order)))
    if len(distinct) < 2:
        return None
    stated = max(distinct, key=lambda o: o.half)  # the first of the coarsest
    others = [o for o in distinct if o is not stated]
    findings = {o.key: judged(Same(stated, o), subject) for o in others}
    rank = {Status.FAIL: 2, Status.ROUNDING: 1}
    worst = max(others, key=lambda o: rank.get(findings[o.key].status, 0))
    rest = [o for o in others if o is not worst]
    return judged(Same(stated, worst), subject, name, rest)


def _distinct(mentions: Iterable[Operand]) -> Iterator[Operand]:
    """The mentions without those that were read from the print of an earlier one."""
    known: dict[object, list[Operand]] = {}
    for mention in mentions:
        keys = (mention.key, *dict.fromkeys(place.page for place in mention.evidence))
        if not any(
            mention.value == o.value and same_place(mention, o)
            for key in keys
            for o in known.get((key, mention.value), ())
        ):
            for key in keys:
                known.setdefault((key, mention.value), []).append(mention)
            yield mention


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


def told_alike(a: Fact, b: Fact) -> bool:
    """Whether two figures may be told of one year and one state: what was planned is not what came of it."""
    if a.state != b.state and _AIMS & {a.state, b.state}:
        return False
    return a.year is None or b.year is None or a.year == b.year


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
