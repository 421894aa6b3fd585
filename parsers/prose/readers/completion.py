"""Completion rates and points brought to their indicators: 过程—资金管理—资金支出率（完成率为100.00%）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.context import PassageContext
from ziping.parsers.prose.readers.level_names import split_chain
from ziping.parsers.prose.readers.scores.score_rows import ScoreRows
from ziping.parsers.prose.readers.targets.goals import Goals
from ziping.parsers.prose.readers.targets.target_rows import with_values
from ziping.parsers.prose.readers.targets.target_statements import read_outcome
from ziping.parsers.text.normalise import bare
from ziping.parsers.text.units import RATIO
from ziping.schemas.report import Indicator

_RATE = shaped(r"(?:{targets.rate_names})[为是达到：:]*\s?$")
_ALIKE = 0.75
_LONGEST = 60


def add_completion(
    context: PassageContext, sheet: ScoreRows, goals: Goals
) -> tuple[tuple[Indicator, ...], Goals, frozenset[int]]:
    """The indicators of the sheet, then those of the goals, with their points, targets and completion rates; the goals
    without those that turn out to be none; and the indexes of the figures that state the rates.

    目标98%，实际99.2% in an item that scores one indicator is of that one.
    A rate belongs to the indicator whose name stands before it, also when it is spelled a little
    differently there, else to the one of which its item speaks; any other stays a figure like others.
    """
    indicators = [*sheet.indicators, *goals.indicators]
    first_goal = len(sheet.indicators)
    for points in sheet.goals:
        place = first_goal + points.goal
        indicators[place] = replace(
            indicators[place],
            weight=points.weight,
            score=points.score,
            reason=points.reason,
            level1_weight=points.level1_weight,
            level2_weight=points.level2_weight,
            level1=points.level1,
            level2=points.level2,
        )
    for place, item in enumerate(sheet.items):
        single = sheet.items.count(item) == 1 and not goals.within(context.outline.items[item])
        if single and indicators[place].target_text is None:
            values = read_outcome(context.passage, (context.outline.items[item].body, context.outline.items[item].stop))
            indicators[place] = with_values(context.passage, indicators[place], values)
    taken: set[int] = set()
    for index, place_of in enumerate(context.named):
        figure = place_of.figure
        if any(a <= figure.start < b for a, b in goals.pairs):
            continue  # 按时完成率98%（目标值100%） is what came of it
        share = context.string[figure.outer_start - 1] == "的" and goals.ends_at(figure.outer_start - 1)
        if figure.unit != RATIO or not (share or _RATE.search(context.string, place_of.lead, figure.outer_start)):
            continue
        name = _name_before(context.clauses, place_of)
        best = _most_alike(context.string, name, indicators) if name is not None else None
        if best is None:
            beside = goals.told_around(figure.start)
            alone = _of_item(context.outline.item_at(figure.start), sheet, goals, first_goal)
            best = first_goal + beside if beside is not None else alone
        if best is not None and indicators[best].completion_rate is None:
            indicators[best] = replace(indicators[best], completion_rate=context.amount(index))
            taken.add(index)
    reports = {k for k in range(len(goals.indicators)) if _is_report(indicators[first_goal + k])}
    dropped = {first_goal + goal for goal in reports}
    begins = [*sheet.starts, *(name[0] for name in goals.names)]
    kept = sorted((k for k in range(len(indicators)) if k not in dropped), key=begins.__getitem__)
    return tuple(indicators[k] for k in kept), goals.without(reports), frozenset(taken)


def _is_report(indicator: Indicator) -> bool:
    """Whether only a result is told (数量指标。新建蓄水池8口), which nothing was planned for and no points judge: a sentence
    about what was done, whose figures are facts."""
    judged = (indicator.target_text, indicator.weight, indicator.score, indicator.completion_rate)
    return all(value is None for value in judged)


def _of_item(item: int, sheet: ScoreRows, goals: Goals, first_goal: int) -> int | None:
    """The one indicator of which an item speaks; None where it speaks of none or several."""
    goal = goals.of_item(item)
    if goal is not None:
        return first_goal + goal
    return sheet.items.index(item) if sheet.items.count(item) == 1 else None


def _name_before(clauses: Clauses, place: Mention) -> tuple[int, int] | None:
    """The name that the rate is told of: before its bracket, or before the words 完成率 themselves."""
    stop = place.bracket
    if stop == OUTSIDE:
        match = _RATE.search(clauses.string, place.lead, place.figure.outer_start)
        stop = match.start() if match is not None else place.lead
    start = clauses.before(stop, clauses.bracket_at(stop), Pause.ITEM)
    return (start, stop) if 1 < stop - start <= _LONGEST else None


def _most_alike(string: str, name: tuple[int, int], indicators: Sequence[Indicator]) -> int | None:
    levels = split_chain(string, *name)
    wanted = bare(string[slice(*levels[-1])])
    best, best_ratio = None, _ALIKE
    for index, indicator in enumerate(indicators):
        if indicator.level3 is None or indicator.completion_rate is not None:
            continue
        known = bare(indicator.level3.value)
        ratio = 1.0 if known == wanted else SequenceMatcher(None, wanted, known, autojunk=False).ratio()
        if known and (known in wanted or wanted in known):
            ratio = max(ratio, 0.9)
        if ratio > best_ratio:
            best, best_ratio = index, ratio
    return best
