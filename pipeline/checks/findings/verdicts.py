"""What an auditor would do about a failure: blame the document, doubt the reading, or look."""

from __future__ import annotations

from enum import StrEnum

from ziping.pipeline.checks.arithmetic.explanations import Explanation
from ziping.pipeline.checks.findings.finding import Finding


class Verdict(StrEnum):
    """Of a `fail`."""

    DOCUMENT = "document"
    READING = "reading"
    UNDECIDED = "undecided"


def may_be_misread(finding: Finding, found: tuple[Explanation, ...]) -> bool:
    """Whether a figure was recognised with low confidence, or a likely explanation is a known misreading."""
    return any(o.doubtful for o in finding.operands) or any(e.misread for e in found)


def verdict(finding: Finding, found: tuple[Explanation, ...]) -> Verdict:
    """`reading` where a figure was recognised with low confidence; `undecided` where a misreading explains the failure, or
    where it is not certain that the figures belong together and are all; otherwise the document is wrong."""
    if any(o.doubtful for o in finding.operands):
        return Verdict.READING
    if not finding.certain or any(e.misread for e in found):
        return Verdict.UNDECIDED
    return Verdict.DOCUMENT
