"""The catalogue of rules: every rule of the contract, in one place."""

from __future__ import annotations

from ziping.pipeline.checks.findings.declaration import Rule
from ziping.pipeline.checks.findings.examples import EXAMPLES
from ziping.pipeline.checks.rules.completion import budget_change, completion
from ziping.pipeline.checks.rules.crossref import cross_reference
from ziping.pipeline.checks.rules.funding import (
    execution_rate,
    execution_score,
    funding_total,
    overspent,
)
from ziping.pipeline.checks.rules.growth import change, growth
from ziping.pipeline.checks.rules.points import (
    grade_band,
    reason_missing,
    score_formula,
    score_range,
    target_met,
)
from ziping.pipeline.checks.rules.prices import unit_price
from ziping.pipeline.checks.rules.sections import section_score, section_weight
from ziping.pipeline.checks.rules.shares import breakdown_share, count_share
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


def as_markdown() -> str:
    """The catalogue for users: name, severity and law of every rule."""
    parts = [_PREAMBLE]
    for rule in RULES:
        first, _, rest = rule.law.partition("\n")
        parts.append(f"## `{rule.name}` {rule.title_zh}\n\n{first}\n\nSeverity of a failure: {rule.severity}.\n")
        parts.append(_paragraphs(rest) + _examples(rule))
    return "\n".join(parts)


def _examples(rule: Rule) -> str:
    """What passes and what fails, as the messages tell it."""
    passes, fails = EXAMPLES[rule.name]
    told = (f"- **{name}**: {e.zh} · {e.en}" for name, e in (("Passes", passes), ("Fails", fails)))
    return "\n".join(told) + "\n"


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
