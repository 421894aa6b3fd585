"""Rates of two figures: 预算70万元，兑付52.5万元，兑付率75%; 支出3260万元，完成年初预算的108.67%.

For each rate all pairs of a numerator and a denominator told before it are weighed: whether the numerator is named with
the rate's verb, whether the denominator is a plan or is named by the rate, how near they stand, and whether they make
the rate. Words go before figures: a pair that words name is kept though it makes another rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ziping.parsers.lexicon.prose import rate_words
from ziping.parsers.prose.labels.kinds import GROWTH, RATE, RELATIVE, SCORE, Draft
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.tie import Tie

_SAME_VERB, _SAME_KIND, _NAMED_BASE, _PLAN, _SUM = 3.0, 2.0, 3.0, 1.5, 3.0
_PER_FIGURE, _PER_SENTENCE = 0.3, 0.8
_ENOUGH = 4.0
_REACH = 3  # sentences
_FARTHEST = 12  # figures before the rate
_VERB = 2  # characters


def find_rates(clauses: Clauses, drafts: Sequence[Draft]) -> Iterator[Tie]:
    """Numerator and denominator of every rate that has both."""
    for index, draft in enumerate(drafts):
        if draft.kind == RATE and draft.named.figure.value > 0:
            yield from _of(clauses, drafts, index)


def _of(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Iterator[Tie]:
    lead = clauses.string[drafts[index].named.lead : drafts[index].named.figure.outer_start].rstrip("为是达到约： :")
    known = rate_words()
    based = known.of_base.search(lead) if not lead.endswith(("率", "进度")) else None
    named = known.name.search(drafts[index].label)
    verb = named["verb"][-_VERB:] if named is not None and based is None else ""
    base = based["base"] if based is not None else ""
    if not verb and not base:
        return
    near = list(_near(clauses, drafts, index))
    pairs = sorted(
        (
            (_weight(clauses, drafts, (index, top, bottom), verb, base), top, bottom)
            for top in near
            for bottom in near
            if top != bottom and drafts[top].named.figure.unit == drafts[bottom].named.figure.unit
        ),
        key=lambda p: -p[0],
    )
    if not pairs or pairs[0][0] < _ENOUGH:
        return
    score, top, bottom = pairs[0]
    runner_up = f"{drafts[pairs[1][1]].label} ÷ {drafts[pairs[1][2]].label}" if len(pairs) > 1 else ""
    yield Tie("rate-of", index, top, "rate", min(10.0, score), runner_up)
    yield Tie("rate-base", index, bottom, "rate", min(10.0, score), runner_up)


def _near(clauses: Clauses, drafts: Sequence[Draft], index: int) -> Iterator[int]:
    """Figures before a rate, within a few sentences of its paragraph, that can be its sides."""
    at = drafts[index].named.figure.start
    for k in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        start = drafts[k].named.figure.start
        if clauses.strongest(start, at, OUTSIDE) >= Pause.PARAGRAPH or _sentences(clauses, start, at) > _REACH:
            return
        if drafts[k].kind not in RELATIVE and drafts[k].kind not in (SCORE, GROWTH):
            yield k


def _sentences(clauses: Clauses, start: int, stop: int) -> int:
    return sum(m.pause >= Pause.SENTENCE for m in clauses.marks_between(start, stop))


def _weight(clauses: Clauses, drafts: Sequence[Draft], spots: tuple[int, int, int], verb: str, base: str) -> float:
    index, top, bottom = spots
    numerator, denominator = drafts[top], drafts[bottom]
    score = _by_verb(clauses, numerator, verb) if verb else _SAME_KIND / 2
    told = _told(clauses, denominator)
    if base and (base in told or denominator.label in base or _alike(base, denominator.label)):
        score += _NAMED_BASE
    elif rate_words().plan.search(told):
        score += _PLAN if not base else 0.0
    if verb and _by_verb(clauses, denominator, verb) >= _SAME_KIND:
        score -= _SAME_KIND
    if numerator.parent == bottom or denominator.parent == top:
        score -= _PLAN
    if _makes(drafts, index, top, bottom):
        score += _SUM
    score -= _PER_FIGURE * (abs(index - top) - 1 + abs(index - bottom) - 1) / 2
    at = drafts[index].named.figure.start
    first = min(numerator.named.figure.start, denominator.named.figure.start)
    return score - _PER_SENTENCE * _sentences(clauses, first, at) / 2


def _told(clauses: Clauses, draft: Draft) -> str:
    return draft.label + clauses.string[draft.named.lead : draft.named.figure.outer_start]


def _by_verb(clauses: Clauses, draft: Draft, verb: str) -> float:
    told = _told(clauses, draft)
    if verb in told:
        return _SAME_VERB
    kinds = [group for group in rate_words().verbs if verb in group]
    return _SAME_KIND if any(word in told for group in kinds for word in group) else 0.0


def _alike(base: str, label: str) -> bool:
    return len(base) >= _VERB and base.removesuffix("数").removesuffix("金额")[-_VERB:] in label[-4:]


def _makes(drafts: Sequence[Draft], index: int, top: int, bottom: int) -> bool:
    """Whether two figures make the rate, within what is printed of each."""
    rate, one, other = (drafts[k].named.figure for k in (index, top, bottom))
    if other.value <= 0:
        return False
    room = rate.quantity.step + (one.quantity.step + rate.value * other.quantity.step) / other.value / 2
    return abs(one.value / other.value - rate.value) <= max(room, Decimal("0.0001"))
