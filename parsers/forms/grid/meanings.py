"""What headings mean: each with those stacked above it, and then by the headings beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ziping.parsers.forms.grid.columns import BLANK, UNKNOWN, Column
from ziping.parsers.lexicon import FUNDING, INDICATOR, SPLITS, Fit, Match, Names
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import BELOW, KNOWN, LEVEL_NAMES, POINTS
from ziping.parsers.text.normalise import bare, plain
from ziping.schemas.document import Cell

_INDICATOR_WORD = shaped("{grammar.indicators}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_YEAR = shaped("{grammar.year_in_heading}")
_OF_LAST_YEAR = shaped("{grammar.last_year_in_heading}")
_MONTHS = shaped("{grammar.part_year}")
_FORECAST = shaped("{grammar.expected}")
_JOINTS = re.compile(r"[/、及和]")


def column_meaning(path: tuple[Cell, ...], names: Names) -> tuple[str, str]:
    """What stacked headings mean, and the lowest of them as printed.

    The lowest says most. Where it says little by itself it is read together with one above it (年初 below
    指标值), or the one above says all (数值 below 实际完成值, 名称 below 一级指标).
    """
    texts = [c.text.string for c in path if c.text]
    if not texts:
        return BLANK, ""
    *above, low = texts
    words = _OF_A_YEAR.sub("", low) or low  # 预期2023年实现值
    found = names.find(words)
    if names is INDICATOR and (of_last_year(low) or _points_of_money(above, found)):
        return KNOWN, low
    level = _level_with_points(low, names) or _points_of_level(above, low, names) or _below_level(above, low, names)
    if level is not None or (found is not None and found.fit is Fit.WHOLE):
        return level or (found.meaning if found is not None else UNKNOWN), low
    if _two_in_one(low, names):
        return UNKNOWN, low
    together = _with_those_above(above, low, names)
    if together is not None:
        return together, low
    if names is FUNDING and (
        found is None or found.meaning in POINTS
    ):  # points and reasons are headed alike in all blocks
        alike = INDICATOR.find(words)
        if alike is not None and alike.meaning in (*POINTS, "reason") and (found is None or alike.fit > found.fit):
            found = alike  # 应得分 ends in 得分, and is what can be had
    return (found.meaning, low) if found is not None else (UNKNOWN, low)


def _points_of_money(above: Sequence[str], found: Match | None) -> bool:
    return found is not None and found.meaning in POINTS and any(map(heads_money, above))


def heads_money(heading: str) -> bool:
    """Whether a wide heading says that money stands below it (预算执行情况 over 预算数 | 执行数 | 得分): points below it
    are given for the money."""
    return bare(heading) in SPLITS


def _with_those_above(above: Sequence[str], low: str, names: Names) -> str | None:
    """What a heading means with one that is stacked above it."""
    for upper in reversed(above):
        for wording in (low + upper, upper + low):
            both = names.find(wording)
            if both is not None and both.fit is Fit.WHOLE:
                return both.meaning
    parents = (names.find(upper) for upper in reversed(above)) if bare(low) in BELOW else ()
    return next((p.meaning for p in parents if p is not None and p.fit >= Fit.ENDING), None)


def _points_of_level(above: Sequence[str], low: str, names: Names) -> str | None:
    """权重 over 一级 | 二级 | 三级: the points of the levels, those of the lowest are the indicators' own."""
    level = names.meaning(bare(low)) if above and not _INDICATOR_WORD.search(low) else None
    parents = (names.find(upper) for upper in reversed(above)) if level in LEVEL_NAMES else ()
    points = next((m.meaning for m in parents if m is not None and m.meaning in POINTS), None)
    if points is None:
        return None
    return points if level in LEVEL_NAMES[2:] else f"{level}_{points}"


def _below_level(above: Sequence[str], low: str, names: Names) -> str | None:
    """指标名称 | 分值 | 自评分 below 一级指标: the level, its points and marks; those of the lowest level are the indicators'
    own."""
    levels = [m for m in (names.meaning(bare(upper)) for upper in above) if m in LEVEL_NAMES]
    meaning = names.meaning(bare(low)) if levels else None
    if meaning in LEVEL_NAMES[2:]:
        return levels[-1]
    if meaning in POINTS:
        return meaning if levels[-1] in LEVEL_NAMES[2:] else f"{levels[-1]}_{meaning}"
    return None


def of_last_year(heading: str) -> bool:
    """Whether a column has last year's targets or results (上年完成, 去年实际值), which stand beside this year's."""
    words = plain(heading)
    match = _OF_LAST_YEAR.match(words)
    rest = INDICATOR.find(words[match.end() :]) if match else None
    return rest is not None and rest.meaning in ("target", "initial_target", "actual", KNOWN)


def _level_with_points(heading: str, names: Names) -> str | None:
    """三级指标（分值） heads the names of indicators, each with its points in brackets: it is no column of points."""
    inside = re.fullmatch(r"[^()]+\(([^()]*)\)", plain(heading))
    level = names.meaning(bare(heading)) if inside else None
    if inside is None or level not in LEVEL_NAMES:
        return None
    return level if names.meaning(inside[1]) in POINTS else None


def _two_in_one(heading: str, names: Names) -> bool:
    """Whether a heading joins two columns in one (指标值/完成值): neither of them can be told apart below."""
    parts = [names.find(part) for part in _JOINTS.split(bare(heading))]
    return len({p.meaning for p in parts if p is not None and p.fit is Fit.WHOLE}) > 1


def resolve_ambiguous(columns: Sequence[Column], names: Names, *, unique: bool) -> tuple[Column, ...]:
    """Headings that mean more than one thing, decided by the columns beside them.

    - a unit after the result is the result's;
    - a weight or score right after a level is that level's, where the indicators have one of their own;
    - what is only foreseen stands aside (全年预计执行数 beside 1—9月执行数);
    - what was reached in some months of the year stands aside (1—9月执行数 beside 全年执行数);
    - of two columns with one sense the later year's has it, then the surer heading, then the first; the
      other is `known`. Where senses need not be `unique` (two splits of money side by side), years alone decide.
    """
    settled = _level_points(_units(list(columns)))
    for sense in {c.sense for c in settled} - {UNKNOWN, BLANK, KNOWN}:
        rivals = [i for i, c in enumerate(settled) if c.sense == sense]
        rivals = _set_aside(settled, rivals, _forecast)
        rivals = _set_aside(settled, rivals, _of_some_months)
        years = {year_of(settled[i]) for i in rivals}
        if len(rivals) > 1 and (unique or (len(years) == len(rivals) and 0 not in years)):
            dated = 0 not in years  # 2022年完成值 | 目标值 | 完成值: the year says nothing against what has none
            behind = next((i for i, c in enumerate(settled) if c.sense == "target"), -1) if sense == "actual" else -1
            best = max(
                rivals,
                key=lambda i: (year_of(settled[i]) if dated else i > behind, _fit(settled[i], names), -i),
            )
            for i in rivals:
                if i != best:
                    settled[i] = replace(settled[i], sense=KNOWN)
    return tuple(settled)


def _set_aside(columns: list[Column], rivals: list[int], test: Callable[[Column], bool]) -> list[int]:
    """The rivals for a sense without those that a test sets aside, where any are left; the others become `known`."""
    left = [i for i in rivals if not test(columns[i])]
    if not left:
        return rivals
    for i in set(rivals) - set(left):
        columns[i] = replace(columns[i], sense=KNOWN)
    return left


def _forecast(column: Column) -> bool:
    return any(_FORECAST.search(plain(c.text.string)) for c in column.cells)


def _of_some_months(column: Column) -> bool:
    return any(_MONTHS.search(plain(c.text.string)) for c in column.cells)


def year_of(column: Column) -> int:
    """The latest year that a column's headings name; 0 where they name none."""
    return max((int(y) for c in column.cells for y in _YEAR.findall(c.text.string)), default=0)


def _fit(column: Column, names: Names) -> int:
    match = names.find(column.heading)
    return 0 if match is None else int(match.fit)


def _units(columns: list[Column]) -> list[Column]:
    """Which value a unit belongs to: the target, or the result right before it where the target has its own."""
    units = [i for i, c in enumerate(columns) if c.sense == "unit"]
    if len(units) > 1:
        for i in units:
            if i and columns[i - 1].sense == "actual":
                columns[i] = replace(columns[i], sense="actual_unit")
    return columns


def _level_points(columns: list[Column]) -> list[Column]:
    for sense in POINTS:
        several = [i for i, c in enumerate(columns) if c.sense == sense]
        for i in several[:-1]:
            before = next((c.sense for c in reversed(columns[:i]) if not c.sense.endswith(POINTS)), "")
            if before in ("level1", "level2"):
                columns[i] = replace(columns[i], sense=f"{before}_{sense}")
    return columns
