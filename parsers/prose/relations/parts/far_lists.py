"""Lists whose total stands in another sentence, or behind other lists: 全年到位260万元。按批次看，4月到位150万元，10月追加110万元.

Every total and every run of figures that nothing has claimed make a candidate. Words speak for it (按批次看,
由以下两部分构成, the total's name once more, names of one ending), and so does a sum, the more the less likely chance
would have made it. The candidates of a passage are chosen together, the best first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import islice
from math import log10

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.relations.parts.addition import fits, is_slip_away, nearly_fits
from ziping.parsers.prose.relations.parts.partition import Partition, above
from ziping.parsers.prose.relations.parts.series import is_flow, one_series
from ziping.parsers.prose.relations.parts.stretches import CLOSING, Stretch, may_add, stretches_of

_ENOUGH = 3.0  # a candidate with less is none
_LEADING_OVER, _NAMED_AGAIN, _ONE_ENDING, _CALLED_TOTAL = 2.0, 1.5, 1.5, 1.0
_ONE_SERIES, _ENUMERATED = 1.5, 1.5
_BY_CHANCE = 10  # runs that are tried for a total: so often one of them may fit by chance
_MOST_BY_SUM, _MISSED = 4.0, -0.5
_PER_SENTENCE, _PER_FIGURE = 0.5, 0.3  # what distance speaks against
_FARTHEST, _FARTHEST_CLOSED, _LONGEST = 6, 14, 12  # sentences, and behind words that close a list; parts
_MOST = 40  # parts of a list that words close; stretches that are looked at from a total
_DOUBTFUL, _CERTAIN = 4.0, 10.0  # of a partition's score: what a list has that nothing speaks for, and the most
_FEW = 2
_ALIKE = 3  # times as much speaks the whole name for a total as none of it against
_ROOM = Decimal("1.05")  # by so much may parts told as a list exceed their total
_WITHIN_A_DIVISION = 3.0  # speaks against a part of a list that words divide as the total of the next one that they do
_UNRIVALLED, _WORDED = 1.0, 8.0  # a list that words close is certain where no other total comes so near
_EMPTY = shaped("{grammar.no_total_name}")


@dataclass(frozen=True, slots=True)
class _Search:
    """One passage, its stretches with figures in order."""

    clauses: Clauses
    mentions: Sequence[Mention]
    stretches: tuple[Stretch, ...]
    heads: frozenset[int]  # the figures that begin a numbered stretch
    known: dict[tuple[int, str | None], list[int]] = field(default_factory=dict)  # members by first stretch and unit

    def candidates(self) -> Iterator[Partition]:
        """All totals with all runs that may be their parts and have something that speaks for them."""
        for number, stretch in enumerate(self.stretches):
            for total in stretch.figures:
                if may_add(self.clauses, self.mentions[total]):
                    yield from self._ahead(total, number)
                    yield from self._beside(total, number)
                    yield from self._behind(total, number)

    def _ahead(self, total: int, own: int) -> Iterator[Partition]:
        """Lists that begin in a later stretch."""
        unit = self.mentions[total].unit
        for number in range(own + 1, min(len(self.stretches), own + _MOST)):
            stretch, distance = self.stretches[number], self.stretches[number].sentence - self.stretches[own].sentence
            if distance > _FARTHEST_CLOSED:
                return
            if (distance > _FARTHEST and not stretch.closes) or stretch.first_of(unit, self.mentions) is None:
                continue
            if stretch.numbered and stretch.style == self.stretches[own].style:
                continue  # items of one enumeration are no parts of each other
            if distance == 0 and not stretch.divides:
                continue  # within one sentence a list needs a word: sums there are told elsewhere
            again = self._named_again(total, stretch)
            said = stretch.told + again
            if stretch.divides and self.stretches[own].divides and again <= 0:
                said -= _WITHIN_A_DIVISION  # 按性质分…，按来源分…: of what the first list was of
            for run in self._runs(total, number):
                numbered = _ENUMERATED if self._is_numbered(run) else 0.0
                if not stretch.divides and is_flow(self.clauses, self.mentions, run):
                    continue
                score = said + numbered + self._alike(total, run) + self._by_sum(total, run, stretch.told)
                farther = max(0, distance - 1) / (_FEW if stretch.closes else 1)
                score -= _PER_SENTENCE * farther + _PER_FIGURE * self._between(total, run[0])
                if score >= _ENOUGH:
                    whole = True if stretch.is_whole else None
                    yield Partition(total, run, stretch.word or "sum", "far-list", whole, score)

    def _beside(self, total: int, number: int) -> Iterator[Partition]:
        """Figures right behind a total in its sentence that make it, or that words call its parts: 安排150万元，用于甲90万元、
        乙40万元、丙20万元; 资金150万元用于以下三个方面：（1）…；（2）…."""
        bracket, own = self.mentions[total].bracket, self.stretches[number]
        near = self.stretches[number : number + _MOST]
        here = [k for s in near if s.sentence == own.sentence for k in s.loose if k > total]
        mine = [k for k in here if self.mentions[k].bracket == bracket and self._like(k, total)]
        if len(mine) < _FEW or mine[0] not in own.loose:
            return
        start, stop = self.mentions[total].figure.outer_stop, self.mentions[mine[0]].figure.outer_start
        whole = words().whole.search(self.clauses.string, start, stop)
        said = CLOSING if whole is not None else 0.0
        if whole is None and words().leading_over.search(self.clauses.string, start, stop):
            said = _LEADING_OVER
        for count in range(_FEW, len(mine) + 1):
            run = tuple(mine[:count])
            closed = whole is not None and count == len(mine)
            if not (closed or fits(self.mentions, total, run)) or is_flow(self.clauses, self.mentions, run):
                continue
            series = _ONE_SERIES if one_series(self.mentions, run) else 0.0
            score = said + series + self._alike(total, run) + self._by_sum(total, run, said)
            if score >= _ENOUGH:
                told = whole[0] if whole is not None else "list"
                yield Partition(total, run, told, "sum-beside", True if whole is not None else None, score)

    def _behind(self, total: int, number: int) -> Iterator[Partition]:
        """Figures of the sentences before a total that make it: 财政投入80万元，社会投入120万元。总投入200万元."""
        own = self.stretches[number].sentence
        last = own if self._is_summed(total) else own - 1  # in its own sentence 三年累计投入 says that it is a sum
        near = self.stretches[max(0, number - _LONGEST) : number + 1]
        before = [k for s in near if own - _FEW <= s.sentence <= last for k in s.loose if k < total]
        bracket = self.mentions[total].bracket
        mine = [k for k in before if self.mentions[k].bracket == bracket and self._like(k, total)]
        for count in range(_FEW, min(len(mine), _LONGEST) + 1):
            run = tuple(mine[-count:])
            if fits(self.mentions, total, run) and not is_flow(self.clauses, self.mentions, run):
                series = _ONE_SERIES if one_series(self.mentions, run) else 0.0
                score = series + self._alike(total, run) + self._by_sum(total, run, 0.0)
                if score >= _ENOUGH:
                    yield Partition(total, run, "sum", "sum-behind", None, score)

    def _like(self, one: int, other: int) -> bool:
        return self.mentions[one].unit == self.mentions[other].unit

    def _is_numbered(self, run: Sequence[int]) -> bool:
        """Whether each figure is the first of an item: 一是…；二是…."""
        return self.heads.issuperset(run)

    def _named_again(self, total: int, stretch: Stretch) -> float:
        """What the name that heads a list speaks for a total, or against it."""
        head, label = _core(words().anaphor.sub("", stretch.head)), _core(self.mentions[total].label)
        if len(head) >= _FEW:
            common = SequenceMatcher(None, head, label, autojunk=False).find_longest_match().size
            return _NAMED_AGAIN * (_ALIKE * (common if common >= _FEW else 0) / len(head) - 1)
        again = len(label) >= _FEW and label[-_FEW:] in stretch.lead[: len(label) + _FEW]
        return _NAMED_AGAIN if again else 0.0

    def _runs(self, total: int, number: int) -> Iterator[tuple[int, ...]]:
        """Figures from the first one of a stretch on, up to the next list: those that make the total, else all of the
        sentence where the words say that it is a list."""
        first, whole = self.stretches[number], self.mentions[total].figure
        members = self.known.setdefault((number, whole.unit), [])
        if not members:
            members += islice(self._members(number, whole.unit), first.pieces or _MOST)
        got = Decimal(0)
        for count, k in enumerate(members, 1):
            got += self.mentions[k].value
            if (got > whole.value * _ROOM and not first.closes) or count > _LONGEST:
                return
            run, following = members[:count], members[count : count + 1]
            ends = not following or not one_series(self.mentions, (*run, *following))
            if count >= _FEW and ends and fits(self.mentions, total, run):
                yield tuple(run)
        if first.closes and len(members) >= _FEW:
            yield tuple(members)

    def _members(self, number: int, unit: str | None) -> Iterator[int]:
        """The figures of a unit that a list which begins in a stretch may hold."""
        first = self.stretches[number]
        opening = first.first_of(unit, self.mentions)
        if opening is None:
            return
        bracket = self.mentions[opening].bracket
        for stretch in self.stretches[number:]:
            if stretch is not first and not stretch.continues(first):
                return
            for k in stretch.loose:
                named = self.mentions[k]
                if named.unit == unit and named.bracket == bracket:
                    yield k

    def _alike(self, total: int, run: Sequence[int]) -> float:
        """Names of one ending that the total has, too; and a total that is called so."""
        label = self.mentions[total].label
        endings = {self.mentions[k].label[-_FEW:] for k in run}
        score = _ONE_ENDING if len(endings) == 1 and endings.pop() in label else 0.0
        return score + (_CALLED_TOTAL if words().total.search(label) or self._is_summed(total) else 0.0)

    def _is_summed(self, total: int) -> bool:
        named = self.mentions[total]
        return words().sum_word.search(self.clauses.string, named.lead, named.figure.outer_start) is not None

    def _by_sum(self, total: int, run: Sequence[int], said: float) -> float:
        """What the sum speaks for the run, or against it: as much as chance would hardly have made it."""
        figures = [self.mentions[k].figure for k in (total, *run)]
        whole = figures[0].value
        parts = sum((f.value for f in figures[1:]), Decimal(0))
        if whole <= 0:
            return -_MOST_BY_SUM
        if fits(self.mentions, total, run):
            grain = (
                min(_grain(f.value) for f in figures[1:]) if parts == whole else sum(f.quantity.step for f in figures)
            )
            grain = min(grain, whole)
            return min(_MOST_BY_SUM, max(0.0, log10(whole / grain / _BY_CHANCE) + 1))
        if said < CLOSING:
            return -_MOST_BY_SUM
        if nearly_fits(self.mentions, total, run):
            return 0.0
        near = parts <= whole * _ROOM or is_slip_away(self.mentions, total, run)
        return _MISSED if near else -_MOST_BY_SUM

    def _between(self, total: int, first: int) -> int:
        """How many other figures of the unit, that belong to no list of the total, stand between."""
        unit = self.mentions[total].unit
        return sum(
            1
            for k in range(total + 1, first)
            if self.mentions[k].unit == unit
            and may_add(self.clauses, self.mentions[k])
            and total not in above(self.mentions, k)
        )


def find_far_lists(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Partition, ...]:
    """Lists of parts whose total stands in another sentence, none of which claims a figure twice."""
    stretches = stretches_of(clauses, mentions)
    heads = frozenset(_first_of_units(mentions, [s for s in stretches if s.numbered]))
    search = _Search(clauses, mentions, stretches, heads)
    ranked = sorted(search.candidates(), key=lambda p: (-p.score, p.parts))
    closing = frozenset(_first_of_units(mentions, [s for s in stretches if s.closes]))
    rivals: dict[int, list[Partition]] = {}
    for candidate in ranked:
        rivals.setdefault(candidate.parts[0], []).append(candidate)
    chosen: list[Partition] = []
    taken: set[int] = set()
    now = list(mentions)
    for candidate in ranked:
        if taken.isdisjoint(candidate.parts) and above(now, candidate.total).isdisjoint(candidate.parts):
            first = candidate.parts[0]
            chosen.append(_weighed(mentions, candidate, rivals[first], closed=first in closing))
            taken.update(candidate.parts)
            for k in candidate.parts:
                now[k] = replace(now[k], parent=candidate.total)
    return tuple(chosen)


def _first_of_units(mentions: Sequence[Mention], stretches: Sequence[Stretch]) -> Iterator[int]:
    """Of each stretch the first loose figure of each unit: its list may be of any."""
    for stretch in stretches:
        units = {mentions[k].unit: k for k in reversed(stretch.loose)}
        yield from units.values()


def _weighed(mentions: Sequence[Mention], chosen: Partition, rivals: Sequence[Partition], *, closed: bool) -> Partition:
    """The list with its certainty and the total that came next. One that words close (由以下两部分构成) is certain where
    no other total comes near; the sum need not say so, too."""
    other = next((r for r in rivals if r.total != chosen.total), None)
    score = min(_CERTAIN, _DOUBTFUL + chosen.score)
    if (closed or chosen.complete) and (other is None or other.score + _UNRIVALLED <= chosen.score):
        score = max(score, _WORDED)
    figure = None if other is None else mentions[other.total]
    runner_up = "" if figure is None else f"{figure.label}的分项"
    return replace(chosen, score=score, runner_up=runner_up)


def _core(label: str) -> str:
    """A name without the words that every total may have."""
    return _EMPTY.sub("", label)


def _grain(value: Decimal) -> Decimal:
    """The value of the last digit of a figure that is not nought: figures of round hundreds add up easily."""
    digits = value.normalize().as_tuple()
    return Decimal(1).scaleb(digits.exponent) if value and isinstance(digits.exponent, int) else Decimal(1)
