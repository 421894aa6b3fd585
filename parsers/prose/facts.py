"""Figures of prose become facts: named, of a kind, tied to their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ziping.parsers.prose.labels.kinds import (
    AMOUNT,
    EXPENDITURE,
    GROWTH,
    INCOME,
    MONEY,
    NO_AMOUNT,
    SHARE,
    adds_up,
    is_price,
    is_share_of_figure,
    kind_of,
    money_kind,
)
from ziping.parsers.prose.labels.labeller import name_figures
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.times import Time, is_aim, state_of, time_of
from ziping.parsers.prose.labels.trimming import after_name, before_name
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.relations.parallel_lists import find_lists
from ziping.parsers.prose.relations.parts.partition import Partition, adopted
from ziping.parsers.prose.relations.parts.search import find_partitions
from ziping.parsers.prose.relations.rates import Rate, find_rates, parts_by_rate
from ziping.parsers.prose.relations.shares import parts_by_share, relate
from ziping.schemas.quantity import Operator
from ziping.schemas.report import Fact, Stated

_RULES = {
    Side.BEFORE: "before",
    Side.AFTER: "behind",
    Side.AROUND: "around",
    Side.INHERITED: "inherited",
    Side.NONE: "",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a passage with kind, label and parent, in order, the lists of parts, and the rates of two figures."""

    mentions: tuple[Mention, ...]
    partitions: tuple[Partition, ...]
    rates: tuple[Rate, ...]


def find_mentions(clauses: Clauses, figures: Sequence[Figure]) -> Figures:
    """What the figures measure, and which of them are parts, shares or changes of others. `figures` holds no attributive ones."""
    named = name_figures(clauses, figures)
    mentions = [replace(n, kind=kind_of(clauses, n), is_price=is_price(clauses, n)) for n in named]
    for index, mention in enumerate(mentions):
        if mention.kind != GROWTH:  # 较预算数120万元减少20万元
            lead = ("较", "比", "占") if adds_up(mention) else ("较", "比")
            name = next((mention.label[1:] for sign in lead if mention.label.startswith(sign)), mention.label)
            mentions[index] = replace(mention, label=name)
    for index in range(1, len(mentions)):
        if is_share_of_figure(named[index], named[index - 1]):
            mentions[index] = replace(mentions[index], kind=SHARE, base_figure=index - 1)
    lists = find_lists(clauses, named)
    for found in lists:
        for member, name in zip(found.members, found.names, strict=True):
            first = mentions[found.members[0]].kind
            kind = money_kind(name) if first in MONEY and name != mentions[found.members[0]].own else first
            mentions[member] = replace(mentions[member], label=name or mentions[member].label, kind=kind)
    partitions = find_partitions(clauses, mentions, lists)
    related = relate(clauses, adopted(mentions, partitions), lists)
    by_share = parts_by_share(related)
    related = adopted(related, by_share)
    rates = find_rates(clauses, related)
    by_rate = parts_by_rate(related, rates)
    every = sorted((*partitions, *by_share, *by_rate), key=lambda p: p.parts)
    return Figures(_inherit_kinds(adopted(related, by_rate)), tuple(every), rates)


def _inherit_kinds(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Parts of an income are income, of an expenditure expenditure, where their names say neither."""
    result = list(mentions)
    for index, mention in enumerate(mentions):
        parent, depth = mention.parent, 0
        while mention.kind == AMOUNT and parent is not None and depth < len(mentions):
            if mentions[parent].kind in (INCOME, EXPENDITURE):
                result[index] = replace(mention, kind=mentions[parent].kind)
                break
            parent, depth = mentions[parent].parent, depth + 1
    return tuple(result)


def clause_of(passage: Passage, clauses: Clauses, mention: Mention) -> tuple[int, int]:
    """The stretch of words between pauses that a figure stands in."""
    start, stop = min(mention.lead, mention.figure.outer_start), max(mention.trail, mention.figure.outer_stop)
    bracket = mention.bracket
    if mention.label and bracket >= 0 and start == bracket + 1 and stop == clauses.closing(bracket):
        start, stop = clauses.before(bracket, clauses.outer(bracket)), stop + 1
    while start < stop and passage.string[start] in "，、；：,;: 　":
        start += 1
    return passage.trimmed(start, stop)


def to_facts(
    passage: Passage, clauses: Clauses, mentions: Sequence[Mention], kept: Sequence[int], year: int | None
) -> tuple[Fact, ...]:
    """The mentions `kept` (by index) as facts, with their print; a parent that is not kept is no parent. `year` is the
    report's own, of which 本年 and 上年 are told."""
    place = {index: number for number, index in enumerate(kept)}
    states = _states(clauses, mentions)
    facts = (
        replace(
            _fact(passage, clauses, mentions[index]),
            year=_year(time_of(clauses, mentions[index]), year),
            state=states[index],
        )
        for index in kept
    )
    parents = (mentions[index].parent for index in kept)
    return tuple(
        replace(fact, parent=place.get(parent) if parent is not None else None)
        for fact, parent in zip(facts, parents, strict=True)
    )


def _year(time: Time | None, own: int | None) -> int | None:
    if time is None or time.back is None:
        return None if time is None else time.year
    return None if own is None else own + time.back


def _states(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[str | None, ...]:
    """What each figure is told as; a part whose own words do not say it as its total is (收到300万元，其中中央200万元)."""
    own = [_state(clauses, mention) for mention in mentions]
    found = []
    for index, mention in enumerate(mentions):
        state, parent, depth = own[index], mention.parent, 0
        while state is None and parent is not None and adds_up(mention) and depth < len(mentions):
            state, parent, depth = own[parent], mentions[parent].parent, depth + 1
        found.append(state)
    return tuple(found)


def _state(clauses: Clauses, mention: Mention) -> str | None:
    """What a sum or count is told as; shares, rates and growth are told as nothing of these."""
    if mention.kind in NO_AMOUNT:
        return None
    if is_aim(clauses, mention):
        return "planned"
    return state_of(mention.label, mention.words_before)


def _fact(passage: Passage, clauses: Clauses, mention: Mention) -> Fact:
    figure = mention.figure
    quantity = figure.quantity
    start, stop = figure.start, figure.stop
    if figure.operator != Operator.EQ:
        start, stop = figure.outer_start, figure.outer_stop
    text = passage.string[start:stop]
    return Fact(
        mention.kind,
        mention.label,
        Stated(quantity.value, passage.printed(start, stop)),
        text,
        quantity.unit,
        quantity.unit_text,
        quantity.step,
        passage.printed(*clause_of(passage, clauses, mention)),
        rule=_RULES[mention.side] if mention.label == mention.own else "list",
        runner_up=_runner_up(clauses, mention),
        lines=passage.printed_by_line(start, stop),
    )


def _runner_up(clauses: Clauses, mention: Mention) -> str:
    """The label on the other side of the figure, or that of the words before it where the label came from elsewhere."""
    behind = clauses.string[mention.figure.outer_stop : mention.trail]
    told = after_name(behind) if mention.side is Side.BEFORE else before_name(mention.words_before)
    return "" if told == mention.label else told
