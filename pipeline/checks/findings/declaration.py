"""How a rule is declared: a generator of findings whose docstring is its law."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ziping.pipeline.checks.findings.finding import Finding, Severity
from ziping.pipeline.checks.loading.rows import Case

Check = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        name: Its stable name (`score-total`).
        title_zh: What an auditor calls it.
        severity: Of its failures, unless a finding says otherwise.
        law: Identity, source, when it applies, when it cannot be decided.
        check: Yields one finding for every identity looked at.
    """

    name: str
    title_zh: str
    severity: Severity
    law: str
    check: Check

    def __call__(self, case: Case) -> Iterator[Finding]:
        return self.check(case)


def rule(name: str, title_zh: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Rule]:
    """Declares the decorated generator as the rule `name`.

    Raises:
        ValueError: when it has no docstring: a rule without a law is none.
    """

    def declare(check: Check) -> Rule:
        law = inspect.getdoc(check)
        if not law:
            raise ValueError(f"rule {name} does not say what its law is")
        return Rule(name, title_zh, severity, law, check)

    return declare
