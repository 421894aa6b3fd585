"""Statements of points become what a score sheet would hold: indicators with their levels, and subtotals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.lexicon import classify, level_of_name
from ziping.parsers.prose.layers.context import Ground
from ziping.parsers.prose.readers.level_names import LEVELS, level_told, split_chain
from ziping.parsers.prose.readers.overall_score import Verdict
from ziping.parsers.prose.readers.score import Score
from ziping.parsers.prose.readers.score_roles import explain, listed, told_as
from ziping.parsers.prose.readers.score_statements import find_scores
from ziping.parsers.prose.readers.targets.rows import Goals
from ziping.schemas.report import Indicator, Section, Stated

_ALIKE = 0.6
_HUNDRED, _NONE = Decimal(100), Decimal(0)
_MOST_PARTS = 6  # that a report is scored by; more are indicators
_STATEMENT = re.compile(r"[。；;\n]")


@dataclass(frozen=True, slots=True)
class ScoredGoal:
    """Points of an indicator that `goals` has told, by its index there."""

    goal: int
    weight: Stated[Decimal] | None
    score: Stated[Decimal] | None
    reason: Stated[str] | None


@dataclass(slots=True)
class Sheet:
    """What was read, and which figures it took.

    Attributes:
        figures: Indexes of the figures that now stand in an indicator or a section.
        stretches: What was read, by offset.
        goals: What is scored of indicators that are told by target and actual.
        items: For each indicator the item of the outline that it stands in.
    """

    indicators: list[Indicator] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    figures: set[int] = field(default_factory=set)
    stretches: list[tuple[int, int]] = field(default_factory=list)
    goals: list[ScoredGoal] = field(default_factory=list)
    items: list[int] = field(default_factory=list)


def read_sheet(ground: Ground, verdict: Verdict, goals: Goals, but: frozenset[int] = frozenset()) -> Sheet:
    """Indicators and sections out of the statements of points; what is neither stays a figure like others.

    `but` are figures that state no points (bounds of grades).
    """
    scores = find_scores(ground, verdict.figures | but)
    total = verdict.totals.total_score
    reader = _Reader(ground, scores, goals, total.value if total is not None else None)
    reader.read()
    return reader.sheet


@dataclass(slots=True)
class _Reader:
    ground: Ground
    scores: Sequence[Score]
    goals: Goals
    total: Decimal | None
    sheet: Sheet = field(default_factory=Sheet)
    parents: set[int] = field(default_factory=set)  # items with scored items below them
    headed: dict[int, Score] = field(default_factory=dict)  # the statement that an item's heading makes

    def read(self) -> None:
        self.headed = {s.item: s for s in self.scores if s.heads and not s.above}
        for score in self.scores:  # after `headed`, which `_above` asks
            if not score.above and (score.got is not None or score.full is not None):
                self.parents.update(self._above(score))
        taken: set[int] = set()
        for number, score in enumerate(self.scores):
            if score.above and (heading := self._summed_up(score)) is not None:
                self._section(self.headed[heading], score)
                taken.update((number, id(self.headed[heading])))
        for number, score in enumerate(self.scores):
            if number in taken or id(score) in taken or (score.full is score.got is score.bare is None):
                continue
            levels = split_chain(self.ground.string, *score.name)
            goal = self.goals.of_scored_item(score.item)
            if goal is not None and score.item not in self.parents and len(levels) == 1:
                self._goal(goal, score)
            elif len(levels) > 1 and score.got is not None:
                self._indicator(score, levels)
            elif self._is_section(score):
                self._section(score, None)
            elif score.got is not None and (score.full is not None or self._has_levels(score)):
                self._indicator(score, self._levels_above(score) + levels)
        self.sheet.sections.sort(key=lambda s: (s.row.page, s.row.box.top, s.row.box.x0))

    def _above(self, score: Score) -> Iterator[int]:
        """The items that a statement makes subtotals of. A paragraph without a number stands below an item
        that has got its own points only by its place."""
        numbered = bool(self.ground.outline.items[score.item].style)
        for item in self.ground.outline.ancestors(score.item):
            heading = self.headed.get(item)
            if numbered or heading is None or heading.got is None:
                yield item
            numbered = True

    # --- what it is

    def _is_section(self, score: Score) -> bool:
        if score.above or (score.heads and score.item in self.parents):
            return True
        known = level_told(self.ground.text(score.name)) is not None
        if self._is_lowest(score):
            return False
        if score.heads and not self._has_levels(score) and self._beside_sections(score):
            return True
        if (score.heads or known) and score.full is not None and score.got is None:
            return True  # a heading with points, and nobody says how many it got
        if score.bare is not None:
            return (known or len(listed(self.ground, self.scores, score)) > 1) and told_as(
                self.ground, self.scores, score, self.total
            ) is not None
        return score.got is not None and (known or self._beside_levels(score))

    def _beside_levels(self, score: Score) -> bool:
        """其中预算执行率得9.7分，产出指标得50分: no usual name of a level, but one of a list of them."""
        if score.heads:
            return False
        start, stop = self.ground.clauses.sentence(score.name[0])
        others = [s for s in self.scores if s is not score and start <= s.name[0] < stop]
        alike = [s for s in others if s.got is not None and (s.full is None) == (score.full is None)]
        full = [self.ground.value(s.full) or _NONE for s in (score, *alike)]
        if len(alike) == len(others) and 1 < len(full) <= _MOST_PARTS and sum(full, _NONE) == _HUNDRED:
            return True  # 预算管理40分，自评38分；履职产出60分，自评58分: parts of the whole
        return len(alike) == len(others) > 1 and sum(
            level_told(self.ground.text(s.name)) is not None for s in alike
        ) * 2 > len(alike)

    def _beside_sections(self, score: Score) -> bool:
        """3.产出及效率方面（60分） behind 1.投入方面（10分）: a heading among headings that name first levels or have
        points below them."""
        items = self.ground.outline.items
        place = (items[score.item].parent, items[score.item].style)
        beside = [s for k, s in self.headed.items() if s is not score and (items[k].parent, items[k].style) == place]
        sections = [s for s in beside if s.item in self.parents or level_told(self.ground.text(s.name)) == 1]
        return bool(sections) and len(sections) * 2 >= len(beside)

    def _is_lowest(self, score: Score) -> bool:
        """Whether a heading that names a second level is scored itself, and nothing below it: then it is an
        indicator (（1）项目立项。该指标满分8分，得8分。), as a subtotal has something to sum up."""
        if not score.heads or score.got is None or score.full is None:
            return False
        alone = all(other is score or other.item != score.item for other in self.scores)
        known = level_told(self.ground.text(score.name))
        return alone and known is not None and (known == LEVELS - 1 or bool(self._levels_above(score)))

    def _has_levels(self, score: Score) -> bool:
        return self._heading_beside(score) is not None or any(
            k in self.headed for k in self.ground.outline.ancestors(score.item)
        )

    def _heading_beside(self, score: Score) -> Score | None:
        """1.目标设定（5分）：目标合理性，得2分；指标明确性，得3分: the heading in the same item, with points but none given."""
        heading = self.headed.get(score.item)
        return heading if heading is not score and heading is not None and heading.got is None else None

    def _summed_up(self, score: Score) -> int | None:
        """The item whose heading a summary names: 以上预算编制情况满分共15分."""
        name = self.ground.text(score.name)
        best, best_ratio = None, _ALIKE
        for item, heading in self.headed.items():
            if self.ground.outline.items[item].start > self.ground.outline.items[score.item].start:
                continue
            ratio = SequenceMatcher(None, name, self.ground.text(heading.name), autojunk=False).ratio()
            if self.ground.value(score.full) == self.ground.value(heading.full) and ratio >= best_ratio:
                best, best_ratio = item, ratio
        return best

    # --- rows

    def _section(self, score: Score, summary: Score | None) -> None:
        told = told_as(self.ground, self.scores, score, self.total)
        got = score.bare if told == "score" else (score.got if score.got is not None else None)
        full = score.bare if told == "weight" else score.full
        if summary is not None:
            got = got if got is not None else summary.got
            full = full if full is not None else summary.full
        row = self._stretch(summary or score)
        self.sheet.sections.append(
            Section(
                row=self.ground.passage.place(*row),
                level=self._level(score),
                label=Stated(self.ground.text(score.name), self.ground.passage.printed(*score.name)),
                weight=self.ground.amount(full),
                score=self.ground.amount(got),
            )
        )
        for each in (score, summary) if summary is not None else (score,):
            self._take(each)

    def _level(self, score: Score) -> int:
        above = [k for k in self.ground.outline.ancestors(score.item) if k in self.headed] if score.heads else []
        heading = self.headed.get(score.item, score)
        if above or heading is not score:
            return 2
        name = self.ground.text(score.name)
        return level_told(name) or (2 if classify(None, name)[1] != "other" else 1)

    def _indicator(self, score: Score, levels: list[tuple[int, int]]) -> None:
        spans: list[tuple[int, int] | None] = [None, None, levels[-1]]
        if len(levels) == LEVELS:
            spans = list(levels)
        elif len(levels) > 1:
            place = 1 if level_of_name(self.ground.text(levels[0])) == 2 else 0
            spans[place] = levels[0]
        names = [self.ground.text(s) if s is not None else None for s in spans]
        category, kind = classify(names[0], names[1], names[2])
        above = [self._heading_beside(score), *map(self.headed.get, self.ground.outline.ancestors(score.item))]
        weights = [self._weight_of(s, above) for s in spans[:2]]
        reason, basis = explain(self.ground, self.scores, score)
        self.sheet.items.append(score.item)
        self.sheet.indicators.append(
            Indicator(
                row=self.ground.passage.place(*self._stretch(score)),
                category=category,
                kind=kind,
                level1=self.ground.stated(spans[0]),
                level2=self.ground.stated(spans[1]),
                level3=self.ground.stated(levels[-1]),
                level1_weight=weights[0],
                level2_weight=weights[1],
                weight=self.ground.amount(score.full),
                score=self.ground.amount(score.got),
                reason=self.ground.stated(reason),
                basis=self.ground.stated(basis),
            )
        )
        self._take(score)

    def _goal(self, goal: int, score: Score) -> None:
        reason, _ = explain(self.ground, self.scores, score)
        stated = self.ground.stated(reason)
        self.sheet.goals.append(ScoredGoal(goal, self.ground.amount(score.full), self.ground.amount(score.got), stated))
        self._take(score)

    def _weight_of(self, span: tuple[int, int] | None, above: Sequence[Score | None]) -> Stated[Decimal] | None:
        """The points in a heading above, where that heading is the level's name."""
        for score in above:
            if score is not None and span == score.name:
                return self.ground.amount(score.full)
        return None

    def _levels_above(self, score: Score) -> list[tuple[int, int]]:
        """The names of the two levels above an indicator, from the headings it stands below."""
        beside = self._heading_beside(score)
        levels: list[tuple[int, int]] = [beside.name] if beside is not None else []
        for item in self.ground.outline.ancestors(score.item):
            if len(levels) == LEVELS - 1:
                break
            heading = self.headed.get(item)
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
        start, stop = self.ground.passage.trimmed(*self.ground.outline.heading(item))
        while stop > start and self.ground.passage.string[stop - 1] in "：:。.":
            stop -= 1
        above = self.ground.outline.items[item].parent
        known = level_told(self.ground.passage.string[start:stop]) is not None
        return (start, stop) if stop > start and (known or above in self.headed) else None

    # --- small things

    def _stretch(self, score: Score) -> tuple[int, int]:
        ends = [self.ground.named[k].figure for k in score.figures]
        start = min([score.name[0], *(f.outer_start for f in ends)])
        return start, max([score.name[1], *(f.outer_stop for f in ends)])

    def _take(self, score: Score) -> None:
        self.sheet.figures.update(score.figures)
        self.sheet.stretches.append(self._stretch(score))
