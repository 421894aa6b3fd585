"""`ziping check`: re-checks the dataset and prints the findings."""

from __future__ import annotations

FINDINGS = 1  # exit status
SEVERITIES = ("error", "warning", "info")  # worst first
FAIL_ON = ("error", "warning", "never")


def reaches(severity: str, fail_on: str) -> bool:
    """Whether a finding of that severity counts for the exit status."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)
