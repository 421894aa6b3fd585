"""Which figures are parts of which total: 其中, 合计, brackets, and lists that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import adds_up
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.antecedents import ListPositions, turns_of
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.prose.relations.parts.addition import completes, fits
from ziping.parsers.prose.relations.parts.completeness import is_whole
from ziping.parsers.prose.relations.parts.oversized_parts import is_part_despite_its_size, share_a_whole
from ziping.parsers.prose.relations.parts.partition import Partition
from ziping.parsers.prose.relations.parts.series import one_series, style_of
from ziping.parsers.prose.relations.parts.totals import (
    Choice,
    are_alike,
    figures_like,
    has_like_before,
    is_summed_up,
    number_like,
    runs_from,
)

_PUNCTUATION = "，。；：、（(,;:\n 　"
_REST = ("其他", "其余", "剩余", "其它")
_PREPOSED = re.compile(r"\s*(?:为|对|向|给|将|把|按|从)")
_AMONG = re.compile(r"[一-鿿]{1,8}[中里][，,]")
_FEW = 2


@dataclass(slots=True)
class _Open:
    """A total whose parts are being read.

    Attributes:
        at: Offset of the word that opened the list.
        words: That word; empty where nothing but marks opened it.
        beside: Totals of other units with parts in the same list, by unit: 资助5236人次412万元，其中学前356人次21万元.
    """

    total: int
    bracket: int
    at: int
    words: str = ""
    style: str | None = None  # of the enumerators, for parts in paragraphs of their own
    pause: Pause | None = None
    parts: list[int] = field(default_factory=list)
    beside: dict[str, _Open | None] = field(default_factory=dict)


@dataclass(slots=True)
class _Breakdown:
    """The search through one passage."""

    clauses: Clauses
    mentions: list[Mention]
    turn: ListPositions
    open: list[_Open] = field(default_factory=list)
    lists: list[_Open] = field(default_factory=list)
    waiting: int | None = None  # offset of a word that opened a list of which no part has been found yet

    def opens(self, index: int) -> bool:
        """Whether the words before the figure open a list of parts of an earlier figure."""
        named = self.mentions[index]
        start = self.mentions[index - 1].figure.outer_stop if index else 0
        gap = self.clauses.string[start : named.figure.outer_start]
        opener = self._opener(gap)
        at = start + opener if opener is not None else self._silent_opener(index, start, gap)
        if at is None and self._waits(index):
            at = self.waiting
        if at is None:
            return False
        total = None if is_summed_up(self.clauses, self.mentions, index) else self._total_before(index, at)
        if total is None:
            start, _ = self.clauses.sentence(at)  # 其中：购置电脑40台，金额24万元: it is still to come
            self.waiting = at if opener is not None and not has_like_before(self.mentions, index, start) else None
            return False
        self.waiting = None
        crossed = self.clauses.strongest(at, named.figure.start, OUTSIDE) >= Pause.SENTENCE
        style = style_of(self.clauses, named.figure.start) if crossed else None
        while self.open and total not in self.open[-1].parts:
            self.open.pop()
        told = words().opener.match(self.clauses.string, at)
        self.open.append(_Open(total, named.bracket, at, told[0] if told else "", style))
        self.lists.append(self.open[-1])
        self._take(index, self.open[-1])
        return True

    def _waits(self, index: int) -> bool:
        """Whether a word has opened a list in this sentence of which no part has been found."""
        if self.waiting is None or self.open:
            return False
        return self.clauses.strongest(self.waiting, self.mentions[index].figure.start, OUTSIDE) < Pause.SENTENCE

    def _silent_opener(self, index: int, start: int, gap: str) -> int | None:
        """Parts that no word announces: in a bracket behind the total, after a colon, from X 分配 A a, B b."""
        named = self.mentions[index]
        if named.bracket != OUTSIDE and named.previous is None:
            return named.bracket if self._bracketed(index) else None
        before = self.mentions[index - 1] if index else None
        if before is None or before.bracket != named.bracket or not are_alike(before, self.mentions[index]):
            return None
        told = self.clauses.string[before.lead : before.figure.start]
        if _AMONG.match(gap) and len(figures_like(self.clauses, self.mentions, index)) >= _FEW:
            return start  # 24项指标中，22项达标，2项未达标
        if gap.startswith(("中，", "中,")) or (gap.startswith("中") and "从" in told):
            return start  # 从500万元中分配甲20万元; 全年480万元中，甲…
        if gap.startswith(("：", ":")):
            _, stop = self.clauses.sentence(named.figure.start)
            return start if number_like(self.mentions, index, stop) >= _FEW else None
        return None

    def _opener(self, gap: str) -> int | None:
        found = None
        for match in words().opener.finditer(gap):
            before = gap[match.start() - 1] if match.start() else ""
            alone = not before or before in _PUNCTUATION
            if alone or len(match[0]) > 1:
                # 其中 after a later full stop speaks of something else only if a sentence without figures parts them
                found = match.start() if "。" not in gap[match.end() :] else None
        return found

    def _bracketed(self, index: int) -> bool:
        """补助500万元（中央300万元、省级200万元）: at least two of the same unit right behind the total."""
        named = self.mentions[index]
        before = self.mentions[index - 1] if index else None
        if before is None or self.clauses.string[before.figure.outer_stop : named.bracket].strip():
            return False
        closing = self.clauses.closing(named.bracket)
        return before.unit == named.unit and number_like(self.mentions, index, closing) >= _FEW

    def _total_before(self, index: int, at: int) -> int | None:
        """The nearest figure before the opener that is large enough, of the same unit, in this sentence, or
        in the one before where the opener begins a sentence or a list of paragraphs."""
        named = self.mentions[index]
        start, _ = self.clauses.sentence(max(0, at - 1) if self.clauses.string[at - 1 : at] in "。\n" else at)
        if not self.clauses.string[start:at].strip("其中：: \n"):
            start, _ = self.clauses.sentence(max(0, start - 2))
        candidates = []
        for candidate in range(index - 1, -1, -1):
            mention = self.mentions[candidate]
            if mention.figure.start < start:
                break
            if mention.figure.start > at or not are_alike(mention, self.mentions[index]):
                continue
            outer = named.bracket
            while outer not in (OUTSIDE, mention.bracket):
                outer = self.clauses.outer(outer)
            if mention.bracket == outer:
                candidates.append(candidate)
        pause = (
            self.clauses.strongest(self.mentions[candidates[0]].figure.stop, at, named.bracket)
            if candidates
            else Pause.NONE
        )
        if pause >= Pause.PART and len(candidates) > _FEW and fits(self.mentions, candidates[-1], candidates[:-1]):
            # 补助960万元，中央600万元，地方360万元；其中甲镇560万元、乙镇400万元: again of the whole. Where they do
            # not make it up, they are parts of nobody knows what.
            run = figures_like(self.clauses, self.mentions, index)
            return candidates[-1] if fits(self.mentions, candidates[-1], run) else None
        return Choice(
            self.clauses, self.mentions, index, at, candidates, runs_from(self.clauses, self.mentions, index)
        ).total()

    def extends(self, index: int) -> None:
        """Takes the figure as a further part of the list that is open, or closes the list."""
        while self.open:
            if self._is_part(index, self.open[-1]):
                self._take(index, self.open[-1])
                return
            if self._beside(index, self.open[-1]):
                return
            self.open.pop()

    def _beside(self, index: int, frame: _Open) -> bool:
        """Whether a figure that is no part leaves the list open: in a bracket, of another unit (45个，实有43人，
        2个), or further down in an enumerated item."""
        named, total = self.mentions[index], self.mentions[frame.total]
        if frame.style:
            return style_of(self.clauses, named.figure.start) == frame.style
        last = self.mentions[frame.parts[-1]].figure
        if self.clauses.strongest(last.stop, named.figure.start, frame.bracket) >= Pause.SENTENCE:
            return False
        if named.bracket != frame.bracket:
            return named.figure.start < self.clauses.closing(frame.bracket)
        if named.unit == total.unit:
            return False
        self._pair(index, frame)
        return True

    def _pair(self, index: int, frame: _Open) -> None:
        """Takes the figure as part of a total in its own unit before the same list; the first part says which go together."""
        unit = self.mentions[index].unit or ""
        if unit not in frame.beside:
            total = self._total_before(index, frame.at) if len(frame.parts) == 1 else None
            frame.beside[unit] = None if total is None else _Open(total, frame.bracket, frame.at, frame.words)
        pair = frame.beside[unit]
        if pair is not None and (not pair.parts or self._is_part(index, pair)):
            self._take(index, pair)

    def _is_part(self, index: int, frame: _Open) -> bool:
        named, total = self.mentions[index], self.mentions[frame.total]
        if named.bracket != frame.bracket or named.unit != total.unit:
            return False
        if self._in_turn(frame.parts[-1], index):
            return True
        if completes(self.mentions, frame.total, frame.parts, index):
            # 一级120人，二级180人，三级9人 of 300: the list goes on though its sum is reached, and the misfit must show
            series = one_series(self.mentions, (*frame.parts, index)) and self._ends_sentence(index)
            fitting = series or share_a_whole(self.clauses, self.mentions, frame.parts, index)
        else:
            fitting = named.value <= total.value or self._is_misprinted(index, frame)
        return fitting and self._follows(index, frame)

    def _ends_sentence(self, index: int) -> bool:
        """Whether a figure ends its sentence or bracket."""
        stop = self.mentions[index].figure.outer_stop
        return self.clauses.string[stop : stop + 1] in ("。", "；", "）", ")", "\n", "")

    def _follows(self, index: int, frame: _Open) -> bool:
        """Whether the figure stands where the list goes on, and words and marks go on with it."""
        named, last = self.mentions[index], self.mentions[frame.parts[-1]]
        pause = self.clauses.strongest(last.figure.stop, named.figure.start, frame.bracket)
        if pause == Pause.NONE and words().joint.match(self.clauses.string, last.figure.outer_stop):
            pause = Pause.ITEM  # 产业发展310万元以及人才培养126万元
        if frame.style is not None and pause >= Pause.SENTENCE:
            return self._heads_item(index, frame.style)
        if frame.style or not Pause.NONE < pause < Pause.SENTENCE:
            return False
        if fits(self.mentions, frame.total, [*frame.parts, index]):
            return True
        weaker = frame.pause is None or pause <= frame.pause or self.mentions[index].label.startswith(_REST)
        return weaker and self._reads_on(index, frame, pause)

    def _is_misprinted(self, index: int, frame: _Open) -> bool:
        """Whether a figure above the total is a part all the same."""
        runs = [[*frame.parts, *run] for run in ([index], *runs_from(self.clauses, self.mentions, index))]
        return is_part_despite_its_size(self.clauses, self.mentions, frame.total, runs)

    def _in_turn(self, one: int, other: int) -> bool:
        """Whether two figures stand in one parallel list: 甲、乙分别为3万元、90万元."""
        return one in self.turn and other in self.turn and self.turn[one][1] is self.turn[other][1]

    def _reads_on(self, index: int, frame: _Open, pause: Pause) -> bool:
        """Whether the words before the figure go on with the list rather than turn to something else."""
        mention, last = self.mentions[index], self.mentions[frame.parts[-1]]
        named = mention
        lead = named.told.lstrip(_PUNCTUATION)
        known = words()
        if known.turn_head.match(lead) or (named.side is Side.AFTER and _PREPOSED.match(lead)):
            return False
        if known.total.search(mention.label) and not known.total.search(self.mentions[frame.parts[0]].label):
            return False
        # 评为优的54个；26个项目评为良 goes on, 特殊工种3人，26个部门参与 does not
        return not (pause == Pause.CLAUSE and named.side is Side.AFTER and last.side is Side.BEFORE)

    def _heads_item(self, index: int, style: str) -> bool:
        """Whether the figure is the first of its unit in an enumerated paragraph or sentence; without
        enumerators, whether its name begins the paragraph."""
        named = self.mentions[index]
        start, _ = self.clauses.sentence(named.figure.start)
        if style_of(self.clauses, named.figure.start) != style:
            return False
        earlier = self.mentions[index - 1].figure
        if not style and (named.lead > start or self.clauses.string[start - 1 : start] != "\n"):
            return False
        return earlier.start < start or earlier.unit != named.unit

    def _take(self, index: int, frame: _Open) -> None:
        if len(frame.parts) == 1:
            last = self.mentions[frame.parts[0]].figure
            frame.pause = self.clauses.strongest(last.stop, self.mentions[index].figure.start, frame.bracket)
        frame.parts.append(index)
        self.mentions[index] = replace(self.mentions[index], parent=frame.total)

    def partitions(self) -> Iterator[Partition]:
        """The lists as they were told, those beside another one as lists of their own."""
        for frame in self.lists:
            for told in (frame, *(pair for pair in frame.beside.values() if pair is not None)):
                parts = tuple(k for k in told.parts if self.mentions[k].parent == told.total)
                if parts:
                    whole = is_whole(self.clauses, self.mentions, told.total, parts, told.words)
                    yield Partition(told.total, parts, told.words or "list", "opener", whole)


def find_wholes(clauses: Clauses, mentions: Sequence[Mention], lists: Sequence[Parallel]) -> tuple[Partition, ...]:
    """The totals of amounts and counts, as words say."""
    search = _Breakdown(clauses, list(mentions), turns_of(lists))
    for index, mention in enumerate(mentions):
        if mention.parent is None and adds_up(mention) and not search.opens(index):
            search.extends(index)
    return tuple(search.partitions())
