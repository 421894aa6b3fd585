"""What running text about one subject says: `read_prose` calls the readers of this package in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.forms.reading import Totals
from parsers.prose.clauses import Clauses
from parsers.prose.facts import draft_facts, to_facts
from parsers.prose.figures import find_figures
from parsers.prose.passage import Passage
from schemas.document import Paragraph
from schemas.report import Claim, Fact, FundingLine, Indicator, Note, Section

PARSER = "prose"
_NOTHING = Totals()


@dataclass(frozen=True, slots=True)
class ProseReading:
    """What prose says of its subject, in reading order. Amounts in yuan, scores in points, ratios as ratios.

    Attributes:
        totals: Total and full score, and the grade.
        indicators: Those with a weight, a score, a target or an actual in running text.
        sections: Subtotals of scores or weights.
        funding: One line `total` where a budget is told, else none.
        facts: All other figures; `Fact.parent` counts in this tuple.
        notes: Figures that nobody could name.
        claims: The stretches of paragraphs that were understood.
    """

    totals: Totals = _NOTHING
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[Section, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    claims: tuple[Claim, ...] = ()


def read_prose(paragraphs: Sequence[tuple[int, Paragraph]]) -> ProseReading:
    """Reads paragraphs (with their block indexes) that speak of one subject."""
    passage = Passage.of([(i, p) for i, p in paragraphs if p.text])
    figures = [f for f in find_figures(passage) if not f.attributive]
    if not figures:
        return ProseReading()
    clauses = Clauses.of(passage.string, [(f.start, f.stop) for f in figures])
    drafts = draft_facts(clauses, figures)
    return ProseReading(facts=to_facts(passage, clauses, drafts))
