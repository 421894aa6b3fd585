"""A document's rows as the rules see them: figures as operands, texts as they stand in the dataset.

Two rows are the same when they are one object (`eq=False`): what is worked out of a case can be cached.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.operands import Evidence, Operand

MONEY = frozenset(("amount", "income", "expenditure"))  # kinds of facts that are sums of money


@dataclass(frozen=True, slots=True)
class Statement:
    """A target or an actual: `≥95%`. `value` and `unit` are as printed; None for words."""

    text: str
    operator: str | None
    value: Decimal | None
    unit: str | None
    row_id: str
    column: str
    evidence: tuple[Evidence, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """A row of `indicators`. Weights and scores are exact operands, in points."""

    row_id: str
    sequence: int
    sheet: str | None
    level1: str | None
    level2: str | None
    level3: str | None
    category: str | None
    kind: str | None
    reason: str | None
    target: Statement | None
    actual: Statement | None
    weight: Operand | None
    score: Operand | None
    level1_weight: Operand | None
    level2_weight: Operand | None
    completion_rate: Operand | None
    coefficient: Operand | None

    @property
    def label(self) -> str:
        """The lowest of its levels that has a name."""
        return self.level3 or self.level2 or self.level1 or "指标"

    @property
    def path(self) -> str:
        """All levels: what tells it apart from a namesake."""
        return "/".join(part for part in (self.sheet, self.level1, self.level2, self.level3) if part)


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A row of `sections`."""

    row_id: str
    sequence: int
    sheet: str | None
    level: int
    label: str
    weight: Operand | None
    score: Operand | None
    place: Evidence | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FundingLine:
    """A row of `funding`; amounts in yuan. `adjustment` is what a column of the form's own says was added (调整数)."""

    row_id: str
    sequence: int
    line: str
    line_text: str | None
    place: Evidence
    initial_budget: Operand | None
    annual_budget: Operand | None
    received: Operand | None
    executed: Operand | None
    execution_rate: Operand | None
    weight: Operand | None
    score: Operand | None
    adjustment: Operand | None = None

    @property
    def label(self) -> str:
        """What it is called in the report, else by its kind."""
        return self.line_text or {"total": "资金总额"}.get(self.line, "资金")

    @property
    def in_form(self) -> bool:
        """Whether it is a row of a form: there the unit stands in a heading, in prose beside the figure."""
        return any(amount.bare for _, amount in self.amounts)

    @property
    def amounts(self) -> tuple[tuple[str, Operand], ...]:
        """The amounts that it states, by column."""
        columns = ("initial_budget", self.initial_budget), ("annual_budget", self.annual_budget)
        more = ("received", self.received), ("executed", self.executed)
        return tuple((name, amount) for name, amount in (*columns, *more) if amount is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A row of `facts`. `figure` is None where no value was read."""

    row_id: str
    sequence: int
    kind: str
    label: str
    figure: Operand | None
    unit: str | None
    unit_text: str
    parent_id: str | None
    clause: str
    year: int | None = None
    state: str | None = None

    @property
    def plain(self) -> Operand | None:
        """The figure where it is stated outright: not ≥, 以上, 近 or 余."""
        return self.figure if self.figure is not None and self.figure.operator == "=" else None

    @property
    def whole(self) -> bool:
        """Whether it is a count of whole things, and so exact."""
        return self.figure is not None and not self.figure.half


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of `relations`: what the document says of two of its figures."""

    kind: str
    from_id: str
    from_column: str
    to_id: str
    to_column: str
    partition: int | None
    complete: bool | None
    confidence: float | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of `warnings`: something printed that was not understood, or could be read in two ways."""

    code: str
    text: str
    place: Evidence


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """An evaluation with everything that belongs to it; also what a document states outside of any.

    Attributes:
        subject: The project or department; empty where none is stated.
        projects: The amounts of the projects that the same document evaluates one by one, for a
            department's evaluation: what its stated sum of projects is made of.
        ties: What the document says about which figure belongs to which.
        doubts: What of the document was not understood.
        reason_pages: Pages that print the heading of a column for reasons (偏差原因).
        pages: The pages on which the evaluation stands.
        grade_notes: Page and text of what is printed on pages of the document on which grades are spoken of.
        unread_pages: Pages that could not be read; where time was up, the first of them.
    """

    doc_id: str
    evaluation_id: str | None
    subject: str
    subject_kind: str | None
    fiscal_year: int | None
    total_score: Operand | None
    full_score: Operand | None
    grade: str | None
    grade_text: Statement | None
    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    funding: tuple[FundingLine, ...]
    facts: tuple[Fact, ...]
    projects: tuple[Operand, ...] = ()
    ties: tuple[Tie, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reason_pages: frozenset[int] = frozenset()
    unread_pages: frozenset[int] = frozenset()
    pages: range = range(0)
    grade_notes: tuple[tuple[int, str], ...] = ()
