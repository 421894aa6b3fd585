"""What running text calls the money of a project or department (`lexicon/money.toml`), compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ziping.parsers.lexicon.entries import Use, either, entry, shaped, words_of

SOURCES = ("current_year", "central", "provincial", "local", "own", "special_account", "carried_over", "other")
# Concept, the use of the words that tell it, and the role they tell
_ROLES = (
    ("annual_budget", Use.VERBS, "annual"),
    ("annual_budget", Use.NOUNS, "named"),
    ("received", Use.VERBS, "received"),
    ("executed", Use.VERBS, "executed"),
    ("executed", Use.NOUNS, "executed"),
    ("transferred", Use.VERBS, "transferred"),
    ("invested", Use.VERBS, "invested"),
    ("neither", Use.VERBS, "neither"),
)
ROLES = tuple(dict.fromkeys(role for _, _, role in _ROLES))


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
        VocabularyError: when a concept is missing.
    """
    roles = {word: role for name, use, role in _ROLES for word in entry(f"money.{name}").of(use)}
    objects, rests = entry("money.money_objects").pattern, f"(?:{entry('money.source_rests').pattern})*"
    sources = {k: entry(f"lines.{k}").of(Use.SOURCES) for k in SOURCES}
    kinds = [f"(?P<{k}>{_source(heads, rests, objects)})" for k, heads in sources.items()]
    date = r"[（(]?\d{1,2}[）)、.．]|[①-⑳]|(?:19|20)\d\d年?(?:度|初|末|底)?|\d{1,2}月(?:\d{1,2}日|底|末)?"
    return MoneyWords(
        role=re.compile(either(roles)),
        roles=roles,
        initial=shaped("{money.before_initial}"),
        adjusted=shaped("{money.before_adjusted}"),
        planned_tail=shaped("(?:{money.yet_to_be_spent})$"),
        other_year=shaped("{money.other_year}"),
        general=shaped(rf"(?:{date}|{{money.no_money_name}}|\s)*"),
        carrier_tail=shaped("(?:{money.money_carriers}|{money.money_objects}|[》”])$"),
        object_tail=shaped("(?:{money.money_objects})$"),
        recipient_tail=shaped("(?:{money.recipients})$"),
        rate_tail=shaped("(?:{money.spent_rate_ends})$"),
        against_tail=shaped(
            "(?:{money.rate_against})(?:(?P<plan>{money.rate_plans})|{money.rate_budgets})(?P<of>的)?$"
        ),
        detail=shaped("{money.spending_details}"),
        source=re.compile("|".join(kinds)),
        plain_source=re.compile(rf"(?:{either(w for heads in sources.values() for w in heads)}|[、和与及])+{rests}"),
    )


def _source(heads: Sequence[str], rests: str, objects: str) -> str:
    """A source alone or with words that name no money in particular (省级配套资金); a whole level of government also with
    what its money is for (省级农村公路养护资金)."""
    levels = [h for h in heads if h.endswith(words_of("money.level_ends"))]
    named = rf"|(?:{either(levels)})[一-鿿]{{1,14}}?(?:{objects})" if levels else ""
    one = either(heads)
    return f"(?:{one})(?:[、和与及]?(?:{one}))*{rests}{named}"
