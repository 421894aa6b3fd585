"""Where the values of a report stand: what the ledger asks for each printed figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from ziping.parsers.ledger.scan import tokens
from ziping.parsers.lexicon.headings import POINTS
from ziping.parsers.text.normalise import plain
from ziping.schemas.geometry import Box
from ziping.schemas.report import Evaluation, Fact, FundingLine, Indicator, Report, Section, Stated
from ziping.schemas.text import Piece, Printed

_NAMED = ("documents", "evaluations")
_BAND = 24.0  # height of the strips by which places are found, points
_EDGE = 0.5  # a print reaches this far over the box of the value it belongs to, points

Item = Report | Evaluation | Indicator | Section | FundingLine | Fact
_TABLES: Mapping[type[Item], str] = {
    Report: "documents",
    Evaluation: "evaluations",
    Indicator: "indicators",
    Section: "sections",
    FundingLine: "funding",
    Fact: "facts",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the report, and a piece of the print it was read from.

    Attributes:
        table: Table of the dataset that it is a value of.
        column: Column (`extra.<heading>` for one in `extra`).
        number: Position of its row among those of its table in the document, counting from 0.
    """

    table: str
    column: str
    number: int
    printed: Printed


_NAMES: Mapping[type[Item], tuple[str, ...]] = {kind: tuple(f.name for f in fields(kind)) for kind in _TABLES}


def evaluations_of(report: Report) -> tuple[Evaluation, ...]:
    """The evaluations, and last what is told outside of every one."""
    return (*report.evaluations, *((report.outside,) if report.outside is not None else ()))


def values_of(report: Report) -> Iterator[Value]:
    """Every piece of print that a value of the report was read from."""
    yield from _stated(report, 0)
    counts: dict[type[Item], int] = defaultdict(int)
    for evaluation in evaluations_of(report):
        rows: tuple[Item, ...] = (
            evaluation,
            *evaluation.indicators,
            *evaluation.sections,
            *evaluation.funding,
            *evaluation.facts,
        )
        for row in rows:
            yield from _stated(row, counts[type(row)])
            counts[type(row)] += 1


def _stated(item: Item, number: int) -> Iterator[Value]:
    table = _TABLES[type(item)]
    for name in _NAMES[type(item)]:
        value = getattr(item, name)
        if isinstance(value, Stated):
            yield from (Value(table, name, number, p) for p in value.printed)
    for heading, stated in getattr(item, "extra", ()):
        yield from (Value(table, f"extra.{heading}", number, p) for p in stated.printed)
    if isinstance(item, Fact):  # a figure within a name (完成60%以下的占比): the clause says where it stands
        named = tokens(item.label)
        yield from (Value(table, "label", number, p) for p in item.clause if named & tokens(p.text))


@dataclass(frozen=True, slots=True)
class Places:
    """The values of a report by where they stand."""

    strips: Mapping[tuple[int, int], tuple[Value, ...]]
    labels: Mapping[int, frozenset[str]]
    points: Mapping[tuple[str, int], frozenset[str]]
    words: frozenset[str]
    totals: frozenset[str]
    money: frozenset[Decimal]

    @staticmethod
    def of(report: Report) -> Places:
        found: dict[tuple[int, int], list[Value]] = defaultdict(list)
        every = tuple(values_of(report))
        for value in every:
            box = value.printed.box
            for strip in range(int((box.top - _EDGE) // _BAND), int((box.bottom + _EDGE) // _BAND) + 1):
                found[value.printed.page, strip].append(value)
        points: dict[tuple[str, int], set[str]] = defaultdict(set)
        for value in every:
            if value.column in POINTS:
                points[value.table, value.number] |= tokens(value.printed.text)
        facts = [f for e in evaluations_of(report) for f in e.facts]
        return Places(
            {strip: tuple(values) for strip, values in found.items()},
            {n: tokens(f.label) for n, f in enumerate(facts)},
            {row: frozenset(figures) for row, figures in points.items()},
            frozenset(plain(v.printed.text) for v in every if v.table in _NAMED),
            frozenset(t for v in every if v.column == "total_score" for t in tokens(v.printed.text)),
            frozenset(
                Decimal(t)
                for v in every
                if v.table == "funding" and not v.column.startswith("extra.")
                for t in tokens(v.printed.text)
                if t.replace(".", "", 1).isdecimal()
            ),
        )

    def over(self, printed: Printed | Piece) -> Iterator[Value]:
        """The values whose print lies over the middle of `printed`."""
        x, y = printed.box.middle
        for value in self.strips.get((printed.page, int(y // _BAND)), ()):
            if _around(value.printed.box, x, y):
                yield value

    def within(self, printed: Printed) -> Iterator[Value]:
        """The values whose print has its middle within `printed`."""
        box = printed.box
        for strip in range(int(box.top // _BAND), int(box.bottom // _BAND) + 1):
            for value in self.strips.get((printed.page, strip), ()):
                if _around(box, *value.printed.box.middle):
                    yield value

    def points_of(self, value: Value) -> frozenset[str]:
        """The figures of the weight and the score of the row that a value belongs to."""
        return self.points.get((value.table, value.number), frozenset())

    def holding(self, token: str, prints: Iterable[Printed]) -> Value | None:
        """The value that a figure is, or is a part of; None where it went nowhere."""
        for printed in prints:
            for value in self.over(printed):
                if value.column == "label" and value.table == "facts":
                    if token in self.labels[value.number]:
                        return value
                elif token in tokens(value.printed.text):
                    return value
        return None


def _around(box: Box, x: float, y: float) -> bool:
    return box.x0 - _EDGE <= x <= box.x1 + _EDGE and box.top - _EDGE <= y <= box.bottom + _EDGE
