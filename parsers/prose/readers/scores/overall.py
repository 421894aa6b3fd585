"""The total score, the full score and the grade, as prose states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.entries import name_of, shaped, words_of
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.scores.beside import (
    FEW,
    FULL_TAIL,
    alone,
    behind_hundred,
    below_conclusion,
    is_of_grade,
    is_of_part,
    may_be_had,
    of_heading,
)
from ziping.parsers.prose.readers.scores.grades import find_grade, grade_meaning
from ziping.parsers.prose.readers.scores.sums import closing_words, is_sum, makes_sum, sums_up
from ziping.parsers.text.units import POINT
from ziping.schemas.head import Totals
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Stated

_TOTAL_NAME = shaped("{scores.total_names}")
_MOST = Decimal(200)  # points: more is no score of an evaluation
_HUNDRED = Decimal(100)
# These name an indicator or a part: 产出指标得分, 该项得分
_PART = shaped("{scores.of_a_part}")
_OF_WHOLE = shaped("{scores.of_the_whole}")
# 该指标满分20分，自评得分18分; 本项目满分3分，自评得分2分: small full points are those of an indicator
_OF_A_PART = shaped(r"{scores.of_this_item}|(?:{scores.weight_names})[为共]?\s?(?P<full>[1-9]?\d(?:\.\d+)?)\s?分")
# 自评得分90分（含）以上为优: the bound of a grade
_BOUND = shaped(r"\s?(?:[（(]\s?不?含[^（()）]{0,4}[)）])?\s?分?\s?(?:[-—–~～－至]\s?\d|及?(?:{grammar.bounds}))")
_WHOLE = shaped(r"{scores.whole_named}|[我本][一-鿿]{1,4}$")


@dataclass(frozen=True, slots=True)
class OverallScore:
    """Totals, with the indexes of the figures that state them.

    Attributes:
        figures: Figures that are total or full scores.
        full: The figure of the full score, None where none is stated.
        places: Where the total is told.
    """

    totals: Totals
    figures: frozenset[int]
    full: int | None = None
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    rank: int


def read_overall_score(context: PassageContext) -> OverallScore:
    """The total score with the clearest words, the full score stated beside it, and the grade."""
    clauses, named, outline = context.clauses, context.named, context.outline
    grade = find_grade(clauses)
    every = _candidates(clauses, named, grade, outline)
    candidates = [c for c in every if not of_heading(outline, named[c.index], c.rank)]
    candidates = _of_one_thing(clauses, named, candidates)
    full = _full_score(clauses, named, candidates)
    candidates = [c for c in candidates if c.index != full]
    best = max(candidates, key=lambda c: (c.rank, -c.index), default=None)
    if best is None:
        full = None
    elif full is None and (got := _given_of_full(clauses, named, best.index)) is not None:
        full, best = best.index, _Candidate(got, best.rank)
        candidates.append(best)
    if full is None and best is not None:
        full = _hundred(clauses, named, best.index)
    figures = {c.index for c in candidates}
    value = grade_meaning(context.text(grade)) if grade is not None else None
    meaning = Stated(value, context.passage.printed(*grade)) if grade is not None and value is not None else None
    totals = Totals(
        total_score=context.amount(best.index) if best else None,
        full_score=context.amount(full),
        grade=meaning,
        grade_text=context.stated(grade),
    )
    places = () if best is None else (named[best.index].figure.start,)
    return OverallScore(totals, frozenset(figures if full is None else {*figures, full}), full, places)


def _candidates(
    clauses: Clauses, named: Sequence[Mention], grade: tuple[int, int] | None, outline: Outline
) -> Iterator[_Candidate]:
    known, string = score_words(), clauses.string
    for index, each in enumerate(named):
        figure = each.figure
        if figure.unit != POINT or not 0 <= figure.value <= _MOST or figure.shared:
            continue
        if figure.operator != Operator.EQ or _BOUND.match(string, figure.outer_stop):
            continue
        if _of_own_full(clauses, named, index) or is_of_part(outline, each):
            continue
        if is_of_grade(clauses, each, grade):
            yield _Candidate(index, 2)  # 评价结果：优（92.8分）
            continue
        place, words = _words_before(clauses, each)
        sure = known.total_sure_tail.search(string, place.lead, words)
        match = sure or known.total_tail.search(string, place.lead, words)
        if sure is not None and sure[0].startswith(words_of("phrases.full_or_given")):
            sure = None  # alone it may be the full score
        bare = known.total_bare_tail.search(string, place.lead, words) if match is None else None
        start, stop = clauses.sentence(figure.start)
        graded = grade is not None and start <= grade[0] < stop
        closing = closing_words(clauses, place, words)
        if closing is not None and figure.value > FEW and (graded or closing["all"]):
            yield _Candidate(index, 3 if makes_sum(clauses, named, index, outline) else -2)
            continue
        if match is None and (bare is None or closing is not None):
            if sums_up(clauses, named, index, outline):
                yield _Candidate(index, -2)
            continue
        told = match or bare
        if (
            told is None
            or may_be_had(clauses, named, each)
            or not _speaks_of_whole(clauses, place, told, graded=graded)
        ):
            continue
        whole = _WHOLE.search(string, place.lead, told.start()) is not None
        concludes = below_conclusion(outline, figure.start)
        beside = graded or concludes or behind_hundred(clauses, named, index)
        beside = beside or (whole and bare is not None and not bare["given"])
        if bare is not None and not (alone(clauses, named, index) and beside):
            continue
        plain = _TOTAL_NAME.match(told[0]) is not None and sure is None
        summed = plain and figure.value != _HUNDRED and is_sum(clauses, named, index, outline)
        if (plain and not graded and not whole and not summed) or (sure is None and not graded and figure.value <= FEW):
            continue
        aside = bare is not None or (plain and figure.value == _HUNDRED) or words < figure.outer_start - 1
        yield _Candidate(index, (2 if sure else 0) + (2 if graded else 0) - aside)


def _hundred(clauses: Clauses, named: Sequence[Mention], total: int) -> int | None:
    """总分值100分 anywhere: the full score of the whole, where nothing else is named that it is of."""
    for index, place in enumerate(named):
        figure = place.figure
        if index == total or figure.unit != POINT or figure.value != _HUNDRED or figure.operator != Operator.EQ:
            continue
        tail = FULL_TAIL.search(clauses.string, place.lead, figure.outer_start)
        if tail is None or named[total].figure.value > _HUNDRED:
            continue
        subject = clauses.string[place.lead : tail.start()].strip()
        if not subject or score_words().nameless.fullmatch(subject):
            return index
    return None


def _of_one_thing(clauses: Clauses, named: Sequence[Mention], candidates: list[_Candidate]) -> list[_Candidate]:
    """Without those that one sentence tells of several things, part by part: 甲项目…，自评得分98分；乙项目…，自评得分96分."""
    kept = []
    for candidate in candidates:
        place = named[candidate.index].figure
        start, stop = clauses.sentence(place.start)
        others = [named[c.index].figure for c in candidates if c is not candidate and c.rank == candidate.rank]
        beside = [f for f in others if start <= f.start < stop and f.value != place.value]
        if not any(_apart(clauses, f.start, place.start) for f in beside):
            kept.append(candidate)
    return kept


def _apart(clauses: Clauses, one: int, other: int) -> bool:
    return clauses.strongest(min(one, other), max(one, other), OUTSIDE) >= Pause.PART


def _of_own_full(clauses: Clauses, named: Sequence[Mention], index: int) -> bool:
    """投入与管理得分28分（满分30分）: points of a part, with its own full points right behind."""
    figure, behind = named[index].figure, named[min(index + 1, len(named) - 1)]
    told = FULL_TAIL.search(clauses.string, behind.lead, behind.figure.outer_start)
    beside = behind.bracket == figure.outer_stop and behind.figure.unit == POINT
    return beside and told is not None and figure.value <= behind.figure.value < _HUNDRED


def _words_before(clauses: Clauses, place: Mention) -> tuple[Mention, int]:
    """自评得分：97.6分, 自评得分（97.6分）: the words before a colon or bracket that stands right before the figure belong to
    it; with where they end."""
    string, lead, stop = clauses.string, place.lead, place.figure.outer_start
    if lead < 1 or string[lead:stop].strip():
        return place, stop
    if string[lead - 1] in "：:":
        return replace(place, lead=clauses.before(lead - 1, place.bracket)), stop
    if lead - 1 == place.bracket:
        outer = clauses.outer(place.bracket)
        return replace(place, lead=clauses.before(lead - 1, outer), bracket=outer), lead - 1
    return place, stop


def _speaks_of_whole(clauses: Clauses, place: Mention, match: re.Match[str], *, graded: bool) -> bool:
    """Whether the words before 得分 name the thing evaluated, or nothing: not an indicator, not last year's."""
    string = clauses.string
    begin = clauses.before(place.figure.start, OUTSIDE, Pause.PART)
    part_of = next(reversed(list(_OF_A_PART.finditer(string, begin, place.figure.start))), None)
    if part_of is not None and not (part_of["full"] and place.figure.value > Decimal(part_of["full"])):
        return False
    prefix = string[place.lead : match.start()]
    subject = before_name(prefix)
    start = place.lead if subject else clauses.before(max(0, place.lead - 1), place.bracket)
    if score_words().other.search(string, start, place.figure.start):
        return False
    if place.bracket != OUTSIDE and not subject:
        subject = before_name(string[clauses.before(place.bracket, clauses.outer(place.bracket)) : place.bracket])
    if not (graded and _OF_WHOLE.search(subject)) and (_PART.search(subject) or level_of_name(subject) is not None):
        return False
    if subject or not match[0].startswith(words_of("phrases.bare_points")):
        return True
    # 得分95分 with nothing before it is of whatever the clause before speaks of
    return (graded or place.previous is None) and string[place.lead - 1 : place.lead] in ("。", "\n", "，", "")


def _given_of_full(clauses: Clauses, named: Sequence[Mention], index: int) -> int | None:
    """绩效评价总分为100分，自评为97分: the points given, where those found first are the full ones."""
    full = named[index]
    _, stop = clauses.sentence(full.figure.start)
    if full.figure.value != _HUNDRED or index + 1 >= len(named) or named[index + 1].figure.start >= stop:
        return None
    place = named[index + 1]
    before, behind = _words_before(clauses, full)
    if not FULL_TAIL.search(clauses.string[before.lead : behind].rstrip("：: ")):
        return None
    told, end = _words_before(clauses, place)
    lead = clauses.string[told.lead : end].strip(" ：:")
    match = score_words().role_tail.fullmatch(lead)
    given = match is not None and match.lastgroup == "got"
    return index + 1 if given and place.figure.unit == POINT and place.figure.value <= _HUNDRED else None


def _full_score(clauses: Clauses, named: Sequence[Mention], candidates: Sequence[_Candidate]) -> int | None:
    """总分100分，自评得分98分: full points of the whole, beside the total or, where the report says of what
    (评价指标体系总分100分), anywhere in its paragraph."""
    most = max((c.rank for c in candidates), default=0)
    for candidate in (c for c in candidates if c.rank == most):
        place = named[candidate.index]
        start, stop = clauses.sentence(place.figure.start)
        for index, other in enumerate(named):
            figure = other.figure
            if index == candidate.index or figure.unit != POINT or figure.value < place.figure.value:
                continue
            lead = clauses.string[other.lead : figure.outer_start]
            match = FULL_TAIL.search(lead)
            if match is None:
                continue
            subject = before_name(lead[: match.start()]).replace(name_of("phrases.system_of_indicators"), "")
            if _PART.search(subject) or level_of_name(subject) is not None:
                continue
            beside = start <= figure.start < stop and abs(index - candidate.index) == 1
            a, b = sorted((figure.start, place.figure.start))
            near = clauses.strongest(a, b, OUTSIDE) < Pause.PARAGRAPH and _WHOLE.search(lead)
            if beside or near:
                return index
    return None
