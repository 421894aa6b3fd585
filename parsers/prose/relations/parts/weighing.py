"""What speaks for lists of parts that no word opens, and the choice among them.

Every total and every run of figures that nothing has claimed make a candidate. Words speak for it (合计, 按批次看,
由以下两部分构成, the total's name once more), so do the names and places of the parts, and so does a sum, the more the
less likely chance would have made it. The candidates are chosen together, the best first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log10
from typing import NamedTuple

from ziping.parsers.lexicon.entries import name_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.relations.parts.addition import fits, is_slip_away, nearly_fits
from ziping.parsers.prose.relations.parts.items import Items
from ziping.parsers.prose.relations.parts.partition import Partition, above
from ziping.parsers.prose.relations.parts.series import one_series
from ziping.parsers.prose.relations.parts.stretches import Stretch


class Weights(NamedTuple):
    """What each kind of evidence speaks for a list of parts."""

    called: float = 3.0  # its total is called one in the sentence of the parts (合计, 总额)
    called_far: float = 1.0  # and in another sentence
    listed: float = 3.0  # an enumeration right behind the total, a parallel list, 已 and 未
    closing: float = 3.5  # the words before it say that it is one (stretches)
    leading_over: float = 2.0
    named_again: float = 1.5
    one_ending: float = 1.5
    series: float = 1.5
    same_kind: float = 1.0  # total and parts all came in or all were spent
    enumerated: float = 1.5
    shares: float = 4.0  # each part is followed by its share, and the total makes all of them
    sum: float = 4.0  # at most; as much against a run that makes another sum
    sum_of_all: float = 7.0  # at most, of all that a sentence or enumerated items tell: no run that is chosen to fit
    missed: float = -0.5  # words close it, and it is near the total
    per_sentence: float = -0.5
    per_sentence_of_all: float = -0.05
    per_figure: float = -0.3


W = Weights()
ENOUGH = 3.0  # a candidate with less is none
_BY_CHANCE = 10  # runs that are tried for a total: so often one of them may fit by chance
_DOUBTFUL, _WORDED, _CERTAIN = 4.0, 8.0, 10.0  # of a list's score: what is added, what words give, and the most
_ENDING = 2
ROOM = Decimal("1.05")  # by so much may parts told as a list exceed their total
_UNRIVALLED = 1.0  # a list that words close is certain where no other total comes so near


@dataclass(slots=True)
class Weighing:
    """One passage, cut into stretches."""

    items: Items
    stretches: tuple[Stretch, ...]

    def alike(self, total: int, run: Sequence[int]) -> float:
        """What the names of the parts speak: of one series, of one ending that the total has, too; a total that is called so."""
        label = self.items.mentions[total].label
        endings = {self.items.mentions[k].label[-_ENDING:] for k in run}
        score = W.one_ending if len(endings) == 1 and endings.pop() in label else 0.0
        fitting = fits(self.items.mentions, total, run)
        score += W.series if fitting and one_series(self.items.mentions, run) else 0.0
        return score + (W.called_far if words().total.search(label) or self.is_summed(total) else 0.0)

    def is_summed(self, total: int) -> bool:
        return words().sum_word.search(self.items.mentions[total].words_before) is not None

    def by_sum(self, total: int, run: Sequence[int], word_weight: float, most: float = W.sum) -> float:
        """What the sum speaks for the run, or against it: as much as chance would hardly have made it, `most` at most."""
        mentions = self.items.mentions
        whole, parts = mentions[total].value, [mentions[k].value for k in run]
        got = sum(parts, Decimal(0))
        if whole <= 0:
            return -W.sum
        if fits(mentions, total, run):
            steps = sum((mentions[k].figure.quantity.step for k in (total, *run)), Decimal(0))
            grain = min(min(map(_grain, parts)) if got == whole else steps, whole)
            return min(most, max(0.0, log10(whole / grain / _BY_CHANCE) + 1))
        if word_weight < W.closing:
            return 0.0 if word_weight >= W.called and nearly_fits(mentions, total, run) else -W.sum
        if nearly_fits(mentions, total, run):
            return 0.0
        near = got <= whole * ROOM or is_slip_away(mentions, total, run)
        return W.missed if near else -W.sum

    def choose(self, candidates: Iterable[Partition]) -> tuple[Partition, ...]:
        """The best candidates, none of which claims a figure twice; their parts get their totals."""
        mentions, chosen = self.items.mentions, []
        ranked = sorted(candidates, key=lambda p: -p.score)
        rivals: dict[int, list[Partition]] = {}
        for candidate in ranked:
            rivals.setdefault(candidate.parts[0], []).append(candidate)
        closing = frozenset(k for s in self.stretches if s.closes for k in s.loose) if ranked else frozenset()
        for candidate in ranked:
            free = all(mentions[k].parent is None for k in candidate.parts)
            if free and above(mentions, candidate.total).isdisjoint(candidate.parts):
                chosen.append(
                    self._certain(candidate, rivals[candidate.parts[0]], closed=candidate.parts[0] in closing)
                )
                for k in candidate.parts:
                    mentions[k] = replace(mentions[k], parent=candidate.total)
        return tuple(chosen)

    def _certain(self, chosen: Partition, rivals: Sequence[Partition], *, closed: bool) -> Partition:
        """The list with its certainty and the total that came next. One that words have `closed` (由以下两部分构成) is certain where
        no other total comes near; the sum need not say so, too."""
        other = next((r for r in rivals if r.total != chosen.total), None)
        score = min(_CERTAIN, _DOUBTFUL + chosen.score)
        if (chosen.complete or closed) and (other is None or other.score + _UNRIVALLED <= chosen.score):
            score = max(score, _WORDED)
        runner_up = "" if other is None else self.items.mentions[other.total].label + name_of("phrases.parts_of")
        return replace(chosen, score=_CERTAIN if chosen.rule == "sum" else score, runner_up=runner_up)


def _grain(value: Decimal) -> Decimal:
    """The value of the last digit of a figure that is not nought: figures of round hundreds add up easily."""
    digits = value.normalize().as_tuple()
    return Decimal(1).scaleb(digits.exponent) if value and isinstance(digits.exponent, int) else Decimal(1)
