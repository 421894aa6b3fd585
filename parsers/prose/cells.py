"""Running text in the cells of a form that tell goals (预期目标) and results (实际完成情况): its figures are facts, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.facts import find_mentions, to_facts
from ziping.parsers.prose.labels.kinds import NO_AMOUNT
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import find_figures
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.relations.ties import ties
from ziping.parsers.text.units import Unit
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Fact, Relation

_PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class CellReading:
    """The figures of one cell, and their ties; endpoints and parents count in `facts`."""

    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()


def read_cell(
    paragraphs: Sequence[tuple[int, Paragraph]], label: str | None, money: Unit | None = None, year: int | None = None
) -> CellReading:
    """Reads the paragraphs of a cell (with their block indexes).

    Args:
        paragraphs: In reading order.
        label: The heading of the cell; what stands under a goal is planned.
        money: The unit of sums without one.
        year: The report's own.
    """
    passage = Passage.of([(i, p) for i, p in paragraphs if p.text])
    figures = [f for f in find_figures(passage, money) if not f.attributive]
    clauses = Clauses.of(passage.string, [(f.start, f.stop) for f in figures])
    told = find_mentions(clauses, figures)
    mentions = told.mentions
    kept = [k for k, d in enumerate(mentions) if d.label]
    facts = to_facts(passage, clauses, mentions, kept, year)
    if label is not None and words().goal_cell.search(label) and not words().result_cell.search(label):
        facts = tuple(f if f.kind in NO_AMOUNT else replace(f, state=_PLANNED) for f in facts)
    return CellReading(facts, ties(passage, clauses, told, kept))
