"""Sentences, clauses and brackets of a passage, by offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum


class Pause(IntEnum):
    """How strongly a mark parts what stands before it from what follows."""

    NONE = 0
    ITEM = 1  # 、
    CLAUSE = 2  # ，：
    PART = 3  # ；
    SENTENCE = 4  # 。
    PARAGRAPH = 5


_PAUSES = {
    "、": Pause.ITEM,
    "，": Pause.CLAUSE,
    ",": Pause.CLAUSE,
    "：": Pause.CLAUSE,
    ":": Pause.CLAUSE,
    "；": Pause.PART,
    ";": Pause.PART,
    "。": Pause.SENTENCE,
    "！": Pause.SENTENCE,
    "？": Pause.SENTENCE,
    "!": Pause.SENTENCE,
    "?": Pause.SENTENCE,
    "\n": Pause.PARAGRAPH,
}
_OPEN, _CLOSE = "（(", "）)"
# What stands between these is one name: pauses inside it part nothing.
_QUOTES = {"“": "”", "《": "》", "〈": "〉", "「": "」", "『": "』", "‘": "’"}
_LONGEST_QUOTE = 60
_SIGNS = "/÷=＝"  # of arithmetic
_MARKS = re.compile("[" + re.escape("".join(_PAUSES) + _SIGNS + _OPEN + _CLOSE + "".join(_QUOTES)) + "]")
OUTSIDE = -1
# Sentences longer than this, in characters and in figures, are parted: nobody writes one, and what ties figures of a
# sentence together would take time with the square of its length.
_LONGEST_SENTENCE, _MOST_FIGURES = 6_000, 200


@dataclass(frozen=True, slots=True)
class Mark:
    """A pause at an offset, and the bracket it stands in (offset of the opening sign, or `OUTSIDE`)."""

    offset: int
    pause: Pause
    bracket: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """The marks of a passage.

    Attributes:
        string: The passage.
        marks: In order of offset.
        brackets: (offset of the opening sign, offset of the closing one, the bracket around it).
    """

    string: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]
    brackets: tuple[tuple[int, int, int], ...]
    opens: tuple[int, ...]

    @staticmethod
    def of(string: str, figures: Sequence[tuple[int, int]] = ()) -> Clauses:
        """Reads the marks; those inside `figures` (1,234; 10:30) part nothing."""
        starts = [a for a, _ in figures]
        stops = frozenset(b for _, b in figures)
        marks: list[Mark] = []
        brackets: list[tuple[int, int, int]] = []
        stack: list[int] = []
        position = 0
        while match := _MARKS.search(string, position):
            sign, offset = match[0], match.start()
            position = match.end()
            index = bisect_right(starts, offset) - 1
            if index >= 0 and offset < figures[index][1]:
                continue
            if sign in _SIGNS:
                # 312万元/320万元=97.5%: behind a figure these part, in 元/人 and 及/或 they do not
                if offset in stops:
                    marks.append(Mark(offset, Pause.CLAUSE, stack[-1] if stack else OUTSIDE))
                continue
            if sign in _QUOTES:
                closing = string.find(_QUOTES[sign], position, position + _LONGEST_QUOTE)
                if closing >= 0 and "\n" not in string[position:closing]:
                    position = closing + 1
                continue
            if sign in _OPEN:
                stack.append(offset)
            elif sign in _CLOSE:
                if stack:
                    opened = stack.pop()
                    brackets.append((opened, offset, stack[-1] if stack else OUTSIDE))
            else:
                pause = _PAUSES[sign]
                if pause == Pause.PARAGRAPH:
                    stack.clear()  # a bracket that nobody closed ends with its paragraph
                marks.append(Mark(offset, pause, stack[-1] if stack else OUTSIDE))
        # what was never closed is no bracket
        known = {b[0] for b in brackets}
        marks = [m if m.bracket == OUTSIDE or m.bracket in known else Mark(m.offset, m.pause, OUTSIDE) for m in marks]
        marks = list(_parted(marks, starts, len(string)))
        brackets.sort()
        brackets = [(a, b, c if c in known else OUTSIDE) for a, b, c in brackets]
        return Clauses(
            string,
            tuple(marks),
            tuple(m.offset for m in marks),
            tuple(brackets),
            tuple(b[0] for b in brackets),
        )

    def bracket_at(self, offset: int) -> int:
        """The innermost bracket around a character (offset of its opening sign), `OUTSIDE` for none."""
        index = bisect_left(self.opens, offset) - 1
        while index >= 0:
            start, stop, outer = self.brackets[index]
            if start < offset < stop:
                return start
            if offset >= stop and outer == OUTSIDE:
                return OUTSIDE
            index -= 1
        return OUTSIDE

    def closing(self, bracket: int) -> int:
        """Where a bracket ends: the offset of its closing sign; the end of the passage for `OUTSIDE`."""
        if bracket == OUTSIDE:
            return len(self.string)
        return self.brackets[bisect_left(self.opens, bracket)][1]

    def outer(self, bracket: int) -> int:
        """The bracket around a bracket."""
        return OUTSIDE if bracket == OUTSIDE else self.brackets[bisect_left(self.opens, bracket)][2]

    def before(self, offset: int, bracket: int, at_least: Pause = Pause.CLAUSE) -> int:
        """Where the stretch of words before `offset` begins: behind the last pause in the same bracket,
        or behind its opening sign."""
        for index in range(bisect_left(self.offsets, offset) - 1, -1, -1):
            mark = self.marks[index]
            if mark.offset < bracket:
                break
            if (mark.bracket == bracket and mark.pause >= at_least) or mark.pause == Pause.PARAGRAPH:
                return mark.offset + 1
        return bracket + 1

    def after(self, offset: int, bracket: int, at_least: Pause = Pause.CLAUSE) -> int:
        """Where the stretch of words that goes on from `offset` ends."""
        limit = self.closing(bracket)
        for index in range(bisect_left(self.offsets, offset), len(self.marks)):
            mark = self.marks[index]
            if mark.offset >= limit:
                break
            if (mark.bracket == bracket and mark.pause >= at_least) or mark.pause == Pause.PARAGRAPH:
                return mark.offset
        return limit

    def strongest(self, start: int, stop: int, bracket: int) -> Pause:
        """The strongest pause between two offsets, marks inside other brackets left out."""
        best = Pause.NONE
        for index in range(bisect_left(self.offsets, start), bisect_left(self.offsets, stop)):
            mark = self.marks[index]
            if mark.bracket == bracket or mark.pause == Pause.PARAGRAPH:
                best = max(best, mark.pause)
        return best

    def parts(self, start: int, stop: int, at_least: Pause) -> bool:
        """Whether such a pause stands between two offsets, outside all brackets."""
        inside = range(bisect_left(self.offsets, start), bisect_left(self.offsets, stop))
        marks = (self.marks[index] for index in inside)
        return any(m.pause >= at_least and (m.bracket == OUTSIDE or m.pause == Pause.PARAGRAPH) for m in marks)

    def marks_between(self, start: int, stop: int) -> tuple[Mark, ...]:
        """The marks from `start` up to `stop`, of all brackets."""
        return self.marks[bisect_left(self.offsets, start) : bisect_left(self.offsets, stop)]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around a character (brackets do not end one)."""
        return self.before(offset, OUTSIDE, Pause.SENTENCE), self.after(offset, OUTSIDE, Pause.SENTENCE)


def _parted(marks: Sequence[Mark], figures: Sequence[int], length: int) -> Iterator[Mark]:
    """The marks, with an end of a paragraph wherever a sentence grows too long: at its last pause, else in the midst of
    its words. `figures` are where the figures begin."""
    start, last = 0, None
    for mark in [*marks, None]:
        stop = mark.offset if mark is not None else length
        while stop > (limit := _limit(start, figures)):
            if last is not None and last.offset >= start:
                yield replace(last, pause=Pause.PARAGRAPH)
                start, last = last.offset + 1, None
            else:
                yield Mark(limit, Pause.PARAGRAPH, OUTSIDE)
                start = limit + 1
        if last is not None:
            yield last
        last = mark
        if mark is not None and (
            mark.pause == Pause.PARAGRAPH or (mark.pause, mark.bracket) == (Pause.SENTENCE, OUTSIDE)
        ):
            yield mark
            start, last = mark.offset + 1, None


def _limit(start: int, figures: Sequence[int]) -> int:
    """How far a sentence that begins at `start` may go."""
    most = bisect_left(figures, start) + _MOST_FIGURES
    return min([start + _LONGEST_SENTENCE, *(f - 1 for f in figures[most : most + 1])])
