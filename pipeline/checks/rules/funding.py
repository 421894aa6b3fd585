"""Rules on money: `execution-rate`, `execution-score`, `funding-total`, `overspent`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ziping.pipeline.checks.arithmetic.identities import (
    Product,
    Ratio,
    Sum,
    Within,
)
from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.operands import Operand, with_typed_zeros
from ziping.pipeline.checks.arithmetic.partition import (
    COLUMNS,
    Block,
    Split,
    blocks,
    partitions,
)
from ziping.pipeline.checks.arithmetic.shortfalls import has_slip
from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Severity,
    Status,
    as_info,
    as_warning,
    bounded,
    judged,
    unchecked,
)
from ziping.pipeline.checks.loading.places import same_place
from ziping.pipeline.checks.loading.plans import completions
from ziping.pipeline.checks.loading.roles import are_of_one_item, budget_and_spending, rates_of_spending
from ziping.pipeline.checks.loading.rows import Case, FundingLine
from ziping.pipeline.checks.rules.adjacent_amounts import adjacent_budget, has_base_of_its_own
from ziping.pipeline.checks.rules.completion import judged_completion

_BESIDE_BUDGET = re.compile(
    r"其[他它](?:资金|收入|经费)?来源|其[他它](?:资金|收入)$|自筹|(?:上年|年初|以前年度)\D{0,2}结[转余]"
)
_OUT_OF_PROPORTION = 3  # a rate beyond which figures of prose hardly belong together
_NO_BUDGET = Remark("没有写明全年预算数", "no annual budget is stated")
_NO_SPENDING = Remark("没有写明全年执行数", "no spending is stated")
_OTHER_BASE = Remark(
    "另一时点的执行率与它按同一个没有写明的总数计算",
    "the rate of another day is one of the same sum, which is not stated",
)
_OF_RECEIVED = Remark("等于执行数 ÷ 到位数", "it is spending ÷ funds received")
_OF_INITIAL = Remark("等于执行数 ÷ 年初预算数", "it is spending ÷ initial budget")

_LAYERED = Remark("表中各行分级或分列，不能确定哪些是其各项", "lines of several levels or sides")
_OF_INITIAL_ONLY = Remark("按年初预算数计算", "by the initial budget")


@rule("execution-rate", "预算执行率")
def execution_rate(case: Case) -> Iterator[Finding]:
    """The execution rate is the money spent divided by the year's budget.

    Identity: execution rate = executed ÷ annual budget. Each figure stands for every value that rounds
    to it. Where no annual budget is stated, the funds received or the initial budget that stand in the
    same line, or the only amount told just before the rate, serve instead: a failure is then a warning. A rate of the
    funds received beside an annual budget is told (`info`), no alarm: some define it so.
    Source: the form's own heading 执行率（B/A）: A 全年预算数, B 全年执行数.
    Applies: where a line of funds, in a form or in prose, states a rate.
    Undecided: budget or spending is not stated; 0 ÷ 0, which has no value (a warning where a rate is
    printed nevertheless); in prose, a rate that follows with that of another day from one sum that is not stated.
    """
    for number, line in enumerate(case.funding):
        if line.execution_rate is None:
            continue
        rate = line.execution_rate.as_ratio()
        name = f"资金/{line.line}/{line.label}/{_namesakes(case)[number]}"
        subject = line.label
        base = line.annual_budget or line.received or line.initial_budget
        beside = adjacent_budget(line, case.facts) if base is None else None
        if beside is not None and line.executed is not None:
            finding = judged(Ratio(rate, line.executed, beside), subject, name)
            if finding.status is not Status.FAIL or has_slip(finding.identity):
                yield as_warning(finding)
                continue
        if base is None or line.executed is None:
            missing = _NO_BUDGET if base is None else _NO_SPENDING
            yield unchecked(subject, missing, rate, tuple(o for o in (line.executed, base) if o is not None), name)
            continue
        finding = judged(Ratio(rate, line.executed, base), subject, name)
        if finding.status is Status.FAIL and has_base_of_its_own(line, base, case.facts):
            yield unchecked(subject, _OTHER_BASE, rate, (line.executed, base), name)
            continue
        yield _doubted(finding, line, rate, line.executed) if finding.status is Status.FAIL else finding
    lines = [line.execution_rate for line in case.funding if line.execution_rate is not None]
    for subject, rate, spending, budget in rates_of_spending(case):
        if not any(same_place(rate, other) for other in lines):
            yield judged(Ratio(rate, spending, budget), subject, f"正文/{subject}")
    for done in completions(case):
        if done.of_budget and done.rate.plain is not None and not any(same_place(done.rate.plain, o) for o in lines):
            finding = judged_completion(done)
            yield as_warning(finding, _OF_INITIAL_ONLY) if done.initial else finding


def _doubted(finding: Finding, line: FundingLine, rate: Operand, spent: Operand) -> Finding:
    """A failure, a warning where the rate follows from another column, or where the annual budget that it
    should follow from is not stated."""
    strays = not line.in_form and finding.computed is not None and finding.computed > _OUT_OF_PROPORTION
    if line.annual_budget is None or strays:
        return as_warning(finding)
    for other, remark, soften in (
        (line.received, _OF_RECEIVED, as_info),  # many provinces' own definition of the rate
        (line.initial_budget, _OF_INITIAL, as_warning),
    ):
        interval = None if other is None else Ratio(rate, spent, other).interval
        if other is not None and interval is not None and rate.interval.meets(interval):
            return replace(soften(finding, remark), operands=(*finding.operands, other))
    return finding


@rule("execution-score", "预算执行得分")
def execution_score(case: Case) -> Iterator[Finding]:
    """The score of the budget execution is its weight times the execution rate.

    Identity: score = weight × execution rate as stated (else executed ÷ annual budget), at most the weight.
    A score printed with decimals stands for its interval, a whole one is exact; so does the rate.
    Source: the form's own heading 得分（10 分 × 执行率）; 财预〔2020〕10号.
    Applies: where a line of funds states a weight and a score.
    Undecided: neither a rate nor what it follows from is stated.
    """
    for number, line in enumerate(case.funding):
        if line.weight is None or line.score is None:
            continue
        name = f"资金/{line.line}/{line.label}/{_namesakes(case)[number]}"
        rate = line.execution_rate.as_ratio() if line.execution_rate is not None else _quotient(line)
        if rate is None:
            missing = Remark("没有写明执行率", "no execution rate is stated")
            yield unchecked(line.label, missing, line.score, (line.weight,), name)
            continue
        most = line.weight.value if rate.value > 1 else None
        product = Product(line.score.as_rounded(), line.weight, rate, most)
        yield judged(product, line.label, name=name)


def _quotient(line: FundingLine) -> Operand | None:
    """The rate that follows from the line's amounts, as an operand that stands for its interval."""
    if line.executed is None or line.annual_budget is None or not line.annual_budget.value:
        return None
    ratio = Ratio(line.executed, line.executed, line.annual_budget)
    interval, value = ratio.interval, ratio.computed
    if interval is None or value is None or not interval.bounded:
        return None
    half = max(interval.upper - value, value - interval.lower)
    return Operand(
        value, half, f"({ratio.formula})", line.label, line.row_id, "executed", line.executed.evidence,
        line.executed.confidence,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _namesakes(case: Case) -> tuple[int, ...]:
    """Which of its namesakes each line is: part of a stable name."""
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for line in case.funding:
        found.append(counts[line.line, line.label])
        counts[line.line, line.label] += 1
    return tuple(found)


@rule("funding-total", "资金合计")
def funding_total(case: Case) -> Iterator[Finding]:
    """The year's total funds are the sum of their lines, column by column.

    Identity: 年度资金总额 = Σ lines, for the initial budget, the annual budget, the funds received and the
    funds spent. Lines by source and lines by nature (按收入性质 | 按支出性质) are splits of their own, and each
    adds up to the total.
    Source: 项目支出绩效自评表: 年度资金总额, 其中 当年财政拨款 / 上年结转资金 / 其他资金.
    Applies: where lines stand below a total. A line that is wholly blank is not there (nor is it zero).
    Undecided: a line states other columns, but not this one; one line alone below its total, or lines in
    prose, that are less than the total: 其中 need not be complete; a table with two sides (收入 | 支出) or lines of several
    levels (编码, numbering) of which no reading makes the total; a line above its total that no single slip explains.
    """
    for block in blocks(case.funding):
        for split in partitions(block):
            for column in COLUMNS:
                yield from _column(case, block, split, column)


def _column(case: Case, block: Block, split: Split, column: str) -> Iterator[Finding]:
    lines = split.lines
    total: Operand | None = getattr(block.total, column)
    stated = [(line, getattr(line, column)) for line in lines if line.amounts]
    parts = [amount for _, amount in stated if amount is not None]
    if total is None or not parts:
        return
    subject = f"{block.total.label}：{COLUMNS[column]}"
    name = f"{split.name}/{block.number}/{column}"
    finding = judged(Sum(total, with_typed_zeros(parts)), subject, name)
    larger = any(part.value > _OUT_OF_PROPORTION * total.value > 0 for part in parts)  # than what it would be part of
    if finding.status is Status.FAIL and _is_of_prose(case, (total, *parts)):
        missing = Remark("正文中的资金不一定是这一总数的各项", "amounts told in prose need not be parts of it")
        yield replace(unchecked(subject, missing, total, parts, name), computed=finding.computed)
        return
    if finding.status is Status.FAIL and (not split.sure or (larger and not has_slip(finding.identity))):
        yield replace(unchecked(subject, _LAYERED, total, parts, name), computed=finding.computed)
        return
    if finding.status is Status.FAIL and finding.difference is not None and finding.difference > 0:
        blank = next((line.label for line, amount in stated if amount is None), None)
        if blank is not None:
            missing = Remark(f"“{blank}”没有写明", f"“{blank}” states none")
        elif not block.tabular:
            missing = Remark("所列不一定是全部", "the lines need not be all of it")
        elif len(lines) == 1 or [line.line for line, _ in stated] == ["other"]:
            missing = Remark("只列出一项", "only one line is given")
        else:
            yield finding
            return
        yield replace(unchecked(subject, missing, total, parts, name), computed=finding.computed)
        return
    yield finding


def _is_of_prose(case: Case, amounts: Sequence[Operand]) -> bool:
    """Whether prose tells the amounts, and ties no part to their total: what it ties, `breakdown-total` checks."""
    return any(f.plain is not None and same_place(f.plain, amount) for amount in amounts for f in case.facts)


@rule("overspent", "超预算", Severity.WARNING)
def overspent(case: Case) -> Iterator[Finding]:
    """No more is spent than the year's budget.

    Identity: executed ≤ annual budget (where none is stated: the funds received).
    Source: 预算法 第十三条: 经批准的预算，非经法定程序，不得调整. A warning: a late adjustment may explain it.
    Applies: to every line of funds that states both, and to a budget and its spending in one clause of
    prose (“三公”经费 实际支出数 … 预算数 …). The total of all accounts (支出总计) is limited by a budget or an
    income alone. Figures of prose have to be of one item and year. An initial budget is no limit: it may have been adjusted.
    Nor is a budget in prose beside which money of other sources is told that would pay for the rest.
    Undecided: one of the two is not stated; then nothing is checked.
    """
    for number, line in enumerate(case.funding):
        limit = line.annual_budget or line.received
        if limit is None or line.executed is None:
            continue
        if not line.in_form and not are_of_one_item(case, line.executed, limit, line.execution_rate):
            continue
        name = f"资金/{line.line}/{line.label}/{_namesakes(case)[number]}"
        if not line.in_form and limit.value < line.executed.value <= limit.value + _of_other_sources(case):
            continue
        yield _limited(line.label, line.executed, limit, name)
    for subject, spending, limit in budget_and_spending(case):
        yield _limited(subject, spending, limit, f"正文/{subject}")


def _of_other_sources(case: Case) -> Decimal:
    """Money that prose tells of beside the budget, and that may be spent as well."""
    told = [f.plain for f in case.facts if f.unit == "CNY" and f.parent_id is None and _BESIDE_BUDGET.search(f.label)]
    return sum((figure.value for figure in told if figure is not None), Decimal(0))


def _limited(subject: str, spending: Operand, limit: Operand, name: str) -> Finding:
    """Spending against its limit; `computed` is the limit."""
    finding = bounded(Within(spending, min(ZERO, spending.value), limit), subject, name)
    return replace(finding, computed=limit.value, lower=None, upper=None)
