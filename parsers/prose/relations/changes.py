"""Money moved into a budget, prices and what they are paid for, figures told again, and what a change is counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from ziping.parsers.lexicon.entries import words_of
from ziping.parsers.lexicon.prose import rate_words, words
from ziping.parsers.prose.labels.kinds import COUNT, GROWTH, MONEY, NO_AMOUNT, same_things
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.times import is_earlier, state_of
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.layers.figures import ITEM, PERSON
from ziping.parsers.prose.relations.antecedents import earlier
from ziping.parsers.prose.relations.rates import Tie
from ziping.parsers.text.units import YUAN

_REACH = 8  # figures
_FROM = ("由", "从")
_SURE = 3  # characters in common that show what a price is for each of


def find_changes(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Tie]:
    """Ties of single figures to others near them."""
    for index in range(len(mentions)):
        for search in (_adjusts, _price, _base):
            tie = search(clauses, mentions, index)
            if tie is not None:
                yield tie
    yield from _told_again(clauses, mentions)


def _adjusts(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Tie | None:
    """年中追加20万元: the budget before it that it was added to. What was carried over is added where the sentence goes on to
    the budget as it became."""
    mention = mentions[index]
    lead = mention.words_before
    if mention.unit != YUAN or mention.parent is not None:
        return None
    carried = words().carried.search(lead) is not None and _becomes(clauses, mentions, index)
    if not carried and rate_words().moved.search(lead) is None:
        return None
    for k in _before(clauses, mentions, index):
        if mentions[k].kind in MONEY and state_of(mentions[k].label, "") == "planned":
            return Tie("adjusts", index, k, "adjusts", 8.0)
    return None


def _becomes(clauses: Clauses, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a figure of the sentence behind one is a budget as it was adjusted."""
    _, stop = clauses.sentence(mentions[index].figure.start)
    behind = (d for d in mentions[index + 1 : index + 1 + _REACH] if d.figure.start < stop)
    return any(d.kind in MONEY and state_of(d.label, "") in ("adjusted", "planned") for d in behind)


def _price(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Tie | None:
    """单价220元/套，采购350套; 2350名护林员，每人4000元: the quantity that a price is told for. Its own unit says which; a bare
    单价 is that of the count before it."""
    mention = mentions[index]
    unit = mention.figure.quantity.unit_text or ""
    told = mention.label + mention.words_before
    if mention.unit != YUAN or not ("/" in unit or words().price.search(told)):
        return None
    start, stop = clauses.sentence(mention.figure.start)
    near = [k for k in range(max(0, index - _REACH), min(len(mentions), index + _REACH)) if mentions[k].kind == COUNT]
    near = [k for k in near if start <= mentions[k].figure.start < stop]
    each = words().each.search(told)
    per = unit.rpartition("/")[2] if "/" in unit else each["one"] or each["other"] if each is not None else ""
    if per:
        own = [k for k in near if _counts_in(mentions[k], per)]
        named = [
            k for k in own if _in_common(mentions[k].label, mention.label) >= _SURE
        ]  # 护林员486人…护林员人均9936元
        best = min(named or own, key=lambda k: abs(k - index), default=None)
    else:
        best = index - 1 if index - 1 in near else None
    return None if best is None else Tie("price-of", index, best, "price", 8.0)


def _in_common(one: str, other: str) -> int:
    """Characters in a row that two names have in common."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _counts_in(mention: Mention, per: str) -> bool:
    """Whether a count is one of what a price is for each of: 户 of 每户, 名 of 每人."""
    unit = (mention.figure.quantity.unit_text or "\n").lstrip("十百千万亿")
    named = mention.unit == ITEM and per[:1] in mention.label  # 每班6万元, 45个学前班
    return named or per.startswith(unit) or (mention.unit == PERSON and per[:1] in words().persons)


def _base(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Tie | None:
    """上年300万元，增长10%: the earlier year's figure that a growth or change is counted from."""
    mention = mentions[index]
    if mention.kind != GROWTH or mention.parent is None:
        return None
    grown = mentions[mention.parent]
    start, _ = clauses.sentence(mention.figure.start)
    for k in earlier(mentions, index, start):
        other = mentions[k]
        alike = other.kind in (grown.kind, *MONEY) and same_things(other, grown)
        before = any(is_earlier(clauses, other, now) for now in (grown, mention))
        before = before or other.words_before.rstrip().endswith(_FROM)  # 由3912台次增加到4236台次，增长8.3%
        if k != mention.parent and alike and (before or _is_held_against(clauses, other)):
            return Tie("rate-base", index, k, "earlier-year", 8.0)
    return None


def _is_held_against(clauses: Clauses, mention: Mention) -> bool:
    """比2021年的1250万元: a figure that another one is compared with."""
    lead = mention.words_before.strip(" ，、")
    return lead.startswith(words_of("grammar.against")) or clauses.string.startswith(
        words_of("phrases.comparison_ends"), mention.figure.outer_stop
    )


def _before(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Iterator[int]:
    at = mentions[index].figure.start
    for k in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if clauses.strongest(mentions[k].figure.start, at, OUTSIDE) >= Pause.PARAGRAPH:
            return
        yield k


def _told_again(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Tie]:
    """Figures that are the same under the same name in another sentence; the first one is told again."""
    told: dict[tuple[str, str | None, Decimal], int] = {}
    for index, mention in enumerate(mentions):
        if not mention.label or mention.kind in NO_AMOUNT:
            continue
        figure = mention.figure
        first = told.setdefault((mention.label, figure.unit, figure.value), index)
        if first != index and clauses.parts(mentions[first].figure.stop, figure.start, Pause.SENTENCE):
            yield Tie("restates", index, first, "told-again", 8.0)
