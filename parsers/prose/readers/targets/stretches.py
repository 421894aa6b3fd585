"""Where running text tells goals, and further on what came of them: 年度目标：开放300天，办展6场。完成情况：开放318天，办展7场。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.layers.passage import BREAK
from ziping.parsers.prose.readers.targets.names import Span
from ziping.parsers.text.enumerators import DECIMAL, DECIMALS, ITEM, WORD
from ziping.parsers.text.punctuation import DIGIT, SENTENCE_END, up_to

_LONGEST = 2_000  # characters of goals, and of the results behind them
_PARAGRAPH_END = re.compile(BREAK)
_NUMBER = rf"\s*(?:{DECIMALS}|{DECIMAL}|{ITEM}|{WORD})?\s*"
_AT_SENTENCE = r"(?:^|(?<=[。\n；;]))" + _NUMBER
_AT_CLAUSE = r"(?:^|(?<=[。\n；;，,：:）)、]))" + _NUMBER
_YEAR = r"(?:20\d\d\s?年?度?)?"
_SIGN = r"\s*(?:[：:。\n]|[为是](?:[：:])?)"
_GOALS = shaped(
    _AT_CLAUSE + rf"{_YEAR}(?:(?P<announced>{{targets.goals_announced}}){_SIGN}"
    r"|(?:{targets.marker_times})*(?:{targets.plans_announced})(?=\s?[一-鿿\d]))"
)
_TIME = rf"(?:(?:{{grammar.until}})[^，。；、]{{1,12}}[，,]|{_YEAR}(?:{{targets.result_times}}|{{grammar.this_year}})[末底内，,]*)"
_SAID = rf"(?:{_TIME})?{_YEAR}(?:{{targets.results_announced}}){_SIGN}|(?:{_TIME})?(?:{{targets.results_really}})"
_HEADING = shaped(rf"{_YEAR}(?:{{targets.results_announced}}){_SIGN}")
_ANNOUNCED = re.compile(_AT_CLAUSE + _HEADING.pattern)
_REALLY = shaped(_AT_CLAUSE + rf"(?:{_TIME})*(?:{{targets.results_really}})")
_TIMED = shaped(_AT_SENTENCE + rf"(?:{_TIME})+(?:{{targets.results_really}})?")


@dataclass(frozen=True, slots=True)
class Apart:
    """Goals, and what came of them further on.

    Attributes:
        goals, results: The stretches that tell them, without the words that announce them.
        announced: Whether the goals are called goals (年度目标：), and not only planned (计划新建).
        likely: Whether words say that the second stretch tells results; without them only the same names do.
    """

    goals: Span
    results: Span
    announced: bool
    likely: bool = True


def find_apart(string: str, outline: Outline) -> Iterator[Apart]:
    """Every stretch of goals with that of its results, in order; none reaches into another's goals."""
    at = 0
    while (goals := _GOALS.search(string, at)) is not None:
        at = goals.end()
        told = _announced(string, outline, goals) if goals["announced"] else _planned(string, goals)
        if told is None or not DIGIT.search(string, *told.goals):
            continue
        following = _next_goals(string, *told.results)
        told = Apart(told.goals, (told.results[0], following), told.announced, told.likely)
        if DIGIT.search(string, *told.results):
            yield told
            at = max(at, told.goals[1])


def _next_goals(string: str, start: int, stop: int) -> int:
    following = _GOALS.search(string, start, stop)
    return stop if following is None else following.start()


def _planned(string: str, goals: re.Match[str]) -> Apart | None:
    """计划新建5座、改建3座，实际新建5座、改建3座: results in the same sentence, or at the front of the next one of the paragraph."""
    stop = up_to(SENTENCE_END, string, goals.end())
    results = _REALLY.search(string, goals.end(), stop)
    if results is not None:
        return Apart((goals.end(), results.start()), (results.end(), stop), announced=False)
    if string[stop : stop + 1] in ("", BREAK):
        return None
    last = up_to(SENTENCE_END, string, stop + 1)
    told = next((m for p in (_ANNOUNCED, _REALLY, _TIMED) if (m := p.match(string, stop + 1, last))), None)
    return None if told is None else Apart((goals.end(), stop), (told.end(), last), announced=False)


def _announced(string: str, outline: Outline, goals: re.Match[str]) -> Apart | None:
    """年度目标：… 完成情况：…: results in the same paragraph or below the same heading, right behind, or below a heading beside it."""
    item = outline.item_at(goals.start("announced"))
    begin, paragraph = goals.end(), up_to(_PARAGRAPH_END, string, goals.end() - 1)
    stop = min(max(paragraph, _below(outline, item)), begin + _LONGEST)
    first = up_to(SENTENCE_END, string, begin)
    results = (
        _ANNOUNCED.search(string, begin, stop)
        or _ANNOUNCED.match(string, stop + 1)
        or _beside(string, outline, item, stop)
        or _REALLY.search(string, begin, stop)
        or _TIMED.search(string, first, stop)
        or _REALLY.match(string, stop + 1)
        or _TIMED.match(string, stop + 1)
    )
    if results is not None:
        told = (begin, min(results.start(), stop)), (results.end(), _results_end(string, outline, results))
        return Apart(*told, announced=True)
    return Apart((begin, first), (first + 1, paragraph), announced=True, likely=False) if first < paragraph else None


def _beside(string: str, outline: Outline, item: int, start: int) -> re.Match[str] | None:
    """The heading of results beside that of the goals or one above it: （一）绩效目标 … （二）资金情况 … （三）目标完成情况."""
    levels = {(outline.items[k].parent, outline.items[k].style) for k in (item, *outline.ancestors(item))}
    for k in range(outline.item_at(start) + 1, len(outline.items)):
        other = outline.items[k]
        if other.style and (other.parent, other.style) in levels:
            told = _HEADING.match(string, other.body)
            if told is not None:
                return told
    return None


def _results_end(string: str, outline: Outline, results: re.Match[str]) -> int:
    """Where results end: with their paragraph, or with all that stands below their heading."""
    item = outline.item_at(results.end() - 1)
    paragraph = up_to(_PARAGRAPH_END, string, results.end() - 1)
    heads = outline.items[item].start <= results.start() <= outline.items[item].body
    return min(max(paragraph, _below(outline, item)) if heads else paragraph, results.end() + _LONGEST)


def _below(outline: Outline, item: int) -> int:
    """Where what stands below an item ends."""
    k = item + 1
    while k < len(outline.items) and item in outline.ancestors(k):
        k += 1
    return outline.items[k - 1].stop
