"""Satisfaction: the indicator and the prose, for the same people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ziping.pipeline.checks.arithmetic import precision as printed
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.findings.finding import Finding, as_warning
from ziping.pipeline.checks.loading.labels import holds_in_order, normal
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.rules.crossref.comparison import compared, figure_of, satisfies

# Names for whoever the project serves, one as good as another.
_ANYBODY = re.compile(
    r"服务对象|受益对象|受益|受众|群众|公众|社会|人民|办事|参保人员|参保人|居民|对项目实施|对项目|对工作|项目|实施|对象|综合|总体|整体|平均|的|对"
)
_MEASURE = re.compile(r"满意(?:度|率|程度)?(?:指标|情况|达到|达|为)?$")
_LEAD = re.compile(r"[是为：:，,、]")
_NEXT = 2  # figures between results that are told in turn
_BOUNDS = (">=", ">", "<=", "<")


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """A mention: of whom (empty: whoever the project serves), and whether it is what was aimed at. `number` is that of its
    fact, None in an indicator; `listed`: its clause has no name for it, as those behind the first in a list."""

    whom: str
    figure: Operand
    target: bool = False
    number: int | None = None
    listed: bool = False


def satisfaction(case: Case) -> Iterator[Finding]:
    """Mentions of one group of people are compared; several groups are told apart by their names."""
    mentions = [*_in_indicators(case), *_in_facts(case)]
    facts = [m for m in mentions if m.figure.column == "value"]
    if not facts:
        return
    compared_once = False
    for whom, group in _groups(mentions):
        results = _results(group)
        if not any(m.figure.column == "value" for m in results) or len(results) < 2:
            continue
        sure = bool(whom) and _is_same_bound(results)
        figures = [m.figure for m in results]
        label = max((f.label for f in figures), key=len)
        finding = compared(label, figures, f"满意度/{whom}")
        if finding is not None:
            compared_once = True
            yield finding if sure else as_warning(finding)
    if not compared_once:
        yield from _only_one(mentions)


def _only_one(mentions: list[Satisfaction]) -> Iterator[Finding]:
    """The only indicator of satisfaction and the only figure of it in prose, where they agree: under names
    so different that a difference would prove nothing."""
    reached = [m.figure for m in mentions if not m.target and m.figure.operator == printed.EQ]
    rows = {f.row_id for f in reached if f.column != "value"}
    if len(rows) == 1 and len({f.value for f in reached}) == 1:
        finding = compared(next(f.label for f in reached if f.row_id in rows), reached, "满意度")
        if finding is not None:
            yield finding


def _whom(label: str) -> str:
    last = _LEAD.split(_MEASURE.sub("", normal(label)))[-1]  # 基本情况是群众对项目实施满意度
    return _ANYBODY.sub("", last)


def _in_indicators(case: Case) -> Iterator[Satisfaction]:
    for row in case.indicators:
        if "满意" not in row.label and not (row.kind == "satisfaction" and "满意" in (row.level2 or "")):
            continue
        for statement in (row.target, row.actual):
            found = None if statement is None else figure_of(statement, row.label)
            if found is not None and found[1] == "ratio":
                yield Satisfaction(_whom(row.label), found[0], statement is row.target)


def _in_facts(case: Case) -> Iterator[Satisfaction]:
    for fact in case.facts:
        if fact.figure is None or fact.unit != "ratio" or fact.figure.operator == "~":
            continue
        if fact.kind == "satisfaction" or (fact.kind == "rate" and _MEASURE.search(normal(fact.label))):
            yield Satisfaction(
                _whom(fact.label), fact.figure, _is_target(fact), fact.sequence, "满意" not in fact.clause
            )


def _is_target(fact: Fact) -> bool:
    return fact.state == "planned" or bool(re.search(r"目标值|指标值|年初|预期|绩效目标", fact.clause))


def _groups(mentions: list[Satisfaction]) -> Iterator[tuple[str, list[Satisfaction]]]:
    """Mentions of the same people: one name holds the other. Whoever is served is one group."""
    groups: list[tuple[str, list[Satisfaction]]] = []
    for mention in sorted(mentions, key=lambda m: -len(m.whom)):
        for name, group in groups:
            same = not name and not mention.whom and not any(_are_told_in_turn(mention, m) for m in group)
            if same or (len(mention.whom) >= 2 and holds_in_order(mention.whom, name)):
                group.append(mention)
                break
        else:
            groups.append((mention.whom, [mention]))
    yield from groups


def _are_told_in_turn(one: Satisfaction, other: Satisfaction) -> bool:
    """Whether two results stand next to each other in one text: 居民满意度95%，商户满意度91%，综合满意度93% are of different people,
    and so are those of 满意度分别为95%、91%."""
    if one.number is None or other.number is None or one.target or other.target:
        return False
    differ = one.figure.label != other.figure.label or one.listed or other.listed
    return abs(one.number - other.number) <= _NEXT and differ


def _results(group: list[Satisfaction]) -> list[Satisfaction]:
    """What was reached. A figure of the prose that repeats the target, or is met by a bound, says nothing else."""
    targets = [m.figure for m in group if m.target]
    reached = [m for m in group if not m.target]
    actuals = [m for m in reached if m.figure.column != "value"]
    if len({m.figure.row_id for m in actuals}) > 1:
        return []  # several indicators of the same people: which is meant cannot be told
    found = list(actuals)
    for mention in reached:
        if mention in actuals:
            continue
        differs = any(m.figure.value != mention.figure.value for m in actuals)
        repeats = any(t.value == mention.figure.value and t.operator == mention.figure.operator for t in targets)
        if not (differs and repeats) and not _compatible(mention.figure, [m.figure for m in actuals]):
            found.append(mention)
    return _without_bounds(found)


def _compatible(figure: Operand, others: list[Operand]) -> bool:
    """Whether a bound and a plain figure agree without being equal."""
    for other in others:
        if figure.value == other.value:
            continue
        if (
            figure.operator in _BOUNDS
            and other.operator == "="
            and satisfies(other.value, figure.operator, figure.value)
        ):
            return True
        if (
            other.operator in _BOUNDS
            and figure.operator == "="
            and satisfies(figure.value, other.operator, other.value)
        ):
            return True
    return False


def _without_bounds(mentions: list[Satisfaction]) -> list[Satisfaction]:
    """Bounds that plain figures satisfy are left out; bounds alone are compared with each other."""
    plain = [m for m in mentions if m.figure.operator == "="]
    if not plain:
        return mentions
    return [
        m
        for m in mentions
        if m.figure.operator == "="
        or not all(satisfies(p.figure.value, m.figure.operator, m.figure.value) for p in plain)
    ]


def _is_same_bound(mentions: list[Satisfaction]) -> bool:
    """Whether all are printed alike (≥90% and ≥95%; 96% and 97%): then they contradict each other."""
    return len({m.figure.operator for m in mentions}) == 1
