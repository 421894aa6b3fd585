"""Statements of points that make up those of the heading above them, whatever words they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from ziping.parsers.lexicon.entries import words_of
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.layers.clauses import OUTSIDE, Pause
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.readers.level_names import level_of_label
from ziping.parsers.prose.readers.scores.naming import Naming
from ziping.parsers.prose.readers.scores.score import Role, Score
from ziping.parsers.prose.readers.targets.goals import Goals
from ziping.parsers.text.units import POINT
from ziping.schemas.quantity import Operator

_TWO = 2


def read_shares(
    context: PassageContext, naming: Naming, goals: Goals, scores: Sequence[Score], but: Collection[int]
) -> tuple[Score, ...]:
    """The statements, with those of each headed item read anew where the points of its clauses make up the heading's:
    （一）投入（满分20分，得20分）。预算安排合理，得10分；资金到位及时，得10分. A heading of bare points whose clauses have as many in
    all may have them (资金管理12分。到位率4分，得4分；…)."""
    result = list(scores)
    below = _below_headings(context, scores)
    for heading in [s for s in scores if s.heads and s.goal is None]:
        told = [s for s in result if s.item == heading.item and s is not heading]
        if not told and (parts := below.get(heading.item)):
            if _made_up(context, parts, heading, heading.figures, None) is not None:
                _place(context, goals, heading, parts)
            continue
        _, stop = context.outline.heading(heading.item)
        own = [k for k in heading.figures if context.named[k].figure.start <= stop]
        first = min((s.name[0] for s in told), default=stop)
        before = [k for k in heading.figures if context.named[k].figure.start <= first]
        rest = {*_points(context, heading, {*before, *but})}
        if heading.bare is None and rest <= {k for s in told for k in s.figures}:
            scored = [s for s in told if not s.full is s.got is s.bare is None]
            if _made_up(context, scored, heading, before, None) is not None:
                _place(context, goals, heading, scored)
            continue
        anew, summed = _read_anew(context, naming, goals, heading, {*own, *but})
        if anew and (got := _made_up(context, anew, heading, own, summed)) is not None:
            result = [s for s in result if s not in told] + anew
            heading.got, heading.split = got[0], False
            heading.bare = heading.bare if heading.bare in own else None
            heading.figures = [*own, *(k for k in got if k is not None and k not in own)]
        elif _made_up(context, told, heading, own, None) is None:
            continue
        for score in anew or told:
            score.within = heading
        if heading.bare is not None:
            heading.full, heading.bare = heading.bare, None
    return tuple(sorted(result, key=lambda s: min(s.figures, default=0)))


def _below_headings(context: PassageContext, scores: Sequence[Score]) -> dict[int, list[Score]]:
    """（二）专项绩效（20分，得18分）|项目决策8分，得8分；…: by item, the statements in paragraphs without a number right below its heading."""
    found: dict[int, list[Score]] = {}
    for score in scores:
        item = context.outline.items[score.item]
        if not item.style and not score.heads and not score.above and not score.full is score.got is score.bare is None:
            found.setdefault(item.parent, []).append(score)
    return found


def _place(context: PassageContext, goals: Goals, heading: Score, parts: Sequence[Score]) -> None:
    """投入（20分，得20分）。目标设定情况10分，得10分；…: parts within their heading, but not kinds (产出指标（20分）：数量指标20分，得20分),
    nor parts of which one is made up of targets (效率性25分，得23分：维修水库目标7宗，实际完成7宗；…)."""
    untold = [s for s in parts if s.goal is None]
    if untold and all(context.text(s.name).endswith(words_of("targets.kind_ends")) for s in untold):
        return
    item = context.outline.items[heading.item]
    scored = {s.goal for s in parts}
    sums = any(item.body < a < item.stop and k not in scored for k, (a, _) in enumerate(goals.names))
    for score in parts:
        score.within, score.sums = (None, True) if sums else (heading, False)


def _made_up(
    context: PassageContext, parts: Sequence[Score], heading: Score, own: Sequence[int], summed: int | None
) -> tuple[int | None] | None:
    """The figure of the points that a heading got, where those that may be had, or those given, of several parts make up
    its own or what a word calls their sum (小计19分); None where they make up neither."""
    full = next((k for k in (heading.full, heading.bare) if k in own), None)
    got = summed if summed is not None else heading.got if heading.got in own else None
    for mine, whole in (([s.full for s in parts], full), ([s.got for s in parts], got)):
        values = [context.value(k) for k in mine]
        stated = [v for v in values if v is not None]
        level = level_of_label(context.text(heading.name)) is not None
        same = all(s.full is not None and context.value(s.full) == context.value(full) for s in parts)
        same = same and all(s.got is not None and context.value(s.got) == context.value(got) for s in parts)
        enough = len(parts) >= _TWO or same or (level and any(s.goal is not None for s in parts))
        if enough and len(stated) == len(values) and sum(stated, Decimal(0)) == context.value(whole):
            return (got,)
    return None


def _read_anew(
    context: PassageContext, naming: Naming, goals: Goals, heading: Score, but: Collection[int]
) -> tuple[list[Score], int | None]:
    """A statement for each stretch between two semicolons of an item, or for each figure that has a name right before it,
    and the figure that a word calls their sum; none where some points of the item have no name or two roles are one."""
    found: list[Score] = []
    last, summed = -1, None
    for index in _points(context, heading, but):
        place = context.named[index]
        start = context.clauses.before(place.figure.start, OUTSIDE, Pause.PART)
        role, stop = naming.role(place)
        name = None if role is Role.CUT else naming.beside(place, stop, role)
        if name is not None and score_words().above_head.fullmatch(context.string, *name):
            summed = index
            continue
        goal = goals.told_around(place.figure.start)
        if goal is not None:
            name = None if found and found[-1].goal == goal else goals.names[goal]
        elif name is None and start != last:
            name = naming.clause(place)
        if name is not None:
            found.append(Score(heading.item, name, heads=False, goal=goal))
        elif not found or (start != last and goal is None):
            return [], None
        last = start
        if not found[-1].put(role, index):
            return [], None
    for score in found:
        score.settle()
    return found, summed


def _points(context: PassageContext, heading: Score, but: Collection[int]) -> Iterator[int]:
    """The points of the heading's item that are not its own."""
    item = context.outline.items[heading.item]
    for index, place in enumerate(context.named):
        inside = item.start <= place.figure.start < item.stop and index not in but
        if inside and place.figure.unit == POINT and place.figure.operator == Operator.EQ:
            yield index
