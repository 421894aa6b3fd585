"""Statements of points: what is scored, how many points it may have, and how many it got."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.scores.naming import Naming
from ziping.parsers.prose.readers.scores.score import Role, Score
from ziping.parsers.prose.readers.scores.shares import read_shares
from ziping.parsers.prose.readers.scores.sums import operands
from ziping.parsers.prose.readers.targets.goals import Goals
from ziping.parsers.prose.relations.parallel_lists import find_lists
from ziping.parsers.text.units import POINT
from ziping.schemas.quantity import Operator

_SHORTEST_NAME = 2  # characters


def find_scores(context: PassageContext, goals: Goals, excluded: Collection[int]) -> tuple[Score, ...]:
    """The statements of points, in order; `excluded` are figures that are none (totals)."""
    summed = (operands(context.clauses, context.named, k) for k, n in enumerate(context.named) if n.unit == POINT)
    given = frozenset(context.named[k].figure.start for k in chain.from_iterable(summed))
    naming = Naming(context.clauses, context.named, context.outline, given)
    search = _Search(context.clauses, context.named, context.outline, goals, naming)
    in_turn = set(search.read_lists())
    for index, place in enumerate(context.named):
        if index in in_turn:
            continue
        if place.figure.unit == POINT and place.figure.operator == Operator.EQ and index not in excluded:
            search.read(index)
    for score in search.scores:
        score.settle()
    return read_shares(context, naming, goals, search.scores, excluded)


@dataclass(slots=True)
class _Search:
    clauses: Clauses
    named: Sequence[Mention]
    outline: Outline
    goals: Goals
    naming: Naming
    scores: list[Score] = field(default_factory=list)
    last: dict[int, Score] = field(default_factory=dict)  # by item

    def read_lists(self) -> Iterator[int]:
        """项目决策、项目过程分别得20分、18.5分: a name for each figure, in turn; the figures that are taken."""
        for found in find_lists(self.clauses, self.named):
            first = self.named[found.members[0]]
            if first.figure.unit != POINT or len(set(found.names)) < len(found.members):
                continue
            role, _ = self.naming.role(first)
            start, _ = self.clauses.sentence(first.figure.start)
            names = self._names_in_turn(found.names, start, first.figure.start)
            if len(names) < len(found.members):
                continue
            item = self.outline.item_at(first.figure.start)
            for member, span in zip(found.members, names, strict=True):
                self._begin(item, span, role, member, heads=False)
                yield member

    def _names_in_turn(self, names: Sequence[str], start: int, stop: int) -> list[tuple[int, int]]:
        """Where the names stand, one after the other; behind each may have been put the verb that follows the last."""
        found: list[tuple[int, int]] = []
        for name in names:
            lengths = range(len(name), _SHORTEST_NAME - 1, -1)
            places = ((self.clauses.string.find(name[:k], start, stop), k) for k in lengths)
            at, length = next(((at, k) for at, k in places if at >= 0), (-1, 0))
            if at < 0:
                return []
            found.append((at, at + length))
            start = at + length
        return found

    def read(self, index: int) -> None:
        """Reads one figure: it belongs to the statement before it, or begins one."""
        place = self.named[index]
        item = self.outline.item_at(place.figure.start)
        role, stop = self.naming.role(place)
        name = self.naming.beside(place, stop, role)
        string = self.clauses.string
        if (goal := self._goal_around(place, item, name)) is not None:
            self._put(goal, role, index)
            return
        current = self.last.get(item)
        if role is Role.CUT and current is not None:
            name = None  # 预算调整率偏高扣2分: why points of it were lost
        if name is None and role is not Role.CUT and (side := self.naming.aspect(place)) is not None:
            name = side if current is None or current.name[0] < side[0] else None
        if name is not None:
            same = current is not None and string[slice(*current.name)] == string[slice(*name)]
            if current is None or not same or not self._put(current, role, index):
                self._begin(item, name, role, index, heads=self.naming.is_heading(item, name))
            return
        if current is None and not self.outline.items[item].style:
            # an unnumbered paragraph goes on about the item above it
            above = self.outline.items[item].parent
            current = self.last.get(above)
            item = above if above >= 0 else item
        if current is not None:
            self._put(current, role, index)
            return
        around = self.naming.heading(item)
        if around is not None:
            self._begin(item, around, role, index, heads=self.naming.is_heading(item, around))

    def _goal_around(self, place: Mention, item: int, name: tuple[int, int] | None) -> Score | None:
        """验收合格率（10分）目标100%，实际98%，得9分: points in the stretch of an indicator, with no name but its own."""
        goal = self.goals.told_around(place.figure.start)
        if goal is None or (name is not None and not self._is_named(goal, name)):
            return None
        current = self.last.get(item)
        alone = self.goals.of_item(item) is not None and (current is None or current.heads)
        if goal not in self.goals.whole and alone and not self._below_points(item):
            return None  # 2.质量指标（20分）。培训合格率98%，得20分
        known = next((s for s in self.scores if s.goal == goal), None)
        if known is None:
            known = Score(item, self.goals.names[goal], heads=False, goal=goal)
            self.scores.append(known)
        return known

    def _is_named(self, goal: int, name: tuple[int, int]) -> bool:
        """Whether the name told with points is that of an indicator, or begins with it."""
        return self.clauses.string[slice(*name)].startswith(self.clauses.string[slice(*self.goals.names[goal])])

    def _below_points(self, item: int) -> bool:
        """Whether a paragraph stands below a heading that has got its own points."""
        above = self.last.get(self.outline.items[item].parent)
        return not self.outline.items[item].style and above is not None and above.heads and above.got is not None

    def _begin(self, item: int, name: tuple[int, int], role: Role, index: int, *, heads: bool) -> None:
        heads = heads and not any(s.item == item and s.heads for s in self.scores)  # its first name heads an item
        score = Score(item, name, heads, above=bool(score_words().above_head.match(self.clauses.string, name[0])))
        if score.above:
            match = score_words().above_head.match(self.clauses.string, name[0])
            start = match.end() if match else name[0]
            score.name = (start, name[1])
        self.scores.append(score)
        self.last[item] = score
        self._put(score, role, index)

    def _put(self, score: Score, role: Role, index: int) -> bool:
        """Gives the figure its place; False when that is taken already."""
        held = score.held(role)
        if held is None:
            return score.put(role, index)
        one, other = self.named[held], self.named[index]
        parted = self.clauses.strongest(one.figure.stop, other.figure.start, OUTSIDE) == Pause.PART
        if one.figure.value == other.figure.value and not parted:
            score.figures.append(index)  # said twice
        elif role is Role.GOT and score.heads:
            score.split = one.bracket == OUTSIDE
        return False
