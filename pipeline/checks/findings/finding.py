"""What a rule finds: one finding for every identity that it looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ziping.pipeline.checks.arithmetic.identities import Identity, Within
from ziping.pipeline.checks.arithmetic.operands import Operand


class Status(StrEnum):
    """The contract's four outcomes."""

    PASS = "pass"
    ROUNDING = "rounding"
    FAIL = "fail"
    UNCHECKED = "unchecked"


class Severity(StrEnum):
    """How much a failure matters; what did not fail is `info`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Remark:
    """A clause of a message, in both languages."""

    zh: str
    en: str


CUT = Remark("疑为直接舍去尾数", "cut off, not rounded")
ROUNDED = Remark("四舍五入后相符", "within rounding")
NO_VALUE = Remark("0 ÷ 0 没有意义", "0 ÷ 0 has no value")


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check, before it is given words and a place in the dataset.

    Attributes:
        subject: What is checked, as a person would call it.
        status: The outcome.
        identity: The identity with its figures; None where too many of them are missing to write it.
        operands: Every figure that is evidence, the stated one first.
        name: What tells the check apart from others of its rule in the document (labels, never figures
            or row numbers): part of the stable `check_id`. The subject where empty.
        severity: Of a failure, where it is not the rule's own.
        certain: Whether it is certain that these figures belong together; otherwise the verdict on a
            failure stays undecided.
        stated, computed, lower, upper: As the contract has them.
        remarks: Clauses that end the message; of an `unchecked`, what is missing.
        words: What the message says instead of the figures.
    """

    subject: str
    status: Status
    identity: Identity | None = None
    operands: tuple[Operand, ...] = ()
    name: str = ""
    severity: Severity | None = None
    certain: bool = True
    stated: Decimal | None = None
    computed: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    remarks: tuple[Remark, ...] = ()
    words: Remark | None = None

    @property
    def difference(self) -> Decimal | None:
        """`stated` less `computed`, in the base unit; None where one of them is missing."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed


def judged(identity: Identity, subject: str, name: str = "", also: Iterable[Operand] = ()) -> Finding:
    """Compares the stated figure with what the others give: `pass` when exact, `rounding` when only some
    values within the intervals agree, `fail` otherwise. `also` is further evidence.

    A figure that was cut rather than rounded is a warning. 0 ÷ 0 decides nothing: `unchecked`, and a warning, because a rate was printed nevertheless.
    """
    operands, computed, interval = identity.operands, identity.computed, identity.interval
    stated, severity, remarks = operands[0], None, tuple[Remark, ...]()
    if stated.value == computed:
        status = Status.PASS
    elif computed is None and interval is not None and not interval.bounded and interval.holds(stated.value):
        status, remarks, interval = Status.UNCHECKED, (NO_VALUE,), None
        severity = Severity.WARNING if stated.value else None
    else:
        cut = (CUT,) if computed is not None and stated.cuts(computed) else ()
        near = interval is not None and stated.interval.meets(interval)
        status, remarks = (Status.ROUNDING, cut or (ROUNDED,)) if near else (Status.FAIL, cut)
        severity = Severity.WARNING if cut and not near else None
    spread = interval is not None and not interval.exact  # an exact computation leaves nothing to rounding
    return Finding(
        subject,
        status,
        identity,
        (*operands, *also),
        name,
        severity,
        stated=stated.value,
        computed=computed,
        lower=interval.lower if interval is not None and spread and interval.lower.is_finite() else None,
        upper=interval.upper if interval is not None and spread and interval.upper.is_finite() else None,
        remarks=remarks,
    )


def bounded(identity: Within, subject: str, name: str = "") -> Finding:
    """Compares a figure with its bounds: `pass` inside, `rounding` where only the intervals allow it."""
    stated, interval = identity.stated, identity.interval
    if identity.low <= stated.value <= identity.high.value:
        status = Status.PASS
    else:
        status = Status.ROUNDING if stated.interval.meets(interval) else Status.FAIL
    return Finding(
        subject,
        status,
        identity,
        identity.operands,
        name,
        stated=stated.value,
        lower=interval.lower,
        upper=interval.upper,
        remarks=(ROUNDED,) if status is Status.ROUNDING else (),
    )


def unchecked(
    subject: str, missing: Remark, stated: Operand | None, others: Iterable[Operand] = (), name: str = ""
) -> Finding:
    """A check that cannot be made, and what is missing for it. Never a pass."""
    operands = (*(() if stated is None else (stated,)), *others)
    value = None if stated is None else stated.value
    return Finding(subject, Status.UNCHECKED, None, operands, name, stated=value, remarks=(missing,))


def as_warning(finding: Finding, *remarks: Remark) -> Finding:
    """A failure that may have another reason than a wrong figure: a warning, its verdict undecided."""
    if finding.status is not Status.FAIL:
        return finding
    remarks = (*finding.remarks, *remarks)
    return replace(finding, severity=Severity.WARNING, certain=False, remarks=remarks)


def as_unchecked(finding: Finding, missing: Remark) -> Finding:
    """A failure of figures that need not belong together: the check was not made, and nobody is accused."""
    made = unchecked(finding.subject, missing, finding.operands[0], finding.operands[1:], finding.name)
    return replace(made, computed=finding.computed)


def as_info(finding: Finding, *remarks: Remark) -> Finding:
    """A failure by a scheme that the report may not follow: told, but no alarm."""
    return replace(as_warning(finding, *remarks), severity=Severity.INFO) if finding.status is Status.FAIL else finding
