"""What running text calls the money of a project or department (`lexicon/money.toml`), compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ziping.parsers.lexicon.matching import VocabularyError, read_toml

SOURCES = ("current_year", "central", "provincial", "local", "own", "special_account", "carried_over", "other")
ROLES = ("annual", "named", "received", "executed", "transferred", "invested", "neither")
_FILE = "money.toml"
_LEVELS = ("级", "财政", "中央", "自筹", "自有", "自治区")


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """Patterns of the vocabulary. Names that end in `_tail` match at the end, in `_head` at the front.

    Attributes:
        role: Any word that says what a sum is, the longest first.
        roles: Which of `ROLES` each of those words is.
        initial: Before the role it makes of planned money that of the beginning of the year.
        adjusted: Before the role it makes of planned money what it was changed to.
        other_year: It tells of another year than the report's.
        planned_tail: Right before a verb of spending it makes of it what is to be spent.
        general: Words that name no money in particular.
        carrier_tail: What a name ends in that names money, or who has it.
        object_tail: What a name of money ends in that a verb stands before (发放补助资金).
        recipient_tail: Who is given money, behind the verb (下达我局18万元).
        rate_tail: What makes of the verb before it the name of its rate.
        against_tail: 完成预算的, 占全年预算数的.
        detail: A kind of spending that is never the whole.
        source: Where money comes from, as a whole name; the group that matched is one of `SOURCES`.
        plain_source: One that says no more than where it comes from (省级配套资金, no 省级农村公路养护资金).
    """

    role: re.Pattern[str]
    roles: Mapping[str, str]
    initial: re.Pattern[str]
    adjusted: re.Pattern[str]
    other_year: re.Pattern[str]
    planned_tail: re.Pattern[str]
    general: re.Pattern[str]
    carrier_tail: re.Pattern[str]
    object_tail: re.Pattern[str]
    recipient_tail: re.Pattern[str]
    rate_tail: re.Pattern[str]
    against_tail: re.Pattern[str]
    detail: re.Pattern[str]
    source: re.Pattern[str]
    plain_source: re.Pattern[str]


@cache
def money_words() -> MoneyWords:
    """The patterns of `lexicon/money.toml`.

    Raises:
        VocabularyError: when a word is listed for two roles.
        KeyError: when a list is missing.
    """
    data: dict[str, Any] = read_toml(_FILE)
    roles: dict[str, str] = {}
    for role in ROLES:
        for word in data["roles"][role]:
            if word in roles:
                raise VocabularyError(f"{_FILE}: {word} is listed twice")
            roles[word] = role
    times, rates, sources, general = data["times"], data["rates"], data["sources"], data["general"]
    rests = f"(?:{_either(sources['rests'])})*"
    kinds = [f"(?P<{k}>{_source(sources[k], rests, _either(general['objects']))})" for k in SOURCES]
    date = r"[（(]?\d{1,2}[）)、.．]|[①-⑳]|(?:19|20)\d\d年?(?:度|初|末|底)?|\d{1,2}月(?:\d{1,2}日|底|末)?"
    return MoneyWords(
        role=re.compile(_either(roles)),
        roles=roles,
        initial=re.compile(_either(times["initial"])),
        adjusted=re.compile(_either(times["adjusted"])),
        planned_tail=re.compile(rf"(?:{_either(times['planned'])})$"),
        other_year=re.compile(_either(times["other"])),
        general=re.compile(rf"(?:{date}|{_either(general['words'])}|\s)*"),
        carrier_tail=re.compile(rf"(?:{_either([*general['carriers'], *general['objects']])}|[》”])$"),
        object_tail=re.compile(rf"(?:{_either(general['objects'])})$"),
        recipient_tail=re.compile(rf"(?:{_either(data['recipients']['words'])})$"),
        rate_tail=re.compile(rf"(?:{_either(rates['tails'])})$"),
        against_tail=re.compile(rf"(?:{_either(rates['against'])})(?:{_either(rates['budgets'])})(?P<of>的)?$"),
        detail=re.compile(_either(data["details"]["words"])),
        source=re.compile("|".join(kinds)),
        plain_source=re.compile(rf"(?:{_either(w for k in SOURCES for w in sources[k])}|[、和与及])+{rests}"),
    )


def _source(heads: list[str], rests: str, objects: str) -> str:
    """A source alone or with words that name no money in particular (省级配套资金); a whole level of government also with
    what its money is for (省级农村公路养护资金)."""
    levels = [h for h in heads if h.endswith(_LEVELS)]
    named = rf"|(?:{_either(levels)})[一-鿿]{{1,14}}?(?:{objects})" if levels else ""
    one = _either(heads)
    return f"(?:{one})(?:[、和与及]?(?:{one}))*{rests}{named}"


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))
