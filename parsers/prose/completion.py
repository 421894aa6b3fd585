"""Completion rates of indicators in a list: 过程—资金管理—资金支出率（完成率为100.00%）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from parsers.prose.clauses import OUTSIDE, Clauses, Pause
from parsers.prose.labels import Named
from parsers.prose.passage import Passage
from parsers.prose.sheet import split_chain
from parsers.units import RATIO
from parsers.wording import bare
from schemas.report import Indicator, Stated

_RATE = re.compile(r"(?:完成率|完成比例|完成程度|实现率)[为是达到：:]*\s?$")
_ALIKE = 0.75
_LONGEST = 60


def add_completion(
    passage: Passage, clauses: Clauses, named: Sequence[Named], indicators: Sequence[Indicator]
) -> tuple[tuple[Indicator, ...], frozenset[int]]:
    """The indicators with their completion rates, and the indexes of the figures that say so.

    A rate belongs to the indicator whose name stands before its bracket, also when it is spelled a little
    differently there; a rate of something else stays a figure like others.
    """
    told = list(indicators)
    taken: set[int] = set()
    for index, place in enumerate(named):
        if place.figure.unit != RATIO or not _RATE.search(passage.string, place.lead, place.figure.outer_start):
            continue
        name = _name_before(passage.string, clauses, place)
        best = _most_alike(passage.string, name, told) if name is not None else None
        if best is not None and told[best].completion_rate is None:
            figure = place.figure
            rate = Stated(figure.value, passage.printed(figure.start, figure.stop))
            told[best] = replace(told[best], completion_rate=rate)
            taken.add(index)
    return tuple(told), frozenset(taken)


def _name_before(string: str, clauses: Clauses, place: Named) -> tuple[int, int] | None:
    """The name that the rate is told of: before its bracket, or before the words 完成率 themselves."""
    stop = place.bracket
    if stop == OUTSIDE:
        match = _RATE.search(string, place.lead, place.figure.outer_start)
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
