"""Rules on totals in prose and their parts: `breakdown-total`, `count-total`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.checks.families import Family, claims_to_be_complete, families, is_slip
from pipeline.checks.findings import Finding, Remark, Status, judged, softened, unchecked
from pipeline.checks.identities import Sum
from pipeline.checks.rows import Case
from pipeline.checks.rules import rule

_NOT_COMPLETE = Remark("“其中”所列不一定是全部", "the parts named need not be all of it")
_PROJECTS = re.compile(r"项目.*(?:总金额|总额|总预算|资金合计)")
_PROJECT_COUNT = re.compile(r"项目(?:总数|个数|数量)?$")
_COUNTED = re.compile(r"[共总合]")


@rule("breakdown-total", "分项合计")
def breakdown_total(case: Case) -> Iterator[Finding]:
    """A total in prose is the sum of its parts.

    Identity: total = Σ parts. Each figure stands for every value that rounds to it: 17.10 亿元 for
    ±0.005 亿元. Also: the amount that a department states for its projects = Σ amounts of the projects,
    where the document evaluates just as many of them.
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


@rule("count-total", "计数合计")
def count_total(case: Case) -> Iterator[Finding]:
    """A counted total is the sum of the counts of its parts.

    Identity: total = Σ parts; whole counts are exact.
    Source: the wording: 共设绩效目标 8 个，完成 5 个，未完成 3 个.
    Applies: to counts of whole things that have parts in the same unit. Levels (3 个层次 9 项 12 类) are
    no parts.
    Undecided: as for breakdown-total; where things are counted (共 6 个，其中 …), a sum that is short is a
    warning.
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
    complete, short = claims_to_be_complete(family), finding.difference > 0
    if len(family.parts) == 1:
        if not short or is_slip(family):
            yield softened(finding)
    elif complete or (short and is_slip(family)):
        yield finding
    elif not short:
        # people may belong to several of the groups named; money cannot
        yield softened(finding) if family.whole else finding
    elif family.whole and total.unit == "item" and _COUNTED.search(total.clause):
        yield softened(finding)
    else:
        stated, *parts = finding.operands
        yield replace(unchecked(finding.subject, _NOT_COMPLETE, stated, parts, name), computed=finding.computed)


def _projects(case: Case) -> Iterator[Finding]:
    """A department's sum of projects against the projects that the document evaluates."""
    if len(case.projects) < 2:
        return
    counts = [f.plain for f in case.facts if f.kind == "count" and _PROJECT_COUNT.search(f.label)]
    if not any(c is not None and c.value == len(case.projects) for c in counts):
        return
    for fact in case.facts:
        if fact.unit == "CNY" and fact.plain is not None and _PROJECTS.search(fact.label):
            yield softened(judged(Sum(fact.plain, case.projects), fact.label, f"项目/{fact.label}"))
