"""Lists whose total stands in another sentence, or behind other lists: 全年到位260万元。按批次看，4月到位150万元，10月追加110万元.

Every total and every run of figures that nothing has claimed make a candidate. Words speak for it (按批次看,
由以下两部分构成, the total's name once more, names of one ending), and so does a sum, the more the less likely chance
would have made it. The candidates of a passage are chosen together, the best first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import GROWTH, Draft, adds_up
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.addition import fits, nearly_fits
from ziping.parsers.prose.relations.parts.partition import Partition, above, adopted
from ziping.parsers.prose.relations.parts.series import one_series

_ENOUGH = 3.0  # a candidate with less is none
_CLEAR = 0.5  # and one that is not better than the next by this much is no clear reading
_DIVISION, _WHOLE, _REFERRING, _NAMED_AGAIN, _ONE_ENDING, _CALLED_TOTAL = 3.5, 3.5, 2.0, 1.5, 1.5, 1.0
_BY_CHANCE = 10  # runs that are tried for a total: so often one of them may fit by chance
_MOST_BY_SUM = 4.0
_PER_SENTENCE, _PER_FIGURE = 0.5, 0.3  # what distance speaks against
_FARTHEST, _LONGEST = 6, 12  # sentences; parts
_FEW = 2
_EMPTY = re.compile(
    r"合计|总计|共计|总额|总数|总|共|全年|年度|本年|当年|各项|全部|累计|金额|数|额|实际|下达|安排|(?:19|20)\d\d年?度?"
)
_NUMBER = re.compile(r"^[\s（(]*(?:[一二三四五六七八九十]+|\d{1,2})?[）)、.．]?")
_COMPARED = ("较", "比", "与", "占", "同比")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words between two semicolons or full stops, and its figures that no list has claimed, by index."""

    start: int
    stop: int
    sentence: int
    loose: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Search:
    """One passage, its stretches with figures in order."""

    clauses: Clauses
    drafts: Sequence[Draft]
    stretches: tuple[_Stretch, ...]

    def candidates(self) -> Iterator[Partition]:
        """All totals with all runs that may be their parts and have something that speaks for them."""
        for total, draft in enumerate(self.drafts):
            if not _may_add(self.clauses, draft):
                continue
            own = self._stretch_of(total)
            for number, stretch in enumerate(self.stretches):
                if stretch.start <= draft.named.figure.start or stretch.sentence - own.sentence > _FARTHEST:
                    continue
                said, told = self._said(total, number)
                if stretch.sentence == own.sentence and said < _DIVISION:
                    continue  # within one sentence a list needs a word: sums there are told elsewhere
                distance = _PER_SENTENCE * max(0, stretch.sentence - own.sentence - 1)
                for run in self._runs(total, number, closed=said >= _WHOLE):
                    score = said + self._alike(total, run) + self._by_sum(total, run, said) - distance
                    score -= _PER_FIGURE * self._between(total, run[0])
                    if score >= _ENOUGH:
                        whole = words().whole.search(self.clauses.string, stretch.start, self._at(run[0]))
                        yield Partition(total, run, told or "sum", "far-list", True if whole else None, score)

    def _stretch_of(self, index: int) -> _Stretch:
        at = self._at(index)
        return next(s for s in self.stretches if s.start <= at < s.stop)

    def _at(self, index: int) -> int:
        return self.drafts[index].named.figure.outer_start

    def _said(self, total: int, number: int) -> tuple[float, str]:
        """What the words before the first figure of a stretch say for a total told before, and those words."""
        stretch, known = self.stretches[number], words()
        if not stretch.loose:
            return 0.0, ""
        lead = self.clauses.string[stretch.start : self._at(stretch.loose[0])]
        if any(stretch.start <= d.named.figure.start < self._at(stretch.loose[0]) for d in self.drafts):
            return 0.0, ""
        if (match := known.division.match(_NUMBER.sub("", lead))) is not None:
            return _DIVISION, match[0]
        score, told = 0.0, ""
        if (match := known.whole.search(lead)) is not None:
            score, told = _WHOLE, match[0]
        elif (match := known.referring.match(lead.lstrip(" 　"))) is not None:
            score, told = _REFERRING, match[0]
        head = _core(self.drafts[total].label)
        if len(head) >= _FEW and head[-2:] in lead[: -len(head)] + lead[: len(head) + 2]:
            score += _NAMED_AGAIN
        return score, told

    def _runs(self, total: int, number: int, *, closed: bool) -> Iterator[tuple[int, ...]]:
        """Figures from the first one of a stretch on, up to the next list: those that make the total, else all of the
        sentence where the words say that it is a list."""
        run: list[int] = []
        first = self.stretches[number]
        unit = self.drafts[first.loose[0]].named.figure.unit if first.loose else None
        if unit != self.drafts[total].named.figure.unit or total in first.loose:
            return
        for later, stretch in enumerate(self.stretches[number:], number):
            if later > number and (self._said(total, later)[0] >= _DIVISION or not self._goes_on(number, later)):
                break
            if stretch.sentence != first.sentence and closed:
                break
            mine = [k for k in stretch.loose if self.drafts[k].named.figure.unit == unit]
            mine = [k for k in mine if self.drafts[k].named.bracket == self.drafts[mine[0]].named.bracket]
            for place, k in enumerate(mine):
                run.append(k)
                following = mine[place + 1] if place + 1 < len(mine) else None
                if len(run) < _FEW or len(run) > _LONGEST:
                    continue
                last = following is None or not one_series(self.drafts, (*run, following))
                if last and fits(self.drafts, total, run):
                    yield tuple(run)
        if closed and len(run) >= _FEW:
            yield tuple(run)

    def _goes_on(self, number: int, later: int) -> bool:
        """Whether a list may reach from one stretch into another: within a paragraph, or through numbered ones."""
        first, last = self.stretches[number], self.stretches[later]
        gap = self.clauses.strongest(first.start, last.start, OUTSIDE)
        return gap < Pause.PARAGRAPH or last.sentence - first.sentence <= _FEW * (later - number)

    def _alike(self, total: int, run: Sequence[int]) -> float:
        """Names of one ending that the total has, too; and a total that is called so."""
        label = self.drafts[total].label
        endings = {self.drafts[k].label[-_FEW:] for k in run}
        score = _ONE_ENDING if len(endings) == 1 and endings.pop() in label else 0.0
        return score + (_CALLED_TOTAL if words().total.search(label) or self._is_summed(total) else 0.0)

    def _is_summed(self, total: int) -> bool:
        named = self.drafts[total].named
        return words().sum_word.search(self.clauses.string, named.lead, named.figure.outer_start) is not None

    def _by_sum(self, total: int, run: Sequence[int], said: float) -> float:
        """What the sum speaks for the run, or against it: as much as chance would hardly have made it."""
        figures = [self.drafts[k].named.figure for k in (total, *run)]
        whole = figures[0].value
        parts = sum((f.value for f in figures[1:]), Decimal(0))
        if whole <= 0:
            return -_MOST_BY_SUM
        if fits(self.drafts, total, run):
            grain = max(_grain(f.value) for f in figures) if parts == whole else sum(f.quantity.step for f in figures)
            grain = min(grain, whole)
            return min(_MOST_BY_SUM, max(0.0, log10(whole / grain / _BY_CHANCE) + 1))
        if said < _WHOLE:
            return -_MOST_BY_SUM
        if nearly_fits(self.drafts, total, run):
            return 0.0
        return -1.0 if parts <= whole * Decimal("1.05") else -_MOST_BY_SUM

    def _between(self, total: int, first: int) -> int:
        """How many other figures of the unit, that belong to no list of the total, stand between."""
        unit = self.drafts[total].named.figure.unit
        return sum(
            1
            for k in range(total + 1, first)
            if self.drafts[k].named.figure.unit == unit
            and _may_add(self.clauses, self.drafts[k])
            and total not in above(self.drafts, k)
        )


def find_far_lists(clauses: Clauses, drafts: Sequence[Draft]) -> tuple[Partition, ...]:
    """Lists of parts whose total stands in another sentence, none of which claims a figure twice."""
    search = _Search(clauses, drafts, tuple(_stretches(clauses, drafts)))
    ranked = sorted(search.candidates(), key=lambda p: (-p.score, p.parts))
    chosen: list[Partition] = []
    taken: set[int] = set()
    for candidate in ranked:
        now = adopted(drafts, chosen)
        if taken.isdisjoint(candidate.parts) and above(now, candidate.total).isdisjoint(candidate.parts):
            chosen.append(candidate)
            taken.update(candidate.parts)
    return tuple(chosen)


def _stretches(clauses: Clauses, drafts: Sequence[Draft]) -> Iterator[_Stretch]:
    cuts = [m for m in clauses.marks if m.pause >= Pause.PART and m.bracket == OUTSIDE]
    start = sentence = 0
    for stop, pause in [*((m.offset, m.pause) for m in cuts), (len(clauses.string), Pause.PARAGRAPH)]:
        here = [k for k, d in enumerate(drafts) if start <= d.named.figure.outer_start < stop]
        loose = tuple(k for k in here if drafts[k].parent is None and _may_add(clauses, drafts[k]))
        if here:
            yield _Stretch(start, stop, sentence, loose)
        start = stop + 1
        sentence += pause >= Pause.SENTENCE


def _may_add(clauses: Clauses, draft: Draft) -> bool:
    """Whether a figure can be a total or a part that is told for itself, not for comparison."""
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start].strip(" ，、")
    return adds_up(draft) and draft.kind != GROWTH and not lead.startswith(_COMPARED)


def _core(label: str) -> str:
    """A name without the words that every total may have."""
    return _EMPTY.sub("", label)


def _grain(value: Decimal) -> Decimal:
    """The value of the last digit of a figure that is not nought: figures of round hundreds add up easily."""
    digits = value.normalize().as_tuple()
    return Decimal(1).scaleb(digits.exponent) if value and isinstance(digits.exponent, int) else Decimal(1)
