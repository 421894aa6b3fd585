"""How a list of parts goes on from its first figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import adds_up, same_things
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.addition import completes, fits, nearly_fits
from ziping.parsers.prose.relations.parts.columns import told_as
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS, above
from ziping.parsers.prose.relations.parts.series import one_series, share_a_whole, style_of

PUNCTUATION = "，。；：、（(,;:\n 　"
_REST = shaped("{phrases.rest}")
_MOST = 12  # figures that a further group of a list may hold


def _start(mention: Mention) -> int:
    return mention.figure.start


@dataclass(slots=True)
class Items:
    """The figures of a passage, with the totals found so far."""

    clauses: Clauses
    mentions: list[Mention]

    def within(self, start: int, stop: int | None = None) -> range:
        """The figures that begin from one offset on, and before another."""
        first = bisect_left(self.mentions, start, key=_start)
        return range(first, len(self.mentions) if stop is None else bisect_left(self.mentions, stop, first, key=_start))

    def like(self, index: int, stop: int | None = None) -> list[int]:
        """The figures that can add up in the unit and bracket of one, from it to the end of its sentence."""
        here = self.mentions[index]
        stop = self.clauses.sentence(here.figure.start)[1] if stop is None else stop
        near = takewhile(lambda k: self.mentions[k].figure.start < stop, range(index, len(self.mentions)))
        every = ((k, self.mentions[k]) for k in near)
        return [k for k, m in every if m.bracket == here.bracket and m.unit == here.unit and adds_up(m)]

    def behind(self, at: int) -> list[list[int]]:
        """The figures of each item of a list that begins behind an offset, in its sentence or in those numbered alike."""
        found: list[list[int]] = []
        style = ""
        for k in self.within(at):
            start = self.mentions[k].figure.start
            pause = self.clauses.strongest(self.mentions[found[-1][-1]].figure.stop, start, OUTSIDE) if found else None
            style = style if found else style_of(self.clauses, start)
            if pause is not None and pause >= Pause.SENTENCE and not (style and style_of(self.clauses, start) == style):
                break
            if pause is None or pause >= Pause.PART:
                found.append([])
            found[-1].append(k)
        return found

    def parts(self, total: int, first: int, at: int) -> list[int]:
        """The figures of a list from its first on."""
        here = self.mentions[first]
        crossed = self.clauses.strongest(at, here.figure.start, OUTSIDE) >= Pause.SENTENCE
        style = style_of(self.clauses, here.figure.start) if crossed else None
        parts, limit = [first], self.clauses.closing(here.bracket)
        for k in range(first + 1, len(self.mentions)):
            mention = self.mentions[k]
            if not adds_up(mention):
                continue
            if mention.parent is not None:  # of a list inside this one
                if mention.unit == here.unit and above(self.mentions, k).isdisjoint(parts):
                    break
            elif (
                mention.bracket == here.bracket and mention.unit == here.unit and self._goes_on(total, parts, k, style)
            ):
                parts.append(k)
            elif style:
                if style_of(self.clauses, mention.figure.start) != style:
                    break
            elif (
                self.pause(parts[-1], k) >= Pause.SENTENCE
                or mention.figure.start >= limit
                or (mention.bracket == here.bracket and mention.unit == here.unit)
            ):
                break
        return self._within_item(total, parts, at)

    def _within_item(self, total: int, parts: list[int], at: int) -> list[int]:
        """The list up to a semicolon, where one stands before its opener, too, and what follows does not make the total:
        甲200万元，供养512人，其中集中187人；乙100万元，保障268人 are items of a list around it. So it is where one part
        stands before it, and what several sums came to behind it: 其中拨付村71万元；乙补助到位18万元，支出16万元."""
        start, _ = self.clauses.sentence(at)
        ends = [n for n, (a, b) in enumerate(pairwise(parts), 1) if self.pause(a, b) >= Pause.PART]
        cut, second = [*ends, len(parts), len(parts)][:2]
        several = cut == 1 < second - cut and len({told_as(self.mentions[k]) for k in parts[cut:second]}) > 1
        if not (several or self.clauses.parts(start, at, Pause.PART)):
            return parts
        made = cut == len(parts) or fits(self.mentions, total, parts) or nearly_fits(self.mentions, total, parts)
        return parts if made else parts[:cut]

    def pause(self, one: int, other: int) -> Pause:
        a, b = self.mentions[one], self.mentions[other]
        pause = self.clauses.strongest(a.figure.stop, b.figure.start, a.bracket)
        joined = pause == Pause.NONE and words().joint.match(self.clauses.string, a.figure.outer_stop)
        return Pause.ITEM if joined else pause  # 产业发展310万元以及人才培养126万元

    def _goes_on(self, total: int, parts: list[int], index: int, style: str | None) -> bool:
        """Whether a list goes on with a figure."""
        last, every = parts[-1], [*parts, index]
        if completes(self.mentions, total, parts, index):
            # 一级120人，二级180人，三级9人 of 300: the list goes on though its sum is reached, and the misfit must show
            stop = self.mentions[index].figure.outer_stop
            ends = self.clauses.string[stop : stop + 1] in ("。", "；", "）", ")", "\n", "")
            if not (ends and one_series(self.mentions, every)) and not share_a_whole(self.mentions, every):
                return False
        elif self.mentions[index].value > self.mentions[total].value and not self._is_misprinted(total, every):
            return False
        pause = self.pause(last, index)
        if style is not None and pause >= Pause.SENTENCE:
            return self._heads_item(index, style)
        if style or not Pause.NONE < pause < Pause.SENTENCE:
            return False
        usual = self.pause(*parts[:FEWEST_PARTS]) if len(parts) >= FEWEST_PARTS else pause
        weaker = pause <= usual or _REST.match(self.mentions[index].label)
        return bool(weaker and self._reads_on(parts, index, pause)) or self._another_group(total, every)

    def _another_group(self, total: int, every: list[int]) -> bool:
        """其中2021年省级24亿元、中央59亿元，2022年省级31亿元、中央67亿元: whether the figures up to the last of `every` make the
        total together with some behind it."""
        following = [k for k in self.like(every[-1])[1:_MOST] if self.mentions[k].parent is None]
        return any(fits(self.mentions, total, [*every, *following[:n]]) for n in range(len(following) + 1))

    def _is_misprinted(self, total: int, every: list[int]) -> bool:
        """Whether a figure above its total, the last of `every`, is a part all the same: it is told as the part before it is,
        or the list makes the total but for a misprint."""
        one, other = (self.mentions[k] for k in every[-2:])
        if share_a_whole(self.mentions, every) or any(one_series(self.mentions, (k, every[-1])) for k in every[:-1]):
            return True
        following = self.like(every[-1])[1:]
        if same_things(one, other) and one.side is other.side is Side.BEFORE:
            joint = self.pause(*every[-2:])
            again = bool(following) and self.pause(every[-1], following[0]) == joint
            if joint == Pause.ITEM or (again and self.mentions[following[0]].value <= self.mentions[total].value):
                return True
        return any(nearly_fits(self.mentions, total, [*every, *following[:n]]) for n in range(len(following) + 1))

    def _reads_on(self, parts: Sequence[int], index: int, pause: Pause) -> bool:
        """Whether the words before the figure go on with the list rather than turn to something else."""
        here, last = self.mentions[index], self.mentions[parts[-1]]
        lead, known = here.words_before.lstrip(PUNCTUATION), words()
        if pause > Pause.ITEM and known.turn_head.match(lead):
            return False
        # 评为优的54个；26个项目评为良 goes on, 特殊工种3人，26个部门参与 does not
        return not (pause == Pause.CLAUSE and here.side is Side.AFTER and last.side is Side.BEFORE)

    def _heads_item(self, index: int, style: str) -> bool:
        """Whether the figure is the first of its unit in an enumerated paragraph or sentence; without
        enumerators, whether its name begins the paragraph."""
        here, earlier = self.mentions[index], self.mentions[index - 1]
        start, _ = self.clauses.sentence(here.figure.start)
        if style_of(self.clauses, here.figure.start) != style:
            return False
        if not style and (here.lead > start or self.clauses.string[start - 1 : start] != "\n"):
            return False
        return earlier.figure.start < start or earlier.unit != here.unit
