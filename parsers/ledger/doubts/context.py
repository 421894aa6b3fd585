"""What doubts look at: the figures of the running text, each with every value that was read from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ziping.parsers.ledger.entries import Entry, read_blocks
from ziping.parsers.ledger.placed import Places, Value, evaluations_of
from ziping.parsers.ledger.scan import tokens
from ziping.parsers.lexicon.prose import words
from ziping.parsers.text.punctuation import SENTENCE_END
from ziping.schemas.document import Document, Paragraph, Table
from ziping.schemas.geometry import Box
from ziping.schemas.report import Evaluation, Fact, FundingLine, Indicator, Report, Section, Stated
from ziping.schemas.text import Printed

FACTS, FUNDING = "facts", "funding"


@dataclass(frozen=True, slots=True)
class ProseFact:
    """A figure of running text that was kept as a fact, and what else was made of it.

    Attributes:
        block: Index of its paragraph.
        start: Offset in the paragraph.
        tables: The tables, other than `facts`, that have a value read from it.
    """

    fact: Fact
    block: int
    start: int
    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class EvaluationProse:
    """What running text says of one evaluation.

    Attributes:
        facts: Those of running text, in order.
        indicators, sections, funding: The rows that stand in no table.
    """

    evaluation: Evaluation
    facts: tuple[ProseFact, ...]
    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    funding: tuple[FundingLine, ...]

    def numbers(self) -> dict[int, int]:
        """The number of each fact of the evaluation, by its identity."""
        return {id(fact): number for number, fact in enumerate(self.evaluation.facts)}


@dataclass(frozen=True, slots=True)
class ReadContext:
    """A document, what was read of it, and where.

    Attributes:
        prose: The evaluations with what running text says of them, in order.
        paragraphs: Those on the pages of evaluations, by their index.
        tables: Where tables stand, by page.
        own_tables: Those of which something was read.
        by_page: The indexes of the paragraphs of which some stands on a page.
    """

    document: Document
    report: Report
    places: Places
    prose: tuple[EvaluationProse, ...]
    paragraphs: Mapping[int, Paragraph]
    tables: Mapping[int, Sequence[Box]]
    own_tables: Sequence[Table]
    by_page: Mapping[int, Sequence[int]]

    @staticmethod
    def of(document: Document, report: Report, entries: Sequence[Entry], places: Places) -> ReadContext:
        paragraphs = {n: b for n, b in read_blocks(document, report) if isinstance(b, Paragraph)}
        tables = table_boxes(document)
        ours = {e.block for e in entries if e.value is not None}
        own_tables = tuple(
            b
            for n, b in read_blocks(document, report)
            if isinstance(b, Table) and (n in ours or _holds_value(b, places))
        )
        by_page: dict[int, list[int]] = defaultdict(list)
        for n, paragraph in paragraphs.items():
            for page in {piece.page for piece in paragraph.text.pieces}:
                by_page[page].append(n)
        spots: dict[int, tuple[int, int, frozenset[str]]] = {}
        for entry in entries:
            if entry.block in paragraphs:
                values = tuple(values_at(entry, paragraphs[entry.block], places))
                others = frozenset(v.table for v in values) - {FACTS}
                for value in values:
                    if value.table == FACTS and value.column == "value":
                        spots.setdefault(value.number, (entry.block, entry.start, others))
        prose, offset = [], 0
        for evaluation in evaluations_of(report):
            facts = (
                ProseFact(fact, *spots[offset + n]) for n, fact in enumerate(evaluation.facts) if offset + n in spots
            )
            prose.append(
                EvaluationProse(
                    evaluation,
                    tuple(facts),
                    tuple(
                        r for r in evaluation.indicators if stands_in_prose(tables, r.level3 or r.level2 or r.level1)
                    ),
                    tuple(r for r in evaluation.sections if stands_in_prose(tables, r.label)),
                    tuple(r for r in evaluation.funding if stands_in_prose(tables, *amounts_of(r))),
                )
            )
            offset += len(evaluation.facts)
        return ReadContext(
            document, report, places, tuple(prose[: len(report.evaluations)]), paragraphs, tables, own_tables, by_page
        )

    def on_pages(self, first: int, last: int) -> Iterator[Paragraph]:
        """The paragraphs of which some stands on these pages, in order."""
        for index in sorted({k for page in range(first, last + 1) for k in self.by_page.get(page, ())}):
            yield self.paragraphs[index]

    def is_value(self, printed: Sequence[Printed]) -> bool:
        """Whether a value was read from some of a print, or it from some of a value."""
        return any(True for p in printed for _ in chain(self.places.over(p), self.places.within(p)))

    def in_sentence(self, one: ProseFact, other: ProseFact) -> bool:
        """Whether two figures, the first of them told first, stand in one sentence."""
        if one.block != other.block:
            return False
        return SENTENCE_END.search(self.paragraphs[one.block].text.string[one.start : other.start]) is None

    def before(self, fact: ProseFact, length: int) -> str:
        """The words before a figure in its paragraph."""
        return self.paragraphs[fact.block].text.string[max(0, fact.start - length) : fact.start]


def _holds_value(table: Table, places: Places) -> bool:
    """Whether some words of a table are a value."""
    return any(True for cell in table.cells for p in cell.text.printed() for _ in places.over(p))


def values_at(entry: Entry, paragraph: Paragraph, places: Places) -> Iterator[Value]:
    """All values that were read from a figure."""
    if entry.value is None:
        return
    token = next(iter(tokens(paragraph.text.string[entry.start : entry.start + len(entry.text)])), None)
    for printed in entry.printed:
        for value in places.over(printed):
            if token in tokens(value.printed.text) and value.column != "label":
                yield value


def is_left_over(fact: Fact) -> bool:
    """Whether a figure is what was left of others told (结余13万元)."""
    return words().left_over.search(fact.label) is not None


def amounts_of(line: FundingLine) -> tuple[Stated[object], ...]:
    """The values of a line of money, in the order of its columns."""
    found = (line.initial_budget, line.annual_budget, line.received, line.executed, line.execution_rate)
    return tuple(v for v in found if v is not None)  # type: ignore[misc]


def table_boxes(document: Document) -> dict[int, list[Box]]:
    """Where the tables of a document stand, by page."""
    found: dict[int, list[Box]] = defaultdict(list)
    for block in document.blocks:
        for place in block.places if isinstance(block, Table) else ():
            found[place.page].append(place.box)
    return dict(found)


def in_table(tables: Mapping[int, Sequence[Box]], printed: Printed) -> bool:
    """Whether a print stands within one of the tables."""
    return any(box.holds(*printed.box.middle) for box in tables.get(printed.page, ()))


def stands_in_prose(tables: Mapping[int, Sequence[Box]], *stated: Stated[object] | Stated[str] | None) -> bool:
    """Whether the first of these values stands in running text."""
    first = next((s for s in stated if s is not None), None)
    return first is not None and not in_table(tables, first.printed[0])
