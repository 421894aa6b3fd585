"""Statements of points: what is scored, how many points it may have, and how many it got."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.readers.level_names import level_told
from ziping.parsers.prose.readers.scores.names import trimmed
from ziping.parsers.prose.readers.scores.score import Role, Score
from ziping.parsers.prose.readers.targets.target_rows import Goals
from ziping.parsers.prose.relations.parallel_lists import find_lists
from ziping.parsers.text.units import POINT
from ziping.schemas.quantity import Operator

_POINTS_BEHIND = shaped(r"[（(]\s*(?:{scores.weights_named})?\s*\d")
_SHORTEST_NAME = 2  # characters
_SAID = shaped(r"(?P<rank>[一二])级(?:{grammar.indicators})[“\"]?$|^[”\"]?(?P<after>[一二])级(?:{grammar.indicators})")
# 该一级指标满分15分: of the heading that is of that level
_REFERS = shaped(r"[该此本]项?(?P<rank>[一二])级(?:{grammar.indicators})(?![“\"])")
_BEGINS = re.compile(r"(?:^|[。；;\n])\s*$")
_RANKS = {"一": 1, "二": 2}
_ASPECT_NAME = re.compile(r"\s*[一-鿿“”]{2,14}(?:性|率|度|量)")
_SUBJECT = shaped(r"\s*[“\"]?(?P<name>[一-鿿]{2,16}?)[”\"]?类?(?:{grammar.indicators})(?={scores.heads_lists})")


def find_scores(ground: PassageContext, goals: Goals, but: Collection[int]) -> tuple[Score, ...]:
    """The statements of points, in order; `but` are figures that are none (totals)."""
    search = _Search(ground.clauses, ground.named, ground.outline, goals)
    in_turn = set(search.read_lists())
    for index, place in enumerate(ground.named):
        if index in in_turn:
            continue
        if place.figure.unit == POINT and place.figure.operator == Operator.EQ and index not in but:
            search.read(index)
    for score in search.scores:
        score.settle()
    return tuple(search.scores)


@dataclass(slots=True)
class _Search:
    clauses: Clauses
    named: Sequence[Mention]
    outline: Outline
    goals: Goals
    scores: list[Score] = field(default_factory=list)
    last: dict[int, Score] = field(default_factory=dict)  # by item

    def read_lists(self) -> Iterator[int]:
        """项目决策、项目过程分别得20分、18.5分: a name for each figure, in turn; the figures that are taken."""
        for found in find_lists(self.clauses, self.named):
            first = self.named[found.members[0]]
            if first.figure.unit != POINT or len(set(found.names)) < len(found.members):
                continue
            role, _ = self._role(first)
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
        role, stop = self._role(place)
        referred = self._referred(place, item)
        if referred is not None:
            self._put(referred, role, index)
            self.last[item] = referred
            return
        name = self._name(place, stop) or self._name_at_front(place, role) or self._name_of_sentence(place, role)
        string = self.clauses.string
        if name is None and (goal := self._goal_before(place, item)) is not None:
            self._put(goal, role, index)
            return
        current = self.last.get(item)
        if role is Role.CUT and current is not None and current.got is not None:
            name = None  # 预算调整率偏高扣2分: why points of it were lost
        if name is not None:
            same = current is not None and string[slice(*current.name)] == string[slice(*name)]
            if current is None or not same or not self._put(current, role, index):
                self._begin(item, name, role, index, heads=self._is_heading(item, name))
            return
        subject = self._subject_name(place)
        labelled = subject if subject is not None or current is not None else self._label_name(item)
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
        around = self._colon_name(place) or self._heading_name(item)
        if around is not None:
            self._begin(item, around, role, index, heads=self._is_heading(item, around))

    def _goal_before(self, place: Mention, item: int) -> Score | None:
        """验收合格率目标100%，实际98%，分值10分，得9分: points without a name behind one of several indicators of an item."""
        goal = self.goals.told_before(self.clauses.string, place.figure.start)
        current = self.last.get(item)
        alone = self.goals.of_item(item) is not None and (current is None or current.heads)
        if goal is None or (alone and not self._below_points(item)):
            return None
        if current is not None and not current.heads and level_told(self.clauses.string[slice(*current.name)]):
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
        else:
            held = {Role.FULL: score.full, Role.GOT: score.got, Role.BARE: score.bare}[role]
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

    def _role(self, place: Mention) -> tuple[Role, int]:
        """The role that the words before the figure give it, and where those words begin."""
        string, start = self.clauses.string, place.figure.outer_start
        match = score_words().role_tail.search(string, place.lead, start)
        if match is not None:
            return Role(match.lastgroup), match.start()
        if place.bracket != OUTSIDE and not string[place.lead : start].strip():
            before = self.clauses.before(place.bracket, self.clauses.outer(place.bracket))
            match = score_words().role_tail.search(string, before, place.bracket)
            if match is not None and match.lastgroup == Role.GOT.value:
                return Role.GOT, match.start()
            return Role.FULL, start
        return Role.BARE, start

    def _name(self, place: Mention, stop: int) -> tuple[int, int] | None:
        """The name right before the figure, or before the bracket that holds it."""
        start = place.lead
        if place.bracket != OUTSIDE and not self.clauses.string[start:stop].strip():
            outer = self.clauses.outer(place.bracket)
            start, stop = self.clauses.before(place.bracket, outer), min(stop, place.bracket)
            for earlier in reversed(self.named):
                if start < earlier.figure.stop <= place.bracket:
                    start = earlier.figure.stop  # 得3分（满分3分）: the words before belong to the figure before
                    break
        return trimmed(self.clauses.string, start, stop)

    def _name_at_front(self, place: Mention, role: Role) -> tuple[int, int] | None:
        """；绩效目标合理性，得2分: the words that a statement begins with, up to the comma before the points; or the name of
        a level (在决策方面，满分15分)."""
        string, lead = self.clauses.string, place.lead
        if role is Role.CUT or string[lead - 1 : lead] not in ("，", ","):
            return None
        start = self.clauses.before(lead - 1, place.bracket)
        name = trimmed(string, start, lead - 1)
        if name is not None and level_told(string[slice(*name)]) is not None:
            return name
        begins = role is Role.GOT and string[start - 1 : start] in ("：", "；", ":", ";")
        return name if begins and _ASPECT_NAME.fullmatch(string, start, lead - 1) else None

    def _name_of_sentence(self, place: Mention, role: Role) -> tuple[int, int] | None:
        """…。项目过程指标：满分22分: the level that a sentence names before its colon."""
        name = self._colon_name(place) if role is not Role.CUT else None
        begins = name is not None and _BEGINS.search(self.clauses.string, 0, name[0]) is not None
        return name if name is not None and begins and level_told(self.clauses.string[slice(*name)]) else None

    def _colon_name(self, place: Mention) -> tuple[int, int] | None:
        """预算编制完整性：本项目满分3分."""
        string, lead = self.clauses.string, place.lead
        if lead < 1 or string[lead - 1] not in "：:":
            return None
        return trimmed(self.clauses.string, self.clauses.before(lead - 1, place.bracket), lead - 1)

    def _subject_name(self, place: Mention) -> tuple[int, int] | None:
        """“项目过程”指标由两个二级指标组成，权重20分: what the sentence begins with."""
        start, _ = self.clauses.sentence(place.figure.start)
        match = _SUBJECT.match(self.clauses.string, start, place.figure.start)
        return match.span("name") if match is not None else None

    def _heading_name(self, item: int) -> tuple[int, int] | None:
        start, stop = self.outline.heading(item)
        match = re.search(r"[：:，,]", self.clauses.string[start:stop])
        name = trimmed(self.clauses.string, start, start + match.start() if match else stop)
        if name is None:
            return None
        opened = _POINTS_BEHIND.search(self.clauses.string[name[0] : name[1]])
        return trimmed(self.clauses.string, name[0], name[0] + opened.start()) if opened else name

    def _label_name(self, item: int) -> tuple[int, int] | None:
        """数量指标：…，分值20分: the words before the colon at the front of a paragraph without a number."""
        start, stop = self.outline.heading(item)
        if self.outline.items[item].style or not re.search(r"^[^。；，]{2,20}[：:]", self.clauses.string[start:stop]):
            return None
        return self._heading_name(item)

    def _is_heading(self, item: int, name: tuple[int, int]) -> bool:
        start, stop = self.outline.heading(item)
        return self.outline.items[item].style != "" and start <= name[0] < stop
