"""Rules on shares in prose: `breakdown-share`, `count-share`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Ratio, Sum
from ziping.pipeline.checks.arithmetic.intervals import ZERO, Interval
from ziping.pipeline.checks.arithmetic.operands import Operand, implied
from ziping.pipeline.checks.arithmetic.slips import single_slip
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import Finding, Status, judged
from ziping.pipeline.checks.loading.plans import is_completion
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.loading.ties import fact_of, tied_to
from ziping.pipeline.checks.rules.breakdowns import (
    Family,
    claims_to_be_complete,
    families,
)

ONE = Decimal(1)
_BAND = re.compile(r"\d+(?:\.\d+)?\s*[%％]?\s*(?:[-—~～至]\s*\d|以上|以下|及以上|（含）以上)")


@rule("breakdown-share", "占比")
def breakdown_share(case: Case) -> Iterator[Finding]:
    """A stated share is its part divided by the total; the shares of a whole breakdown are 100%.

    Identity: share = part ÷ total; Σ shares = 1. Each figure stands for every value that rounds to it.
    Source: the wording: A a 万元，占 p%.
    Applies: to amounts, and to counts in 万. The sum is checked where the parts with their shares make
    the total, where shares in one passage already make 100%, and where bands (80%以上, 60—80%, 60%以下)
    divide everything. A share that is wrong by itself is one failure: the sum that it spoils is none beside it.
    Undecided: a share whose part or total is not stated is not checked; shares that need not be all are
    not added up.
    """
    wrong: set[str] = set()
    for share, part, total in _pairs(case):
        for finding in _share(share, part, total):
            if finding.status is Status.FAIL:
                wrong.add(share.row_id)
            if not (part.whole and total.whole):
                yield finding
    yield from _wholes(case, wrong)


@rule("count-share", "计数占比")
def count_share(case: Case) -> Iterator[Finding]:
    """A stated share of a count is its part divided by the total.

    Identity: share = part ÷ total; counts are exact, the share stands for every value that rounds to it.
    Source: the wording: 未完成 3 个，占总目标数的 37.5%.
    Applies: where part and total are counts of whole things, told by their names: a share of what is not
    done goes with the count of what is not done; and to a rate that the words tie to what was counted and among what
    (抽检 124 批次，合格 123 批次，合格率 99.19%), a failure where one slip explains it.
    Undecided: a share that no named count fits is not checked: it may be the share of something else.
    """
    done: set[str] = set()
    for share, part, total in _pairs(case):
        done.add(share.row_id)
        if part.whole and total.whole:
            yield from _share(share, part, total)
    for rate, part, total in _counted_among(case):
        if rate.row_id not in done:
            finding = _judged_share(rate, part, total)
            if finding.status is not Status.FAIL or single_slip(finding.operands[0], finding.computed or ZERO):
                yield finding  # else it may be the rate of something else


def _counted_among(case: Case) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Rates that the document ties to what was counted and among what: 抽检124批次，合格123批次，合格率99.19%. What was done of
    a plan is its completion, and checked as that."""
    for rate in case.facts:
        if rate.kind not in ("rate", "satisfaction") or rate.plain is None or is_completion(rate):
            continue
        part, total = (tied_to(case, rate, kind) for kind in ("rate-of", "rate-base"))
        if part is None or total is None or not (part.whole and total.whole) or part.unit_text != total.unit_text:
            continue
        if part.plain is not None and total.plain is not None and part.plain.value <= total.plain.value:
            yield rate, part, total


def _judged_share(share: Fact, part: Fact, total: Fact) -> Finding:
    assert share.plain is not None and part.plain is not None and total.plain is not None
    subject = f"{total.label}：{part.label}"
    return judged(Ratio(share.plain, part.plain, total.plain), subject, f"{subject}/{share.label}")


def _share(share: Fact, part: Fact, total: Fact) -> Iterator[Finding]:
    finding = _judged_share(share, part, total)
    if finding.status is not Status.FAIL or not _BAND.search(share.label):
        yield finding  # else it is the share of something else


def _pairs(case: Case) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Shares with the part and the total that the document ties them to.

    Behind a list a share may be of all of it (人工造林 1.9 万亩，封山育林 0.4 万亩，占年度任务 2.2 万亩的 104.5%), and in a list of
    the total of the share before (中小企业 780 万元，占采购总额的 90.64%，其中小微企业 450 万元，占 52.3%): where what it is tied to
    does not fit and one of these does, it is that.
    """
    before: Fact | None = None
    for share in case.facts:
        if share.plain is None or not (share.kind == "share" or _is_above_all(share)):
            continue
        part = tied_to(case, share, "share-of") or tied_to(case, share, "rate-of")
        total = tied_to(case, share, "rate-base")
        if part is not None and total is not None:
            whole = fact_of(case, part.parent_id)
            others = ((part, total), (whole, total), (part, before))
            fitting = ((a, b) for a, b in others if a and b and a is not b and _fits(share, a, b))
            found = next(fitting, None if whole is not None and whole is not total else (part, total))
            if found is not None and found[0].plain is not None and found[1].plain is not None:
                yield share, *found
        before = total or before


def _fits(share: Fact, part: Fact, total: Fact) -> bool:
    if share.plain is None or part.plain is None or total.plain is None:
        return False
    interval = Ratio(share.plain, part.plain, total.plain).interval
    return interval is not None and share.plain.interval.meets(interval)


def _is_above_all(share: Fact) -> bool:
    """占总额的 666.20%: told as a share, though it cannot be one."""
    return (
        share.kind in ("rate", "share") and share.plain is not None and share.plain.value > ONE and "占" in share.clause
    )


def _wholes(case: Case, wrong: Collection[str]) -> Iterator[Finding]:
    """Shares that should make 100%; not those of which one is `wrong` (by row) by itself."""
    complete = {f.total.row_id: f for f in families(case)}
    for name, every in _passages(case):
        bands = [s for s in every if _BAND.search(s.label)]
        ends = " ".join(s.label for s in bands)
        divided = len(bands) > 1 and "以上" in ends and "以下" in ends
        for shares in (bands, [s for s in every if s not in bands]) if divided else (every,):
            figures = tuple(s.plain for s in shares if s.plain is not None)
            if len(figures) < 2 or len(figures) < len(shares):
                continue
            family = complete.get(shares[0].parent_id or "")
            whole = _run_of_whole(figures) or (figures if shares is bands or _is_whole(shares, family) else ())
            if whole and not any(s.row_id in wrong for s in shares):
                subject = f"{name}：占比合计" if name else "占比合计"
                key = f"{subject}/{'+'.join(s.label for s in shares if s.plain in whole)}"
                yield judged(Sum(implied(ONE, "100%", "合计"), whole), subject, key)


def _passages(case: Case) -> Iterator[tuple[str, list[Fact]]]:
    """Shares by their total; without one, by the clause that they stand in."""
    labels = {f.row_id: f.label for f in case.facts}
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in case.facts:
        if fact.kind == "share":
            key = (fact.parent_id, "") if fact.parent_id else ("", fact.clause)
            groups.setdefault(key, []).append(fact)
    for (parent, _), shares in groups.items():
        yield labels.get(parent, ""), shares


def _run_of_whole(figures: tuple[Operand, ...]) -> tuple[Operand, ...]:
    """The longest run of neighbouring shares that make 100% exactly."""
    for size in range(len(figures), 1, -1):
        for start in range(len(figures) - size + 1):
            run = figures[start : start + size]
            if sum(f.value for f in run) == ONE:
                return run
    return ()


def _is_whole(shares: Sequence[Fact], family: Family | None) -> bool:
    """Whether the shares must make 100%: each part of a breakdown that is whole has one."""
    if family is None:
        total = Interval.total(s.figure.interval for s in shares if s.figure is not None)
        numbers = [s.sequence for s in shares]
        one_list = len(shares) > 2 and max(numbers) - min(numbers) == len(shares) - 1
        return one_list and total.lower > ONE  # more than everything
    if len(shares) != len(family.parts):
        return False
    fits = family.identity.interval.meets(family.identity.stated.interval)
    return fits or claims_to_be_complete(family)
