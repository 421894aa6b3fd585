"""Money moved into a budget, prices and what they are paid for, figures told again, and what a change is counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.lexicon.prose import rate_words, words
from ziping.parsers.prose.labels.kinds import COUNT, GROWTH, MONEY, RELATIVE, SCORE, Draft
from ziping.parsers.prose.labels.times import Time, state_of, time_of
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.tie import Tie
from ziping.parsers.text.units import YUAN

_REACH = 8  # figures


def find_changes(clauses: Clauses, drafts: Sequence[Draft]) -> Iterator[Tie]:
    """Ties of single figures to others near them."""
    for index in range(len(drafts)):
        for search in (_adjusts, _price, _base):
            tie = search(clauses, drafts, index)
            if tie is not None:
                yield tie
    yield from _told_again(clauses, drafts)


def _adjusts(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Tie | None:
    """年中追加20万元: the budget before it that it was added to."""
    draft = drafts[index]
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start]
    if draft.named.figure.unit != YUAN or draft.parent is not None or rate_words().moved.search(lead) is None:
        return None
    for k in _before(clauses, drafts, index):
        if drafts[k].kind in MONEY and state_of(drafts[k].label, "") == "planned":
            return Tie("adjusts", index, k, "adjusts", 8.0)
    return None


def _price(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Tie | None:
    """单价220元/套，采购350套: the quantity that a price is told for; one in its own unit first."""
    draft = drafts[index]
    unit = draft.named.figure.quantity.unit_text or ""
    if draft.named.figure.unit != YUAN or not ("/" in unit or words().price.search(draft.label)):
        return None
    start, stop = clauses.sentence(draft.named.figure.start)
    near = [k for k, d in enumerate(drafts) if start <= d.named.figure.start < stop and d.kind == COUNT]
    per = unit.rpartition("/")[2] if "/" in unit else draft.label
    own = [k for k in near if (drafts[k].named.figure.quantity.unit_text or "\n").lstrip("十百千万亿") in per]
    best = min(own, key=lambda k: abs(k - index), default=None)
    return None if best is None else Tie("price-of", index, best, "price", 8.0)


def _base(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Tie | None:
    """上年300万元，增长10%: the earlier year's figure that a growth or change is counted from."""
    draft = drafts[index]
    if draft.kind != GROWTH or draft.parent is None:
        return None
    grown = drafts[draft.parent]
    start, _ = clauses.sentence(draft.named.figure.start)
    for k in range(index - 1, -1, -1):
        other = drafts[k]
        if other.named.figure.start < start:
            break
        alike = other.kind in (grown.kind, *MONEY) and other.named.figure.unit == grown.named.figure.unit
        if k != draft.parent and alike and (_is_held_against(clauses, other) or is_earlier(clauses, other, grown)):
            return Tie("rate-base", index, k, "earlier-year", 8.0)
    return None


def is_earlier(clauses: Clauses, one: Draft, other: Draft) -> bool:
    """Whether a figure is told of an earlier year than another one."""
    return _order(time_of(clauses, one.named), time_of(clauses, other.named)) < 0


def _is_held_against(clauses: Clauses, draft: Draft) -> bool:
    """比2021年的1250万元: a figure that another one is compared with."""
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start].strip(" ，、")
    return lead.startswith(("比", "较", "与")) or clauses.string.startswith("相比", draft.named.figure.outer_stop)


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


def _before(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Iterator[int]:
    at = drafts[index].named.figure.start
    for k in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if clauses.strongest(drafts[k].named.figure.start, at, OUTSIDE) >= Pause.PARAGRAPH:
            return
        yield k


def _told_again(clauses: Clauses, drafts: Sequence[Draft]) -> Iterator[Tie]:
    """Figures that are the same under the same name in another sentence; the first one is told again."""
    told: dict[tuple[str, str | None, Decimal], int] = {}
    for index, draft in enumerate(drafts):
        if not draft.label or draft.kind in RELATIVE or draft.kind in (SCORE, GROWTH):
            continue
        figure = draft.named.figure
        first = told.setdefault((draft.label, figure.unit, figure.value), index)
        if (
            first != index
            and clauses.strongest(drafts[first].named.figure.stop, figure.start, OUTSIDE) >= Pause.SENTENCE
        ):
            yield Tie("restates", index, first, "told-again", 8.0)
