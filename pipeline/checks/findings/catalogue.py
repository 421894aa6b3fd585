"""The catalogue of rules: every rule of the contract, in one place."""

from __future__ import annotations

from ziping.pipeline.checks.findings.declaration import Rule
from ziping.pipeline.checks.findings.examples import EXAMPLES
from ziping.pipeline.checks.findings.finding import Severity
from ziping.pipeline.checks.findings.laws import in_chinese
from ziping.pipeline.checks.rules.completion import budget_change, completion
from ziping.pipeline.checks.rules.crossref import cross_reference
from ziping.pipeline.checks.rules.funding import (
    execution_rate,
    execution_score,
    funding_total,
    overspent,
)
from ziping.pipeline.checks.rules.growth import change, growth
from ziping.pipeline.checks.rules.prices import unit_price
from ziping.pipeline.checks.rules.sections import section_score, section_weight
from ziping.pipeline.checks.rules.shares import breakdown_share, count_share
from ziping.pipeline.checks.rules.single_scores import (
    grade_band,
    reason_missing,
    score_formula,
    score_range,
    target_met,
)
from ziping.pipeline.checks.rules.totals import score_total, weight_total
from ziping.pipeline.checks.rules.totals_in_prose import breakdown_total, count_total

RULES: tuple[Rule, ...] = (
    score_total,
    weight_total,
    section_score,
    section_weight,
    score_range,
    score_formula,
    target_met,
    grade_band,
    execution_rate,
    execution_score,
    funding_total,
    overspent,
    breakdown_total,
    breakdown_share,
    count_total,
    count_share,
    growth,
    change,
    completion,
    budget_change,
    reason_missing,
    unit_price,
    cross_reference,
)

_PREAMBLE = """\
# Rules

Written by `python -m ziping.pipeline.docs` from the rules themselves; do not edit.

Each check looks at one identity between printed figures and ends in one of four ways: `pass` when it holds exactly,
`rounding` when it holds only for some of the values that the printed digits stand for, `fail` when it holds for none of
them, `unchecked` when a figure that it needs is missing, doubtful or not shown to be complete. 3.49 stands for every value from 3.485 to 3.495; whole counts
and scores are exact.

A failure has the severity of its rule, but it is an error only with the verdict `document`: every figure was read without
doubt, nothing beside them was left unread, and no other reading of the structure makes the identity hold. The verdict is
`reading` where a figure was recognised with low confidence and `undecided` where the figures may belong to something else:
both are warnings. A sum that lacks something beside a figure that was not read is `unchecked`. `check_id` is a hash of the document, the evaluation's subject, the
rule, the names of what is checked and the columns of its figures: it stays the same when the file is read again.
"""


_PREAMBLE_ZH = """\
# 核对规则

由 `python -m ziping.pipeline.docs` 从规则本身写出，请勿改动。

每项核对看印出的数之间的一个等式，结果有四种：`pass` 相符；`rounding` 四舍五入后相符；`fail` 不符；`unchecked` 未核对——
所需的数缺失、有疑问，或未表明已列全。3.49 代表 3.485 至 3.495 之间的任何值；整数的计数和得分为准确数。

不符的级别由规则决定，但只有判断为 `document`（报告数据不一致，待核实）时才是错误：各数读取无疑问，旁边没有未读出的数，
也没有另一种读法使等式成立。判断为 `reading`（可能是扫描识别有误，请对照原页）或 `undecided`（尚不能断定）的只作提醒。
平台或单位自定的扣分线不是法规，不作为依据。`check_id` 由文件、评价对象、规则、核对对象和所涉各列算出，重新读取后不变。
"""
_SEVERITIES_ZH = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}


def as_markdown() -> str:
    """The catalogue for users: name, severity and law of every rule."""
    parts = [_PREAMBLE]
    for rule in RULES:
        first, _, rest = rule.law.partition("\n")
        parts.append(f"## `{rule.name}` {rule.title_zh}\n\n{first}\n\nSeverity of a failure: {rule.severity}.\n")
        parts.append(_paragraphs(rest) + _examples(rule))
    return "\n".join(parts)


def as_chinese_markdown() -> str:
    """The same in Chinese."""
    parts = [_PREAMBLE_ZH]
    for rule in RULES:
        law, (passes, fails) = in_chinese()[rule.name], EXAMPLES[rule.name]
        items = (
            ("等式", law.identity),
            ("依据", law.source),
            ("适用", law.applies),
            ("不作判断", law.undecided),
            ("相符例", passes.zh),
            ("不符例", fails.zh),
        )
        parts.append(
            f"## {rule.title_zh} `{rule.name}`\n\n{law.law}\n\n不符的级别：{_SEVERITIES_ZH[rule.severity]}。\n"
        )
        parts.append("\n".join(f"- **{name}**：{text}" for name, text in items) + "\n")
    return "\n".join(parts)


def _examples(rule: Rule) -> str:
    """What passes and what fails, as the messages tell it."""
    passes, fails = EXAMPLES[rule.name]
    items = (f"- **{name}**: {e.zh} · {e.en}" for name, e in (("Passes", passes), ("Fails", fails)))
    return "\n".join(items) + "\n"


def _paragraphs(law: str) -> str:
    """The named paragraphs of a law (Identity:, Source:, …) as a list."""
    items: list[str] = []
    for line in law.strip().splitlines():
        head, colon, _ = line.partition(":")
        if colon and head.isalpha() and head[0].isupper():
            items.append(f"- **{head}**:{line[len(head) + 1 :]}")
        elif items:
            items[-1] += " " + line.strip()
    return "\n".join(items) + "\n"
