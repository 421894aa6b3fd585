"""The audit: every total, rate and grade that a report states, computed again from the dataset's tables.

`check(tables)` gives the rows of `checks`. Checks import `schemas`, never `parsers`: a re-check that
trusts the parser re-checks nothing.
"""

from ziping.pipeline.checks.findings.catalogue import RULES, as_chinese_markdown, as_markdown
from ziping.pipeline.checks.loading.cases import NEEDED
from ziping.pipeline.checks.run import (
    EVERYTHING,
    CheckRow,
    Selection,
    check,
    check_into,
)

__all__ = [
    "EVERYTHING",
    "NEEDED",
    "RULES",
    "CheckRow",
    "Selection",
    "as_chinese_markdown",
    "as_markdown",
    "check",
    "check_into",
]
