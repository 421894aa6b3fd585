"""Targets and actuals in sentences: （1）质量指标：养老金领取资格认证率达到100%。"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon import classify
from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.readers.targets.evidence import is_indicator, siblings
from ziping.parsers.prose.readers.targets.goals import Goals
from ziping.parsers.prose.readers.targets.heads import heads_of
from ziping.parsers.prose.readers.targets.names import Span, gaps
from ziping.parsers.prose.readers.targets.pair import Pair
from ziping.parsers.prose.readers.targets.pairs import find_pairs
from ziping.parsers.prose.readers.targets.stretches import Apart, find_apart
from ziping.parsers.prose.readers.targets.target_statements import (
    Aim,
    Goal,
    Head,
    Value,
    read_pair,
    read_statement,
)
from ziping.parsers.text.enumerators import WORD
from ziping.parsers.text.normalise import bare
from ziping.parsers.text.punctuation import HAN, SENTENCE_END, STATEMENT_END, up_to
from ziping.parsers.text.stated_values import StatedValue, with_actual, with_target
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Indicator, Stated

_NUMBERED = re.compile(rf"[。；;\s]*(?:{WORD})")
_PIECES = re.compile(r"[；;]|(?<=[^\d])[，,](?=[^，,；;。]*\d)")
# These go on about the figure before: 满意度90%，较上年提高2%
_GOES_ON = shaped(
    r"\s*(?:{targets.other_statements}"
    r"|(?:[该此本]项?(?:{grammar.indicators})?)?(?:{scores.self_scored})?(?:{scores.points_or_lost})[为是共：:]?\s?\d)"
)
# Where the points of the indicator begin: 培训16期，得10分
_POINTS = shaped(
    r"[，,；;（(、]\s*(?:{scores.item_named})?(?:{scores.self_scored})?(?:{scores.points_begin})[^，。；]{0,5}\d"
)
_AIM_NEXT = shaped(r"\s*(?:{targets.plan_times})*(?:{targets.target_values})(?![的为]?[一-鿿]{2})")
_LONGEST_STATEMENT = 90
_LONGEST_PLAIN = 40  # characters of a statement whose label is not called 指标


def read_goals(passage: Passage, outline: Outline, scored: Collection[int] = ()) -> Goals:
    """The indicators of the passage; the same one told as target and again as actual is one. `scored`: where the total score of
    the subject is told: what was planned and done right before it is what is scored."""
    goals: list[Goal] = []
    judged = frozenset(map(outline.item_at, scored))
    apart = tuple(find_apart(passage.string, outline))
    taken: list[Span] = []  # what is told of goals of other items
    for item in range(len(outline.items)):
        found = _item_goals(passage, outline, item, _Around(apart, taken, item in judged))
        told = [_bring_together(passage, goals, goal) for goal in found]
        if len(told) == 1:
            told[0].items.add(item)
    return Goals(
        tuple(_indicator(passage, g) for g in goals),
        tuple(span for g in goals for span in g.places.values()),
        tuple(v.span for g in goals if _told_at_once(g) for v in g.values.values()),
        tuple(tuple(g.places.values()) for g in goals),
        tuple(g.name for g in goals),
        tuple(frozenset(g.items) for g in goals),
        tuple(g.reach for g in goals),
        frozenset(k for k, g in enumerate(goals) if _told_at_once(g)),
    )


def _told_at_once(goal: Goal) -> bool:
    return len(goal.values) > 1 and len(set(goal.places.values())) == 1


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of a passage when an item of it is read.

    Attributes:
        apart: Goals whose results are told further on.
        taken: The values of such goals and results that were read, added to by every item.
        judged: Whether the item tells the total score.
    """

    apart: Sequence[Apart]
    taken: list[Span]
    judged: bool


def _item_goals(passage: Passage, outline: Outline, item: int, around: _Around) -> Iterator[Goal]:
    """The indicators that an item tells: pairs of target and result anywhere in it; where the item names the kind of
    indicator itself, also what its first sentence says of one of the two."""
    string = passage.string
    for head, stop in heads_of(passage, outline, item):
        levelled = head.level2 is not None or head.level1 is not None
        in_parts = levelled or head.numbered or head.called_indicators
        begun = [a for a in around.apart if head.body < a.goals[0] <= stop + 1]  # also goals that begin below a heading
        last = max((stop, *(a.results[1] for a in begun)))
        told = find_pairs(string, (head.body, last), levelled=in_parts, apart=begun)
        told = [p for p in told if (p.answer or p.span[0] < stop) and not _is_taken((p.target, p.actual), around.taken)]
        around.taken.extend(span for p in told if p.answer for span in (p.target, p.actual))
        pairs = siblings(string, told, [p for p in told if is_indicator(string, head, p, judged=around.judged)])
        for pair in pairs:
            yield read_pair(passage, _head_of(passage, outline, pair, head), pair, _reach(string, pair, told, stop))
        for goal in () if head.bare else _single(passage, head, pairs, stop):
            if not _is_taken([v.span for v in goal.values.values()], around.taken):
                yield goal


def _head_of(passage: Passage, outline: Outline, pair: Pair, head: Head) -> Head:
    """The kind of indicator that is named above the target of a pair, else above a result told further on."""
    for offset in () if pair.answer is None else (pair.target[0], pair.actual[0]):
        for own, stop in heads_of(passage, outline, outline.item_at(offset)):
            if own.body <= offset < stop and (own.level1 is not None or own.level2 is not None):
                return own
    return head


def _is_taken(values: Iterable[Span], taken: Sequence[Span]) -> bool:
    return any(a < stop and start < b for a, b in taken for start, stop in values)


def _reach(string: str, pair: Pair, told: Sequence[Pair], stop: int) -> tuple[int, int]:
    """A pair up to the next one, or to the end of its part of a sentence; the result alone of one that is told further on."""
    if pair.answer is not None:
        return pair.answer
    following = min((p.span[0] for p in told if p.span[0] >= pair.span[1]), default=stop)
    return pair.span[0], up_to(STATEMENT_END, string, pair.span[1], following)


def _single(passage: Passage, head: Head, pairs: Sequence[Pair], stop: int) -> Iterator[Goal]:
    string = passage.string
    for ending in (SENTENCE_END, _POINTS):
        stop = up_to(ending, string, head.body, stop)
    for begin, close in gaps([p.span for p in pairs if p.span[1] <= stop], head.body, stop):
        if any(begin < p.span[1] and p.span[0] < close for p in pairs):
            continue
        behind = any(begin == p.span[1] for p in pairs)
        # behind a pair a stretch goes on with what is said on of it (，未达标; ，19个地块中有17个按期完工)
        start = up_to(STATEMENT_END, string, begin, close) if behind else begin
        if (number := _NUMBERED.match(string, start, close)) is not None:
            start = number.end()  # 第一，培训班次…
        cuts = [m.span() for m in _PIECES.finditer(string, start, close)]
        for a, b in [*cuts, (close, close)]:
            if b < close and _AIM_NEXT.match(string, b, close) and not any(c.isdigit() for c in string[start:a]):
                continue  # 服务对象满意度，目标值≥85%
            span = passage.trimmed(start, a)
            longest = _LONGEST_PLAIN if head.plain else _LONGEST_STATEMENT
            goes_on = _GOES_ON.match(string, start, a) is not None
            if 1 < span[1] - span[0] <= longest and not goes_on and HAN.search(string, *span):
                yield read_statement(passage, head, span, (span[0], up_to(STATEMENT_END, string, span[1])))
            start = b


def _bring_together(passage: Passage, goals: list[Goal], goal: Goal) -> Goal:
    """Adds the goal, or what it says anew to the same one told before. Told twice without a heading, the
    second time is the result."""
    for known in goals:
        if _key(passage, known) != _key(passage, goal) or _is_another(known, goal):
            continue
        for aim, value in goal.values.items():
            free = aim if aim not in known.values else Aim.ACTUAL
            if free not in known.values:
                known.values[free] = value
                known.places[free] = goal.places[aim]
        return known
    goals.append(goal)
    return goal


def _is_another(known: Goal, goal: Goal) -> bool:
    """高血压患者120人，规范管理率目标60%，实际73%；糖尿病患者80人，规范管理率目标60%，实际71%: two of one name, each told with both."""
    both = [{aim: v.reading.value for aim, v in g.values.items()} for g in (known, goal)]
    return all(len(g) > 1 for g in both) and both[0] != both[1]


def _key(passage: Passage, goal: Goal) -> tuple[str, str]:
    level = goal.level2 or goal.level1
    kind = bare(passage.string[slice(*level)]).removesuffix(name_of("grammar.indicators")) if level is not None else ""
    return kind, bare(passage.string[slice(*goal.name)])


def _indicator(passage: Passage, goal: Goal) -> Indicator:
    level1, level2, level3 = map(passage.stated, (goal.level1, goal.level2, goal.name))
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
        indicator = with_target(indicator, _stated(passage, target))
    if (actual := values.get(Aim.ACTUAL)) is not None:
        indicator = with_actual(indicator, _stated(passage, actual))
    return indicator


def _stated(passage: Passage, value: Value) -> StatedValue:
    reading, start, printed = value.reading, value.span[0], passage.printed(*value.span)
    number = unit = None
    if reading.value is not None:
        number = Stated(reading.value, passage.printed(*(start + at for at in reading.value_span)))
    if reading.unit is not None and reading.operator != Operator.QUALITATIVE:
        unit = Stated(reading.unit, passage.printed(*(start + at for at in reading.unit_span)))
    return StatedValue(passage.stated(value.span), Stated(reading.operator, printed), number, unit)
