"""Points of running text without a role: neither a total, nor those of a section, an indicator or a line of money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ziping.parsers.ledger.doubts.context import EvaluationProse, ProseFact, ReadContext
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import plain
from ziping.schemas.report import Evaluation, FundingLine, Indicator, Note, Section, Stated

_OF_MANY = shaped("{doubts.points_of_many}")
_POINTED = frozenset(("evaluations", "indicators", "sections", "funding"))
_FEWEST = 3  # rows of one kind of which one lacks what the others have
_FEWEST_SHARED = 2  # points that share a hundred
_TAKEN_OFF = shaped("{doubts.points_taken_off}")
_LOOK = 8  # characters before points
_HUNDRED = 100
_POINT_ENDS = tuple("0123456789分")
_OF_SURVEY = shaped("{doubts.points_of_survey}")
_TO_BE_HAD = shaped("{doubts.points_to_be_had}")
_GIVEN = shaped("{doubts.points_given}")
_COMMON = 2  # characters that the name of a row and that of a figure share

Row = Indicator | Section


def scores_without_role(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """Points that went into no row, and do not tell again what a row or the total says."""
    evaluation = prose.evaluation
    totals = {v.value for v in (evaluation.total_score, evaluation.full_score) if v is not None}
    scheme = _scheme(context, prose)
    for told in prose.facts:
        fact = told.fact
        if fact.kind != "score" or fact.value is None or told.tables & _POINTED or _OF_MANY.search(fact.label):
            continue
        if _OF_SURVEY.search(fact.label) or not fact.value_text.strip().endswith(_POINT_ENDS):
            continue  # 95分以上 is a band, no points given
        if id(fact) in scheme or _TAKEN_OFF.search(context.before(told, _LOOK)):
            continue
        if fact.value.value not in totals and not _is_told_again(told, prose):
            message = f"{fact.label} {fact.value_text}: points of nothing that is known to be scored"
            yield Note("score-without-role", message, fact.value.printed)


def _scheme(context: ReadContext, prose: EvaluationProse) -> frozenset[int]:
    """The facts that say how many points can be had for what: they make 100, in a sentence that gives nobody any."""
    found: set[int] = set()
    for block, group in groupby((t for t in prose.facts if t.fact.kind == "score"), key=lambda t: t.block):
        told = [t.fact for t in group]
        values = [f.value.value for f in told if f.value is not None]
        begin, string = 0, context.paragraphs[block].text.string
        for figure in (t.start for t in prose.facts if t.block == block and t.fact is told[0]):
            begin = string.rfind("。", 0, figure) + 1
        lead = string[begin : string.find("。", begin) if "。" in string[begin:] else len(string)]
        if (
            len(told) >= _FEWEST_SHARED
            and sum(values) == _HUNDRED
            and _TO_BE_HAD.search(lead)
            and not _GIVEN.search(lead)
        ):
            found |= {id(f) for f in told}
    return frozenset(found)


def _is_told_again(kept: ProseFact, prose: EvaluationProse) -> bool:
    """Whether points are those of a row whose name they bear."""
    fact, evaluation = kept.fact, prose.evaluation
    rows: tuple[Row, ...] = (*evaluation.indicators, *evaluation.sections)
    for row in rows:
        name = _name(row)
        points = [v.value for v in (row.weight, row.score) if v is not None]
        if (
            fact.value is not None
            and fact.value.value in points
            and name is not None
            and _alike(name.value, fact.label)
        ):
            return True
    lines = (v.value for line in evaluation.funding for v in (line.weight, line.score) if v is not None)
    return fact.value is not None and fact.value.value in set(lines)


def _name(row: Row) -> Stated[str] | None:
    return row.label if isinstance(row, Section) else row.level3 or row.level2 or row.level1


def _alike(one: str, other: str) -> bool:
    name, label = plain(one), plain(other)
    return any(name[n : n + _COMMON] in label for n in range(len(name) - _COMMON + 1))


def half_scored(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A row with points given and no full points, or the other way round, where all the rows beside it have both."""
    for rows in (prose.indicators, prose.sections):
        yield from _half(rows)


def names_alone(evaluation: Evaluation) -> Iterator[Note]:
    """An indicator of which only the name was read, while most rows of its form have points that can be had and are given."""
    rows = [r for r in evaluation.indicators if r.level3 is not None]
    scored = [r for r in rows if r.weight is not None and r.score is not None]
    if len(scored) < _FEWEST or len(scored) * 2 < len(rows):
        return
    parts = {
        r.level1.value for r in scored if r.level1 is not None
    }  # a part without points (扣分项 | -) has none to lose
    for row in rows:
        told = (row.target_text, row.actual_text, row.weight, row.score, row.completion_rate, row.reason)
        beside = row.level1 is None or row.level1.value in parts
        if row.level3 is not None and beside and not any(told):
            message = f"“{row.level3.value}” has nothing but its name, while the rows beside it have points"
            yield Note("unread-cell", message, row.level3.printed)


def rows_that_sum_up(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """An indicator with just the points of all others together: it may be their total."""
    evaluation = prose.evaluation
    if evaluation.total_score is not None:
        return
    scored = [r for r in evaluation.indicators if r.weight is not None and r.score is not None]
    elsewhere = [line for line in evaluation.funding if line.weight is not None]
    for row in scored if len(scored) > _FEWEST else ():
        name = _name(row)
        if (
            name is not None
            and row.level1 is None
            and any(_has_all(c, row, scored, elsewhere) for c in ("weight", "score"))
        ):
            message = f"“{name.value}” has just the points of all others together: it may be their total"
            yield Note("two-readings", message, name.printed)


def _has_all(column: str, row: Indicator, rows: Sequence[Indicator], lines: Sequence[FundingLine]) -> bool:
    """Whether a row has the points of all other rows, or of them and those of the money."""
    own, others = getattr(row, column).value, sum(getattr(r, column).value for r in rows if r is not row)
    money = sum(v.value for line in lines if (v := getattr(line, column)) is not None)
    return own in (others, others + money)


def _half(rows: Sequence[Row]) -> Iterator[Note]:
    scored = [r for r in rows if r.weight is not None or r.score is not None]
    lacking = [r for r in scored if r.weight is None or r.score is None]
    if len(scored) >= _FEWEST and len(lacking) == 1:
        name = _name(lacking[0])
        if name is not None:
            what = "full points" if lacking[0].weight is None else "points given"
            message = f"“{name.value}” has no {what}, while all the others that are scored beside it have"
            yield Note("score-without-role", message, name.printed)
