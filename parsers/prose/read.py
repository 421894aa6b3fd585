"""What running text about one subject says: `read_prose` calls the readers of this package in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.facts import clause_of, find_mentions, to_facts
from ziping.parsers.prose.labels.agents import with_agents
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.layers.figures import find_figures, stated_money_unit, sums_without_unit
from ziping.parsers.prose.layers.outline import find_outline
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.readers.completion import add_completion
from ziping.parsers.prose.readers.money.lines import read_funding
from ziping.parsers.prose.readers.scores.grade_bands import read_bands
from ziping.parsers.prose.readers.scores.overall import read_overall_score
from ziping.parsers.prose.readers.scores.score_rows import read_score_rows
from ziping.parsers.prose.readers.targets.target_rows import read_goals
from ziping.parsers.prose.relations.ties import ties
from ziping.parsers.text.units import POINT, YUAN, Unit
from ziping.schemas.document import Paragraph
from ziping.schemas.head import Totals
from ziping.schemas.report import (
    Claim,
    Fact,
    FundingLine,
    Indicator,
    Note,
    Relation,
    Section,
)

_NOTHING = Totals()


@dataclass(frozen=True, slots=True)
class ProseReading:
    """What prose says of its subject, in reading order. Amounts in yuan, scores in points, ratios as ratios.

    Attributes:
        totals: Total and full score, and the grade.
        indicators: Those with a weight, a score, a target or a completion rate in running text.
        sections: Subtotals of scores or weights.
        funding: One line `total` where a budget is told, else none.
        facts: All other figures; `Fact.parent` counts in this tuple.
        relations: The ties between the facts; endpoints count in `facts`.
        notes: Figures that nobody could name.
        claims: The stretches of paragraphs that were understood.
    """

    totals: Totals = _NOTHING
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[Section, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[Note, ...] = ()
    claims: tuple[Claim, ...] = ()


def read_prose(
    paragraphs: Sequence[tuple[int, Paragraph]],
    money: Unit | None = None,
    year: int | None = None,
    own: Sequence[str] = (),
) -> ProseReading:
    """Reads paragraphs (with their block indexes) that speak of one subject.

    Args:
        paragraphs: In reading order.
        money: The unit that the part states for sums without one; None where it states none.
        year: The report's own, of which 本年 and 上年 are told; None where it is not known.
        own: Names of the body that reports and of what it reports on.
    """
    passage = Passage.of([(i, p) for i, p in paragraphs if p.text])
    money = money or stated_money_unit(passage.string)
    figures = [f for f in find_figures(passage, money) if not f.attributive]
    clauses = Clauses.of(passage.string, [(f.start, f.stop) for f in figures])
    outline = find_outline(passage)
    figured = find_mentions(clauses, figures)
    mentions = with_agents(clauses, figured.mentions)
    context = PassageContext(passage, clauses, outline, mentions)

    bands = tuple(read_bands(passage, clauses))
    scales = [span for _, span in bands]
    banded = frozenset(k for k, d in enumerate(mentions) if _inside(d, scales))
    verdict = read_overall_score(context)
    goals = read_goals(passage, outline, verdict.places)
    sheet = read_score_rows(context, verdict, goals, banded)
    indicators, goals, completed = add_completion(context, sheet, goals)

    taken = sheet.figures | completed | banded
    taken |= frozenset({verdict.full} if verdict.full is not None else ())
    taken |= {k for k, d in enumerate(mentions) if d.label in words().generic and _inside(d, goals.stretches)}
    # 年初指标值不低于85%，全年实际完成值100% have no name but that of their indicator
    taken |= {k for k, d in enumerate(mentions) if _inside(d, goals.pairs) and not goal_words().marker.sub("", d.label)}
    kept = [k for k, d in enumerate(mentions) if k not in taken and d.label]
    told = [*goals.stretches, *sheet.stretches]
    unnamed = [d for k, d in enumerate(mentions) if k not in taken and _is_lost(d) and not _inside(d, told)]
    nowhere = sums_without_unit(passage) if money is None else ()
    notes = (*(_unclaimed(passage, d) for d in unnamed), *(_without_unit(passage, *span) for span in nowhere))
    facts = to_facts(passage, clauses, mentions, kept, year)
    # who read what; of what two of them read, the first has it
    readers = (
        ("prose.scores", sheet.stretches),
        ("prose.targets", goals.stretches),
        ("prose.grades", scales),
        ("prose.facts", [clause_of(passage, clauses, mentions[k]) for k in kept]),
    )
    return ProseReading(
        totals=verdict.totals,
        indicators=indicators,
        sections=tuple(sheet.sections),
        funding=read_funding(context, own),
        facts=(*facts, *(fact for fact, _ in bands)),
        relations=ties(passage, clauses, figured, kept),
        notes=notes,
        claims=passage.claims(readers),
    )


def _inside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= mention.figure.start < b for a, b in spans)


def _is_lost(mention: Mention) -> bool:
    """Whether a sum of money or a score has no name. Other figures without one are figures of speech."""
    return not mention.label and mention.unit in (YUAN, POINT)


def _without_unit(passage: Passage, start: int, stop: int) -> Note:
    """A sum of money whose unit is printed nowhere: said, not guessed."""
    text = passage.string[start:stop]
    return Note("unknown-unit", f"{text} is a sum of money, but its unit is not stated", passage.printed(start, stop))


def _unclaimed(passage: Passage, mention: Mention) -> Note:
    """A figure that nobody could name: said, not guessed."""
    figure = mention.figure
    text = passage.string[figure.start : figure.stop]
    return Note(
        "unclaimed-figure",
        f"{text} stands in running text, but nothing near it says what it measures",
        passage.printed(figure.start, figure.stop),
    )
