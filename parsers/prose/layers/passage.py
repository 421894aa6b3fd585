"""Paragraphs that speak of one subject, read as one string that knows where it is printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import either
from ziping.parsers.text.enumerators import glued
from ziping.schemas.document import Paragraph
from ziping.schemas.geometry import Place
from ziping.schemas.report import Claim, Stated
from ziping.schemas.text import Printed, Text

BREAK = "\n"
ITEM_MARK = "）"  # behind an item's number: it begins no figure
# A line that holds nothing but a figure with its unit, or a grade, says what the line above it asks: 自评得分 / 98.5分
_ANSWERED = re.compile(
    r"^(?P<question>[^。；;\n]{2,30}[^。；;：:\d\n])(?P<colon>[：:]?)\n"
    rf"(?=[“\"]?(?:\d+(?:\.\d+)?\s?(?:[^\W\d]|[%％]){{1,3}}|{either([*GRADES.strong])})[”\"]?[。；]?$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs joined by line feeds; by a colon, where the second is but the figure that the first is the heading of.

    Attributes:
        string: All of the text; offsets below are offsets in it.
        starts: Where each paragraph begins.
        paragraphs: With their block indexes.
    """

    string: str
    starts: tuple[int, ...]
    paragraphs: tuple[tuple[int, Paragraph], ...]

    @staticmethod
    def of(paragraphs: Sequence[tuple[int, Paragraph]]) -> Passage:
        starts, offset = [], 0
        for _, paragraph in paragraphs:
            starts.append(offset)
            offset += len(paragraph.text) + len(BREAK)
        # a line feed inside a paragraph would shift nothing, but would end a sentence that goes on
        string = BREAK.join(p.text.string.replace(BREAK, " ") for _, p in paragraphs)
        string = _ANSWERED.sub(lambda m: m["question"] + " " * len(m["colon"]) + "：", string)
        for start in glued(string):  # 2.112个书屋: no figure begins with the number of its item
            string = f"{string[: start - 1]}{ITEM_MARK}{string[start:]}"
        return Passage(string, tuple(starts), tuple(paragraphs))

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph in which the character stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def bounds(self, paragraph: int) -> tuple[int, int]:
        """Where a paragraph begins and ends."""
        start = self.starts[paragraph]
        return start, start + len(self.paragraphs[paragraph][1].text)

    def trimmed(self, start: int, stop: int) -> tuple[int, int]:
        """The stretch without blanks at its ends."""
        while start < stop and self.string[start].isspace():
            start += 1
        while stop > start and self.string[stop - 1].isspace():
            stop -= 1
        return start, stop

    def stated(self, span: tuple[int, int] | None) -> Stated[str] | None:
        """The characters of a span and their print; None for none."""
        return Stated(self.string[slice(*span)], self.printed(*span)) if span is not None else None

    def printed(self, start: int, stop: int) -> tuple[Printed, ...]:
        """The characters as they are printed, a piece for each page; none for an empty stretch."""
        return tuple(p for text, a, b in self._stretches(start, stop) for p in text.printed(a, b))

    def printed_by_line(self, start: int, stop: int) -> tuple[Printed, ...]:
        """The characters as they are printed, a piece for each line: what a figure alone covers."""
        return tuple(p for text, a, b in self._stretches(start, stop) for p in text.printed_by_line(a, b))

    def _stretches(self, start: int, stop: int) -> Iterator[tuple[Text, int, int]]:
        """The paragraphs' texts that the stretch runs over, and from where to where of each."""
        index = self.paragraph_at(start)
        while index < len(self.starts) and self.starts[index] < stop:
            base, end = self.bounds(index)
            a, b = max(start, base), min(stop, end)
            if a < b:
                yield self.paragraphs[index][1].text, a - base, b - base
            index += 1

    def place(self, start: int, stop: int) -> Place:
        """Where the stretch stands, on its first page.

        Raises:
            ValueError: when nothing is printed there.
        """
        prints = self.printed(start, stop)
        if not prints:
            raise ValueError(f"nothing is printed from {start} to {stop}")
        return Place(prints[0].page, prints[0].box)

    def claims(self, readers: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> tuple[Claim, ...]:
        """Who read what: the stretches of each reader as claims on paragraphs. Of what two read the first has it: a clause
        of a fact may hold the points of a score."""
        owners: dict[int, list[str]] = {}
        for parser, stretches in reversed(readers):
            for start, stop in stretches:
                for number in range(self.paragraph_at(start), self.paragraph_at(max(start, stop - 1)) + 1):
                    base, end = self.bounds(number)
                    owner = owners.setdefault(number, [""] * (end - base))
                    a, b = max(start, base) - base, min(stop, end) - base
                    owner[a:b] = [parser] * max(0, b - a)
        found: list[Claim] = []
        for number in sorted(owners):
            at = 0
            for parser, run in groupby(owners[number]):
                stop = at + len(list(run))
                if parser:
                    found.append(Claim(self.paragraphs[number][0], at, stop, parser))
                at = stop
        return tuple(found)
