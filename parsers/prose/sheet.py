"""Statements of points become what a score sheet would hold: indicators with their levels, and subtotals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from parsers.prose.clauses import Clauses
from parsers.prose.labels import Named
from parsers.prose.outline import Outline
from parsers.prose.passage import Passage
from parsers.prose.points import Score
from parsers.prose.words import score_words
from parsers.vocabulary import classify, level_of_name
from schemas.report import Indicator, Section, Stated

# 过程—资金管理—资金支出率; readers of pictures write 一 and ～ for the dash, too
_CHAIN = re.compile(r"\s*(?:[—–―－─━]+|-{1,2}|→|＞|>|～|~|/)\s*")
_CHAIN_HAN = re.compile(r"(?<=[一-鿿])一(?=[一-鿿])")
_LEVELS = 3
_ALIKE = 0.6
_STATEMENT = re.compile(r"[。；;\n]")


@dataclass(slots=True)
class Sheet:
    """What was read, and which figures it took.

    Attributes:
        figures: Indexes of the figures that now stand in an indicator or a section.
        stretches: What was read, by offset.
        names: For each indicator the span of its name.
    """

    indicators: list[Indicator] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    figures: set[int] = field(default_factory=set)
    stretches: list[tuple[int, int]] = field(default_factory=list)


def split_chain(string: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The levels of a name like 过程—资金管理—资金支出率, by offset; one for a plain name."""
    text = string[start:stop]
    cuts = [m.span() for m in _CHAIN.finditer(text)]
    if not cuts and level_of_name(text.partition("一")[0]) == 1:
        cuts = [m.span() for m in _CHAIN_HAN.finditer(text)]
    levels, at = [], 0
    for a, b in cuts:
        levels.append((start + at, start + a))
        at = b
    levels.append((start + at, stop))
    whole = [(a, b) for a, b in levels if b - a > 1 and re.search(r"[一-鿿]", string[a:b])]
    return whole if len(whole) == len(levels) and len(levels) <= _LEVELS else [(start, stop)]


def read_sheet(
    passage: Passage, clauses: Clauses, named: Sequence[Named], outline: Outline, scores: Sequence[Score]
) -> Sheet:
    """Indicators and sections out of the statements of points; what is neither stays a figure like others."""
    reader = _Reader(passage, clauses, named, outline, scores)
    reader.read()
    return reader.sheet


@dataclass(slots=True)
class _Reader:
    passage: Passage
    clauses: Clauses
    named: Sequence[Named]
    outline: Outline
    scores: Sequence[Score]
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
            if number in taken or id(score) in taken:
                continue
            levels = split_chain(self.passage.string, *score.name)
            if len(levels) > 1 and score.got is not None:
                self._indicator(score, levels)
            elif self._is_section(score):
                self._section(score, None)
            elif score.got is not None and (score.full is not None or self._has_levels(score)):
                self._indicator(score, self._levels_above(score) + levels)
        self.sheet.sections.sort(key=lambda s: (s.row.page, s.row.box.top, s.row.box.x0))

    def _above(self, score: Score) -> Iterator[int]:
        """The items that a statement makes subtotals of. A paragraph without a number stands below an item
        that has got its own points only by its place."""
        numbered = bool(self.outline.items[score.item].style)
        for item in self.outline.ancestors(score.item):
            heading = self.headed.get(item)
            if numbered or heading is None or heading.got is None:
                yield item
            numbered = True

    # --- what it is

    def _is_section(self, score: Score) -> bool:
        if score.above:
            return True
        known = level_of_name(self._text(score.name)) is not None
        if score.heads and score.item in self.parents:
            return True
        if score.heads and score.full is not None and score.got is None:
            return True  # a heading with points, and nobody says how many it got
        if score.bare is not None:
            return (known or self._listed(score)) and self._told_as(score) is not None
        return known and score.got is not None

    def _listed(self, score: Score) -> bool:
        """Whether other bare points stand in the same sentence."""
        if score.bare is None:
            return False
        start, stop = self.clauses.sentence(self.named[score.bare].figure.start)
        bare = [s for s in self.scores if s.bare is not None and start <= s.name[0] < stop]
        return len(bare) > 1

    def _told_as(self, score: Score) -> str | None:
        """Whether bare points in a list (其中决策20分、过程20分) are points given or full points; None when
        nothing tells."""
        if score.bare is None:
            return None
        start, _ = self.clauses.sentence(self.named[score.bare].figure.start)
        string, before = self.passage.string, self.named[score.bare].figure.start
        if not string[start:before].lstrip().startswith(("其中", "分别", "具体")):
            lead = string[start:before]
        else:
            lead = string[self.clauses.sentence(max(0, start - 2))[0] : before]
        known = score_words()
        told = max((m.end() for m in known.scores_told.finditer(lead)), default=-1)
        weight = max((m.end() for m in known.weights_told.finditer(lead)), default=-1)
        if told < 0 and weight < 0:
            return None
        return "score" if told > weight else "weight"

    def _has_levels(self, score: Score) -> bool:
        return any(k in self.headed for k in self.outline.ancestors(score.item))

    def _summed_up(self, score: Score) -> int | None:
        """The item whose heading a summary names: 以上预算编制情况满分共15分."""
        name = self._text(score.name)
        best, best_ratio = None, _ALIKE
        for item, heading in self.headed.items():
            if self.outline.items[item].start > self.outline.items[score.item].start:
                continue
            ratio = SequenceMatcher(None, name, self._text(heading.name), autojunk=False).ratio()
            if self._value(score.full) == self._value(heading.full) and ratio >= best_ratio:
                best, best_ratio = item, ratio
        return best

    # --- rows

    def _section(self, score: Score, summary: Score | None) -> None:
        told = self._told_as(score)
        got = score.bare if told == "score" else (score.got if score.got is not None else None)
        full = score.bare if told == "weight" else score.full
        if summary is not None:
            got = got if got is not None else summary.got
            full = full if full is not None else summary.full
        row = self._stretch(summary or score)
        self.sheet.sections.append(
            Section(
                row=self.passage.place(*row),
                level=self._level(score),
                label=self._stated_text(score.name),
                weight=self._points(full),
                score=self._points(got),
            )
        )
        for each in (score, summary) if summary is not None else (score,):
            self._take(each)

    def _level(self, score: Score) -> int:
        above = [k for k in self.outline.ancestors(score.item) if k in self.headed] if score.heads else []
        if above:
            return 2
        return level_of_name(self._text(score.name)) or 1

    def _indicator(self, score: Score, levels: list[tuple[int, int]]) -> None:
        spans: list[tuple[int, int] | None] = [None, None, levels[-1]]
        if len(levels) == _LEVELS:
            spans = list(levels)
        elif len(levels) > 1:
            place = 1 if level_of_name(self._text(levels[0])) == 2 else 0
            spans[place] = levels[0]
        names = [self._text(s) if s is not None else None for s in spans]
        category, kind = classify(names[0], names[1], names[2])
        above = [self.headed.get(k) for k in self.outline.ancestors(score.item)]
        weights = [self._weight_of(s, above) for s in spans[:2]]
        reason, basis = self._explained(score)
        self.sheet.indicators.append(
            Indicator(
                row=self.passage.place(*self._stretch(score)),
                category=category,
                kind=kind,
                level1=self._stated_text(spans[0]) if spans[0] else None,
                level2=self._stated_text(spans[1]) if spans[1] else None,
                level3=self._stated_text(levels[-1]),
                level1_weight=weights[0],
                level2_weight=weights[1],
                weight=self._points(score.full),
                score=self._points(score.got),
                reason=self._stated_text(reason) if reason else None,
                basis=self._stated_text(basis) if basis else None,
            )
        )
        self._take(score)

    def _weight_of(self, span: tuple[int, int] | None, above: Sequence[Score | None]) -> Stated[Decimal] | None:
        """The points in a heading above, where that heading is the level's name."""
        for score in above:
            if score is not None and span == score.name:
                return self._points(score.full)
        return None

    def _levels_above(self, score: Score) -> list[tuple[int, int]]:
        """The names of the two levels above an indicator, from the headings it stands below."""
        levels: list[tuple[int, int]] = []
        for item in self.outline.ancestors(score.item):
            heading = self.headed.get(item)
            if heading is not None and heading is not score:
                levels.insert(0, heading.name)
            elif (name := self._level_name(item)) is not None:
                levels.insert(0, name)
            else:
                break
            if len(levels) == _LEVELS - 1:
                break
        return levels

    def _level_name(self, item: int) -> tuple[int, int] | None:
        """A heading without points that is a level's name: a usual one, or one below a heading with points."""
        start, stop = self.passage.trimmed(*self.outline.heading(item))
        while stop > start and self.passage.string[stop - 1] in "：:。.":
            stop -= 1
        above = self.outline.items[item].parent
        known = level_of_name(self.passage.string[start:stop]) is not None
        return (start, stop) if stop > start and (known or above in self.headed) else None

    def _explained(self, score: Score) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Why points were lost (扣分原因为…), and the words that follow the points otherwise."""
        string, item = self.passage.string, self.outline.items[score.item]
        last = max(self.named[k].figure.stop for k in score.figures)
        later = [s for s in self.scores if s.item == score.item and s.name[0] > last]
        stop = min((s.name[0] for s in later), default=max(item.stop, last))
        if later:
            end = _STATEMENT.search(string, last, stop)
            stop = end.start() if end else last
        match = score_words().reason.search(string, last, stop)
        if match is not None:
            end = _STATEMENT.search(string, match.end(), stop)
            span = self.passage.trimmed(match.end(), end.start() if end else stop)
            return (span if span[0] < span[1] else None), None
        start = last
        while start < stop and string[start] in "）)，,。；;：: 、":
            start += 1
        start, stop = self.passage.trimmed(start, stop)
        return None, ((start, stop) if stop > start else None)

    # --- small things

    def _text(self, span: tuple[int, int]) -> str:
        return self.passage.string[slice(*span)]

    def _value(self, index: int | None) -> Decimal | None:
        return None if index is None else self.named[index].figure.value

    def _points(self, index: int | None) -> Stated[Decimal] | None:
        if index is None:
            return None
        figure = self.named[index].figure
        return Stated(figure.value, self.passage.printed(figure.start, figure.stop))

    def _stated_text(self, span: tuple[int, int]) -> Stated[str]:
        return Stated(self._text(span), self.passage.printed(*span))

    def _stretch(self, score: Score) -> tuple[int, int]:
        ends = [self.named[k].figure for k in score.figures]
        start = min([score.name[0], *(f.outer_start for f in ends)])
        return start, max([score.name[1], *(f.outer_stop for f in ends)])

    def _take(self, score: Score) -> None:
        self.sheet.figures.update(score.figures)
        self.sheet.stretches.append(self._stretch(score))
