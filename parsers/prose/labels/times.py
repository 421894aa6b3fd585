"""Of which year a figure is told, and whether it was planned, adjusted, received or spent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import state_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause

_YEAR = shaped(
    r"(?P<year>(?:19|20)\d\d)\s?年|(?P<last>{grammar.last_year})|(?P<before>{grammar.year_before_last})|(?P<this>{grammar.this_year_told})"
)
_COMPARED = shaped(r"(?:{grammar.compared_tail})\s?$")
_NOT_A_YEAR = shaped(r"\s?(?:{grammar.left_from_before})")  # 上年结转 is this year's money
_EVENT_BEFORE = shaped(r"(?:{grammar.event_before_year})\s?$")
_EVENT_BEHIND = shaped(r"\s?(?:{grammar.event_behind_year})")
_NO_STATE = shaped("{grammar.no_state}")
_PLANNED_SPENDING = shaped("{grammar.planned_spending}")
_PAPERS = shaped(r"《[^《》]{0,90}》|{phrases.cited_without_quotes}")  # 《关于下达资金的通知》 hands nothing down
_UNQUOTED = shaped("{phrases.cited_without_quotes}")
_BLANK = "\0"
_AIMS = shaped("{grammar.aims_opener}")
_DONE = shaped("{grammar.aims_end}")
_LONGEST_EVENT = 4  # characters of a word before the year of an event
_SPAN = re.compile(r"\d{4}年?\s?[-—–－~～至]{1,2}\s?$")  # 2016-2025年 is no year


@dataclass(frozen=True, slots=True)
class Time:
    """The year of a figure: `year` as printed, or `back` years from the report's own (0 for 本年, -1 for 上年)."""

    year: int | None = None
    back: int | None = None


def time_of(clauses: Clauses, named: Mention) -> Time | None:
    """The year that the words of a figure name, else the sentence before it; None where nothing says it."""
    figure = named.figure
    own = _last_year(clauses.string, named.lead, figure.outer_start, compared=True)
    if own is not None:
        return own
    start = clauses.before(figure.outer_start, -1, Pause.SENTENCE)
    return _last_year(clauses.string, start, named.lead, compared=False, within=_brackets_around(clauses, named.lead))


def _brackets_around(clauses: Clauses, offset: int) -> Callable[[int], bool]:
    """Whether a place stands in a bracket around `offset`, or in none: a year told in brackets ends with them."""
    around = {OUTSIDE}
    bracket = clauses.bracket_at(offset)
    while bracket != OUTSIDE:
        around.add(bracket)
        bracket = clauses.outer(bracket)
    return lambda place: clauses.bracket_at(place) in around


def _last_year(
    string: str, start: int, stop: int, *, compared: bool, within: Callable[[int], bool] = lambda _: True
) -> Time | None:
    found = None
    papers = [m.span() for m in _UNQUOTED.finditer(string, start, stop) if string[m.start() - 1 : m.start()] != "《"]
    for match in _YEAR.finditer(string, start, stop):
        cited = any(
            a <= match.start() < b for a, b in papers
        )  # the year of a paper is not that of what it is cited for
        if cited or _NOT_A_YEAR.match(string, match.end()) or not within(match.start()):
            continue
        if not compared and _COMPARED.search(string, max(0, match.start() - 2), match.start()):
            continue
        if match["year"] and _is_of_event(string, match):
            continue
        year = match["year"]
        back = -1 if match["last"] else -2 if match["before"] else 0
        found = Time(int(year)) if year else Time(back=back)
    return found


def _is_of_event(string: str, year: re.Match[str]) -> bool:
    """成立于1964年, 自1982年有记录以来, 2016-2025年: whether a year is that of something that came about once, or ends a span."""
    before = max(0, year.start() - _LONGEST_EVENT)
    if _EVENT_BEFORE.search(string, before, year.start()) or _EVENT_BEHIND.match(string, year.end()):
        return True
    return _SPAN.search(string, max(0, year.start() - 2 * _LONGEST_EVENT), year.start()) is not None


def is_earlier(clauses: Clauses, one: Mention, other: Mention) -> bool:
    """Whether a figure is told of an earlier year than another one."""
    return _order(time_of(clauses, one), time_of(clauses, other)) < 0


def _order(one: Time | None, other: Time | None) -> int:
    """The years from `other` to `one`; 0 where they cannot be compared."""
    if one is None:
        return 0
    if one.back is not None:
        if other is None or other.back is None:
            return min(one.back, 0)
        return one.back - other.back
    if other is not None and one.year is not None and other.year is not None:
        return one.year - other.year
    return 0


def state_of(label: str, lead: str) -> str | None:
    """`planned`, `adjusted`, `received` or `actual`, by the last word of the name that says so, else of the words
    before the figure; None where none does."""
    return _last_state(label) or _last_state(lead)


def is_aim(clauses: Clauses, named: Mention) -> bool:
    """年度目标：一是新建管网12公里；二是…: whether a figure stands in a list of what is aimed at, and nothing says that it was done."""
    start, _ = clauses.sentence(named.figure.start)
    ends = [opener.end() for opener in _AIMS.finditer(clauses.string, start, named.figure.start)]
    return bool(ends) and _DONE.search(clauses.string, ends[-1], named.figure.start) is None


def _last_state(text: str) -> str | None:
    if _PLANNED_SPENDING.search(text):
        return "planned"
    text = _PAPERS.sub(lambda paper: _BLANK * len(paper[0]), text)
    text = _NO_STATE.sub(lambda name: _BLANK * len(name[0]), text)
    last: dict[str, tuple[int, int]] = {}
    for state, pattern in state_words():
        for match in pattern.finditer(text):
            spot = (match.end(), match.end() - match.start())  # of two that end together the longer
            last[state] = max(spot, last.get(state, spot))
    best = max(last, key=lambda state: last[state], default=None)
    return "adjusted" if best == "planned" and "adjusted" in last else best  # 调整后预算
