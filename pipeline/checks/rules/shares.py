"""Rules on shares in prose: `breakdown-share`, `count-share`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Ratio, Sum
from ziping.pipeline.checks.arithmetic.intervals import ZERO, Interval
from ziping.pipeline.checks.arithmetic.operands import Operand, implied
from ziping.pipeline.checks.arithmetic.slips import single_slip
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import Finding, Status, judged
from ziping.pipeline.checks.loading.labels import (
    alike,
    core,
    negated,
    share_core,
)
from ziping.pipeline.checks.loading.plans import is_completion
from ziping.pipeline.checks.loading.rows import Case, Fact
from ziping.pipeline.checks.loading.ties import tied_to
from ziping.pipeline.checks.rules.breakdowns import (
    Family,
    children_of,
    claims_to_be_complete,
    families,
    is_part,
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
    if finding.status is not Status.FAIL or _surely_of(share, part):
        yield finding  # else it is the share of something else


def _pairs(case: Case) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Shares with their part and total."""
    by_id = {f.row_id: f for f in case.facts}
    children = children_of(case)
    ranks: Counter[tuple[str, str]] = Counter()
    for number, share in enumerate(case.facts):
        total = by_id.get(share.parent_id or "")
        if total is None and number and _is_above_all(share):  # a share no more in its digits
            before = case.facts[number - 1]
            total = by_id.get(before.parent_id or "")
            if total is not None and total.plain is not None and before.plain is not None and is_part(before, total):
                yield share, before, total
            continue
        if share.kind != "share" or share.plain is None or total is None or total.plain is None:
            continue
        if (part := _measured_against(case.facts, number, total, by_id)) is not None:
            yield share, part, total
            continue
        siblings = [f for f in children[total.row_id] if f.kind != "share" and is_part(f, total) and f.plain]
        key = (total.row_id, share_core(share.label))
        part = _part_of(share, siblings, ranks[key])
        ranks[key] += 1
        if part is not None:
            yield share, part, _told_before(case.facts, number, part, by_id) or total


def _measured_against(facts: Sequence[Fact], number: int, total: Fact, by_id: Mapping[str, Fact]) -> Fact | None:
    """What a share is of that is told in one breath with its total: 完成投资 4560 万元，占年度计划 5000 万元的 91.2%.
    Behind a list it may be the whole of the list: then only what fits is taken."""
    if number < 2 or facts[number - 1] is not total or total.parent_id is not None:
        return None
    part, share = facts[number - 2], facts[number]
    if part.unit != total.unit or part.kind in ("share", "growth") or share.label != f"{part.label}占{total.label}":
        return None
    whole = by_id.get(part.parent_id or "")
    if whole is None:
        return part if part.plain is not None else None
    return next((f for f in (part, whole) if f.plain is not None and _fits(share, f, total)), None)


def _told_before(facts: Sequence[Fact], number: int, part: Fact, by_id: Mapping[str, Fact]) -> Fact | None:
    """The whole of the share before this one, where this one fits it and not the total of its part: 授予中小企业 780 万元，
    占采购总额的 90.64%，其中小微企业 450 万元，占 52.3% (of the same 采购总额)."""
    own, share = by_id.get(part.parent_id or ""), facts[number]
    before = next((f for f in reversed(facts[:number]) if f.kind == "share"), None)
    other = by_id.get(before.parent_id or "") if before is not None else None
    if own is None or other is None or other is own or other.unit != part.unit or own.plain is None:
        return None
    return other if other.plain is not None and not _fits(share, part, own) and _fits(share, part, other) else None


def _fits(share: Fact, part: Fact, total: Fact) -> bool:
    assert share.plain is not None and part.plain is not None and total.plain is not None
    interval = Ratio(share.plain, part.plain, total.plain).interval
    return interval is not None and share.plain.interval.meets(interval)


def _is_above_all(share: Fact) -> bool:
    """占总额的 666.20%: told as a share, though it cannot be one."""
    return (
        share.kind in ("rate", "share") and share.plain is not None and share.plain.value > ONE and "占" in share.clause
    )


def _part_of(share: Fact, siblings: Sequence[Fact], rank: int) -> Fact | None:
    """The part that a share is about: of the same name; printed just before it; of the same polarity. Of
    several namesakes (A、B分别为a、b，分别占p、q) the one with the same `rank` among them."""
    name = share_core(share.label)
    same = [f for f in siblings if core(f.label) == name]
    if same:
        return same[rank] if rank < len(same) else None
    before = [f for f in siblings if 0 < share.sequence - f.sequence <= 1]
    if before and (not name or before[0].clause == share.clause):
        return before[0]
    similar = [f for f in siblings if alike(core(f.label), name)]
    if len(similar) == 1:
        return similar[0]
    polar = [f for f in siblings if negated(core(f.label)) == negated(name) and set(core(f.label)) & set(name)]
    return polar[0] if len(polar) == 1 else None


def _surely_of(share: Fact, part: Fact) -> bool:
    """Whether names or neighbourhood leave no doubt."""
    name = share_core(share.label)
    if alike(core(part.label), name) and not _BAND.search(share.label):
        return True
    return share.sequence - part.sequence == 1 and share.clause == part.clause


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
