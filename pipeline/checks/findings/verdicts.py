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
    """`reading` where a figure was recognised with low confidence and a misreading of it explains the failure;
    `undecided` where either is so, or where it is not certain that the figures belong together; otherwise the
    document is wrong."""
    doubtful = any(o.doubtful for o in finding.operands)
    explained = any(e.misread for e in found)
    if doubtful and explained:
        return Verdict.READING
    if doubtful or explained or not finding.certain:
        return Verdict.UNDECIDED
    return Verdict.DOCUMENT
