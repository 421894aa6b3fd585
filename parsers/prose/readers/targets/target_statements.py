"""One statement of a target or an actual: the name of the indicator, and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.readers.level_names import level_of_label
from ziping.parsers.prose.readers.targets.pair import Pair
from ziping.parsers.prose.readers.targets.pairs import find_pairs
from ziping.parsers.text.numbers import find_quantities
from ziping.parsers.text.punctuation import up_to
from ziping.parsers.text.values import Reading, read_value

_DONE = shaped("{targets.really_done}")
# 出苗率86%，高于80%的目标: what is held against a target came of it
_JUDGED = shaped(
    r"[，,](?:{targets.held_against})[^，。；]{0,10}?\d[^，。；]{0,6}的?[^，。；]{0,4}(?:{targets.target_markers}|{targets.aims})"
)
_AIM_HEAD = shaped(r"(?:{targets.plan_times})*(?:{targets.value_names})[为是：:]?")
_COPULA = re.compile(r"为\s?(?=\d)")
_REMARK = re.compile(r"[，,]")
LEVEL_AND_NAME = shaped(
    r"(?P<level>[一-鿿]{2,12}?(?:{targets.kind_ends}))(?:{scores.side}|的)?[“\"](?P<name>[^“”\"]+)[”\"]?"
)
_SHORTEST_NAME = 2  # characters
_VALUE_WORDS = shaped(r"(?:{grammar.reaching}|较[^，。；]{0,6})(?P<value>[一-鿿]{1,8})$")


class Aim(Enum):
    """Whether a statement says what was hoped for or what came of it."""

    TARGET = "target"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Value:
    """A target or actual: where it stands, and what it says."""

    span: tuple[int, int]
    reading: Reading


@dataclass(slots=True)
class Goal:
    """An indicator under way.

    Attributes:
        level1: Where the name of its level 1 stands (产出指标), None where it is not told.
        level2: Where the name of its kind stands (质量指标), None where it is not told.
        name: Where its own name stands.
        values: What is said of it, by aim.
        places: The sentences that say it, by aim.
        items: Items of the outline that speak of it and of no other.
        reach: The stretch that speaks of it and of no other.
    """

    level1: tuple[int, int] | None
    level2: tuple[int, int] | None
    name: tuple[int, int]
    values: dict[Aim, Value] = field(default_factory=dict)
    places: dict[Aim, tuple[int, int]] = field(default_factory=dict)
    items: set[int] = field(default_factory=set)
    reach: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the statements of an item.

    Attributes:
        level2: None where only a first level, or none, is named: only pairs are indicators there.
        plain: Whether the level is named without 指标 or 目标, so that the words may be a mere heading.
        bare: Whether the statements stand in a paragraph without a number: only those that say both what was
            hoped for and what came of it are indicators there.
        body: Where the statements begin.
        numbered: Whether they are a numbered item's.
        called_indicators: Whether a heading calls what follows indicators (年度指标完成情况：…).
    """

    level1: tuple[int, int] | None
    level2: tuple[int, int] | None
    plain: bool
    aim: Aim | None
    body: int
    bare: bool = False
    numbered: bool = False
    called_indicators: bool = False


def read_pair(passage: Passage, head: Head, pair: Pair, reach: tuple[int, int]) -> Goal:
    """One indicator, told with what was hoped for and what came of it."""
    place = _place(head, pair.span)
    told = LEVEL_AND_NAME.match(passage.string, *pair.name)
    if told is not None:  # 产出数量指标“购置图书册数”目标值3万册
        pair = replace(pair, name=told.span("name"))
        head = _with_level(passage, head, told.span("level"))
    elif pair.level is not None:
        head = _with_level(passage, head, pair.level)
    values = {Aim.TARGET: _value(passage, *pair.target), Aim.ACTUAL: _value(passage, *pair.actual)}
    places = {Aim.TARGET: place, Aim.ACTUAL: pair.answer or place}
    return Goal(head.level1, head.level2, pair.name, values, places, reach=reach)


def _with_level(passage: Passage, head: Head, span: tuple[int, int]) -> Head:
    """The head with the level that is told right before a name, which no heading overrules."""
    level = level_of_label(passage.string[slice(*span)])
    if level is None or (level == 1 and head.level2 is not None):
        return head
    return replace(head, level1=span) if level == 1 else replace(head, level2=span)


def read_statement(passage: Passage, head: Head, span: tuple[int, int], reach: tuple[int, int]) -> Goal:
    """One indicator: its name, and its value as target or as actual."""
    name, value = _split(passage, span)
    stop = _before_marker(passage.string, *name)
    if stop is not None and value != name:  # 补助标准年初指标值为260元/辆，实际按标准发放
        name, told = (name[0], stop), Aim.TARGET
    else:
        done = _DONE.search(passage.string, *span) or _JUDGED.match(passage.string, span[1])
        told = head.aim or (Aim.ACTUAL if done else Aim.TARGET)
    return Goal(
        head.level1, head.level2, name, {told: _value(passage, *value)}, {told: _place(head, span)}, reach=reach
    )


def _before_marker(string: str, start: int, stop: int) -> int | None:
    """Where a name ends before words that can only mean a target (年初指标值); None where it does not end in such words."""
    last = next(reversed(list(goal_words().marker.finditer(string, start, stop))), None)
    if last is None or last["sure_aim"] is None or last.end() < stop or last.start() - start < _SHORTEST_NAME:
        return None
    return last.start()


def read_outcome(passage: Passage, span: tuple[int, int]) -> dict[Aim, Value]:
    """A target and what came of it, both with figures, in a stretch that speaks of one indicator; empty for none."""
    for pair in find_pairs(passage.string, span, named=False):
        values = {Aim.TARGET: _value(passage, *pair.target), Aim.ACTUAL: _value(passage, *pair.actual)}
        if all(v.reading.value is not None for v in values.values()):
            return values
    return {}


def _place(head: Head, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch, with the name of the level where it follows right behind."""
    level = head.level2
    return (level[0] if level is not None and 0 <= span[0] - level[1] <= 1 else span[0], span[1])


def _split(passage: Passage, span: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Name and value of a statement. Where only words say what is hoped for, the whole of it is both."""
    string = passage.string[slice(*span)]
    figures = list(find_quantities(string))
    if len(figures) == 1:
        figure = figures[0]
        stop = figure.operator_stop
        name = _name_end(passage, span[0], span[0] + figure.operator_start)
        if name[1] - name[0] >= _SHORTEST_NAME:
            end = up_to(_REMARK, string, figure.operator_stop)  # 99.2%，高于年初目标
            return name, (span[0] + figure.operator_start, span[0] + end)
        if read_value(string).value is not None:
            return span, span  # 1年内完成
        return span, (span[0] + figure.operator_start, span[0] + stop)  # 16.8万元资金全额下达
    if figures:  # 发放产业奖励218户、每户2000元
        name = _name_end(passage, span[0], span[0] + figures[0].operator_start)
        if name[1] - name[0] >= _SHORTEST_NAME:
            return name, (span[0] + figures[0].operator_start, span[1])
    match = _VALUE_WORDS.search(string) if not figures else None
    if match is not None and match.start() >= _SHORTEST_NAME:
        return (span[0], span[0] + match.start()), (span[0] + match.start(), span[1])
    return span, span


def _name_end(passage: Passage, start: int, stop: int) -> tuple[int, int]:
    """The name without the verb that leads over to its value, and without 年度指标值 before it."""
    head = _AIM_HEAD.match(passage.string, start, stop)
    if head is not None and stop - head.end() >= _SHORTEST_NAME:
        start = head.end()
    while stop > start and passage.string[stop - 1] in "，,、；;：: ":
        stop -= 1
    tail = goal_words().link_tail.search(passage.string, start, stop)
    return passage.trimmed(start, tail.start() if tail is not None and tail.start() > start else stop)


def _value(passage: Passage, start: int, stop: int) -> Value:
    start, stop = passage.trimmed(start, stop)
    if (copula := _COPULA.match(passage.string, start, stop)) is not None:
        start = copula.end()
    return Value((start, stop), read_value(passage.string[start:stop]))
