"""Money moved into a budget, prices and what they are paid for, figures told again, and what a change is counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.lexicon.prose import rate_words, words
from ziping.parsers.prose.labels.kinds import COUNT, GROWTH, MONEY, RELATIVE, SCORE, Draft
from ziping.parsers.prose.labels.times import is_earlier, state_of
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.mentions import ITEM, PERSON
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
    """年中追加20万元: the budget before it that it was added to. What was carried over is added where the sentence goes on to
    the budget as it became."""
    draft = drafts[index]
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start]
    if draft.named.figure.unit != YUAN or draft.parent is not None:
        return None
    carried = words().carried.search(lead) is not None and _becomes(clauses, drafts, index)
    if not carried and rate_words().moved.search(lead) is None:
        return None
    for k in _before(clauses, drafts, index):
        if drafts[k].kind in MONEY and state_of(drafts[k].label, "") == "planned":
            return Tie("adjusts", index, k, "adjusts", 8.0)
    return None


def _becomes(clauses: Clauses, drafts: Sequence[Draft], index: int) -> bool:
    """Whether a figure of the sentence behind one is a budget as it was adjusted."""
    _, stop = clauses.sentence(drafts[index].named.figure.start)
    behind = (d for d in drafts[index + 1 : index + 1 + _REACH] if d.named.figure.start < stop)
    return any(d.kind in MONEY and state_of(d.label, "") in ("adjusted", "planned") for d in behind)


def _price(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Tie | None:
    """单价220元/套，采购350套; 2350名护林员，每人4000元: the quantity that a price is told for. Its own unit says which; a bare
    单价 is that of the count before it."""
    draft = drafts[index]
    unit = draft.named.figure.quantity.unit_text or ""
    told = draft.label + clauses.string[draft.named.lead : draft.named.figure.outer_start]
    if draft.named.figure.unit != YUAN or not ("/" in unit or words().price.search(told)):
        return None
    start, stop = clauses.sentence(draft.named.figure.start)
    near = [k for k in range(max(0, index - _REACH), min(len(drafts), index + _REACH)) if drafts[k].kind == COUNT]
    near = [k for k in near if start <= drafts[k].named.figure.start < stop]
    each = words().each.search(told)
    per = unit.rpartition("/")[2] if "/" in unit else each["one"] or each["other"] if each is not None else ""
    if per:
        own = [k for k in near if _counts_in(drafts[k], per)]
        best = min(own, key=lambda k: abs(k - index), default=None)
    else:
        best = index - 1 if index - 1 in near else None
    return None if best is None else Tie("price-of", index, best, "price", 8.0)


def _counts_in(draft: Draft, per: str) -> bool:
    """Whether a count is one of what a price is for each of: 户 of 每户, 名 of 每人."""
    unit = (draft.named.figure.quantity.unit_text or "\n").lstrip("十百千万亿")
    named = draft.named.figure.unit == ITEM and per[:1] in draft.label  # 每班6万元, 45个学前班
    return named or per.startswith(unit) or (draft.named.figure.unit == PERSON and per[:1] in words().persons)


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
        earlier = any(is_earlier(clauses, other.named, now) for now in (grown.named, draft.named))
        if k != draft.parent and alike and (earlier or _is_held_against(clauses, other)):
            return Tie("rate-base", index, k, "earlier-year", 8.0)
    return None


def _is_held_against(clauses: Clauses, draft: Draft) -> bool:
    """比2021年的1250万元: a figure that another one is compared with."""
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start].strip(" ，、")
    return lead.startswith(("比", "较", "与")) or clauses.string.startswith("相比", draft.named.figure.outer_stop)


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
        if first != index and clauses.parts(drafts[first].named.figure.stop, figure.start, Pause.SENTENCE):
            yield Tie("restates", index, first, "told-again", 8.0)
