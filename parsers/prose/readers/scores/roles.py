"""What the words around statements of points say: full points or points given, and why some were lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import words_of
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.readers.scores.score import Score
from ziping.parsers.text.punctuation import STATEMENT_END, up_to

_HUNDRED = Decimal(100)
_Span = tuple[int, int]


def listed(context: PassageContext, scores: Sequence[Score], score: Score) -> list[int]:
    """The figures of bare points in the sentence of a statement."""
    if score.bare is None:
        return []
    start, stop = context.clauses.sentence(context.named[score.bare].figure.start)
    return [s.bare for s in scores if s.bare is not None and start <= s.name[0] < stop]


def role_of_bare_points(
    context: PassageContext, scores: Sequence[Score], score: Score, total: Decimal | None
) -> str | None:
    """`score` or `weight`: whether bare points in a list (其中决策20分、过程20分) are points given or full points,
    as the words before say, else as they add up; None when nothing tells."""
    if score.bare is None:
        return None
    points = sum((context.named[k].figure.value for k in listed(context, scores, score)), Decimal(0))
    if points == total and points != _HUNDRED:
        return "score"
    before = context.named[score.bare].figure.start
    start, _ = context.clauses.sentence(before)
    lead = context.string[start:before]
    if lead.lstrip().startswith(words_of("phrases.points_go_on")):
        lead = context.string[context.clauses.sentence(max(0, start - 2))[0] : before]
    known = score_words()
    told = max((m.end() for m in known.given_points_list.finditer(lead)), default=-1)
    weight = max((m.end() for m in known.full_points_list.finditer(lead)), default=-1)
    if max(told, weight) >= 0:
        return "score" if told >= weight else "weight"
    if points == total:
        return "score"
    return "weight" if points == _HUNDRED else None


def explain(context: PassageContext, scores: Sequence[Score], score: Score) -> tuple[_Span | None, _Span | None]:
    """Why points were lost (扣分原因为…), or else the words that follow the points in their item."""
    string, item = context.string, context.outline.items[score.item]
    last = max(context.named[k].figure.stop for k in score.figures)
    later = [s for s in scores if s.item == score.item and s.name[0] > last]
    stop = min((s.name[0] for s in later), default=max(item.stop, last))
    if later:
        end = STATEMENT_END.search(string, last, stop)
        stop = end.start() if end else last
    match = score_words().reason.search(string, last, stop)
    if match is not None:
        stop = _inside(string, match.end(), up_to(STATEMENT_END, string, match.end(), stop))
        span = context.passage.trimmed(match.end(), stop)
        return (span if span[0] < span[1] else None), None
    if sum(1 for s in scores if s.item == score.item) > 1:
        return None, None  # the words may be about any of them
    start = last
    while start < stop and string[start] in "）)，,。；;：: 、":
        start += 1
    start, stop = context.passage.trimmed(start, stop)
    return None, ((start, stop) if stop > start else None)


def _inside(string: str, start: int, stop: int) -> int:
    """Where a stretch ends that stands in a bracket opened before it."""
    depth = 0
    for at in range(start, stop):
        depth += (string[at] in "（(") - (string[at] in "）)")
        if depth < 0:
            return at
    return stop
