"""What was hoped for and what came of it, told in two sentences: 项目目标：开放300天，办展6场。完成情况：开放318天，办展7场。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.prose.readers.targets.names import SHORTEST_NAME, Span, name_at, share_words
from ziping.parsers.prose.readers.targets.told import closed, unit_of
from ziping.parsers.text.numbers import find_quantities
from ziping.parsers.text.punctuation import SENTENCE_END
from ziping.parsers.text.units import POINT

_GOALS = shaped(
    r"(?:^|(?<=[。；;\n]))\s*(?:[该本此]?(?:{targets.aim_of})?)?(?:{targets.marker_times})*"
    r"(?:{targets.sure_target_markers}|{targets.target_markers}|{targets.target_openers})"
    r"(?:{targets.target_verbs})*\s?[：:]?\s?"
)
_OUTCOMES = shaped(
    r"\s*(?:[该本此]?(?:{targets.aim_of})?)?(?:(?:{grammar.until})[^，。；]{0,12}[，,])?"
    r"(?:{grammar.this_year}|{targets.outcome_times}|{phrases.so_far}|{targets.outcome_signs}|{targets.sure_result_markers})+"
    r"(?:{targets.result_verbs})*[，,]?\s?[：:]?\s?"
)
_TIMES = shaped(r"(?:{targets.aim_times})+")
_SCALE = re.compile("^[十百千万亿]+(?=.)")
_PAUSES = "，,、；;：:。"
_MONEY = "元"
_SENTENCES = 2  # that may tell what came of the goals of one


@dataclass(frozen=True, slots=True)
class Listed:
    """One that both sentences tell.

    Attributes:
        name, target: Where they stand in the sentence of goals.
        actual: Where the result stands.
        told: Where the clause begins that tells it.
    """

    name: Span
    target: Span
    actual: Span
    told: int


@dataclass(frozen=True, slots=True)
class _Value:
    begin: int  # of its clause
    span: Span
    unit: str


def find_lists(string: str, start: int, stop: int) -> Iterator[Listed]:
    """What a sentence that opens with a word for goals lists, and the next one, that opens with one for results, lists again:
    in the same unit, and where a word of the name comes again or the unit is that of nothing else in either."""
    for goals in _GOALS.finditer(string, start, stop):
        end = _end(string, goals.end(), stop)
        outcomes = _OUTCOMES.match(string, min(end + 1, stop), stop)
        if outcomes is None:
            continue
        last = end
        for _ in range(_SENTENCES):
            last = _end(string, min(last + 1, stop), stop)
        yield from _matched(string, _values(string, goals.end(), end), _values(string, outcomes.end(), last))


def _end(string: str, start: int, stop: int) -> int:
    found = SENTENCE_END.search(string, start, stop)
    return found.start() if found is not None else stop


def _values(string: str, start: int, stop: int) -> list[_Value]:
    """The figures of a stretch but money and points, each with where its clause begins."""
    found, at = [], start
    for figure in (f.moved(start) for f in find_quantities(string[start:stop])):
        unit = unit_of(string, figure)
        if unit and figure.quantity.unit != POINT and not unit.endswith(_MONEY):
            begin = max(at, *(string.rfind(p, at, figure.operator_start) + 1 for p in _PAUSES))
            found.append(_Value(begin, closed(string, figure), _SCALE.sub("", unit)))
        at = figure.operator_stop
    return found


def _matched(string: str, goals: Sequence[_Value], outcomes: Sequence[_Value]) -> Iterator[Listed]:
    left = list(outcomes)
    for goal in goals:
        name = name_at(string, goal.begin, goal.span[0])
        if name is None:
            continue
        if (times := _TIMES.match(string, *name)) is not None and name[1] - times.end() >= SHORTEST_NAME:
            name = times.end(), name[1]
        like = [v for v in left if v.unit == goal.unit]
        told = [v for v in like if share_words(string[slice(*name)], string[v.begin : v.span[0]])]
        alone = len([g for g in goals if g.unit == goal.unit]) == len(like) == 1
        one = told[0] if told else like[0] if alone and goal.unit not in ("%", "％") else None
        if one is not None:
            left.remove(one)
            yield Listed(name, goal.span, one.span, one.begin)
