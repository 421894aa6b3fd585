"""Statements of points become what a score sheet would hold: indicators with their levels, and subtotals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.lexicon import classify
from ziping.parsers.lexicon.entries import name_of
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.readers.level_names import LEVELS, level_name, level_of_label, split_chain
from ziping.parsers.prose.readers.scores.overall import OverallScore
from ziping.parsers.prose.readers.scores.ranks import MEASURED, Ranks
from ziping.parsers.prose.readers.scores.roles import explain, role_of_bare_points
from ziping.parsers.prose.readers.scores.score import Score
from ziping.parsers.prose.readers.scores.score_statements import find_scores
from ziping.parsers.prose.readers.targets.goals import Goals
from ziping.schemas.report import Indicator, Section, Stated

_ALIKE = 0.6
_TWO = 2


@dataclass(frozen=True, slots=True)
class ScoredGoal:
    """Points of an indicator that `goals` has told, by its index there, and its levels as points know them."""

    goal: int
    weight: Stated[Decimal] | None
    score: Stated[Decimal] | None
    reason: Stated[str] | None
    level1_weight: Stated[Decimal] | None = None
    level2_weight: Stated[Decimal] | None = None
    level1: Stated[str] | None = None
    level2: Stated[str] | None = None


@dataclass(slots=True)
class ScoreRows:
    """What was read, and which figures it took.

    Attributes:
        figures: Indexes of the figures that now stand in an indicator or a section.
        stretches: What was read, by offset.
        goals: What is scored of indicators that are told by target and actual.
        items: For each indicator the item of the outline that it stands in.
        starts: For each indicator where its name begins.
    """

    indicators: list[Indicator] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    figures: set[int] = field(default_factory=set)
    stretches: list[tuple[int, int]] = field(default_factory=list)
    goals: list[ScoredGoal] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def read_score_rows(
    context: PassageContext, overall: OverallScore, goals: Goals, excluded: frozenset[int] = frozenset()
) -> ScoreRows:
    """Indicators and sections out of the statements of points; what is neither stays a figure like others.

    `excluded` are figures that state no points (bounds of grades).
    """
    scores = find_scores(context, goals, overall.figures | excluded)
    total = overall.totals.total_score
    whole = total.value if total is not None else None
    reader = _Reader(context, scores, goals, whole, Ranks(context, scores, goals, whole))
    reader.read()
    return reader.sheet


@dataclass(slots=True)
class _Reader:
    context: PassageContext
    scores: Sequence[Score]
    goals: Goals
    total: Decimal | None
    ranks: Ranks
    sheet: ScoreRows = field(default_factory=ScoreRows)

    def read(self) -> None:
        self.ranks.place()
        taken: set[int] = set()
        for number, score in enumerate(self.scores):
            if score.above and (heading := self._summed_up(score)) is not None:
                self._section(self.ranks.headed[heading], score)
                taken.update((number, id(self.ranks.headed[heading])))
        for number, score in enumerate(self.scores):
            if number in taken or id(score) in taken or (score.full is score.got is score.bare is None):
                continue
            if not self.ranks.of_whole(score) and self.sheet.figures.isdisjoint(score.figures):
                self._row(score)
        self.sheet.sections.sort(key=lambda s: (s.row.page, s.row.box.top, s.row.box.x0))
        self.sheet.sections[:] = _told_once(self.sheet.sections)

    def _row(self, score: Score) -> None:
        """One statement of points, as the row that it makes."""
        levels = split_chain(self.context.string, *score.name)
        goal = self.goals.of_item(score.item)
        if any(s.goal == goal for s in self.scores):
            goal = None  # its points are told behind it
        if score.goal is not None:
            self._goal(score.goal, score)
        elif goal is not None and score.item not in self.ranks.parents:
            self._goal(goal, score)
        elif len(levels) > 1 and score.got is not None:
            self._indicator(score, levels)
        elif self.ranks.is_section(score):
            if not self._is_scheme(score):
                self._section(score, None)
        elif (score.full is not None or self.ranks.has_levels(score)) and (score.got is not None or score.within):
            self._indicator(score, self.ranks.levels_above(score) + levels)

    def _is_scheme(self, score: Score) -> bool:
        """评分设决策、过程、产出三个部分，满分分别为20分、30分和50分, and nothing gets a point: how others are scored."""
        scored = self.total is not None or any(s.got is not None for s in self.scores)
        return not scored and not score.heads

    def _summed_up(self, score: Score) -> int | None:
        """The item whose heading a summary names: 以上预算编制情况满分共15分."""
        name = self.context.text(score.name)
        best, best_ratio = None, _ALIKE
        for item, heading in self.ranks.headed.items():
            if self.context.outline.items[item].start > self.context.outline.items[score.item].start:
                continue
            ratio = SequenceMatcher(None, name, self.context.text(heading.name), autojunk=False).ratio()
            if self.context.value(score.full) == self.context.value(heading.full) and ratio >= best_ratio:
                best, best_ratio = item, ratio
        return best

    # --- rows

    def _section(self, score: Score, summary: Score | None) -> None:
        told = role_of_bare_points(self.context, self.scores, score, self.total)
        got = score.bare if told == "score" and score.got is None else score.got
        full = score.bare if told == "weight" and score.full is None else score.full
        if summary is not None:
            got = got if got is not None else summary.got
            full = full if full is not None else summary.full
        row = self._stretch(summary or score)
        self.sheet.sections.append(
            Section(
                row=self.context.passage.place(*row),
                level=self.ranks.level(score),
                label=Stated(self.context.text(score.name), self.context.passage.printed(*score.name)),
                weight=self.context.amount(full),
                score=self.context.amount(got),
            )
        )
        for each in (score, summary) if summary is not None else (score,):
            self._take(each)

    def _indicator(self, score: Score, levels: list[tuple[int, int]]) -> None:
        levels[-1] = self._without_class(levels[-1])
        spans: list[tuple[int, int] | None] = [None, None, levels[-1]]
        if len(levels) == LEVELS:
            spans = list(levels)
        elif len(levels) > 1:
            place = 1 if level_of_label(self.context.text(levels[0])) == _TWO else 0
            spans[place] = levels[0]
        names = [self.context.text(s) if s is not None else None for s in spans]
        category, kind = classify(names[0], names[1], names[2])
        above = [
            self.ranks.heading_beside(score),
            *map(self.ranks.headed.get, self.context.outline.ancestors(score.item)),
        ]
        weights = [self._weight_of(s, above) for s in spans[:2]]
        reason, basis = explain(self.context, self.scores, score)
        self.sheet.items.append(score.item)
        self.sheet.starts.append(levels[-1][0])
        self.sheet.indicators.append(
            Indicator(
                row=self.context.passage.place(*self._stretch(score)),
                category=category,
                kind=kind,
                level1=self.context.stated(spans[0]),
                level2=self.context.stated(spans[1]),
                level3=self.context.stated(levels[-1]),
                level1_weight=weights[0],
                level2_weight=weights[1],
                weight=self.context.amount(score.full),
                score=self.context.amount(score.got),
                reason=self.context.stated(reason),
                basis=self.context.stated(basis),
            )
        )
        self._take(score)

    def _without_class(self, name: tuple[int, int]) -> tuple[int, int]:
        """资金到位率|指标: the name of what is measured without the word for what it is."""
        tail, text = name_of("grammar.indicators"), self.context.text(name)
        return (
            (name[0], name[1] - len(tail)) if text.endswith(tail) and MEASURED.search(text.removesuffix(tail)) else name
        )

    def _goal(self, goal: int, score: Score) -> None:
        reason, _ = explain(self.context, self.scores, score)
        level1, level2 = self._levels_of(score, self.goals.indicators[goal])
        self.sheet.goals.append(
            ScoredGoal(
                goal,
                self.context.amount(score.full),
                self.context.amount(score.got),
                self.context.stated(reason),
                self._weight_above(score, level1),
                self._weight_above(score, level2),
                level1,
                level2,
            )
        )
        self._take(score)

    def _levels_of(self, score: Score, told: Indicator) -> tuple[Stated[str] | None, Stated[str] | None]:
        """The levels of an indicator; the heading that it stands in is its second one where its points are part of the heading's."""
        beside, levels = self.ranks.heading_beside(score), self.ranks.levels_above(score)
        if beside is None or told.level2 is not None or len(levels) < LEVELS - 1:
            return told.level1, told.level2
        first, second = (self.context.stated(span) for span in levels)
        same = first is not None and (told.level1 is None or told.level1.value == first.value)
        return (told.level1 or first, second) if same else (told.level1, told.level2)

    def _weight_above(self, score: Score, level: Stated[str] | None) -> Stated[Decimal] | None:
        """The points in the heading above that has the name of the level."""
        for item in self.context.outline.ancestors(score.item):
            heading = self.ranks.headed.get(item)
            if heading is not None and level is not None and self.context.text(heading.name) == level.value:
                return self.context.amount(heading.full)
        return None

    def _weight_of(self, span: tuple[int, int] | None, above: Sequence[Score | None]) -> Stated[Decimal] | None:
        """The points in a heading above, where that heading is the level's name."""
        for score in above:
            if score is not None and span == score.name:
                return self.context.amount(score.full)
        return None

    # --- small things

    def _stretch(self, score: Score) -> tuple[int, int]:
        ends = [self.context.named[k].figure for k in score.figures]
        start = min([score.name[0], *(f.outer_start for f in ends)])
        return start, max([score.name[1], *(f.outer_stop for f in ends)])

    def _take(self, score: Score) -> None:
        self.sheet.figures.update(score.figures)
        self.sheet.stretches.append(self._stretch(score))


def _told_once(sections: Sequence[Section]) -> list[Section]:
    """Each subtotal once: 其中决策指标14分、…, and again 1.决策分析。该部分分值15分，自评得分14分, tell one."""
    kept: list[Section] = []
    for section in sections:
        name = level_name(section.label.value)
        known = next((k for k, other in enumerate(kept) if _is_again(other, section, name)), None)
        if known is None:
            kept.append(section)
        else:
            other = kept[known]
            kept[known] = replace(other, weight=other.weight or section.weight, score=other.score or section.score)
    return kept


def _is_again(one: Section, other: Section, name: str) -> bool:
    """Whether two subtotals of one level and name say nothing that differs, and one says more."""
    pairs = ((one.weight, other.weight), (one.score, other.score))
    alike = all(a is None or b is None or a.value == b.value for a, b in pairs)
    missing = any((a is None) is not (b is None) for a, b in pairs)
    return one.level == other.level and level_name(one.label.value) == name and alike and missing
