"""The vocabulary of prose (`lexicon/prose.toml`), compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words; the longest wins.

    Raises:
        ValueError: when there is none, or an empty one: either would match everywhere.
    """
    every = sorted(dict.fromkeys(words), key=len, reverse=True)  # in one order, whatever the hashes
    if not every or not every[-1]:
        raise ValueError("prose.toml: an empty list or an empty word")
    return "|".join(map(re.escape, every))


def _unless_followed(names: Iterable[str], unless: Mapping[str, Sequence[str]]) -> str:
    every = sorted(set(names), key=len, reverse=True)
    if strangers := unless.keys() - set(every):
        raise ValueError(f"prose.toml: no such word: {', '.join(sorted(strangers))}")
    return "|".join(re.escape(w) + (f"(?!{either(unless[w])})" if w in unless else "") for w in every)


def _unless_preceded(names: Iterable[str], unless: Mapping[str, str]) -> str:
    every = sorted(set(names), key=len, reverse=True)
    if strangers := unless.keys() - set(every):
        raise ValueError(f"prose.toml: no such word: {', '.join(sorted(strangers))}")
    return "|".join((f"(?<![{re.escape(unless[w])}])" if w in unless else "") + re.escape(w) for w in every)


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns of the vocabulary. Names that end in `_head` match at the front, in `_tail` at the end."""

    leading_head: re.Pattern[str]
    trailing_tail: re.Pattern[str]
    preposition: re.Pattern[str]
    forward_tail: re.Pattern[str]
    stop_head: re.Pattern[str]
    all_are: re.Pattern[str]
    shape_head: re.Pattern[str]
    purpose_head: re.Pattern[str]
    money_noun_tail: re.Pattern[str]
    act: re.Pattern[str]
    bare: frozenset[str]
    generic: frozenset[str]
    opener: re.Pattern[str]
    whole: re.Pattern[str]
    division: re.Pattern[str]
    classing: re.Pattern[str]
    referring: re.Pattern[str]
    joint: re.Pattern[str]
    list_head: re.Pattern[str]
    made_up_tail: re.Pattern[str]
    leading_over: re.Pattern[str]
    left_over: re.Pattern[str]
    total: re.Pattern[str]
    price: re.Pattern[str]
    sum_tail: re.Pattern[str]
    sum_word: re.Pattern[str]
    source_head: re.Pattern[str]
    turn_head: re.Pattern[str]
    goal_cell: re.Pattern[str]
    result_cell: re.Pattern[str]
    alternative: re.Pattern[str]
    growth_tail: re.Pattern[str]
    growth_word: re.Pattern[str]
    beside: re.Pattern[str]
    share: re.Pattern[str]
    income: re.Pattern[str]
    expenditure: re.Pattern[str]
    budget_tail: re.Pattern[str]
    satisfaction: re.Pattern[str]


@cache
def vocabulary() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads(files("ziping.parsers.lexicon").joinpath("prose.toml").read_text("utf-8"))


@cache
def words() -> Words:
    """The patterns of `lexicon/prose.toml`.

    Raises:
        ValueError: when a list of the vocabulary is empty.
        KeyError: when one is missing.
    """
    data = vocabulary()
    leading, trailing, forward = data["leading"], data["trailing"], data["forward"]
    parts, growth, kinds = data["parts"], data["growth"], data["kinds"]
    moves = either([*growth["up"], *growth["down"]])
    return Words(
        leading_head=re.compile(_unless_followed(leading["words"], leading["unless"])),
        trailing_tail=re.compile(rf"(?:{_unless_preceded(trailing['words'], trailing['unless'])})\s?$"),
        preposition=re.compile(rf"(?:{either(forward['prepositions'])})*"),
        forward_tail=re.compile(rf"(?:{either(forward['words'])})\s?$"),
        # words are cut by longest match: 计划 is no 计
        stop_head=re.compile(rf"(?!{either(forward['nouns_after'])})(?:{either(forward['stop_after'])})"),
        all_are=re.compile(rf"^.*(?:{either(parts['all_are'])})(?=[一-鿿]{{2}})"),
        shape_head=re.compile(either(forward["shapes"])),
        purpose_head=re.compile(rf"(?:{either(forward['purpose'])})"),
        money_noun_tail=re.compile(rf"(?:{either(forward['money_nouns'])})$"),
        act=re.compile(either(forward["acts"])),
        bare=frozenset(data["bare"]["words"]),
        generic=frozenset(data["bare"]["generic"]),
        opener=re.compile(either(parts["openers"])),
        whole=re.compile(
            rf"(?<![一-鿿”])(?:{either(parts['whole'])})|由[^，。；：]{{0,20}}(?:构成|组成)|以下[二两三四五六七八九]"
        ),
        classing=re.compile(rf"(?:{either(parts['classing'])})$"),
        division=re.compile(rf"(?:按照?|分|从|依)[^，。；：\n\d]{{1,10}}?(?:{either(parts['divisions'])})"),
        joint=re.compile(r"\s?(?:以及|及|和|与)"),
        list_head=re.compile(rf"(?P<head>[^，。；：\n\d（）]{{2,20}}?)(?:{either(parts['holders'])}|[中里][，,])"),
        made_up_tail=re.compile(r"等?\s?(?:共同)?(?:构成|组成)"),
        leading_over=re.compile(either(parts["leading_over"])),
        left_over=re.compile(either(parts["left_over"])),
        referring=re.compile(either(parts["referring"])),
        price=re.compile(rf"{either(parts['prices'])}|标准$"),
        total=re.compile(rf"(?:{either(parts['totals'])})"),
        sum_word=re.compile(either(parts["sums"])),
        source_head=re.compile(either(parts["sources"])),
        sum_tail=re.compile(rf"(?:{either(parts['sums'])})[为是达到]*\s?$"),
        turn_head=re.compile(either(parts["turns"])),
        goal_cell=re.compile(either(data["cells"]["goals"])),
        result_cell=re.compile(either(data["cells"]["results"])),
        alternative=re.compile(either(parts["alternatives"])),
        growth_tail=re.compile(rf"(?:{moves})(?:率|幅度|额)?[了为达约近]*(?:到了)?\s?$"),
        growth_word=re.compile(moves),
        beside=re.compile(either(growth["beside"])),
        share=re.compile(either(data["shares"]["words"])),
        income=re.compile(either(kinds["income"])),
        expenditure=re.compile(either(kinds["expenditure"])),
        budget_tail=re.compile(rf"(?:{either(kinds['budget'])})$"),
        satisfaction=re.compile(either(kinds["satisfaction"])),
    )


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """Patterns of how scores and grades are stated."""

    role_tail: re.Pattern[str]
    nameless: re.Pattern[str]
    name_end_tail: re.Pattern[str]
    above_head: re.Pattern[str]
    total_sure_tail: re.Pattern[str]
    total_tail: re.Pattern[str]
    total_bare_tail: re.Pattern[str]
    other: re.Pattern[str]
    reason: re.Pattern[str]
    weights_told: re.Pattern[str]
    scores_told: re.Pattern[str]


@cache
def state_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each state of a figure (as the dataset names them) the words that say it."""
    data = vocabulary()["states"]
    return tuple((name, re.compile(either(data[name]))) for name in ("planned", "adjusted", "received", "actual"))


@dataclass(frozen=True, slots=True)
class RateWords:
    """Patterns of rates of two figures (执行率, 完成年初预算的): how they are named, and which words name their sides."""

    name: re.Pattern[str]
    of_base: re.Pattern[str]
    plan: re.Pattern[str]
    verbs: tuple[frozenset[str], ...]
    moved: re.Pattern[str]


@cache
def rate_words() -> RateWords:
    """The patterns of the section `rates` of `lexicon/prose.toml`."""
    data = vocabulary()["rates"]
    return RateWords(
        name=re.compile(rf"(?P<verb>[一-鿿]{{2,}}?)(?:{either(data['tails'])})$"),
        of_base=re.compile(rf"(?:{either(data['of'])})(?P<base>[^，。；]{{2,20}}?)的?$"),
        plan=re.compile(either(data["plans"])),
        verbs=tuple(frozenset(group) for group in data["verbs"]),
        moved=re.compile(either(data["moved"])),
    )


_LINK = r"(?:为|是|达到|达|共计|共|：|:|有|约|合计|=|＝)*\s?"


@cache
def score_words() -> ScoreWords:
    """The patterns of the section `scores` of `lexicon/prose.toml`.

    Raises:
        ValueError: when a list of the vocabulary is empty.
        KeyError: when one is missing.
    """
    data = vocabulary()["scores"]
    roles = "|".join(f"(?P<{role}>{either(data[role])})" for role in ("full", "got", "cut"))
    who, whole, points = (either(data[name]) for name in ("total_who", "total_whole", "total_points"))
    beside = f"(?:{who}|{whole})*"
    sure = f"{beside}(?:{whole}){beside}(?:{points})|(?:{points})(?:合计|总计)"
    return ScoreWords(
        role_tail=re.compile(rf"(?:{roles}){_LINK}$"),
        nameless=re.compile(rf"(?:{either(data['nameless'])})*"),
        name_end_tail=re.compile(rf"(?:{either(data['name_end'])})$"),
        above_head=re.compile(either(data["above"])),
        total_sure_tail=re.compile(rf"(?:{sure}){_LINK}$"),
        total_tail=re.compile(rf"(?:{who})*(?:(?:{who})(?:{points})|{either(data['total_alone'])}){_LINK}$"),
        total_bare_tail=re.compile(rf"(?:(?:{either(data['totals_bare'])})+|(?P<given>得)){_LINK}$"),
        other=re.compile(either(data["others"])),
        reason=re.compile(rf"(?:{either(data['reasons'])})[：:，,]?"),
        weights_told=re.compile(either(data["weights_told"])),
        scores_told=re.compile(either(data["scores_told"])),
    )
