"""Targets and actuals in sentences: （1）质量指标：养老金领取资格认证率达到100%。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.parsers.lexicon import classify, level_of_name
from ziping.parsers.lexicon.prose import GoalWords, goal_words
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.readers.level_names import level_told, split_chain
from ziping.parsers.prose.readers.target_statements import (
    Aim,
    Goal,
    Head,
    Value,
    read_statement,
)
from ziping.parsers.text.normalise import bare
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Indicator, Stated

# 数量指标：, 产出指标—数量指标:, 质量指标完成情况。; the words before the sign must be the usual name of a level
_LABEL = re.compile(r"(?P<label>[一-鿿（）()—–\-]{2,20}?)(?P<done>完成情况|实现情况)?(?P<sign>[：:])")
_HEADING_END = re.compile(r"(?:(?:完成|实现)?情况)?(?:分析|说明)?(?:[（(][^（）()]*[）)])?[：:。.]*$")
_PIECES = re.compile(r"[；;]|(?<=[^\d])[，,](?=[^，,；;。]*\d)")
_END = re.compile(r"[。\n]")
# These go on about the figure before: 满意度90%，较上年提高2%
_GOES_ON = re.compile(r"\s*(?:较|比|同比|环比|与|其中|占|超|完成率|增长|下降|提高|提升|减少|增加|共|合计|即)")
# Where the points of the indicator begin: 培训16期，得10分
_POINTS = re.compile(
    r"[，,；;（(、]\s*(?:[该此本]项?指标|本项目|单位)?(?:自评)?(?:得|分值|满分|权重|自评|扣)[^，。；]{0,5}\d"
)
_AIM_NEXT = re.compile(r"\s*(?:年度|年初|全年|预期)*(?:目标值?|指标值|计划值?)(?![的为]?[一-鿿]{2})")
_LONGEST_STATEMENT = 90
_LONGEST_PLAIN = 40  # characters of a statement whose label is not called 指标
_SECOND = 2


@dataclass(frozen=True, slots=True)
class Goals:
    """Indicators told by target and actual.

    Attributes:
        stretches: What tells them, by offset.
        alone: For each indicator the items of the outline that speak of it and of no other.
    """

    indicators: tuple[Indicator, ...] = ()
    stretches: tuple[tuple[int, int], ...] = ()
    alone: tuple[frozenset[int], ...] = ()

    def of_item(self, item: int) -> int | None:
        """The indicator of which an item speaks alone; None when there is none."""
        return next((k for k, items in enumerate(self.alone) if item in items), None)


def read_goals(passage: Passage, outline: Outline) -> Goals:
    """The indicators of the passage; the same one told as target and again as actual is one."""
    goals: list[Goal] = []
    for item in range(len(outline.items)):
        told = [_bring_together(passage, goals, goal) for goal in _item_goals(passage, outline, item)]
        if len(told) == 1:
            told[0].items.add(item)
    stretches = tuple(span for g in goals for span in g.places.values())
    return Goals(tuple(_indicator(passage, g) for g in goals), stretches, tuple(frozenset(g.items) for g in goals))


def _item_goals(passage: Passage, outline: Outline, item: int) -> Iterator[Goal]:
    head = _head(passage, outline, item)
    if head is None:
        return
    string, stop = passage.string, outline.items[item].stop
    for ending in (_END, _POINTS):
        end = ending.search(string, head.body, stop)
        stop = end.start() if end is not None else stop
    start = head.body
    cuts = [m.span() for m in _PIECES.finditer(string, start, stop)]
    for a, b in [*cuts, (stop, stop)]:
        if b < stop and goal_words().actual.match(string, b, stop):
            continue  # 目标500人，实际完成520人
        if b < stop and _AIM_NEXT.match(string, b, stop) and not any(c.isdigit() for c in string[start:a]):
            continue  # 服务对象满意度，目标值≥85%
        span = passage.trimmed(start, a)
        longest = _LONGEST_PLAIN if head.plain else _LONGEST_STATEMENT
        if 1 < span[1] - span[0] <= longest and not _GOES_ON.match(string, start, a):
            goal = read_statement(passage, head, span)
            if not head.bare or len(goal.values) > 1:
                yield goal
        start = b


def _head(passage: Passage, outline: Outline, item: int) -> Head | None:
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
            level1 = levels[0] if len(levels) > 1 else None
            if level1 is None and level_told(name) == 1 and _beside_level1(passage, outline, item):
                level1 = levels[-1]  # 满意度指标 beside 产出指标 and 效益指标 is both
            level1 = level1 or _level1_above(passage, outline, item)
            return Head(level1, levels[-1], plain, aim, match.end())
    level2 = _level2_above(passage, outline, item)
    if level2 is None:
        return None
    bare = not outline.items[item].style
    return Head(_level1_above(passage, outline, item), level2, False, aim, body, bare)


def _level1_above(passage: Passage, outline: Outline, item: int) -> tuple[int, int] | None:
    """产出指标 as a heading above an item."""
    for above in outline.ancestors(item):
        start, stop = _heading(passage, outline, above)
        if level_told(passage.string[start:stop]) == 1:
            return start, stop
    return None


def _beside_level1(passage: Passage, outline: Outline, item: int) -> bool:
    """Whether a numbered item stands among others whose headings name first levels."""
    here = outline.items[item]
    beside = (
        k
        for k, i in enumerate(outline.items)
        if k != item and i.style and (i.parent, i.style) == (here.parent, here.style)
    )
    names = (re.split(r"[：:]", passage.string[slice(*_heading(passage, outline, k))])[0] for k in beside)
    return any(level_told(n) == 1 for n in names)


def _names_level2(name: str) -> bool:
    return (level_of_name(name) == _SECOND or name.endswith(("指标", "目标"))) and classify(None, name)[1] != "other"


def _heading(passage: Passage, outline: Outline, item: int) -> tuple[int, int]:
    """The heading of an item without points, 完成情况 and the like."""
    start, stop = passage.trimmed(*outline.heading(item))
    end = _HEADING_END.search(passage.string, start, stop)
    return start, end.start() if end is not None else stop


def _level2_above(passage: Passage, outline: Outline, item: int) -> tuple[int, int] | None:
    """数量指标 as the heading right above an item."""
    parent = outline.items[item].parent
    if parent < 0:
        return None
    start, stop = _heading(passage, outline, parent)
    return (start, stop) if stop > start and _names_level2(passage.string[start:stop]) else None


def _aim(outline: Outline, item: int) -> Aim | None:
    """What the headings above say of the statements below them; the nearest that says anything counts."""
    known = goal_words()
    for above in outline.ancestors(item):
        heading = outline.heading_text(above)
        if _names_level2(heading.rstrip("：:。.")):
            continue  # 数量指标 says nothing; 数量指标完成情况 does
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


def _bring_together(passage: Passage, goals: list[Goal], goal: Goal) -> Goal:
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
        return known
    goals.append(goal)
    return goal


def _key(passage: Passage, goal: Goal) -> tuple[str, str]:
    return bare(passage.string[slice(*goal.level2)]).removesuffix("指标"), bare(passage.string[slice(*goal.name)])


def _indicator(passage: Passage, goal: Goal) -> Indicator:
    level1, level2 = _text(passage, goal.level1), _text(passage, goal.level2)
    level3 = _text(passage, goal.name)
    category, kind = classify(*(None if t is None else t.value for t in (level1, level2, level3)))
    indicator = Indicator(
        row=passage.place(*(goal.places.get(Aim.ACTUAL) or goal.places[Aim.TARGET])),
        category=category,
        kind=kind,
        level1=level1,
        level2=level2,
        level3=level3,
    )
    return with_values(passage, indicator, goal.values)


def with_values(passage: Passage, indicator: Indicator, values: Mapping[Aim, Value]) -> Indicator:
    """The indicator with what is told as its target and as its actual."""
    if (target := values.get(Aim.TARGET)) is not None:
        indicator = replace(
            indicator,
            target_text=_text(passage, target.span),
            target_operator=_operator(passage, target),
            target_value=_number(passage, target),
            target_unit=_unit(passage, target),
        )
    if (actual := values.get(Aim.ACTUAL)) is not None:
        indicator = replace(
            indicator,
            actual_text=_text(passage, actual.span),
            actual_operator=_operator(passage, actual),
            actual_value=_number(passage, actual),
            actual_unit=_unit(passage, actual),
        )
    return indicator


def _text(passage: Passage, span: tuple[int, int] | None) -> Stated[str] | None:
    return None if span is None else Stated(passage.string[slice(*span)], passage.printed(*span))


def _operator(passage: Passage, value: Value) -> Stated[str]:
    return Stated(value.reading.operator, passage.printed(*value.span))


def _number(passage: Passage, value: Value) -> Stated[Decimal] | None:
    reading, start = value.reading, value.span[0]
    if reading.value is None:
        return None
    a, b = reading.value_span
    return Stated(reading.value, passage.printed(start + a, start + b))


def _unit(passage: Passage, value: Value) -> Stated[str] | None:
    reading, start = value.reading, value.span[0]
    if reading.unit is None or reading.operator == Operator.QUALITATIVE:
        return None
    a, b = reading.unit_span
    return Stated(reading.unit, passage.printed(start + a, start + b))
