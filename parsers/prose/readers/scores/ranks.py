"""Which rank a scored thing has: a part that the report is scored by, a level below it, or an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ziping.parsers.lexicon import classify
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.readers.level_names import LEVELS, level_of_label
from ziping.parsers.prose.readers.scores.names import trimmed
from ziping.parsers.prose.readers.scores.roles import listed, role_of_bare_points
from ziping.parsers.prose.readers.scores.score import Score
from ziping.parsers.prose.readers.targets.goals import Goals
from ziping.parsers.text.units import POINT

_HUNDRED = Decimal(100)
_MOST_PARTS = 6  # that a report is scored by; more are indicators
_TWO = 2
_AMONG = shaped("{grammar.among}")
_AROUND = 6  # characters around a name
_SAID = shaped(r"(?P<rank>[一二])级(?:{grammar.indicators})[“\"]?$")  # 一级指标|“决策”
MEASURED = re.compile(r"[率性度量数额次]$")


@dataclass(slots=True)
class Ranks:
    """The statements of a passage by their places in the outline.

    Attributes:
        total: The total score, None where none is stated.
        headed: The statement that an item's heading makes, by item.
        parents: Items with scored items below them.
    """

    context: PassageContext
    scores: Sequence[Score]
    goals: Goals
    total: Decimal | None
    headed: dict[int, Score] = field(default_factory=dict)
    parents: set[int] = field(default_factory=set)

    def place(self) -> None:
        """Finds the headings and what stands below which."""
        self.headed = {s.item: s for s in self.scores if s.heads and not s.above and not self.of_whole(s)}
        for score in self.scores:  # after `headed`, which `above` asks
            if not score.above and (score.got is not None or score.full is not None):
                self.parents.update(self.above(score))

    def of_whole(self, score: Score) -> bool:
        """绩效指标完成和评分情况（100分）: a heading with all points there are, which names no level."""
        every = score.heads and self.context.value(score.full) == _HUNDRED
        return every and level_of_label(self.context.text(score.name)) is None

    def _said(self, score: Score) -> int | None:
        """一级指标“决策”: the level that the words before a name say; None where they say none."""
        start = score.name[0]
        match = _SAID.search(self.context.string, max(0, start - _AROUND), start)
        return None if match is None else 1 + (match["rank"] == "二")

    def _of_total(self, score: Score) -> bool:
        """自评总得分97.4分，其中预算执行率（10分）得9.7分: whether the words before a name say that it is a part of the total score."""
        start, _ = self.context.clauses.sentence(score.name[0])
        among = _AMONG.search(self.context.string, start, score.name[0])
        points = [n.figure for n in self.context.named if n.figure.unit == POINT and start <= n.figure.start]
        return among is not None and any(f.value == self.total and f.start < among.start() for f in points)

    def above(self, score: Score) -> Iterator[int]:
        """The items that a statement makes subtotals of. A paragraph without a number stands below an item
        that has got its own points only by its place."""
        numbered = bool(self.context.outline.items[score.item].style)
        for item in self.context.outline.ancestors(score.item):
            heading = self.headed.get(item)
            if numbered or heading is None or heading.got is None:
                yield item
            numbered = True

    def is_section(self, score: Score) -> bool:
        """Whether a statement is the subtotal of a level, and no indicator's points."""
        if (
            score.above
            or score.sums
            or self._said(score)
            or self._of_total(score)
            or (score.heads and score.item in self.parents)
        ):
            return True
        parts = any(s.within is score for s in self.scores)
        if score.within is None and (parts or self._makes_whole(score) or self._splits_statement_before(score)):
            return True
        if score.within is not None or self._is_lowest(score):
            return False
        known = level_of_label(self.context.text(score.name)) is not None
        if score.bare is not None and not (score.heads and score.full is not None):
            listed_here = known or len(listed(self.context, self.scores, score)) > 1
            return listed_here and role_of_bare_points(self.context, self.scores, score, self.total) is not None
        if score.got is None:
            return score.full is not None and (score.heads or known)
        return known or self._beside_sections(score)

    def _group(self, score: Score) -> list[Score]:
        """The statements of the headings of one rank, or those of one sentence that head no item; the score among them."""
        if score.heads:
            items = self.context.outline.items
            place = (items[score.item].parent, items[score.item].style)
            return [s for k, s in self.headed.items() if (items[k].parent, items[k].style) == place]
        start, stop = self.context.clauses.sentence(score.name[0])
        here = [s for s in self.scores if start <= s.name[0] < stop and not s.heads]
        first, *rest = here or [score]
        if len(rest) > 1 and self._add_up(rest, self.context.value(first.full)):
            return [first] if score is first else rest  # 产出指标共50分，得47分：数量指标20分，得19分；…
        return here

    def _makes_whole(self, score: Score) -> bool:
        """1.目标管理（40分）…2.职能履行（60分）…; 预算投入得19分、过程管理得27.3分、履职成效得46.5分，综合得分92.8分: whether the
        points of a few statements with nothing above them make up a hundred, or what they got the total score: the
        report is scored by them. Headings that name what is measured (到位率, 满意度) are indicators all the same."""
        group = self._group(score)
        if not 1 < len(group) <= _MOST_PARTS or (score.heads and self.has_levels(score)):
            return False
        measured = [s for s in group if self._is_measured(s) or MEASURED.search(self.context.text(s.name))]
        if score.heads and len(measured) * 2 >= len(group):
            return False
        return self._add_up(group, _HUNDRED) or (self.total is not None and self._add_up(group, self.total, got=True))

    def _add_up(self, group: Sequence[Score], whole: Decimal | None, *, got: bool = False) -> bool:
        """Whether the full points of statements, or those given, are all told and make up some points."""
        points = [self.context.value(s.got if got else s.full) for s in group]
        stated = [p for p in points if p is not None]
        return whole is not None and len(stated) == len(points) and sum(stated, Decimal(0)) == whole

    def _splits_statement_before(self, score: Score) -> bool:
        """产出指标满分40分…。其中：（1）数量指标满分20分…；（2）质量指标满分20分…; 管理效率满分50分，得47分，具体如下：1.预算编制。满分5分，得5分。…:
        kinds, or parts that are nothing measured, whose points make up those of what is told right before them."""
        group = self._group(score)
        before = [s for s in self.scores if group and s.name[0] < group[0].name[0]]
        if len(group) < _TWO or not before or any(self._is_measured(s) for s in group):
            return False
        names, value = [self.context.text(s.name) for s in group], self.context.value
        full = self._add_up(group, value(before[-1].full))
        got = self._add_up(group, value(before[-1].got), got=True)
        if score.heads and all(level_of_label(n) == _TWO for n in names):
            return level_of_label(self.context.text(before[-1].name)) == 1 and (full or got)
        return full and got and sum(MEASURED.search(n) is not None for n in names) * 2 < len(names)

    def _is_measured(self, score: Score) -> bool:
        """更换门窗（目标186樘，完成186樘，分值10分，得10分): whether its target is told behind its name."""
        told = any(a <= score.name[0] < b for a, b in (*self.goals.pairs, *self.goals.stretches))
        return told or score.goal is not None or (score.heads and self.goals.of_item(score.item) is not None)

    def _beside_sections(self, score: Score) -> bool:
        """3.产出及效率方面（60分） behind 1.投入方面（10分）: a heading, with nothing above it, most of whose siblings name first
        levels or have points below them."""
        beside = [s for s in self._group(score) if s is not score]
        sections = [s for s in beside if s.item in self.parents or level_of_label(self.context.text(s.name)) == 1]
        return score.heads and not self.has_levels(score) and len(sections) * 2 >= max(1, len(beside))

    def _is_lowest(self, score: Score) -> bool:
        """Whether a heading that names a second level is scored itself, and nothing below it: then it is an
        indicator (（1）项目立项。该指标满分8分，得8分。), as a subtotal has something to sum up."""
        if not score.heads or score.got is None or score.full is None:
            return False
        alone = all(other is score or other.item != score.item for other in self.scores)
        known = level_of_label(self.context.text(score.name))
        return alone and (known == LEVELS - 1 or (known is not None and bool(self.levels_above(score))))

    def has_levels(self, score: Score) -> bool:
        """Whether headings with points stand above a statement."""
        return self.heading_beside(score) is not None or any(
            k in self.headed for k in self.context.outline.ancestors(score.item)
        )

    def heading_beside(self, score: Score) -> Score | None:
        """1.目标设定（5分）：目标合理性，得2分；指标明确性，得3分: the heading in the same item, with points but none given."""
        if score.within is not None:
            return score.within
        heading = self.headed.get(score.item)
        return heading if heading is not score and heading is not None and heading.got is None else None

    def level(self, score: Score) -> int:
        """1 or 2: the level that a subtotal is of."""
        if (said := self._said(score)) is not None:
            return said
        above = [k for k in self.context.outline.ancestors(score.item) if k in self.headed] if score.heads else []
        heading = self.headed.get(score.item, score)
        if above or heading is not score or score.sums:
            return 2
        name = self.context.text(score.name)
        if self._makes_whole(score):
            return 1
        if self._splits_statement_before(score):
            return 2
        return level_of_label(name) or (2 if classify(None, name)[1] != "other" else 1)

    def levels_above(self, score: Score) -> list[tuple[int, int]]:
        """The names of the two levels above an indicator, from the headings it stands below."""
        beside = self.heading_beside(score)
        levels: list[tuple[int, int]] = [beside.name] if beside is not None else []
        for item in self.context.outline.ancestors(score.item):
            if len(levels) == LEVELS - 1:
                break
            heading = self.headed.get(item)
            if heading is not None and heading is beside:
                continue
            if heading is not None and heading is not score:
                levels.insert(0, heading.name)
            elif (name := self._level_name(item)) is not None:
                levels.insert(0, name)
            else:
                break
            if len(levels) == LEVELS - 1:
                break
        return levels

    def _level_name(self, item: int) -> tuple[int, int] | None:
        """A heading without points that is a level's name: a usual one, or one below a heading with points."""
        start, stop = self.context.passage.trimmed(*self.context.outline.heading(item))
        while stop > start and self.context.passage.string[stop - 1] in "：:。.":
            stop -= 1
        _, stop = trimmed(self.context.string, start, stop) or (start, stop)
        above = self.context.outline.items[item].parent
        known = level_of_label(self.context.passage.string[start:stop]) is not None
        return (start, stop) if stop > start and (known or above in self.headed) else None
