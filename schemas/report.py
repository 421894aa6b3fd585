"""What a document says: the parsers' result, before it becomes rows.

Every value that is printed comes as `Stated`: what was understood, and where what was printed
stands. Values that are conclusions of ours (a category, a kind) are plain.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from ziping.schemas.geometry import Place
from ziping.schemas.text import Printed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value and the print it was read from (several pieces where a page break cuts it).

    Raises:
        ValueError: when there is no print: a value without a place is a defect.
    """

    value: T
    printed: tuple[Printed, ...]

    def __post_init__(self) -> None:
        if not self.printed:
            raise ValueError(f"{self.value!r} is stated nowhere")


class SubjectKind(StrEnum):
    """What an evaluation is about."""

    PROJECT = "project"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a record holds what it holds in a column (`target` of `target_text` and `target_value`): what decided, and the next
    best reading, "" where there was none. No part of the dataset."""

    column: str
    rule: str
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A lowest-level indicator (三级指标, or the lowest level that the form has), in a form or told in running text.

    A field is None where nothing is printed for it.

    Attributes:
        row: The row of the form, or the clause of the text.
        category, kind: Of which sort its first and its second level are, in the words of the columns of that name.
        level1, level2, level3: Names of the levels, `level3` that of the indicator itself.
        level1_weight, level2_weight: Points that can be had for the whole level.
        target_text: What was hoped for, as printed; `target_operator`, `target_value` and `target_unit` are its parts,
            the value in the unit as printed (95 and `%`).
        actual_text: What came of it, with the same parts.
        initial_target_text: The first target, where a form prints it beside the adjusted one.
        weight, score: Points that can be had, and points given.
        completion_rate, score_coefficient: Ratios, as stated: 98% is 0.98.
        reason, basis: Why it fell short, and what the points rest on.
        extra: Heading and cell of every column that has no field here.
    """

    row: Place
    category: str
    kind: str
    sheet: Stated[str] | None = None
    level1: Stated[str] | None = None
    level2: Stated[str] | None = None
    level3: Stated[str] | None = None
    level1_weight: Stated[Decimal] | None = None
    level2_weight: Stated[Decimal] | None = None
    target_text: Stated[str] | None = None
    target_operator: Stated[str] | None = None
    target_value: Stated[Decimal] | None = None
    target_unit: Stated[str] | None = None
    actual_text: Stated[str] | None = None
    actual_operator: Stated[str] | None = None
    actual_value: Stated[Decimal] | None = None
    actual_unit: Stated[str] | None = None
    initial_target_text: Stated[str] | None = None
    weight: Stated[Decimal] | None = None
    score: Stated[Decimal] | None = None
    completion_rate: Stated[Decimal] | None = None
    score_coefficient: Stated[Decimal] | None = None
    reason: Stated[str] | None = None
    basis: Stated[str] | None = None
    extra: tuple[tuple[str, Stated[str]], ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A stated subtotal of scores or weights, in points. `level` is 1 or 2."""

    row: Place
    level: int
    label: Stated[str]
    sheet: Stated[str] | None = None
    weight: Stated[Decimal] | None = None
    score: Stated[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class FundingLine:
    """One line of money: of a block in a form, or told in running text. None where nothing is printed.

    Attributes:
        row: The row of the form, or the clause of the text.
        line: Which money it is: `total`, `current_year`, `central`, `own`, … as the column `line` has it.
        initial_budget, annual_budget: Planned at the beginning of the year, and with all changes; in yuan.
        received, executed: Come in, and spent; in yuan.
        execution_rate: What was spent of the budget as a ratio (39.25% is 0.3925), as stated.
        weight, score: Points that can be had, and points given.
        extra: Heading and cell of every column that has no field here.
    """

    row: Place
    line: str
    line_text: Stated[str] | None = None
    initial_budget: Stated[Decimal] | None = None
    annual_budget: Stated[Decimal] | None = None
    received: Stated[Decimal] | None = None
    executed: Stated[Decimal] | None = None
    unit_text: Stated[str] | None = None
    execution_rate: Stated[Decimal] | None = None
    execution_rate_text: Stated[str] | None = None
    weight: Stated[Decimal] | None = None
    score: Stated[Decimal] | None = None
    reason: Stated[str] | None = None
    extra: tuple[tuple[str, Stated[str]], ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure stated in prose.

    Attributes:
        kind: `income`, `expenditure`, `amount`, `count`, `share`, `rate`, `growth`, `satisfaction`,
            `score` or `grade`.
        label: What the figure measures, in the report's words.
        value: Yuan, persons, items, ratio or points; its print is `value_text` (figure with its unit).
        precision: The value of the last printed digit, in `unit`.
        parent: Index, in the evaluation's `facts`, of the total that it is stated to be a part of.
        clause: The words it stands in.
        year: Of which the figure is told; None where nothing says it.
        state: `planned`, `adjusted`, `received` or `actual`; None where nothing says it.
        rule: Where the label was found: `before` or `behind` the figure, `around` its bracket, `inherited` from an
            earlier figure or clause, `list` for a list of names; empty where nothing tells.
        runner_up: The label that came next; empty without one.
        lines: The print of the figure alone, a piece for each line that it stands on; empty where it is `value`'s.
    """

    kind: str
    label: str
    value: Stated[Decimal] | None
    value_text: str
    unit: str | None
    unit_text: str | None
    precision: Decimal | None
    clause: tuple[Printed, ...]
    parent: int | None = None
    year: int | None = None
    state: str | None = None
    rule: str = ""
    runner_up: str = ""
    lines: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A printed figure by its place in an evaluation: the value of `column` in the row `index` of `table`
    (`facts`, `funding`, `indicators`, `sections`, or `evaluations`, whose index is 0)."""

    table: str
    index: int
    column: str = "value"


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie that the document states between two figures.

    Attributes:
        kind: `part-of`, `share-of`, `growth-of`, `change-of`, `rate-of`, `rate-base`, `adjusts`, `price-of`,
            `restates` or `coefficient-of`.
        source: The figure that is a part, a share, a rate, a growth, …
        target: The figure that it is a part, a share, … of.
        partition: Parts of one total that are told as one list share a number; None for what is no part.
        complete: Whether the words say that the list is whole; None where nothing says it.
        words: What says it (其中, 占, 较上年, a column, a list).
        printed: Where those words stand, or the figures that they tie.
        confidence: From 0 to 1.
        rule: Name of the rule that decided.
        runner_up: What else the figure could have been tied to, in words; empty where there was nothing else.
    """

    kind: str
    source: Endpoint
    target: Endpoint
    words: str
    printed: tuple[Printed, ...]
    partition: int | None = None
    complete: bool | None = None
    confidence: float = 1.0
    rule: str = ""
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A warning: something was seen and not understood. `code` names of which sort, as the table `warnings` has it
    (`unread-table`, `unknown-unit`, …)."""

    code: str
    message: str
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One project or department that is evaluated, with all that any part of the document says of it.

    Pages count from 1; scores are points; `goal_text` and `outcome_text` are what a form prints as the year's goal and
    its result. `relations` count in `facts`, `funding`, `indicators` and `sections`.
    """

    subject_kind: SubjectKind
    first_page: int
    last_page: int
    subject: Stated[str] | None = None
    agency: Stated[str] | None = None
    supervising_department: Stated[str] | None = None
    fiscal_year: Stated[int] | None = None
    period_start: Stated[datetime.date] | None = None
    period_end: Stated[datetime.date] | None = None
    total_score: Stated[Decimal] | None = None
    full_score: Stated[Decimal] | None = None
    grade: Stated[str] | None = None
    grade_text: Stated[str] | None = None
    goal_text: Stated[str] | None = None
    outcome_text: Stated[str] | None = None
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[Section, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Which parser read which block: `inspect` shows it, and two parsers on one stretch are an error.

    `start`/`stop` are rows of a table or characters of a paragraph.
    """

    block: int
    start: int
    stop: int
    parser: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a document says.

    Attributes:
        figures: How many figures are printed in the parts that were read.
        figures_unread: How many of them are neither in a value nor for a reason none; each is in `notes`.
        kind: What kind of document it is, as `documents.kind` has it (`self-evaluation`, `budget`, …).
        outside: What the document tells and no evaluation holds: figures of its running text, lines of money and
            their relations, in the form of an evaluation, which it is none.
    """

    title: Stated[str] | None
    document_number: Stated[str] | None
    agency: Stated[str] | None
    fiscal_year: Stated[int] | None
    report_date: Stated[datetime.date] | None
    evaluations: tuple[Evaluation, ...]
    notes: tuple[Note, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: int = 0
    figures_unread: int = 0
    kind: str | None = None
    outside: Evaluation | None = None
