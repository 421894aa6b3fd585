"""The words of running text (`lexicon/grammar.toml` and `scores.toml`), compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ziping.parsers.lexicon.entries import Use, entries, entry, shaped


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
    announced: re.Pattern[str]
    division: re.Pattern[str]
    headed_division: re.Pattern[str]
    classing: re.Pattern[str]
    referring: re.Pattern[str]
    anaphor: re.Pattern[str]
    rest_head: re.Pattern[str]
    reporting: re.Pattern[str]
    joint: re.Pattern[str]
    list_head: re.Pattern[str]
    made_up_tail: re.Pattern[str]
    leading_over: re.Pattern[str]
    left_over: re.Pattern[str]
    carried: re.Pattern[str]
    unfinished: re.Pattern[str]
    total: re.Pattern[str]
    price: re.Pattern[str]
    price_tail: re.Pattern[str]
    each: re.Pattern[str]
    persons: frozenset[str]
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
def words() -> Words:
    """The patterns of `lexicon/grammar.toml`.

    Raises:
        VocabularyError: when a concept is missing.
    """
    return Words(
        leading_head=shaped("{grammar.leading}"),
        trailing_tail=shaped(r"(?:{grammar.trailing})\s?$"),
        preposition=shaped("(?:{grammar.prepositions})*"),
        forward_tail=shaped(r"(?:{grammar.counting})\s?$"),
        # words are cut by longest match: 计划 is no 计
        stop_head=shaped("(?!{grammar.counted_nouns})(?:{grammar.after_counted})"),
        all_are=shaped("^.*(?:{grammar.all_are})(?=[一-鿿]{2})"),
        shape_head=shaped("{grammar.shapes}"),
        purpose_head=shaped("(?:{grammar.purpose})"),
        money_noun_tail=shaped("(?:{grammar.money_nouns})$"),
        act=shaped("{grammar.acts}"),
        bare=frozenset(entry("grammar.bare_verbs").of(Use.WORDS)),
        reporting=shaped("(?:{grammar.reporting})*"),
        generic=frozenset(entry("grammar.generic_names").of(Use.WORDS)),
        opener=shaped("{grammar.openers}"),
        whole=shaped(
            r"(?<![一-鿿”])(?:{grammar.whole_list})|由[^，。；：]{0,20}(?:{grammar.made_up})|(?:{grammar.below})[二两三四五六七八九]"
            r"|(?:{grammar.counted})(?:{grammar.below}|{grammar.listed_below})?[二两三四五六七八九][个大]?(?:{grammar.pieces})"
            r"|[二两三四五六七八九][个大]?(?:{grammar.pieces})[一-鿿]{0,4}[：:。]"
            r"|(?:{grammar.accounts})(?:{grammar.account_nouns})?(?:{grammar.as_follows}|[为是][：:]|[：:])"
        ),
        classing=shaped("(?:{grammar.classing})$"),
        announced=shaped(
            r"(?P<number>[二两三四五六七八九])[个大]?(?:{grammar.pieces})[一-鿿]{0,4}(?:[：:。]\s?|，(?=(?:{grammar.among})?(?:{grammar.first_of})))"
        ),
        headed_division=shaped(
            r"(?P<head>[一-鿿]{2,8}?)(?:{grammar.by})[^，。；：\n\d]{1,10}?(?:{grammar.divisions})(?=[，：:]|$)"
        ),
        division=shaped(r"(?:{grammar.by}|[分从])[^，。；：\n\d]{1,10}?(?:{grammar.divisions})"),
        joint=shaped(r"\s?(?:{grammar.and})"),
        list_head=shaped(r"(?P<head>[^，。；：\n\d（）]{2,20}?)(?:{grammar.holders}|[中里][，,])"),
        made_up_tail=shaped(r"等?\s?(?:{grammar.together})?(?:{grammar.made_up})"),
        leading_over=shaped("{grammar.leading_over}"),
        carried=shaped("{grammar.carried_over}"),
        left_over=shaped("{grammar.left_over}"),
        unfinished=shaped("{grammar.unfinished}"),
        each=re.compile(r"每\s?[一1]?(?P<one>[一-鿿]{1,3})|(?P<other>[人户亩村生座台所])均"),
        persons=frozenset(entry("grammar.persons").of(Use.WORDS)),
        anaphor=shaped("{grammar.anaphors}"),
        rest_head=shaped("{phrases.rest}"),
        referring=shaped("{grammar.referring}"),
        price=shaped("{grammar.prices}|每[一-鿿]|(?:{phrases.standard})$"),
        price_tail=shaped(r"(?:{grammar.prices}|每[一-鿿])[一-鿿]{0,4}\s?$"),
        total=shaped("(?:{grammar.totals})"),
        sum_word=shaped("{grammar.sums}"),
        source_head=shaped("{grammar.fund_sources}"),
        sum_tail=shaped(r"(?:{grammar.sums})[为是达到]*\s?$"),
        turn_head=shaped("{grammar.turns}"),
        goal_cell=shaped("{grammar.goal_cells}"),
        result_cell=shaped("{grammar.result_cells}"),
        alternative=shaped("{grammar.alternatives}"),
        growth_tail=shaped(
            r"(?:{grammar.up}|{grammar.down})(?:{grammar.growth_nouns})?[了为达约近]*(?:{grammar.come_to})?\s?$"
        ),
        growth_word=shaped("{grammar.up}|{grammar.down}"),
        beside=shaped("{grammar.compared}"),
        share=shaped("{grammar.shares}"),
        income=shaped("{grammar.income}"),
        expenditure=shaped("{grammar.expenditure}|{money.executed:verbs}"),
        budget_tail=shaped("(?:{grammar.budget})$"),
        satisfaction=shaped("{grammar.satisfaction}"),
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
    conclusion: re.Pattern[str]
    full_points_list: re.Pattern[str]
    given_points_list: re.Pattern[str]


@cache
def state_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each state of a figure (as the dataset names them) the words that say it."""
    due = "(?:{money.yet_to_be_spent})(?:{money.transferred:verbs}|{money.executed:verbs}|{money.received:verbs})"
    return (
        ("planned", shaped("{grammar.planned_state}|" + due)),
        ("adjusted", shaped("{grammar.adjusted_state}")),
        ("received", shaped("{grammar.received_state}")),
        ("actual", shaped("{grammar.actual_state}|{money.executed:verbs}")),
    )


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
    """The patterns of rates in `lexicon/grammar.toml`; verbs of one concept name one kind of rate."""
    spent, came = (entry(f"money.{name}") for name in ("executed", "received"))
    verbs = [(*e.of(Use.RATE_VERBS), *e.of(Use.VERBS)) for e in (spent, came)]
    verbs += [e.of(Use.RATE_VERBS) for e in entries("grammar").values()]
    return RateWords(
        name=shaped("(?P<verb>[一-鿿]{2,}?)(?:{grammar.rate_ends})$"),
        of_base=shaped("(?:{grammar.rate_of})(?P<base>[^，。；]{2,20}?)的?$"),
        plan=shaped("{grammar.rate_plans}"),
        verbs=tuple(frozenset(group) for group in verbs if group),
        moved=shaped("{grammar.moved_money}"),
    )


_LINK = r"(?:{scores.links}|[：:=＝])*\s?"


@cache
def score_words() -> ScoreWords:
    """The patterns of points in `lexicon/scores.toml`.

    Raises:
        VocabularyError: when a concept is missing.
    """
    roles = "(?P<full>{scores.full_points})|(?P<got>{scores.given_points})|(?P<cut>{scores.lost_points})"
    beside = "(?:{scores.total_who}|{scores.total_whole})*"
    sure = f"{beside}(?:{{scores.total_whole}}){beside}(?:{{scores.total_points}})|(?:{{scores.total_points}})(?:{{cells.sum_labels}})"
    some = "(?:{scores.total_who})*(?:(?:{scores.total_who})(?:{scores.total_points})|{scores.total_alone})"
    return ScoreWords(
        role_tail=shaped(f"(?:{roles}){_LINK}$"),
        nameless=shaped("(?:{scores.no_scored_name})*"),
        name_end_tail=shaped("(?:{scores.scored_name_end})$"),
        above_head=shaped("{scores.points_above}"),
        total_sure_tail=shaped(f"(?:{sure}){_LINK}$"),
        total_tail=shaped(f"{some}{_LINK}$"),
        total_bare_tail=shaped(f"(?:(?:{{scores.bare_total}})+|(?P<given>得)){_LINK}$"),
        other=shaped("{scores.other_scores}"),
        conclusion=shaped("{scores.conclusions}"),
        reason=shaped(
            "(?:{scores.lost_reasons}|(?:{scores.what_was_lost})(?:的?(?:{scores.main}))?(?:{scores.reason_nouns})(?:{scores.analysis})?[为是]?)[：:，,]?"
        ),
        full_points_list=shaped("{scores.full_list}"),
        given_points_list=shaped("{scores.given_list}"),
    )
