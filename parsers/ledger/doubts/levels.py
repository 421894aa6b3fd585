"""Names of levels, targets and reasons that running text prints of indicators, and that no indicator has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ziping.parsers.ledger.doubts.context import EvaluationProse, ReadContext
from ziping.parsers.ledger.scan import scan
from ziping.parsers.lexicon import classify, level_of_name
from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.goals import goal_words
from ziping.parsers.text.enumerators import HAN
from ziping.parsers.text.normalise import plain
from ziping.schemas.document import Paragraph
from ziping.schemas.report import Indicator, Note, Section, Stated
from ziping.schemas.text import Printed

_HEAD = shaped(
    rf"\s*(?:[(（]?(?:\d{{1,2}}|{HAN})[)）、.．]\s?|[①-⑳■●◆▲►•◇▪➢○★☆]\s?|[一二三四五六七八九十]是)"
    r"(?P<name>[一-鿿]{2,12}?)(?:{doubts.about_level})?(?=$|[。；：:，,（(—\-\n]|\s)"
)
_REASON = shaped(r"(?:{doubts.lost_reason})\s?(?:{doubts.because_of}|：|:|，|,)+\s?(?P<said>[一-鿿]{4})")
_VALUE = shaped(r"(?:{doubts.value_label})\s?(?:{doubts.value_is}|：|:|[=≥≤><≧≦])*\s?(?P<figure>\d[\d,.]*)")
_PAIR = shaped(
    r"(?:{doubts.target_told})(?:为|是|：|:|[=≥≤><≧≦])*\s?(?P<figure>\d[\d,.]*)[^\d，,。；;]{0,5}[，,]"
    r"(?:{doubts.result_told})(?:为|是|：|:)?\s?(?P<result>\d[\d,.]*)"
)
_OF_INDICATORS = shaped("(?!{doubts.of_all_indicators})[一-鿿]{1,6}(?:{grammar.indicators})")
_OF_TARGETS = shaped("{doubts.level_of_targets}")
_PLANNED, _DONE = shaped("{doubts.planned_to_be}"), shaped("{doubts.came_to_be}")
_NO_WORK = ("CNY", "point")  # units of figures that are told of money and points
_SENTENCE_ENDS = re.compile(r"[。；;]")
_HEADING = re.compile(rf"\s*(?:(?P<chapter>{HAN}[、．.])|(?P<section>[（(]{HAN}[）)]))[^，。；;：:]{{2,24}}")
_FEWEST = 3
_DIFFERENT = 2  # levels in a row that are no accident
_SECOND = 2
_LONGEST_TAIL = 4  # characters behind the name of a level (质量|指标)
_LEAD = 8  # characters before the name of a figure
Level = Literal["level1", "level2"]


def unread_levels(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """The usual name of a level at the head of an item among the indicators, of which no value was made."""
    blocks = _blocks_of(context, prose.indicators)
    if not blocks:
        return
    for index in range(min(blocks) - 1, max(blocks) + 1):
        paragraph = context.paragraphs.get(index)
        match = _HEAD.match(paragraph.text.string) if paragraph is not None else None
        if paragraph is None or match is None or not _is_level(match["name"]):
            continue
        printed = paragraph.text.printed(*match.span("name"))
        if not context.is_value(printed):
            message = f"“{match['name']}” is the name of a level, but no indicator or subtotal has it"
            yield Note("unread-level", message, printed)


def levels_without_rows(context: ReadContext) -> Iterator[Note]:
    """Numbered paragraphs that begin with the name of a kind of indicators (1.数量指标：…；2.质量…) and tell something, also in
    words (社会效益指标：群众获得感明显增强), of which no value was made: where several kinds are told so, and where one beside them is in a word that nobody knows."""
    heads = tuple(h for h in _below_heads(context) if not _OF_TARGETS.search(h.name))
    kinds = {k for h in heads if not h.read and (k := _kind_of(h.name)) is not None}
    for before, head, after in zip((None, *heads), heads, (*heads[1:], None), strict=False):
        beside = any(h is not None and h.read and _kind_of(h.name) is not None for h in (before, after))
        alone = len(kinds) >= _DIFFERENT and _kind_of(head.name) is not None
        if head.told and not head.read and (alone or (beside and _OF_INDICATORS.fullmatch(head.name))):
            message = f"“{head.name}” begins like the name of a level, but no indicator or subtotal stands below it"
            yield Note("unread-level", message, head.printed)


def subtotals_without_rows(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A subtotal right before indicators that make up its points and stand below no level: 产出指标（50分）, and 20, 20 and 10."""
    named = (r for r in prose.indicators if r.level3 is not None)
    rows = sorted(named, key=lambda r: _reading_order(r.level3))
    places = [_reading_order(r.level3) for r in rows]
    sums = sorted(prose.sections, key=lambda s: _reading_order(s.label))
    starts = [bisect_left(places, _reading_order(s.label)) for s in sums]
    for subtotal, start, stop in zip(sums, starts, (*starts[1:], len(rows)), strict=False):
        below = rows[start:stop]
        alone = bool(below) and all(r.level1 is None and r.level2 is None for r in below)
        if alone and _makes_up(subtotal, below):
            label = subtotal.label
            message = f"“{label.value}” has just the points of the indicators below it, but none has it as its level"
            yield Note("unread-level", message, label.printed)


def _makes_up(subtotal: Section, rows: Sequence[Indicator]) -> bool:
    parts = [r.weight.value for r in rows if r.weight is not None]
    whole = subtotal.weight.value if subtotal.weight is not None else None
    return len(rows) == len(parts) and whole is not None and sum(parts) == whole


@dataclass(frozen=True, slots=True)
class _Below:
    """What stands below a numbered name.

    Attributes:
        told: Whether figures do, or more than a few words of one that is called indicators.
        read: Whether a value of an indicator or a subtotal was read there.
    """

    name: str
    printed: tuple[Printed, ...]
    told: bool
    read: bool


def _below_heads(context: ReadContext) -> Iterator[_Below]:
    """The names that numbered paragraphs begin with, each with the paragraphs up to the next."""
    found: list[tuple[re.Match[str], list[Paragraph]]] = []
    for paragraph in context.paragraphs.values():
        match = _HEAD.match(paragraph.text.string)
        if match is not None:
            found.append((match, []))
        if found:
            found[-1][1].append(paragraph)
    for match, below in found:
        words = sum(len(p.text.string) for p in below) - match.end()
        called = words > _LEAD and match["name"].endswith(words_of("grammar.indicators"))
        told = called or any(True for p in below for _ in scan(p.text.string))
        printed = below[0].text.printed(*match.span("name"))
        yield _Below(match["name"], printed, told, any(_holds_row(context, p) for p in below))


def _kind_of(name: str) -> str | None:
    """The kind of indicators that a name tells, or that stands in it before a word that nobody knows (质量|指标)."""
    beginnings = (name[:n] for n in range(len(name), max(1, len(name) - _LONGEST_TAIL) - 1, -1))
    kinds = (kind for b in beginnings if level_of_name(b) == _SECOND and (kind := classify(None, b)[1]) != "other")
    return next(kinds, None)


def _holds_row(context: ReadContext, paragraph: Paragraph) -> bool:
    """Whether a value of an indicator or a subtotal was read from a paragraph."""
    values = (v for p in paragraph.text.printed() for v in (*context.places.over(p), *context.places.within(p)))
    return any(v.table in ("indicators", "sections") for v in values)


def _is_level(name: str) -> bool:
    return level_of_name(name) is not None and not _OF_TARGETS.search(name)


def _blocks_of(context: ReadContext, rows: Sequence[Indicator]) -> frozenset[int]:
    """The paragraphs in which the names of indicators stand."""
    places = [(name.printed[0]) for r in rows if (name := r.level3 or r.level2) is not None]
    return frozenset(
        index
        for p in places
        for index in context.by_page.get(p.page, ())
        if any(
            piece.page == p.page and piece.box.holds(*p.box.middle) for piece in context.paragraphs[index].text.pieces
        )
    )


def levels_left_out(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """An indicator without a level, told behind the name of one that indicators after it have."""
    rows = sorted((r for r in prose.indicators if r.level3 is not None), key=lambda r: _reading_order(r.level3))
    for level in ("level1", "level2"):
        following: list[
            tuple[Stated[str], tuple[int, float, float]] | None
        ] = []  # the next level, the first one's place
        for row in reversed(rows):
            own, last = _level(row, level), following[-1] if following else None
            place = _reading_order(own)
            following.append(last if own is None else (own, min(place, last[1]) if last is not None else place))
        before: Stated[str] | None = None
        for number, row in enumerate(rows):
            name, own = row.level3, _level(row, level)
            later = following[-2 - number] if number + 1 < len(rows) else None
            if own is not None or name is None or later is None:
                before = own or before
                continue
            over = later[1] < _reading_order(name)
            between = before is not None and before.printed == later[0].printed
            if over or between:
                message = f"“{name.value}” is told below “{later[0].value}”, but does not have it as its level"
                yield Note("unread-level", message, name.printed)


def _level(row: Indicator, level: str) -> Stated[str] | None:
    return row.level1 if level == "level1" else row.level2


def _reading_order(stated: Stated[str] | None) -> tuple[int, float, float]:
    first: Printed | None = None if stated is None else stated.printed[0]
    return (0, 0.0, 0.0) if first is None else (first.page, first.box.bottom, first.box.x0)


def half_filled(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """An indicator with a target and no result, or the other way round, where all beside it have both; one whose result
    says no more than its name."""
    rows = [r for r in prose.indicators if r.target_text is not None or r.actual_text is not None]
    lacking = [r for r in rows if r.target_text is None or r.actual_text is None]
    for row in rows:
        name, result = row.level3 or row.level2, row.actual_text
        if name is None:
            continue
        if len(rows) >= _FEWEST and lacking == [row]:
            what = "target" if row.target_text is None else "result"
            message = f"“{name.value}” has no {what}, while all indicators told beside it have"
            yield Note("target-without-role", message, name.printed)
        if result is not None and row.target_text is None and plain(result.value) == plain(name.value):
            yield Note("two-readings", f"the result of “{name.value}” is its name: it may be none", result.printed)


def targets_without_role(context: ReadContext) -> Iterator[Note]:
    """A figure that is called a target or a result, and is that of no indicator."""
    told = any(s.indicators for s in context.prose)
    for paragraph in context.paragraphs.values():
        found = [*_VALUE.finditer(paragraph.text.string), *(_PAIR.finditer(paragraph.text.string) if told else ())]
        for match in found:
            printed = paragraph.text.printed(*match.span("figure"))
            if not any(v.table == "indicators" for p in printed for v in context.places.over(p)):
                message = f"“{match[0]}” is called a target or a result, but is that of no indicator"
                yield Note("target-without-role", message, printed)


def plans_without_role(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """计划修复古籍300册，全年修复286册 below a heading on what was reached: a plan, and behind it what was done in its unit, that no
    indicator has as its target and result."""
    for plan, done in pairwise(prose.facts):
        one, other = plan.fact, done.fact
        if one.unit != other.unit or one.unit in _NO_WORK or other.parent is not None or plan.block != done.block:
            continue
        if (
            one.value is None
            or plan.tables
            or done.tables
            or not _PLANNED.search(context.before(plan, len(one.label) + _LEAD))
        ):
            continue
        between = context.paragraphs[plan.block].text.string[plan.start + len(one.value_text) : done.start]
        told = _DONE.search(between) is not None and _SENTENCE_ENDS.search(between) is None
        # a report without indicators tells what was done, but where its paragraphs go by levels
        judged = prose.evaluation.indicators or _begins_with_level(context.paragraphs[plan.block])
        if told and judged and _is_on_results(context, plan.block):
            message = f"“{one.label}” is called a target or a result, but is that of no indicator"
            yield Note("target-without-role", message, one.value.printed)


def _begins_with_level(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with the name of a level: （一）数量方面。"""
    match = _HEAD.match(paragraph.text.string)
    return match is not None and level_of_name(match["name"]) is not None


def _is_on_results(context: ReadContext, block: int) -> bool:
    """Whether the nearest heading of a chapter above a paragraph, or above that, says that it tells of results."""
    heads = {}
    for k in context.paragraphs:
        if k <= block and (found := _HEADING.match(context.paragraphs[k].text.string)) is not None:
            heads[found.lastgroup] = found[0]
    return any(goal_words().actual_heading.search(h) or _OF_TARGETS.search(h) for h in heads.values())


def unread_reasons(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """Why points were taken off, said among indicators that have no such reason."""
    blocks = _blocks_of(context, prose.indicators)
    for index in sorted(blocks):
        for match in _REASON.finditer(context.paragraphs[index].text.string):
            printed = context.paragraphs[index].text.printed(*match.span("said"))
            if not context.is_value(printed):
                message = f"“{match[0]}…” says why points are missing, but no indicator has it as its reason"
                yield Note("unread-cell", message, printed)
