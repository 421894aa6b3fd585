"""Where every figure of a document went, for a person: the ledger with the names of the rows and the ties that were chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ziping.parsers.ledger import keep_ledger
from ziping.parsers.ledger.placed import evaluations_of
from ziping.schemas.document import Document
from ziping.schemas.geometry import Place
from ziping.schemas.report import Evaluation, Fact, Relation, Report, Stated

_TABLES = ("indicators", "sections", "funding", "facts")
_PLACES = {
    "before": "before it",
    "behind": "behind it",
    "around": "before its bracket",
    "inherited": "of an earlier figure or clause",
    "list": "by its list or its total",
}
_NAMES = ("level3", "level2", "level1", "label", "line_text", "line", "subject")


@dataclass(frozen=True, slots=True)
class SeenFigure:
    """A printed figure, and what became of it.

    Attributes:
        text: The figure, with the words around it where it is no value.
        table: Table of the dataset that it is a value of; None where it is none.
        column: Its column there.
        row: Position of the row among those of its table in the document, counting from 1.
        name: What the row is about.
        reason: Why it is no value; None where it is one, or where nobody knows.
        ties: How it is tied to other figures: kind, the other one, the rule, the next best reading.
        meaning: Of a figure of running text its class, state and year, where its name was found, and the next best name; of
            one of a form what decided its column, and the next best reading.
    """

    text: str
    place: Place
    table: str | None
    column: str | None
    row: int | None
    name: str | None
    reason: str | None
    ties: tuple[str, ...] = ()
    meaning: str = ""

    @property
    def unread(self) -> bool:
        """Whether it went nowhere."""
        return self.table is None and self.reason is None


def figures_of(document: Document, report: Report) -> Iterator[SeenFigure]:
    """Every figure of the parts that were read, on each page it stands on."""
    rows = _rows(report)
    ties = _ties(report)
    for entry in keep_ledger(document, report).entries:
        value = entry.value
        row = rows[value.table][value.number] if value is not None and value.table in rows else None
        for printed in entry.printed:
            yield SeenFigure(
                entry.text,
                Place(printed.page, printed.box),
                value.table if value else None,
                value.column if value else None,
                value.number + 1 if value else None,
                _name(row),
                entry.reason,
                ties.get((value.table, value.number, value.column), ()) if value else (),
                _meaning(row) if isinstance(row, Fact) else _chosen(row, value.column if value else ""),
            )


def _rows(report: Report) -> Mapping[str, list[object]]:
    every = evaluations_of(report)
    found: dict[str, list[object]] = {table: [r for e in every for r in getattr(e, table)] for table in _TABLES}
    return {**found, "evaluations": list(every)}


def _name(row: object) -> str | None:
    for name in _NAMES:
        value = getattr(row, name, None)
        if value is not None:
            return str(value.value if isinstance(value, Stated) else value)
    return None


def _meaning(fact: Fact) -> str:
    """What a figure was taken for, and why: `expenditure, actual, 2023; name before it, else 资金`."""
    meaning = ", ".join(str(x) for x in (fact.kind, fact.state, fact.year) if x is not None)
    found = f"; name {_PLACES.get(fact.rule, fact.rule)}" if fact.rule else ""
    return f"{meaning}{found}{f', else {fact.runner_up}' if fact.runner_up else ''}"


def _chosen(row: object, column: str) -> str:
    """What decided that a figure of a row is in a column, in words."""
    choices = [c for c in getattr(row, "choices", ()) if column == c.column or column.startswith(f"{c.column}_")]
    if not choices:
        return ""
    runner_up = f", else {choices[0].runner_up}" if choices[0].runner_up else ""
    return f"by {choices[0].rule}{runner_up}"


def _ties(report: Report) -> Mapping[tuple[str, int, str], tuple[str, ...]]:
    """Table, row and column → the ties of the figure, in words."""
    found: dict[tuple[str, int, str], tuple[str, ...]] = defaultdict(tuple)
    offsets = dict.fromkeys((*_TABLES, "evaluations"), 0)
    for evaluation in evaluations_of(report):
        for tie in evaluation.relations:
            source = tie.source
            found[source.table, offsets[source.table] + source.index, source.column] += (_tie(evaluation, tie),)
        for table in _TABLES:
            offsets[table] += len(getattr(evaluation, table))
        offsets["evaluations"] += 1
    return found


def _tie(evaluation: Evaluation, tie: Relation) -> str:
    rows = getattr(evaluation, tie.target.table, (evaluation,))
    other = _name(rows[tie.target.index])
    words = f" ({tie.words})" if tie.words else ""
    rule = f", by {tie.rule}" if tie.rule else ""
    runner_up = f", else {tie.runner_up}" if tie.runner_up else ""
    return f"{tie.kind} {other}{words}{rule}{runner_up}"
