"""Lists whose total stands in another sentence: 全年到位260万元。按批次看，4月到位150万元，10月追加110万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import islice

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.relations.parts.addition import fits
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS, Partition, above
from ziping.parsers.prose.relations.parts.series import has_share, is_flow, may_add, one_series
from ziping.parsers.prose.relations.parts.stretches import Stretch
from ziping.parsers.prose.relations.parts.weighing import ENOUGH, ROOM, W, Weighing
from ziping.parsers.prose.relations.share_bases import makes

_FARTHEST, _FARTHEST_CLOSED, _LONGEST = 6, 14, 12  # sentences, and behind words that close a list; parts
_MOST = 40  # parts of a list that words close; stretches that are looked at from a total
_REACH = 120  # stretches that a list may go through: three for each of its parts
_ALIKE = 3  # times as much speaks the whole name for a total as none of it against
_EMPTY = shaped("{grammar.no_total_name}")
_CLOSED_REACH = 2  # times as far a list reaches that words close
_SENTENCES_BACK = 2  # from a total to parts before it
_SHORTEST_WORD = 2  # characters


@dataclass(slots=True)
class FarLists(Weighing):
    """The search through one passage."""

    known: dict[tuple[int, str | None], list[int]] = field(default_factory=dict)  # members by first stretch and unit
    heads: dict[str | None, frozenset[int | None]] = field(default_factory=dict)  # the first figures of items, by unit
    shared: frozenset[int] | None = None  # figures that their share follows, once they are looked for

    def far(self) -> Iterator[Partition]:
        """The lists whose total stands in another sentence."""
        for number, stretch in enumerate(self.stretches):
            for total in stretch.figures:
                if may_add(self.items.mentions[total]):
                    yield from self._ahead(total, number)
                    yield from self._sentences_before(total, number)

    def _ahead(self, total: int, own: int) -> Iterator[Partition]:
        """Lists that begin in a later stretch."""
        unit, shared = self.items.mentions[total].unit, self._shared()
        for number in range(own + 1, min(len(self.stretches), own + _MOST)):
            stretch, distance = self.stretches[number], self.stretches[number].sentence - self.stretches[own].sentence
            if distance > _FARTHEST_CLOSED:
                return
            first = stretch.first_of(unit, self.items.mentions)
            if first is None or (
                distance > _FARTHEST
                and not stretch.closes
                and (first not in shared or not self._is_shared((first,), total))
            ):
                continue
            if stretch.numbered and stretch.style == self.stretches[own].style:
                continue  # items of one enumeration are no parts of each other
            if distance == 0 and not stretch.divides:
                continue  # within one sentence a list needs a word: sums there are told elsewhere
            words_speak = stretch.word_weight + self._named_again(total, stretch)
            heads = self._heads(unit)
            for run in self._runs(total, number):
                if not stretch.divides and is_flow(self.items.mentions, run):
                    continue
                score = words_speak + self.alike(total, run) + self.by_sum(total, run, stretch.word_weight)
                score += W.enumerated if heads.issuperset(run) else 0.0
                score += W.shares if run[0] in shared and self._is_shared(run, total) else 0.0
                farther = max(0, distance - 1) / (_CLOSED_REACH if stretch.closes else 1)
                score += W.per_sentence * farther + W.per_figure * self._between(total, run[0])
                if score >= ENOUGH:
                    whole = True if stretch.is_whole else None
                    yield Partition(total, run, stretch.word or "sum", "far-list", whole, score)

    def _is_shared(self, run: Sequence[int], total: int) -> bool:
        """Whether each figure of a run is followed by its share in a total: 省级资金374万元，占40%; 县级资金561万元，占60%."""
        mentions = self.items.mentions
        return self._shared().issuperset(run) and all(makes(mentions, k + 1, k, total) for k in run)

    def _shared(self) -> frozenset[int]:
        """The figures that their share follows."""
        if self.shared is None:
            mentions = self.items.mentions
            self.shared = frozenset(k for k in range(len(mentions)) if has_share(mentions, k))
        return self.shared

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

    def _runs(self, total: int, number: int) -> Iterator[tuple[int, ...]]:
        """Figures from the first one of a stretch on, up to the next list: those that make the total, else all of the
        sentence where the words say that it is a list."""
        first, whole = self.stretches[number], self.items.mentions[total]
        members = self.known.setdefault((number, whole.unit), [])
        if not members:
            members += islice(self._members(number, whole.unit), first.pieces or _MOST)
        members = self._column(total, first, members)
        got = Decimal(0)
        for count, k in enumerate(members, 1):
            got += self.items.mentions[k].value
            if (got > whole.value * ROOM and not first.closes) or count > _LONGEST:
                return
            run, following = members[:count], members[count : count + 1]
            ends = not following or not one_series(self.items.mentions, (*run, *following))
            if count >= FEWEST_PARTS and ends and fits(self.items.mentions, total, run):
                yield tuple(run)
        if first.closes and len(members) >= FEWEST_PARTS:
            yield tuple(members)

    def _column(self, total: int, first: Stretch, members: list[int]) -> list[int]:
        """Those of the state of the total, where items tell several: ①甲应到位15万元，实际到位12万元；②乙应到位8万元，实际到位8万元."""
        states = {k: state_of(m.label, m.words_before) for k in members for m in (self.items.mentions[k],)}
        item = {states[k] for k in members if k in first.loose}
        own = self.items.mentions[total]
        state = state_of(own.label, own.words_before)
        again = all(list(states.values()).count(s) > 1 for s in item)  # 4月到位150万元，10月追加110万元 is one list
        several = len(item) > 1 and again and None not in item and state in item
        return [k for k in members if states[k] == state] if several else members

    def _members(self, number: int, unit: str | None) -> Iterator[int]:
        """The figures of a unit that a list which begins in a stretch may hold."""
        first = self.stretches[number]
        opening = first.first_of(unit, self.items.mentions)
        stop = min(len(self.stretches), number + _REACH) if opening is not None else number
        for stretch in (self.stretches[n] for n in range(number, stop)):
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
