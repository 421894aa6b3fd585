"""What heads, total rows and sentences state of an evaluation as a whole."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ziping.schemas.report import Stated, SubjectKind


@dataclass(frozen=True, slots=True)
class Head:
    """What the head rows of a form state. Dates as far as printed: the first or last day of a month or year."""

    subject: Stated[str] | None = None
    subject_kind: SubjectKind | None = None
    agency: Stated[str] | None = None
    supervising_department: Stated[str] | None = None
    fiscal_year: Stated[int] | None = None
    period_start: Stated[datetime.date] | None = None
    period_end: Stated[datetime.date] | None = None
    report_date: Stated[datetime.date] | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Total score and full score in points, and the grade: `excellent`, `good`, `fair` or `poor`."""

    total_score: Stated[Decimal] | None = None
    full_score: Stated[Decimal] | None = None
    grade: Stated[str] | None = None
    grade_text: Stated[str] | None = None
