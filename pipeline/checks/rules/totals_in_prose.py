"""Rules on totals in prose and their parts: `breakdown-total`, `count-total`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.shortfalls import has_slip, is_shortfall
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_warning,
    judged,
    unchecked,
)
from ziping.pipeline.checks.label_words import WHOLE_SUM
from ziping.pipeline.checks.loading.rows import Case
from ziping.pipeline.checks.rules.breakdowns import (
    Family,
    are_nested,
    claims_to_be_complete,
    families,
)

_NOT_COMPLETE = Remark("“其中”所列不一定是全部", "the parts named need not be all of it")
_DOUBTED = Remark("可能是另一总数的各项，或未列全", "they may be parts of another total, or not all")
_NESTED = Remark("各档互相包含", "the parts hold each other")
_PROJECTS = re.compile(f"项目.*(?:{WHOLE_SUM})")
_TOGETHER = re.compile(f"(?:{WHOLE_SUM})$")
_PROJECT_COUNT = re.compile(r"项目(?:总数|个数|数量)?$")
_SEVERAL = 2


@rule("breakdown-total", "分项合计")
def breakdown_total(case: Case) -> Iterator[Finding]:
    """A total in prose is the sum of its parts.

    Identity: total = Σ parts. Each figure stands for every value that rounds to it: 17.10 亿元 for
    ±0.005 亿元. Also: the amount that a department states for its projects = Σ amounts of the projects,
    where the document evaluates just as many of them; and the spending of a project = Σ what a later
    section tells was paid out, where that is just as much: told apart, nothing says that it is all.
    Source: the wording: 共计 X 万元，其中：A a 万元，B b 万元.
    Applies: to amounts, and to counts in 万, that have parts. Parts of parts make a check of their own.
    Undecided: parts that are less than the total where 其中 does not claim to name all of them (no 合计,
    分别, 组成; no 其他; no opposite; no shares that make 100%), unless one wrong digit explains the gap and chance hardly could. One
    part alone is checked only where it is as large as the total or larger, or one wrong digit away from it.
    """
    for family in families(case):
        if not family.whole:
            yield from _total(family)
    yield from _projects(case)
    yield from _paid_out(case)


@rule("count-total", "计数合计")
def count_total(case: Case) -> Iterator[Finding]:
    """A counted total is the sum of the counts of its parts.

    Identity: total = Σ parts; whole counts are exact.
    Source: the wording: 共设绩效目标 8 个，完成 5 个，未完成 3 个.
    Applies: to counts of whole things that have parts in the same unit. Levels (3 个层次 9 项 12 类) are
    no parts.
    Undecided: as for breakdown-total; parts that hold each other (10 万元以上的, 20 万元以上的).
    """
    for family in families(case):
        if family.whole:
            yield from _total(family)


def _total(family: Family) -> Iterator[Finding]:
    total = family.total
    name = f"{total.label}/{'+'.join(p.label for p in family.parts)}"
    finding = judged(family.identity, total.label or "合计", name)
    if finding.status is not Status.FAIL or finding.difference is None:
        yield finding
        return
    if are_nested(family):
        yield _undecided(finding, _NESTED, name)
        return
    if not family.sure and not has_slip(family.identity):
        yield _undecided(finding, _DOUBTED, name)
        return
    complete, short = claims_to_be_complete(family), finding.difference > 0
    if len(family.parts) == 1:
        if not short or is_shortfall(family.identity):
            yield as_warning(finding)
    elif complete or (short and is_shortfall(family.identity)):
        sure = family.sure and (has_slip(family.identity) or is_shortfall(family.identity))
        yield finding if sure else as_warning(finding, _DOUBTED)
    elif not short:
        # people may belong to several of the groups named; money cannot, but a slip should explain it
        yield finding if not family.whole and has_slip(family.identity) else as_warning(finding)
    else:
        yield _undecided(finding, _NOT_COMPLETE, name)


def _undecided(finding: Finding, why: Remark, name: str) -> Finding:
    stated, *parts = finding.operands
    return replace(unchecked(finding.subject, why, stated, parts, name), computed=finding.computed)


def _projects(case: Case) -> Iterator[Finding]:
    """A department's sum of projects against the projects that the document evaluates."""
    if len(case.projects) < 2:
        return
    counts = [f for f in case.facts if f.kind == "count" and _PROJECT_COUNT.search(f.label)]
    after = {f.sequence + 1 for f in counts if f.plain is not None and f.plain.value == len(case.projects)}
    for fact in case.facts if after else ():
        of_projects = _PROJECTS.search(fact.label) or (fact.sequence in after and _TOGETHER.search(fact.label))
        if fact.unit == "CNY" and fact.plain is not None and of_projects:
            yield as_warning(judged(Sum(fact.plain, case.projects), fact.label, f"项目/{fact.label}"))


def _paid_out(case: Case) -> Iterator[Finding]:
    """Spending told in one place, and what it was paid out for in another: 474.37 = 454.2 + 20.17 万元."""
    totals = [line for line in case.funding if line.line == "total" and line.executed is not None]
    if len(totals) != 1 or totals[0].executed is None:
        return
    total = totals[0].executed
    paid = [f for f in case.facts if f.kind == "expenditure" and f.unit == "CNY" and f.parent_id is None]
    parts = [f.plain for f in paid if f.plain is not None and f.plain.value != total.value]
    if len(parts) >= _SEVERAL and sum(p.value for p in parts) == total.value:
        yield judged(Sum(total, tuple(parts)), totals[0].label, "支出/分项")
