"""Lists of parts that words or marks open: 其中, a bracket or colon behind the total, 从…中.

The openers of a passage are read from the last to the first, so that what a list inside another one holds is settled
when the outer one is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import GROWTH, RELATIVE, SHARE, adds_up, same_things
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.addition import fits, is_slip_away, nearly_fits
from ziping.parsers.prose.relations.parts.columns import columns, told_as
from ziping.parsers.prose.relations.parts.completeness import is_whole
from ziping.parsers.prose.relations.parts.items import PUNCTUATION, Items
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS, Partition
from ziping.parsers.prose.relations.parts.series import (
    may_add,
    style_of,
)
from ziping.parsers.text.units import YUAN

_AMONG = re.compile(
    r"[一-鿿]{1,8}[中里][，,]|[中里](?![央级])(?=[一-鿿]{2})"
)  # 24项指标中，22项达标; 在编9人中水工专业2人
_GOES_ON = shaped(r"[一-鿿]{0,6}(?:{grammar.in_progress})中")  # 4个项目实施中，1个未开工
_MOST = 20  # parts of a list behind which its sum is looked for
_FEW = 3  # figures before an opener that a list of sentences may be of
_BARE = 4  # characters of words before a sum that are nothing else
# What speaks for a total: that all or some of the figures behind the opener make it, or would but for a misprint, that
# it is large enough for the first, and that it is the nearest and large enough.
_ALL, _SOME, _NEARLY, _LARGE, _NEAREST = 4.0, 2.5, 2.2, 1.0, 2.0


@dataclass(slots=True)
class _Openers:
    """The search through one passage; its mentions get the totals that are found."""

    items: Items
    found: list[Partition] = field(default_factory=list)

    def read(self, index: int) -> None:
        """Reads the lists that the words before a figure open, one in each unit: 资助5236人次412万元，其中学前356人次21万元."""
        at = self._opened_at(index)
        if at is None:
            return
        told = words().opener.match(self.items.clauses.string, at)
        word = told[0] if told else ""
        for first in self._firsts(index, at):
            total = None if self._is_summed_up(first) else self._total(first, at)
            if total is not None and self.items.mentions[first].parent is None:
                parts = tuple(self.items.parts(total, first, at))
                whole = is_whole(self.items.clauses, self.items.mentions, total, parts, word)
                self.adopt([Partition(total, parts, word or "list", "opener", whole)])

    def adopt(self, partitions: Sequence[Partition]) -> None:
        for partition in partitions:
            self.found.append(partition)
            for k in partition.parts:
                self.items.mentions[k] = replace(self.items.mentions[k], parent=partition.total)

    def _opened_at(self, index: int) -> int | None:
        """Where the word or mark right before a figure stands that opens a list; None without one."""
        here, before = self.items.mentions[index], self.items.mentions[index - 1] if index else None
        start = before.figure.outer_stop if before is not None else 0
        gap = self.items.clauses.string[start : here.figure.outer_start]
        opener = None
        for match in words().opener.finditer(gap):
            if len(match[0]) > 1 or not match.start() or gap[match.start() - 1] in PUNCTUATION:
                # behind a later full stop it speaks of something else
                opener = start + match.start() if "。" not in gap[match.end() :] else None
        if opener is not None or before is None:
            return opener
        if here.bracket != OUTSIDE and here.previous is None:  # 补助500万元（中央300万元、省级200万元）
            share = before.kind == SHARE  # 支出318万元，占77.7%（人员经费291万元，公用经费27万元）
            right_behind = not self.items.clauses.string[start : here.bracket].strip()
            right_behind = right_behind and (share or before.unit == here.unit)
            return here.bracket if right_behind and len(self.items.like(index)) >= FEWEST_PARTS else None
        if before.bracket != here.bracket or before.unit != here.unit or not adds_up(before):
            return None
        if gap.startswith(("中，", "中,")) or (gap.startswith("中") and "从" in before.words_before):
            return start  # 从500万元中分配甲20万元; 全年480万元中，甲…
        among = None if _GOES_ON.match(gap) else _AMONG.match(gap)
        listed = gap.startswith(("：", ":")) or among
        alone = among is not None and same_things(before, here) and before.value > here.value
        return start if listed and (alone or len(self.items.like(index)) >= FEWEST_PARTS) else None

    def _firsts(self, index: int, at: int) -> Iterator[int]:
        """The first figure of each unit behind an opener, before the second one of the first figure's own; those of another
        unit no farther than the next semicolon: 供养512人，其中集中187人；临时救助486万元 goes on with the list outside."""
        here, units = self.items.mentions[index], set()
        for k in self._near(at):
            mention = self.items.mentions[k]
            if k > index and self.items.pause(index, k) >= Pause.PART:
                return
            if k >= index and mention.bracket == here.bracket and adds_up(mention):
                if mention.unit in units and mention.unit == here.unit:
                    return
                if mention.unit not in units:
                    yield k
                units.add(mention.unit)

    def _near(self, at: int) -> Iterator[int]:
        """The figures behind an offset, up to the end of the first sentence that holds one."""
        stop = None
        for k in self.items.within(at):
            mention = self.items.mentions[k]
            stop = self.items.clauses.sentence(mention.figure.start)[1] if stop is None else stop
            if mention.figure.start >= stop:
                return
            yield k

    def _is_summed_up(self, index: int) -> bool:
        """Whether the list that begins with a figure is summed up at its end (依次为4万元、2万元，小计6万元): it is of that sum."""
        run = self.items.like(index)
        for count, k in enumerate(run[:_MOST]):
            lead = self.items.mentions[k].words_before.strip(PUNCTUATION)
            if count >= FEWEST_PARTS and words().sum_word.match(lead) and len(lead) <= _BARE:
                return fits(self.items.mentions, k, run[:count]) or is_slip_away(self.items.mentions, k, run[:count])
        return False

    def _candidates(self, index: int, at: int) -> list[int]:
        """The figures before an opener that a list may be of, the nearest first: those of the sentence, or of the one before
        where the opener begins a sentence or a list of paragraphs."""
        here, string = self.items.mentions[index], self.items.clauses.string
        start, _ = self.items.clauses.sentence(max(0, at - 1) if string[at - 1 : at] in "。\n" else at)
        if not string[start:at].strip("".join(words_of("grammar.among")) + "：: \n"):
            start, _ = self.items.clauses.sentence(max(0, start - 2))
        told = [self.items.mentions[k].kind for k in self.items.within(start, at) if k < index]
        if told and GROWTH in told and not set(told) - {GROWTH, *RELATIVE}:
            start, _ = self.items.clauses.sentence(max(0, start - 2))  # 收入640万元。同比增加52万元。其中：…
        found = []
        for k in range(index - 1, -1, -1):
            mention, outer = self.items.mentions[k], here.bracket
            if mention.figure.start < start:
                break
            while outer not in (OUTSIDE, mention.bracket):
                outer = self.items.clauses.outer(outer)
            if (
                mention.figure.start <= at
                and mention.unit == here.unit
                and adds_up(mention)
                and mention.bracket == outer
            ):
                found.append(k)
        return found

    def _total(self, first: int, at: int) -> int | None:
        """The figure that the list is of: the nearest, unless the parts say otherwise; None where nothing tells."""
        near, run = self._candidates(first, at), self.items.like(first)
        runs = [run[:count] for count in range(FEWEST_PARTS, len(run) + 1)]
        if not near:
            return None
        nearest, here = near[0], self.items.mentions[first]
        pause = self.items.clauses.strongest(self.items.mentions[nearest].figure.stop, at, here.bracket)
        if pause >= Pause.PART and len(near) > FEWEST_PARTS and fits(self.items.mentions, near[-1], near[:-1]):
            # 补助960万元，中央600万元，地方360万元；其中甲镇560万元、乙镇400万元: again of the whole. Where they do
            # not make it up, they are parts of nobody knows what.
            return near[-1] if fits(self.items.mentions, near[-1], run) else None
        scores = {k: self._weight(k, here, runs, is_nearest=k == nearest) for k in near}
        if style_of(self.items.clauses, here.figure.start):  # a list of sentences
            made = (k for k in near[:_FEW] if fits(self.items.mentions, k, self.items.parts(k, first, at)))
            scores.update((k, scores[k] + _ALL) for k in list(made))
        best = max(near, key=lambda k: scores[k])
        both = sum(self.items.mentions[k].value for k in near[:FEWEST_PARTS])
        if scores[best] < _NEARLY and any(sum(self.items.mentions[k].value for k in r) == both for r in runs):
            return None  # 年初预算300万元，追加20万元，其中: of the two together
        return best if scores[best] > 0 or self._holds_all_the_same(nearest, at, run) else None

    def _weight(self, total: int, first: Mention, runs: Sequence[Sequence[int]], *, is_nearest: bool) -> float:
        score = _LARGE if self.items.mentions[total].value >= first.value else 0.0
        score += _NEAREST if is_nearest and score else 0.0
        if runs and fits(self.items.mentions, total, runs[-1]):
            return score + _ALL
        if any(fits(self.items.mentions, total, r) for r in runs):
            return score + _SOME
        return score + (_NEARLY if any(nearly_fits(self.items.mentions, total, r) for r in runs) else 0.0)

    def _holds_all_the_same(self, total: int, at: int, run: Sequence[int]) -> bool:
        """Whether the parts are announced right behind a figure that is smaller than the first of them: the report is wrong
        then, and the error must show. Most parts are smaller."""
        whole = self.items.mentions[total]
        between = self.items.clauses.string[whole.figure.outer_stop : at].strip(PUNCTUATION)
        smaller = sum(self.items.mentions[k].value <= whole.value for k in run)
        return not between and whole.unit == YUAN and smaller * 2 >= len(run) > 1

    def paired(self, at: int, word: str) -> list[Partition]:
        """A list that tells two totals at once: 安排预算150万元，支出138万元。其中：甲项目预算90万元，支出85万元；乙项目预算60万元，
        支出53万元. What was planned belongs to the total that it makes, else to the planned one; so does what was spent."""
        clauses, mentions = self.items.clauses, self.items.mentions
        if clauses.bracket_at(at) != OUTSIDE:
            return []
        start, _ = clauses.sentence(at)
        if not self.items.within(start, at):  # 其中：…; 分项目如下：…
            start, _ = clauses.sentence(max(0, start - 1))
        wholes = [k for k in self.items.within(start, at) if may_add(mentions[k]) and mentions[k].bracket == OUTSIDE]
        items = [[k for k in item if self._is_free(k)] for item in self.items.behind(at)]
        units = {mentions[k].unit for k in (*wholes, *(k for item in items for k in item))}
        lists = columns(mentions, [item for item in items if item])
        if len(wholes) < FEWEST_PARTS or len(units) != 1:
            return []
        found: list[Partition] = []
        for state, run in lists:
            made = next((k for k in reversed(wholes) if fits(mentions, k, run)), None)
            told = next((k for k in reversed(wholes) if state and state == told_as(mentions[k])), None)
            if (total := told if made is None else made) is None or any(p.total == total for p in found):
                return []
            found.append(Partition(total, tuple(run), word, "paired-list"))
        return found

    def _is_free(self, index: int) -> bool:
        mention = self.items.mentions[index]
        return may_add(mention) and mention.bracket == OUTSIDE and mention.parent is None


def find_opened(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Partition, ...]:
    """The lists of a passage that words or marks open."""
    search = _Openers(Items(clauses, list(mentions)))
    for pattern in (words().opener, words().division):
        for match in pattern.finditer(clauses.string):
            search.adopt(search.paired(match.start(), match[0]))
    for index in range(len(mentions) - 1, -1, -1):
        if search.items.mentions[index].parent is None and adds_up(search.items.mentions[index]):
            search.read(index)
    return tuple(search.found)
