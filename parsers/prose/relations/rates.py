"""Rates of two figures: 预算70万元，兑付52.5万元，兑付率75%; 支出3260万元，完成年初预算的108.67%.

For each rate all pairs of a numerator right before it and a denominator told somewhere before are weighed: whether the
numerator is named with the rate's verb, whether the denominator is a plan or is named by the rate, how near they stand,
and whether they make the rate. Words go before figures: a pair that words name is kept though it makes another rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log2

from ziping.parsers.lexicon.entries import name_of, shaped, words_of
from ziping.parsers.lexicon.prose import rate_words
from ziping.parsers.prose.labels.kinds import COUNT, NO_AMOUNT, RATE, SATISFACTION, same_things
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.antecedents import is_base
from ziping.parsers.prose.relations.parts.partition import Partition, above, without_doubles
from ziping.parsers.prose.relations.share_bases import makes

_SAME_VERB, _SAME_KIND, _NAMED_BASE, _PLAN, _SUM = 3.0, 2.0, 3.0, 1.5, 3.0
_PER_FIGURE, _PER_SENTENCE, _PER_DOUBLING = 0.3, 0.4, 0.3
_BESIDE = 0.8  # what speaks for the two figures right before the rate in its clauses
_BASED = 8.5  # the certainty of a pair whose denominator the words themselves give
_AMONG = 1.5  # and for things that were counted among those counted right before, by the rate's own verb
_A_PART = 1.0  # what speaks against a denominator that is a part of something
_ENOUGH = 3.7
_PER_WORD, _MADE = 2.0, 1.5  # of the certainty of a pair, 10 at most
_REACH = 2  # sentences before the rate in which its numerator stands
_NEAR, _FAR = 12, 40  # figures before the rate: a budget may be told chapters before what was spent of it
_VERB = 2  # characters
_AMOUNT_END = shaped("{phrases.amount_ends}")
_RATE_END = shaped("(?:{phrases.rate_of_verb})(?:{targets.target_values})?$")  # 二是按期完工率目标95% is of no figure
_REALLY = words_of("phrases.really_begins")
_DONE = words_of("phrases.done_anyhow")  # what was done in whatever way was done so


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two figures of a passage, other than of part and total: `kind` as in the dataset; `source` and `target`
    are indexes of figures. `rule` is the search that found it, `score` how much speaks for it (10 where words leave no
    doubt)."""

    kind: str
    source: int
    target: int
    rule: str
    score: float = 10.0
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate and the figures that it is of, by index; `runner_up` is the pair that came next, in words."""

    source: int
    numerator: int
    denominator: int
    score: float
    runner_up: str

    def ties(self) -> tuple[Tie, Tie]:
        """As ties of single figures."""
        return (
            Tie("rate-of", self.source, self.numerator, "rate", self.score, self.runner_up),
            Tie("rate-base", self.source, self.denominator, "rate", self.score, self.runner_up),
        )


def find_rates(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Rate, ...]:
    """Every rate that has both a numerator and a denominator."""
    told = (k for k, d in enumerate(mentions) if d.kind in (RATE, SATISFACTION) and d.value > 0)
    found = (_of(clauses, mentions, k) for k in told)
    return _one_for_a_pair(mentions, [rate for rate in found if rate is not None])


def _one_for_a_pair(mentions: Sequence[Mention], rates: Sequence[Rate]) -> tuple[Rate, ...]:
    """Of rates that were tied to the same two figures those that come nearest to what these make: 问卷486份，满意458份，满意度
    94.24%，未达到95%的目标. Where none makes what they do, all are kept: one of them may be wrong."""
    nearest: dict[tuple[int, int], Decimal] = {}
    for r in rates:
        if makes(mentions, r.source, r.numerator, r.denominator):
            pair = (r.numerator, r.denominator)
            nearest[pair] = min(nearest.get(pair, Decimal("Infinity")), _off(mentions, r))
    return tuple(r for r in rates if _off(mentions, r) <= nearest.get((r.numerator, r.denominator), _off(mentions, r)))


def _off(mentions: Sequence[Mention], rate: Rate) -> Decimal:
    """How far a rate is from what its figures make."""
    one, other = mentions[rate.numerator].value, mentions[rate.denominator].value
    return abs(one / other - mentions[rate.source].value) if other > 0 else Decimal("Infinity")


def parts_by_rate(mentions: Sequence[Mention], rates: Sequence[Rate]) -> tuple[Partition, ...]:
    """Counts that a rate ties to what they were counted among: 抽检124批次，合格123批次，合格率99.19%. A plan is no whole."""
    found = []
    for rate in rates:
        part, whole = mentions[rate.numerator], mentions[rate.denominator]
        free = part.parent is None and rate.numerator not in above(mentions, rate.denominator)
        made = makes(mentions, rate.source, rate.numerator, rate.denominator)
        due = "应" in whole.label and whole.label.partition("应")[2][:_VERB] in part.label  # 应结题33项，结题31项
        if _among(part, whole) and free and made and (due or state_of(whole.label, "") != "planned"):
            label = mentions[rate.source].label
            found.append(Partition(rate.denominator, (rate.numerator,), label, "rate", None, rate.score))
    return without_doubles(found)


def _of(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Rate | None:
    told = _of_base(clauses, mentions, index)
    return _weighed(clauses, mentions, index) if told is None else told


def _of_base(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Rate | None:
    """完成年度任务12公顷的105%: the figure right before a rate that it is of, and what was reached: of those told in the
    sentence the nearest that is no part of anything, or any that makes the rate."""
    if not index or mentions[index].kind != RATE or not is_base(clauses, mentions, index - 1):
        return None
    base = mentions[index - 1].figure
    start, _ = clauses.sentence(base.start)
    near = [k for k in _candidates(mentions, index - 1, _NEAR) if mentions[k].figure.start >= start]
    near = [k for k in near if mentions[k].unit == base.unit and not is_base(clauses, mentions, k)]
    made = next((k for k in near if makes(mentions, index, k, index - 1)), None)
    top = next((k for k in near if mentions[k].parent is None), None) if made is None else made
    return None if top is None else Rate(index, top, index - 1, _BASED, "")


def _weighed(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Rate | None:
    lead = mentions[index].words_before.rstrip("为是达到约： :")
    known = rate_words()
    based = known.of_base.search(lead) if _RATE_END.search(lead) is None else None
    named = known.name.search(mentions[index].label)
    verb = named["verb"][-_VERB:] if named is not None and based is None else ""
    verb = name_of("grammar.satisfaction") if mentions[index].kind == SATISFACTION else verb
    base = based["base"] if based is not None else ""
    if not verb and not base:
        return None
    tops = [
        (score, k)
        for k in _near(clauses, mentions, index)
        if (score := _as_numerator(clauses, mentions, index, k, verb))
    ]
    bottoms = [
        (_as_denominator(clauses, mentions[k], verb, base) - _PER_DOUBLING * log2(index - k), k)
        for k in _candidates(mentions, index, _FAR)
    ]
    pairs = sorted(
        (
            (one + other + _together(clauses, mentions, (index, top, bottom)), top, bottom)
            for one, top in tops
            for other, bottom in bottoms
            if top != bottom and mentions[top].unit == mentions[bottom].unit
        ),
        key=lambda p: -p[0],
    )
    if not pairs or pairs[0][0] < _ENOUGH:
        return None
    score, top, bottom = pairs[0]
    runner_up = f"{mentions[pairs[1][1]].label} ÷ {mentions[pairs[1][2]].label}" if len(pairs) > 1 else ""
    made = makes(mentions, index, top, bottom)
    told = score - _SUM if made else score  # what words and places speak for the pair, whether or not it makes the rate
    return Rate(index, top, bottom, min(10.0, _PER_WORD * told + (_MADE if made else 0.0)), runner_up)


def _candidates(mentions: Sequence[Mention], index: int, most: int) -> Iterator[int]:
    for k in range(index - 1, max(-1, index - 1 - most), -1):
        if mentions[k].kind not in NO_AMOUNT:
            yield k


def _near(clauses: Clauses, mentions: Sequence[Mention], index: int) -> Iterator[int]:
    """Figures in the sentences right before a rate: its numerator is one of them."""
    at = mentions[index].figure.start
    for k in _candidates(mentions, index, _NEAR):
        start = mentions[k].figure.start
        if clauses.strongest(start, at, OUTSIDE) >= Pause.PARAGRAPH or _sentences(clauses, start, at) > _REACH:
            return
        yield k


def _sentences(clauses: Clauses, start: int, stop: int) -> int:
    return sum(m.pause >= Pause.SENTENCE for m in clauses.marks_between(start, stop))


def _as_numerator(clauses: Clauses, mentions: Sequence[Mention], index: int, k: int, verb: str) -> float:
    score = _by_verb(clauses, mentions[k], verb) if verb else _SAME_KIND / 2
    far = _sentences(clauses, mentions[k].figure.start, mentions[index].figure.start)
    return score and max(0.0, score - _PER_FIGURE * (index - k - 1) / 2 - _PER_SENTENCE * far)


def _as_denominator(clauses: Clauses, mention: Mention, verb: str, base: str) -> float:
    told, score = _told(clauses, mention), 0.0
    if base and (base in told or mention.label in base or _alike(base, mention.label)):
        score = _NAMED_BASE
    elif not base and rate_words().plan.search(told):
        score = _PLAN if state_of(mention.label, "") in ("planned", "adjusted", "received") else _PLAN / 2
    if verb and "应" not in told and _by_verb(clauses, mention, verb) >= _SAME_KIND:
        score -= _SAME_KIND
    return score - (_A_PART if mention.parent is not None else 0.0)


def _together(clauses: Clauses, mentions: Sequence[Mention], spots: tuple[int, int, int]) -> float:
    """What speaks for a numerator and a denominator as a pair."""
    index, top, bottom = spots
    parted = mentions[top].parent == bottom or mentions[bottom].parent == top
    start, stop = mentions[bottom].figure.start, mentions[index].figure.start
    beside = {top, bottom} == {index - 1, index - 2} and clauses.strongest(start, stop, OUTSIDE) <= Pause.CLAUSE
    score = _SUM if makes(mentions, *spots) else 0.0
    score += _AMONG if beside and top == bottom + 1 and _among(mentions[top], mentions[bottom]) else 0.0
    return score + (_BESIDE if beside else 0.0) - (_PLAN if parted else 0.0)


def _among(part: Mention, whole: Mention) -> bool:
    """Whether a count may be one of some among others: of the same things, and no more (抽检124批次，合格123批次)."""
    return part.kind == whole.kind == COUNT and same_things(part, whole) and part.value <= whole.value


def _told(clauses: Clauses, mention: Mention) -> str:
    return mention.label + mention.words_before


def _by_verb(clauses: Clauses, mention: Mention, verb: str) -> float:
    told = _told(clauses, mention)
    if verb in told and "应" not in told:
        return _SAME_VERB
    if any(sign + char in told for sign in _REALLY for char in verb):
        return _SAME_VERB  # 应缴1360家，实缴1292家，缴费率95%
    lead = mention.words_before
    if verb in _DONE and state_of(mention.label, lead) == "actual":
        return _SAME_KIND  # 实际筛查3120人，完成率104%
    kinds = [group for group in rate_words().verbs if verb in group]
    return _SAME_KIND if any(word in told for group in kinds for word in group) else 0.0


def _alike(base: str, label: str) -> bool:
    return len(base) >= _VERB and _AMOUNT_END.sub("", base)[-_VERB:] in label[-4:]
