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
    RELATIVE,
    SCORE,
    SHARE,
    Draft,
    adds_up,
    is_price,
    is_share_of_figure,
    kind_of,
    money_kind,
)
from ziping.parsers.prose.labels.labeller import name_figures
from ziping.parsers.prose.labels.named import Side
from ziping.parsers.prose.labels.times import Time, state_of, time_of
from ziping.parsers.prose.labels.trimming import after_name, before_name
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.mentions import Figure
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

    drafts: tuple[Draft, ...]
    partitions: tuple[Partition, ...]
    rates: tuple[Rate, ...]


def draft_facts(clauses: Clauses, figures: Sequence[Figure]) -> Figures:
    """What the figures measure and how they hang together. `figures` holds no attributive ones."""
    named = name_figures(clauses, figures)
    drafts = [Draft(n, kind_of(clauses, n), n.label, is_price=is_price(clauses, n)) for n in named]
    for index, draft in enumerate(drafts):
        if draft.kind != GROWTH:  # 较预算数120万元减少20万元
            lead = ("较", "比", "占") if adds_up(draft) else ("较", "比")
            name = next((draft.label[1:] for sign in lead if draft.label.startswith(sign)), draft.label)
            drafts[index] = replace(draft, label=name)
    for index in range(1, len(drafts)):
        if is_share_of_figure(clauses, named[index], named[index - 1]):
            drafts[index] = replace(drafts[index], kind=SHARE, base_figure=index - 1)
    lists = find_lists(clauses, named)
    for found in lists:
        for member, name in zip(found.members, found.names, strict=True):
            first = drafts[found.members[0]].kind
            kind = money_kind(name) if first in MONEY and name != drafts[found.members[0]].named.label else first
            drafts[member] = replace(drafts[member], label=name or drafts[member].label, kind=kind)
    partitions = find_partitions(clauses, drafts, lists)
    related = relate(clauses, adopted(drafts, partitions), lists)
    by_share = parts_by_share(related)
    related = adopted(related, by_share)
    rates = find_rates(clauses, related)
    by_rate = parts_by_rate(related, rates)
    every = sorted((*partitions, *by_share, *by_rate), key=lambda p: p.parts)
    return Figures(_inherit_kinds(adopted(related, by_rate)), tuple(every), rates)


def _inherit_kinds(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Parts of an income are income, of an expenditure expenditure, where their names say neither."""
    result = list(drafts)
    for index, draft in enumerate(drafts):
        parent, depth = draft.parent, 0
        while draft.kind == AMOUNT and parent is not None and depth < len(drafts):
            if drafts[parent].kind in (INCOME, EXPENDITURE):
                result[index] = replace(draft, kind=drafts[parent].kind)
                break
            parent, depth = drafts[parent].parent, depth + 1
    return tuple(result)


def clause_of(passage: Passage, clauses: Clauses, draft: Draft) -> tuple[int, int]:
    """The stretch of words between pauses that a figure stands in."""
    named = draft.named
    start, stop = min(named.lead, named.figure.outer_start), max(named.trail, named.figure.outer_stop)
    if named.label and named.bracket >= 0 and start == named.bracket + 1 and stop == clauses.closing(named.bracket):
        start, stop = clauses.before(named.bracket, clauses.outer(named.bracket)), stop + 1
    while start < stop and passage.string[start] in "，、；：,;: 　":
        start += 1
    return passage.trimmed(start, stop)


def to_facts(
    passage: Passage, clauses: Clauses, drafts: Sequence[Draft], kept: Sequence[int], year: int | None
) -> tuple[Fact, ...]:
    """The drafts `kept` (by index) as facts, with their print; a parent that is not kept is no parent. `year` is the
    report's own, of which 本年 and 上年 are told."""
    place = {index: number for number, index in enumerate(kept)}
    facts = (
        replace(
            _fact(passage, clauses, drafts[index]),
            year=_year(time_of(clauses, drafts[index].named), year),
            state=_state(clauses, drafts[index]),
        )
        for index in kept
    )
    parents = (drafts[index].parent for index in kept)
    return tuple(
        replace(fact, parent=place.get(parent) if parent is not None else None)
        for fact, parent in zip(facts, parents, strict=True)
    )


def _year(time: Time | None, own: int | None) -> int | None:
    if time is None or time.back is None:
        return None if time is None else time.year
    return None if own is None else own + time.back


def _state(clauses: Clauses, draft: Draft) -> str | None:
    """What a sum or count is told as; shares, rates and growth are told as nothing of these."""
    if draft.kind in RELATIVE or draft.kind in (SCORE, GROWTH):
        return None
    return state_of(draft.label, clauses.string[draft.named.lead : draft.named.figure.outer_start])


def _fact(passage: Passage, clauses: Clauses, draft: Draft) -> Fact:
    figure = draft.named.figure
    quantity = figure.quantity
    start, stop = figure.start, figure.stop
    if figure.operator != Operator.EQ:
        start, stop = figure.outer_start, figure.outer_stop
    text = passage.string[start:stop]
    return Fact(
        draft.kind,
        draft.label,
        Stated(quantity.value, passage.printed(start, stop)),
        text,
        quantity.unit,
        quantity.unit_text,
        quantity.step,
        passage.printed(*clause_of(passage, clauses, draft)),
        rule=_RULES[draft.named.side] if draft.label == draft.named.label else "list",
        runner_up=_runner_up(clauses, draft),
    )


def _runner_up(clauses: Clauses, draft: Draft) -> str:
    """The label on the other side of the figure, or that of the words before it where the label came from elsewhere."""
    named = draft.named
    told = (
        after_name(clauses.string[named.figure.outer_stop : named.trail])
        if named.side is Side.BEFORE
        else before_name(clauses.string[named.lead : named.figure.outer_start])
    )
    return "" if told == draft.label else told
