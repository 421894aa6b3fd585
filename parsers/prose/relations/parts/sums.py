"""Lists of parts in the sentence of their total that no word opens: sums before and behind them, and some among others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import COUNT, adds_up, same_things
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.layers.clauses import Pause
from ziping.parsers.prose.relations.parts.addition import fits, is_slip_away
from ziping.parsers.prose.relations.parts.items import PUNCTUATION
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS, Partition
from ziping.parsers.prose.relations.parts.series import is_flow, may_add
from ziping.parsers.prose.relations.parts.weighing import ENOUGH, W, Weighing

_BARE = 5  # characters of words (资金共计为) before a total that is nothing but the sum of what precedes it
_DENIED, _PARTICLES = shaped("{grammar.not}"), shaped("{grammar.all_of_it}")
_COUNTED = shaped(  # 四项共支出
    r"[二两三四五六七八九](?:个?(?:{grammar.pieces})|[年批])[一-鿿]{0,2}(?:{grammar.sums})[一-鿿]{0,4}$"
)
_SHORTEST_WORD = 2  # characters
_PARTITIVE = re.compile(r"的(?:共?有|为|共)?\s?$")


@dataclass(slots=True)
class Sums(Weighing):
    """The search through one passage; `lists` are the members of its parallel lists."""

    lists: frozenset[tuple[int, ...]]

    def near(self) -> Iterator[Partition]:
        """The lists in the sentence of their total."""
        held: dict[int, set[int]] = {}
        for k, mention in enumerate(self.items.mentions):
            if mention.parent is not None:
                held.setdefault(mention.parent, set()).add(k)
        for index, mention in enumerate(self.items.mentions):
            mine = held.get(index, ())
            beside = any(k > index and self.items.mentions[k].bracket == mention.bracket for k in mine)
            if adds_up(mention) and not beside:
                before = tuple(self._before(index))
                yield from before or self._behind(index)

    def paired(self, found: Sequence[Partition]) -> Iterator[Partition]:
        """甲镇126户517人，乙乡87户355人，共计213户872人: a total right behind another one, with parts right behind its parts."""
        for one in found:
            spots, mentions = [k + 1 for k in (one.total, *one.parts)], self.items.mentions
            if len(one.parts) < FEWEST_PARTS or max(spots) >= len(mentions):
                continue
            free = all(mentions[k].parent is None and adds_up(mentions[k]) for k in spots)
            (unit, *others) = {mentions[k].unit for k in spots}
            alike = not others and unit != mentions[one.total].unit
            if free and alike and all(self.items.pause(k - 1, k) == Pause.NONE for k in spots):
                yield replace(one, total=spots[0], parts=tuple(spots[1:]), rule="paired-sum")

    def unworded(self) -> Iterator[Partition]:
        """3月预拨444万元，10月预拨126万元，12月清算51.98万元，全年拨付621.98万元: three figures or more before one that make it,
        without a word that says so. 年初预算410万元，结转16万元，调增34万元 are no parts of what the budget became."""
        mentions = self.items.mentions
        held = {m.parent for m in mentions}
        for index in (k for k, m in enumerate(mentions) if adds_up(m) and k not in held):
            every = list(self._siblings(index, forward=False))
            changed = [k for k in every if state_of(mentions[k].label, mentions[k].words_before) == "adjusted"]
            some = (every[:n] for n in range(FEWEST_PARTS + 1, 1 if changed else len(every) + 1))
            for run in (r for r in some if fits(mentions, index, r)):
                yield from self._weighed(Partition(index, tuple(run), "sum", "sum"))

    def _before(self, index: int) -> Iterator[Partition]:
        """A a 万元，B b 万元，合计 X 万元."""
        mention, known = self.items.mentions[index], words()
        lead = mention.words_before.strip(PUNCTUATION)
        summed = known.sum_word.match(lead) or known.sum_tail.search(lead) or _COUNTED.search(lead)
        if not summed and not known.total.search(mention.label):
            return
        every = list(self._siblings(index, forward=False))
        close = [k for k in every if self.items.pause(k, index) < Pause.PART]
        sure = summed is not None and len(lead) <= _BARE and not lead.startswith(words_of("phrases.so_far_sum"))
        sure = sure and all(self.items.mentions[k].value <= mention.value for k in every)
        if len(close) > FEWEST_PARTS and known.total.match(mention.label) and self._is_row([index, *close]):
            # 油菜2.36万亩、小麦1.97万亩、蔬菜0.84万亩，总面积5.12万亩
            sure = sure or is_slip_away(self.items.mentions, index, close)
        runs = [every[:count] for count in range(len(every), FEWEST_PARTS - 1, -1)]
        if sure and len(close) >= FEWEST_PARTS:
            runs.insert(0, close)
        for run in runs:
            told = Partition(index, tuple(run), lead or "list", "sum", True, W.called)
            yield from self._weighed(told, sure=sure and run is close)

    def _behind(self, index: int) -> Iterator[Partition]:
        """共设立目标8个，完成5个、未完成3个; 补助500万元，中央300万元，地方200万元; 安排150万元，用于甲90万元、乙60万元."""
        mentions, mention, known = self.items.mentions, self.items.mentions[index], words()
        every = list(self._siblings(index, forward=True))
        if len(every) < FEWEST_PARTS:
            return
        start, stop = mention.figure.outer_stop, mentions[every[0]].figure.outer_start
        whole = known.whole.search(self.items.clauses.string, start, stop)
        said = W.closing if whole is not None else 0.0
        if whole is None and known.leading_over.search(self.items.clauses.string, start, stop):
            said = W.leading_over
        called = known.sum_word.search(mention.words_before) or known.total.search(mention.label)
        cue = W.called if called is not None else 0.0
        if not cue and whole is None and self.items.pause(index, every[0]) >= Pause.PART:
            return
        told = whole[0] if whole is not None else "list"
        for count in range(FEWEST_PARTS, len(every) + 1):
            run, last, made = every[:count], count == len(every), fits(mentions, index, every[:count])
            listed = tuple(run) in self.lists or (made and self._is_row([index, *run]))
            listed = listed or (made and all(known.alternative.search(mentions[k].label) for k in run))
            listed = listed or (made and mention.kind == COUNT and count == FEWEST_PARTS and self._are_opposites(*run))
            sources = last and all(known.source_head.match(mentions[k].label) for k in run)
            sure = cue > 0 and (sources or (count == FEWEST_PARTS and self._are_opposites(*run)))
            closed = whole is not None and last
            if made or closed or listed or sure or (cue and last):
                score = cue + (W.listed if listed else 0.0) + (said if made or closed else 0.0)
                yield from self._weighed(
                    Partition(index, tuple(run), told, "sum", closed or None, score), sure=sure or closed
                )

    def _weighed(self, partition: Partition, *, sure: bool = False) -> Iterator[Partition]:
        """A list in the sentence of its total, where enough speaks for it beside its words; `sure` where it need not make it."""
        mentions, run = self.items.mentions, partition.parts
        if all(mentions[k].value == 0 for k in run) or (partition.score < W.called and is_flow(mentions, run)):
            return
        by_sum = self.by_sum(partition.total, run, partition.score)
        score = partition.score + self.alike(partition.total, run) + max(by_sum, 0.0)
        if (by_sum >= 0 or sure) and score >= ENOUGH:
            yield replace(partition, parts=tuple(sorted(run)), score=score)

    def _siblings(self, index: int, *, forward: bool) -> Iterator[int]:
        """Figures of the same unit in the same sentence and bracket that belong to no total yet, nearest first."""
        mentions = self.items.mentions
        here = mentions[index]
        start, stop = self.items.clauses.sentence(here.figure.start)
        for k in range(index + 1, len(mentions)) if forward else range(index - 1, -1, -1):
            other = mentions[k]
            if not start <= other.figure.start < stop:
                return
            if same_things(here, other) and other.bracket == here.bracket and other.parent is None and adds_up(other):
                yield k

    def _is_row(self, spots: Sequence[int]) -> bool:
        """查处案件58件，甲类37件、乙类21件，…: an enumeration right beside a figure, parted more weakly within than from it."""
        joints = [(abs(b - a), self.items.pause(min(a, b), max(a, b))) for a, b in pairwise(spots)]
        return joints == [(1, Pause.CLAUSE), *[(1, Pause.ITEM)] * (len(spots) - FEWEST_PARTS)]

    def _are_opposites(self, one: int, other: int) -> bool:
        """Whether a thing and its contrary are told side by side: 全部完成的有5个、未完成3个."""
        told = [self.items.mentions[k].words_before.strip(PUNCTUATION) for k in (one, other)]
        denied = [_DENIED.search(x) is not None for x in told]
        short, long = sorted((_DENIED.sub("", _PARTICLES.sub("", x)) for x in told), key=len)
        near = other == one + 1 and self.items.pause(one, other) < Pause.PART
        return denied[0] != denied[1] and len(short) >= _SHORTEST_WORD and short in long and near

    def among(self) -> Iterator[Partition]:
        """Counts with 的 before them and the nearest larger count of the same things: 抽查项目20项，发现账务处理不规范的3项."""
        mentions = self.items.mentions
        some = [m.kind == COUNT and may_add(m) and _PARTITIVE.search(m.words_before) is not None for m in mentions]
        for index, mention in enumerate(mentions):
            start, _ = self.items.clauses.sentence(mention.figure.start)
            for k in range(index - 1, -1, -1) if some[index] and mention.parent is None else ():
                whole = mentions[k]
                if whole.figure.start < start:
                    break
                alike = whole.kind == COUNT and same_things(whole, mention)
                if alike and whole.value >= mention.value and whole.parent is None and not some[k]:
                    if (
                        k
                        and mentions[k - 1].value == whole.value + mention.value
                        and mentions[k - 1].unit == whole.unit
                    ):
                        break  # 计划修复300册，修复286册，未完成的14册: what is left of the first is none of the second
                    yield Partition(k, (index,), "的", "partitive", None, ENOUGH)
                    break
