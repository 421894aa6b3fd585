"""Figures that add up: 合计 behind its parts, and lists that nothing announces but their sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import adds_up
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses, Pause
from ziping.parsers.prose.layers.figures import ITEM, Figure
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.prose.relations.parts.addition import fitting_counts, is_slip_away, nearly_fits
from ziping.parsers.prose.relations.parts.partition import Partition, above

_PUNCTUATION = "，。；：、（(,;:\n 　"
_FEW = 2  # parts that make a sum
_DENIED = shaped("{grammar.not}")
_PARTICLES = shaped("{grammar.all_of_it}")
_NUMBERS = "二两三三四四五五六六七七八八九九"  # two for each number from 2 on
_COUNTED = shaped(
    r"(?P<number>[二两三四五六七八九])(?:个?(?:{grammar.pieces})|[年批])[一-鿿]{0,2}(?:{grammar.sums})[一-鿿]{0,4}$"
)
_BARE = len("资金共计为")  # words before a total that is nothing but the sum of what precedes it


def find_sums(clauses: Clauses, mentions: Sequence[Mention], lists: Sequence[Parallel]) -> tuple[Partition, ...]:
    """Totals that stand behind their parts, or before a list without a word for it."""
    members = frozenset(found.members for found in lists)
    parts_of: dict[int, list[int]] = defaultdict(list)
    for k, mention in enumerate(mentions):
        if mention.parent is not None:
            parts_of[mention.parent].append(k)
    search = _Sums(clauses, list(mentions), members, parts_of)
    found: list[Partition] = []
    for index, mention in enumerate(mentions):
        if not adds_up(mention) or search.has_parts_beside(index):
            continue
        before = search.before_total(index)
        parts = before or search.behind_total(index)
        if not parts or not above(search.mentions, index).isdisjoint(parts):
            continue  # a total is no part of its own parts
        search.parts[index].extend(parts)
        told = mention.told.strip(_PUNCTUATION) if before else ""
        found.append(Partition(index, tuple(sorted(parts)), told or "list", "sum", True if before else None))
        for k in parts:
            search.mentions[k] = replace(search.mentions[k], parent=index)
    return tuple(found)


def _same_unit(one: Figure, other: Figure) -> bool:
    """Whether the figures count the same: 5期 is not 3场 and 2次."""
    if one.unit != ITEM:
        return one.unit == other.unit
    texts = {(f.quantity.unit_text or "").lstrip("十百千万亿") for f in (one, other)}
    return other.unit == ITEM and len(texts) == 1


@dataclass(slots=True)
class _Sums:
    """The search through one passage. `parts` are those of each total."""

    clauses: Clauses
    mentions: list[Mention]
    lists: frozenset[tuple[int, ...]]
    parts: dict[int, list[int]]

    def has_parts_beside(self, index: int) -> bool:
        """Whether the figure is a total already, of parts that do not stand in a bracket behind it."""
        bracket = self.mentions[index].bracket
        return any(k > index and self.mentions[k].bracket == bracket for k in self.parts.get(index, ()))

    def before_total(self, index: int) -> list[int]:
        """A a 万元，B b 万元，合计 X 万元."""
        named = self.mentions[index]
        lead = named.told.strip(_PUNCTUATION)
        summed = words().sum_word.match(lead) or words().sum_tail.search(lead) or _COUNTED.search(lead)
        if not summed and not words().total.search(self.mentions[index].label):
            return []
        siblings = self._siblings(index, forward=False)
        most = max(fitting_counts(self.mentions, index, siblings), default=0)
        if most >= _FEW:
            return siblings[:most]
        bare = summed is not None and len(lead) <= _BARE and lead[:1] != "累"
        small = all(self.mentions[k].value <= named.value for k in siblings)
        near = [k for k in siblings if self._pause_between(k, index) < Pause.PART]
        if bare and small and len(near) >= _FEW:
            return near
        runs = [siblings[:count] for count in range(len(siblings), _FEW - 1, -1)]
        return self._nearly(index, runs) or self._listed_before(index, near)

    def _beside(self, index: int, parts: Sequence[int]) -> bool:
        """Whether the parts are in a row before a figure, and none is larger."""
        row = all(self._pause_between(k, index) < Pause.PART for k in parts) and parts[0] == index - 1
        whole = self.mentions[index].value
        return row and all(self.mentions[k].value <= whole for k in parts)

    def _listed_before(self, index: int, near: list[int]) -> list[int]:
        """油菜2.36万亩、小麦1.97万亩、蔬菜0.84万亩，总面积5.12万亩: an enumeration right before what is called its total, where one
        misprint would explain what it lacks."""
        if len(near) <= _FEW or near[0] != index - 1 or not words().total.match(self.mentions[index].label):
            return []
        beside = all(self._pause_between(b, a) == Pause.ITEM and a == b + 1 for a, b in pairwise(near))
        return near if beside and is_slip_away(self.mentions, index, near) else []

    def _nearly(self, index: int, runs: Sequence[list[int]]) -> list[int]:
        """The first run of parts that makes the total but for one misprint."""
        return next((run for run in runs if nearly_fits(self.mentions, index, run)), [])

    def _pause_between(self, one: int, other: int) -> Pause:
        a, b = self.mentions[one], self.mentions[other]
        return self.clauses.strongest(a.figure.stop, b.figure.start, b.bracket)

    def behind_total(self, index: int) -> list[int]:
        """共设立目标8个，完成5个、未完成3个; 补助500万元，中央300万元，地方200万元."""
        mention = self.mentions[index]
        siblings = self._siblings(index, forward=True)
        lead = mention.told
        known = words()
        cue = known.sum_word.search(lead) or known.total.search(mention.label)
        for count in fitting_counts(self.mentions, index, siblings):
            parts = siblings[:count]
            if count < _FEW or all(self.mentions[k].value == 0 for k in parts):
                continue
            if self._in_apposition(index, parts):
                return parts
            if (
                cue
                or tuple(parts) in self.lists
                or all(known.alternative.search(self.mentions[k].label) for k in parts)
            ):
                return parts
        if cue is not None and len(siblings) >= _FEW and self._are_opposites(*siblings[:_FEW]):
            return siblings[:_FEW]
        sources = len(siblings) >= _FEW and all(known.source_head.match(self.mentions[k].label) for k in siblings)
        if cue is not None and sources:
            return siblings
        listed = [list(members) for members in self.lists if list(members) == siblings[: len(members)]]
        return self._nearly(index, [*listed, *([siblings] if cue and len(siblings) >= _FEW else [])])

    def _in_apposition(self, index: int, parts: Sequence[int]) -> bool:
        """查处案件58件，甲类37件、乙类21件，…: an enumeration right behind a figure, parted more weakly within than from it."""
        beside = all(b == a + 1 for a, b in pairwise((index, *parts)))
        if not beside or self._pause_between(index, parts[0]) is not Pause.CLAUSE:
            return False
        return all(self._pause_between(a, b) is Pause.ITEM for a, b in pairwise(parts))

    def _are_opposites(self, one: int, other: int) -> bool:
        """Whether a thing and its contrary are told side by side: 全部完成的有5个、未完成3个."""
        spots = [self.mentions[k] for k in (one, other)]
        told = [n.told.strip(_PUNCTUATION) for n in spots]
        denied = [_DENIED.search(words) is not None for words in told]
        short, long = sorted((_DENIED.sub("", _PARTICLES.sub("", words)) for words in told), key=len)
        return denied[0] != denied[1] and len(short) >= _FEW and short in long and self._is_near(one, other)

    def _is_near(self, one: int, other: int) -> bool:
        return other == one + 1 and self._pause_between(one, other) < Pause.PART

    def _siblings(self, index: int, *, forward: bool) -> list[int]:
        """Figures of the same unit in the same sentence and bracket that belong to no total yet, nearest first."""
        mention = self.mentions[index]
        bracket, figure = mention.bracket, mention.figure
        found = []
        for k in range(index + 1, len(self.mentions)) if forward else range(index - 1, -1, -1):
            other = self.mentions[k]
            a, b = sorted((figure.start, other.figure.start))
            if self.clauses.parts(a, b, Pause.SENTENCE):
                break
            same = other.bracket == bracket and _same_unit(other.figure, figure)
            if same and other.parent is None and adds_up(other):
                found.append(k)
        return found
