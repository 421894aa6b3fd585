"""Lists whose total stands in another sentence: 全年到位260万元。按批次看，4月到位150万元，10月追加110万元."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import islice
from math import log10

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import EXPENDITURE, INCOME
from ziping.parsers.prose.relations.parts.addition import fits
from ziping.parsers.prose.relations.parts.columns import columns
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS, Partition, above
from ziping.parsers.prose.relations.parts.series import are_balances, has_share, is_flow, may_add, one_series
from ziping.parsers.prose.relations.parts.stretches import Stretch
from ziping.parsers.prose.relations.parts.weighing import ENOUGH, W, Weighing
from ziping.parsers.prose.relations.share_bases import makes

_FARTHEST_CLOSED, _LONGEST = 14, 12  # sentences from a total to words that close a list; parts of others
_MOST = 40  # parts of a list that words close
_REACH = 120  # stretches that a list may go through: three for each of its parts
_ALIKE = 3  # times as much speaks the whole name for a total as none of it against
_EMPTY = shaped("{grammar.no_total_name}")
_CLOSED_REACH = 2  # times as far a list reaches that words close
_SENTENCES_BACK = 2  # from a total to parts before it
_SHORTEST_WORD = 2  # characters
_NEAREST = 3  # figures of one value that a list may be of
_FEW_TOTALS = 10  # figures that a sum is looked for among; among more, chance makes one the sooner


@dataclass(slots=True)
class FarLists(Weighing):
    """The search through one passage."""

    values: dict[str | None, list[Decimal]] = field(default_factory=dict)  # those of totals, by unit, in order
    widest: dict[str | None, Decimal] = field(default_factory=dict)  # the value of the last digit of the roundest total
    # stretch and index of each total, by unit and value
    places: dict[tuple[str | None, Decimal], list[tuple[int, int]]] = field(default_factory=dict)
    heads: dict[str | None, frozenset[int | None]] = field(default_factory=dict)  # the first figures of items, by unit

    def far(self) -> Iterator[Partition]:
        """The lists whose total stands in another sentence: first those behind it, then those before."""
        mentions = self.items.mentions
        for number, stretch in enumerate(self.stretches):
            for total in stretch.figures:
                if may_add(mentions[total]):
                    told = self.places.setdefault((mentions[total].unit, mentions[total].value), [])
                    told.append((number, total))
                    unit, step = mentions[total].unit, mentions[total].figure.quantity.step
                    self.widest[unit] = max(step, self.widest.get(unit, step))
        for unit, value in self.places:
            self.values.setdefault(unit, []).append(value)
        for values in self.values.values():
            values.sort()
        for number, stretch in enumerate(self.stretches):
            for unit in dict.fromkeys(mentions[k].unit for k in stretch.loose):
                yield from self._beginning(number, unit)
            for total in stretch.figures:
                if may_add(mentions[total]):
                    yield from self._sentences_before(total, number)

    def _beginning(self, number: int, unit: str | None) -> Iterator[Partition]:
        """The lists of a unit that begin in a stretch, each with the totals that it may be of."""
        stretch = self.stretches[number]
        members = list(islice(self._members(number, unit), stretch.pieces or _MOST))
        for run, closed in self._runs(number, members):
            for total, own in self._totals(number, unit, run, closed=closed):
                score = self._score(run, total, stretch, own)
                if score >= ENOUGH:
                    whole = True if stretch.is_whole else None
                    yield Partition(total, run, stretch.word or "sum", "far-list", whole, score)

    def _runs(self, number: int, members: list[int]) -> Iterator[tuple[tuple[int, ...], bool]]:
        """As many figures of a list from the first on as may make a total, of those that tell several sums an item those of
        one state, and whether they are all of it and words close it."""
        stretch = self.stretches[number]
        told = [[k for k in s.loose if k in members] for s in self.stretches[number : number + _REACH]]
        every = [c for _, c in columns(self.items.mentions, [t for t in told if t])] or [members]
        heads = [k for k in members if k in self._heads(self.items.mentions[k].unit)]
        for column in [*every, heads] if stretch.numbered and heads not in every else every:
            last = len(column) if stretch.closes else min(len(column), _LONGEST)  # all of it must be seen to be wrong
            for count in range(FEWEST_PARTS, last + 1):
                run, following = column[:count], column[count : count + 1]
                if not following or not one_series(self.items.mentions, (*run, *following)):
                    yield tuple(run), stretch.closes and not following

    def _totals(self, number: int, unit: str | None, run: Sequence[int], *, closed: bool) -> Iterator[tuple[int, int]]:
        """The figures that a list may be of, each with its stretch: those that it makes, wherever they stand before it, and
        where words close it all those near."""
        mentions, stretch = self.items.mentions, self.stretches[number]
        near = self._near(number, unit) if closed else self._of_value(number, unit, run)
        for total, own in near:
            distance = stretch.sentence - self.stretches[own].sentence
            if not above(mentions, total).isdisjoint(run) or (distance == 0 and not stretch.divides):
                continue  # within one sentence a list needs a word: sums there are told elsewhere
            if stretch.numbered and stretch.style == self.stretches[own].style:
                continue  # items of one enumeration are no parts of each other
            if closed or fits(mentions, total, run):
                yield total, own

    def _near(self, number: int, unit: str | None) -> Iterator[tuple[int, int]]:
        """The figures of a unit in the stretches right before one."""
        for own in range(number - 1, max(-1, number - _MOST), -1):
            if self.stretches[number].sentence - self.stretches[own].sentence > _FARTHEST_CLOSED:
                return
            yield from ((k, own) for k in self.stretches[own].figures if self._is_whole(k, unit))

    def _of_value(self, number: int, unit: str | None, run: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The figures of a unit before a stretch that may be the sum of a run, of each value the nearest first."""
        figures = [self.items.mentions[k].figure for k in run]
        got, steps = (
            sum((f.value for f in figures), Decimal(0)),
            sum((f.quantity.step for f in figures), self.widest[unit]),
        )
        low, high = bisect_left(self.values[unit], got - steps), bisect_left(self.values[unit], got + steps)
        for value in self.values[unit][low:high]:
            told = self.places[unit, value]
            behind = bisect_left(told, (number, -1))
            yield from ((total, own) for own, total in reversed(told[max(0, behind - _NEAREST) : behind]))

    def _is_whole(self, index: int, unit: str | None) -> bool:
        return self.items.mentions[index].unit == unit and may_add(self.items.mentions[index])

    def _score(self, run: Sequence[int], total: int, stretch: Stretch, own: int) -> float:
        """What speaks for a total of a list. Distance does against figures that are picked out of more; for all that
        sentences or items tell, the number of figures that might have been their sum."""
        mentions, every = self.items.mentions, self._is_every(run)
        if are_balances(mentions, run, total) or (not stretch.divides and is_flow(mentions, run)):
            return 0.0
        score = stretch.word_weight + self._named_again(total, stretch) + self.alike(total, run)
        score += self.by_sum(total, run, stretch.word_weight, W.sum_of_all if every else W.sum)
        score += W.enumerated if self._heads(mentions[total].unit).issuperset(run) else 0.0
        score += W.shares if self._is_shared(run, total) else 0.0
        kinds = {mentions[k].kind for k in (total, *run)}
        score += W.same_kind if len(kinds) == 1 and kinds < {INCOME, EXPENDITURE} else 0.0
        distance = max(0, stretch.sentence - self.stretches[own].sentence - 1)
        if every and fits(mentions, total, run):
            among = max(len(self.values[mentions[total].unit]), _FEW_TOTALS)
            return score - log10(among / _FEW_TOTALS) + W.per_sentence_of_all * distance
        farther = distance / (_CLOSED_REACH if stretch.closes else 1)
        return score + W.per_sentence * farther + W.per_figure * self._between(total, run[0])

    def _is_every(self, run: Sequence[int]) -> bool:
        """Whether a run is all that its sentences tell in its unit, but for what belongs to other lists, or all that
        enumerated items begin with."""
        mentions, clauses = self.items.mentions, self.items.clauses
        start = clauses.sentence(mentions[run[0]].figure.start)[0]
        stop = clauses.sentence(mentions[run[-1]].figure.start)[1]
        unit = mentions[run[0]].unit
        told = (k for k in self.items.within(start, stop) if mentions[k].unit == unit and mentions[k].parent is None)
        priced = (k for k in told if words().price.search(mentions[k].label + mentions[k].words_before) is None)
        heads = sorted(k for k in self._heads(unit) if k is not None and run[0] <= k <= run[-1])
        return tuple(k for k in priced if may_add(mentions[k])) == tuple(run) or heads == list(run)

    def _is_shared(self, run: Sequence[int], total: int) -> bool:
        """Whether each figure of a run is followed by its share in a total: 省级资金374万元，占40%; 县级资金561万元，占60%."""
        mentions = self.items.mentions
        return all(has_share(mentions, k) and makes(mentions, k + 1, k, total) for k in run)

    def _heads(self, unit: str | None) -> frozenset[int | None]:
        """The figures of a unit that enumerated items begin with."""
        if unit not in self.heads:
            numbered = (s for s in self.stretches if s.numbered)
            self.heads[unit] = frozenset(s.first_of(unit, self.items.mentions) for s in numbered)
        return self.heads[unit]

    def _sentences_before(self, total: int, number: int) -> Iterator[Partition]:
        """Figures of the sentences before a total that make it: 财政投入80万元，社会投入120万元。总投入200万元."""
        mentions, own = self.items.mentions, self.stretches[number].sentence
        summed = self.is_summed(total)  # in its own sentence 三年累计投入 says that it is a sum
        last, most = (own, _MOST) if summed else (own - 1, _LONGEST)
        near = self.stretches[max(0, number - most) : number + 1]
        before = [k for s in near if own - _SENTENCES_BACK <= s.sentence <= last for k in s.loose if k < total]
        here = mentions[total]
        mine = [k for k in before if mentions[k].bracket == here.bracket and mentions[k].unit == here.unit]
        for count in range(FEWEST_PARTS, min(len(mine), most) + 1):
            run = tuple(mine[-count:])
            if fits(mentions, total, run) and not is_flow(mentions, run):
                score = self.alike(total, run) + self.by_sum(total, run, 0.0)
                if score >= ENOUGH:
                    yield Partition(total, run, "sum", "sum-behind", None, score)

    def _named_again(self, total: int, stretch: Stretch) -> float:
        """What the name that heads a list speaks for a total, or against it."""
        label = _EMPTY.sub("", self.items.mentions[total].label)
        head = _EMPTY.sub("", words().anaphor.sub("", stretch.head))
        if len(head) >= _SHORTEST_WORD:
            common = SequenceMatcher(None, head, label, autojunk=False).find_longest_match().size
            return W.named_again * (_ALIKE * (common if common >= _SHORTEST_WORD else 0) / len(head) - 1)
        again = len(label) >= _SHORTEST_WORD and label[-_SHORTEST_WORD:] in stretch.lead[: len(label) + _SHORTEST_WORD]
        again = again or (stretch.numbered and self.items.mentions[total].label in stretch.above)
        return W.named_again if again else 0.0

    def _members(self, number: int, unit: str | None) -> Iterator[int]:
        """The figures of a unit that a list which begins in a stretch may hold."""
        first = self.stretches[number]
        opening = first.first_of(unit, self.items.mentions)
        for stretch in self.stretches[number : number + _REACH]:
            if stretch is not first and stretch.loose and not stretch.continues(first):
                return  # 1.基本支出80万元。其中…。2.项目支出20万元: what a list inside has claimed ends none
            for k in stretch.loose:
                mention = self.items.mentions[k]
                if mention.unit == unit and mention.bracket == self.items.mentions[opening or 0].bracket:
                    yield k

    def _between(self, total: int, first: int) -> int:
        """How many other figures of the unit, that belong to no list of the total, stand between."""
        mentions, unit = self.items.mentions, self.items.mentions[total].unit
        near = (k for k in range(total + 1, first) if mentions[k].unit == unit and may_add(mentions[k]))
        return sum(total not in above(mentions, k) for k in near)
