"""Statements of points: what is scored, how many points it may have, and how many it got."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.level_names import level_of_label
from ziping.parsers.prose.readers.scores.naming import Naming
from ziping.parsers.prose.readers.scores.score import Role, Score
from ziping.parsers.prose.readers.scores.shares import read_shares
from ziping.parsers.prose.readers.scores.sums import operands
from ziping.parsers.prose.readers.targets.target_rows import Goals
from ziping.parsers.prose.relations.parallel_lists import find_lists
from ziping.parsers.text.units import POINT
from ziping.schemas.quantity import Operator

_SHORTEST_NAME = 2  # characters
_SAID = shaped(r"(?P<rank>[一二])级(?:{grammar.indicators})[“\"]?$|^[”\"]?(?P<after>[一二])级(?:{grammar.indicators})")
# 该一级指标满分15分: of the heading that is of that level
_REFERS = shaped(r"[该此本]项?(?P<rank>[一二])级(?:{grammar.indicators})(?![“\"])")
_RANKS = {"一": 1, "二": 2}


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
        referred = self._referred(place, item)
        if referred is not None:
            self._put(referred, role, index)
            self.last[item] = referred
            return
        name = self.naming.beside(place, stop, role)
        string = self.clauses.string
        if name is None and (goal := self._goal_before(place, item)) is not None:
            self._put(goal, role, index)
            return
        current = self.last.get(item)
        if role is Role.CUT and current is not None:
            name = None  # 预算调整率偏高扣2分: why points of it were lost
        if name is not None:
            same = current is not None and string[slice(*current.name)] == string[slice(*name)]
            if current is None or not same or not self._put(current, role, index):
                self._begin(item, name, role, index, heads=self.naming.is_heading(item, name))
            return
        subject = self.naming.subject(place)
        labelled = subject if subject is not None or current is not None else self.naming.label(item)
        if labelled is not None and (current is None or current.name != labelled):
            self._begin(item, labelled, role, index, heads=False)
            return
        if current is None and not self.outline.items[item].style:
            # an unnumbered paragraph goes on about the item above it
            above = self.outline.items[item].parent
            current = self.last.get(above)
            if current is not None and not current.heads:
                current = None
            item = above if above >= 0 else item
        if current is not None:
            self._put(self._meant(item, current, role, index), role, index)
            return
        around = self.naming.before_colon(place) or self.naming.heading(item)
        if around is not None:
            self._begin(item, around, role, index, heads=self.naming.is_heading(item, around))

    def _goal_before(self, place: Mention, item: int) -> Score | None:
        """验收合格率目标100%，实际98%，分值10分，得9分: points without a name behind one of several indicators of an item."""
        goal = self.goals.goal_before(self.clauses.string, place.figure.start)
        current = self.last.get(item)
        alone = self.goals.of_item(item) is not None and (current is None or current.heads)
        if goal is None or (alone and not self._below_points(item)):
            return None
        if current is not None and not current.heads and level_of_label(self.clauses.string[slice(*current.name)]):
            return None  # 数量指标：培训12期，分值20分，得20分
        known = next((s for s in self.scores if s.goal == goal), None)
        if known is None:
            known = Score(item, self.goals.names[goal], heads=False, goal=goal)
            self.scores.append(known)
        return known

    def _below_points(self, item: int) -> bool:
        """Whether a paragraph stands below a heading that has got its own points."""
        above = self.last.get(self.outline.items[item].parent)
        return not self.outline.items[item].style and above is not None and above.heads and above.got is not None

    def _referred(self, place: Mention, item: int) -> Score | None:
        """The heading above that 该一级指标 is said of."""
        match = _REFERS.search(self.clauses.string, place.lead, place.figure.outer_start)
        if match is None:
            return None
        above = [item, *self.outline.ancestors(item)]
        headings = [s for k in reversed(above) for s in self.scores if s.item == k and s.heads]
        rank = _RANKS[match["rank"]]
        return headings[rank - 1] if len(headings) >= rank else None

    def _meant(self, item: int, current: Score, role: Role, index: int) -> Score:
        """What points given without a name are given to: 投入（10分）：目标设定5分，预算配置5分，得10分 is the heading's,
        where they are more than the one before them may have, or the sum of all before them."""
        heading = next((s for s in self.scores if s.item == item and s.heads), None)
        if role is not Role.GOT or heading is None or heading is current or heading.got is not None:
            return current
        value = self.named[index].figure.value
        parts = [s for s in self.scores if s.item == item and s is not heading]
        each = (s.full if s.full is not None else s.bare for s in parts)
        bounds = [self.named[k].figure.value for k in each if k is not None]
        most = current.full if current.full is not None else current.bare
        more = most is not None and value > self.named[most].figure.value
        return heading if more or (len(bounds) > 1 and sum(bounds) == value) else current

    def _begin(self, item: int, name: tuple[int, int], role: Role, index: int, *, heads: bool) -> None:
        summing = score_words().above_head.fullmatch(self.clauses.string, *name)
        if summing is not None:  # 小计19分
            above = (k for k in (item, *self.outline.ancestors(item)))
            heading = next((s for k in above for s in self.scores if s.item == k and s.heads), None)
            if heading is not None:
                self._put(heading, role, index)
            return
        heads = heads and not any(s.item == item and s.heads for s in self.scores)  # its first name heads an item
        score = Score(item, name, heads, above=bool(score_words().above_head.match(self.clauses.string, name[0])))
        before, behind = self.clauses.string[max(0, name[0] - 6) : name[0]], self.clauses.string[name[1] : name[1] + 6]
        said = _SAID.search(before) or _SAID.search(behind)
        score.said = _RANKS[said["rank"] or said["after"]] if said is not None else None
        if score.above:
            match = score_words().above_head.match(self.clauses.string, name[0])
            start = match.end() if match else name[0]
            score.name = (start, name[1])
        self.scores.append(score)
        self.last[item] = score
        self._put(score, role, index)

    def _put(self, score: Score, role: Role, index: int) -> bool:
        """Gives the figure its place; False when that is taken already."""
        if role is Role.CUT:
            score.figures.append(index)
            return True
        if role is Role.FULL and score.full is None:
            score.full = index
        elif role is Role.GOT and score.got is None:
            score.got = index
        elif role is Role.BARE and score.bare is None:
            score.bare = index
        elif role is Role.BOTH and score.full is score.got is None:
            score.full = score.got = index
        else:
            held = {Role.GOT: score.got, Role.BARE: score.bare}.get(role, score.full)
            alike = held is not None and self.named[held].figure.value == self.named[index].figure.value
            if alike and not self._in_a_list(held or 0, index):
                score.figures.append(index)  # said twice
            elif role is Role.GOT and not self._in_heading(score):
                score.split = True
            return False
        score.figures.append(index)
        return True

    def _in_heading(self, score: Score) -> bool:
        """1.产出方面（满分50分，得47分）。…，15分得12分: a heading that says what it got; more points are of what it heads."""
        if not score.heads or score.got is None:
            return False
        _, stop = self.outline.heading(score.item)
        got = self.named[score.got]
        behind = self.clauses.string[score.name[1] : got.bracket] if got.bracket != OUTSIDE else ""
        return got.bracket != OUTSIDE and got.figure.stop <= stop + 1 and not re.search(r"[。；，,;]", behind)

    def _in_a_list(self, held: int, index: int) -> bool:
        """制度健全，得3分；执行有效，得3分: a semicolon parts what each is given to."""
        a, b = self.named[held].figure.stop, self.named[index].figure.start
        return self.clauses.strongest(a, b, OUTSIDE) == Pause.PART
