"""Targets and actuals in sentences: （1）质量指标：养老金领取资格认证率达到100%。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum

from parsers.numbers import find_quantities
from parsers.prose.outline import Outline
from parsers.prose.passage import Passage
from parsers.prose.sheet import split_chain
from parsers.prose.words import GoalWords, goal_words
from parsers.targets import Reading, read_value
from parsers.vocabulary import classify, level_of_name
from parsers.wording import bare
from schemas.quantity import Operator
from schemas.report import Indicator, Stated

# 数量指标：, 产出指标—数量指标:, 质量指标完成情况。; the words before the sign must be the usual name of a level
_LABEL = re.compile(r"(?P<label>[一-鿿（）()—–\-]{2,20}?)(?P<done>完成情况|实现情况)?(?P<sign>[：:])")
_DONE = re.compile(r"实际|已|完成了|达到了")
_PIECES = re.compile(r"[；;]|(?<=[^\d])[，,](?=[^，,；;。]*\d)")
_END = re.compile(r"[。\n]")
# These go on about the figure before: 满意度90%，较上年提高2%
_GOES_ON = re.compile(r"\s*(?:较|比|同比|环比|与|其中|占|超|完成率|增长|下降|提高|提升|减少|增加|共|合计|即)")
_SHORTEST_NAME = 3  # characters
_LONGEST_STATEMENT = 90
_LONGEST_PLAIN = 40  # characters of a statement whose label is not called 指标
_SECOND = 2
_VALUE_WORDS = re.compile(r"(?:达到|达|为|较[^，。；]{0,6})(?P<value>[一-鿿]{1,8})$")


class Aim(Enum):
    """Whether a statement says what was hoped for or what came of it."""

    TARGET = "target"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class _Value:
    """A target or actual: where it stands, and what it says."""

    span: tuple[int, int]
    reading: Reading


@dataclass(slots=True)
class Goal:
    """An indicator under way.

    Attributes:
        level1: Where the name of its level 1 stands (产出指标), None where it is not told.
        level2: Where the name of its kind stands (质量指标).
        name: Where its own name stands.
        values: What is said of it, by aim.
        places: The sentences that say it, by aim.
    """

    level1: tuple[int, int] | None
    level2: tuple[int, int]
    name: tuple[int, int]
    values: dict[Aim, _Value] = field(default_factory=dict)
    places: dict[Aim, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goals:
    """Indicators told by target and actual, and the stretches that tell them."""

    indicators: tuple[Indicator, ...] = ()
    stretches: tuple[tuple[int, int], ...] = ()


def read_goals(passage: Passage, outline: Outline) -> Goals:
    """The indicators of the passage; the same one told as target and again as actual is one."""
    goals: list[Goal] = []
    for item in range(len(outline.items)):
        for goal in _item_goals(passage, outline, item):
            _bring_together(passage, goals, goal)
    stretches = tuple(span for g in goals for span in g.places.values())
    return Goals(tuple(_indicator(passage, g) for g in goals), stretches)


def _item_goals(passage: Passage, outline: Outline, item: int) -> Iterator[Goal]:
    head = _head(passage, outline, item)
    if head is None:
        return
    string, stop = passage.string, outline.items[item].stop
    end = _END.search(string, head.body, stop)
    stop = end.start() if end is not None else stop
    start = head.body
    cuts = [m.span() for m in _PIECES.finditer(string, start, stop)]
    for a, b in [*cuts, (stop, stop)]:
        if b < stop and (goal_words().actual.match(string, b, stop) or _GOES_ON.match(string, b, stop)):
            continue  # 目标500人，实际完成520人
        span = passage.trimmed(start, a)
        longest = _LONGEST_STATEMENT if head.plain is False else _LONGEST_PLAIN
        if 1 < span[1] - span[0] <= longest:
            yield _statement(passage, head, span)
        start = b


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the statements of an item.

    Attributes:
        plain: Whether the level is named without 指标 or 目标, so that the words may be a mere heading.
        body: Where the statements begin.
    """

    level1: tuple[int, int] | None
    level2: tuple[int, int]
    plain: bool
    aim: Aim | None
    body: int


def _head(passage: Passage, outline: Outline, item: int) -> _Head | None:
    """The kind of indicator that an item, or the heading above it, names; None where neither does."""
    string, body, aim = passage.string, outline.items[item].body, _aim(outline, item)
    match = _LABEL.match(string, body, outline.items[item].stop)
    if match is not None:
        levels = split_chain(string, *match.span("label"))
        name = string[slice(*levels[-1])]
        if _names_level2(name):
            plain = not name.endswith(("指标", "目标"))
            aim = Aim.ACTUAL if match["done"] else aim
            if plain and aim is None:
                return None
            return _Head(levels[0] if len(levels) > 1 else None, levels[-1], plain, aim, match.end())
    level2 = _level2_above(passage, outline, item)
    return None if level2 is None else _Head(None, level2, False, aim, body)


def _names_level2(name: str) -> bool:
    return (level_of_name(name) == _SECOND or name.endswith(("指标", "目标"))) and classify(None, name)[1] != "other"


def _level2_above(passage: Passage, outline: Outline, item: int) -> tuple[int, int] | None:
    """数量指标 as the heading right above an item."""
    parent = outline.items[item].parent
    if parent < 0 or not outline.items[item].style:
        return None
    start, stop = passage.trimmed(*outline.heading(parent))
    while stop > start and passage.string[stop - 1] in "：:。.":
        stop -= 1
    return (start, stop) if stop > start and _names_level2(passage.string[start:stop]) else None


def _aim(outline: Outline, item: int) -> Aim | None:
    """What the headings above say of the statements below them; the nearest that says anything counts."""
    known = goal_words()
    for above in outline.ancestors(item):
        heading = outline.heading_text(above)
        if _names_level2(heading.rstrip("：:。.")):
            continue
        if known.actual_heading.search(heading) and not heading.startswith(("预期", "项目应实现", "应实现")):
            return Aim.ACTUAL if not _only_targets(heading, known) else Aim.TARGET
        if known.target_heading.search(heading):
            return Aim.TARGET
    return None


def _only_targets(heading: str, known: GoalWords) -> bool:
    """预期产出, 应实现的绩效目标: words of results in a heading about targets."""
    target = known.target_heading.search(heading)
    actual = known.actual_heading.search(heading)
    return target is not None and actual is not None and re.search(r"完成|实现情况|达成|成效|结果", heading) is None


def _statement(passage: Passage, head: _Head, span: tuple[int, int]) -> Goal:
    """One indicator: its name, and its value as target, as actual, or as both."""
    string = passage.string
    place = (head.level2[0] if span[0] - head.level2[1] <= 1 else span[0], span[1])
    both = goal_words().both.search(string, *span)
    if both is not None and both.start() > span[0]:
        goal = Goal(head.level1, head.level2, _name_end(passage, span[0], both.start("target_word")))
        goal.values = {
            Aim.TARGET: _value(passage, *both.span("target")),
            Aim.ACTUAL: _value(passage, *both.span("actual")),
        }
        goal.places = {Aim.TARGET: place, Aim.ACTUAL: place}
        return goal
    name, value = _split(passage, span)
    told = head.aim or (Aim.ACTUAL if _DONE.search(string, *span) else Aim.TARGET)
    return Goal(head.level1, head.level2, name, {told: _value(passage, *value)}, {told: place})


def _split(passage: Passage, span: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Name and value of a statement. Where only words say what is hoped for, the whole of it is both."""
    string = passage.string[slice(*span)]
    figures = list(find_quantities(string))
    if len(figures) == 1:
        figure = figures[0]
        stop = figure.operator_stop
        name = _name_end(passage, span[0], span[0] + figure.operator_start)
        if name[1] - name[0] >= _SHORTEST_NAME:
            return name, (span[0] + figure.operator_start, span[1])
        if read_value(string).value is not None:
            return span, span  # 1年内完成
        return span, (span[0] + figure.operator_start, span[0] + stop)  # 16.8万元资金全额下达
    match = _VALUE_WORDS.search(string) if not figures else None
    if match is not None and match.start() >= _SHORTEST_NAME:
        return (span[0], span[0] + match.start()), (span[0] + match.start(), span[1])
    return span, span


def _name_end(passage: Passage, start: int, stop: int) -> tuple[int, int]:
    """The name without the verb that leads over to its value."""
    tail = goal_words().link_tail.search(passage.string, start, stop)
    return passage.trimmed(start, tail.start() if tail is not None and tail.start() > start else stop)


def _value(passage: Passage, start: int, stop: int) -> _Value:
    start, stop = passage.trimmed(start, stop)
    return _Value((start, stop), read_value(passage.string[start:stop]))


def _bring_together(passage: Passage, goals: list[Goal], goal: Goal) -> None:
    """Adds the goal, or what it says anew to the same one told before. Told twice without a heading, the
    second time is the result."""
    for known in goals:
        if _key(passage, known) != _key(passage, goal):
            continue
        for aim, value in goal.values.items():
            free = aim if aim not in known.values else Aim.ACTUAL
            if free not in known.values:
                known.values[free] = value
                known.places[free] = goal.places[aim]
        return
    goals.append(goal)


def _key(passage: Passage, goal: Goal) -> tuple[str, str]:
    return bare(passage.string[slice(*goal.level2)]).removesuffix("指标"), bare(passage.string[slice(*goal.name)])


def _indicator(passage: Passage, goal: Goal) -> Indicator:
    string = passage.string
    level1 = string[slice(*goal.level1)] if goal.level1 else None
    level2, name = string[slice(*goal.level2)], string[slice(*goal.name)]
    category, kind = classify(level1, level2, name)
    place = goal.places.get(Aim.ACTUAL) or goal.places[Aim.TARGET]
    indicator = Indicator(
        row=passage.place(*place),
        category=category,
        kind=kind,
        level1=Stated(level1, passage.printed(*goal.level1)) if level1 and goal.level1 else None,
        level2=Stated(level2, passage.printed(*goal.level2)),
        level3=Stated(name, passage.printed(*goal.name)),
    )
    if (target := goal.values.get(Aim.TARGET)) is not None:
        indicator = replace(
            indicator,
            target_text=_text(passage, target),
            target_operator=_operator(passage, target),
            target_value=_number(passage, target),
            target_unit=_unit(passage, target),
        )
    if (actual := goal.values.get(Aim.ACTUAL)) is not None:
        indicator = replace(
            indicator,
            actual_text=_text(passage, actual),
            actual_operator=_operator(passage, actual),
            actual_value=_number(passage, actual),
            actual_unit=_unit(passage, actual),
        )
    return indicator


def _text(passage: Passage, value: _Value) -> Stated[str]:
    return Stated(passage.string[slice(*value.span)], passage.printed(*value.span))


def _operator(passage: Passage, value: _Value) -> Stated[str]:
    return Stated(value.reading.operator, passage.printed(*value.span))


def _number(passage: Passage, value: _Value) -> Stated[Decimal] | None:
    reading = value.reading
    if reading.value is None:
        return None
    a, b = reading.value_span
    return Stated(reading.value, passage.printed(value.span[0] + a, value.span[0] + b))


def _unit(passage: Passage, value: _Value) -> Stated[str] | None:
    reading = value.reading
    if reading.unit is None or reading.operator == Operator.QUALITATIVE:
        return None
    a, b = reading.unit_span
    return Stated(reading.unit, passage.printed(value.span[0] + a, value.span[0] + b))
