"""The outline of running text: numbered items, their headings, and which stands below which."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.text.enumerators import (
    CHAPTER,
    CIRCLE,
    DECIMAL,
    DECIMALS,
    DIGIT_BRACKET,
    DIGIT_POINT,
    HALF_BRACKET,
    HAN_BRACKET,
    HAN_POINT,
    WORD,
)
from ziping.parsers.text.punctuation import STATEMENT_END, up_to

_LONGEST_HEADING = 45  # characters
# Signs that begin an item without a number, also those of symbol fonts
BULLETS = "■●◆▲►•◇▪➢○★☆\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0b2\uf0d8\uf0fc"
_STYLES = (
    ("chapter", rf"{CHAPTER}[、.：:\s]?"),
    ("han", HAN_POINT),
    ("han_bracket", HAN_BRACKET),
    ("digit", DIGIT_POINT),
    ("decimals", DECIMALS),
    ("decimal", DECIMAL),
    ("digit_bracket", DIGIT_BRACKET),
    ("half_bracket", HALF_BRACKET),
    ("circle", CIRCLE),
    ("bullet", rf"[{BULLETS}]"),
    ("word", WORD),
)
_ENUMERATOR = re.compile(r"\s*(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _STYLES) + r")\s*")
# （2）, 2., ② and 二是 also begin an item in the middle of a paragraph, behind a full stop or semicolon
_INLINE = re.compile(
    rf"(?<=[。；;：:])\s*(?=[（(]\d{{1,2}}[）)]\s*[一-鿿“《]|(?<=。){HAN_BRACKET}(?=[一-鿿])|"
    r"\d{1,2}[.．、]\s?[一-鿿“《]|[①-⑳]|[一二三四五六七八九十]是)"
)
# 1项目概况: a heading whose number nothing parts from it, and how many of them in order show that they are headings
_BARE = re.compile(r"\s*(?P<number>\d{1,2})\s*(?=[一-鿿])")
_LONGEST_BARE, _FEWEST_BARE = 20, 3
_NAME_ENDS = re.compile(r"[。；;：:，,\n]")
_NO_PARENT = -1
_COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item, or a paragraph without a number.

    Attributes:
        start: Where it begins, numbering included.
        body: Where its words begin.
        stop: Where it ends; items below it are not in it.
        style: Of its numbering; empty without one.
        parent: Index of the item that it stands below, -1 for none.
    """

    start: int
    body: int
    stop: int
    style: str
    parent: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The items of a passage, in order."""

    string: str
    items: tuple[Item, ...]
    starts: tuple[int, ...]

    def item_at(self, offset: int) -> int:
        """The item in which a character stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def ancestors(self, index: int) -> Iterator[int]:
        """The items above an item, nearest first."""
        parent = self.items[index].parent
        while parent != _NO_PARENT:
            yield parent
            parent = self.items[parent].parent

    def heading(self, index: int) -> tuple[int, int]:
        """The words that head an item: up to its first full stop, when that is not far; else none."""
        item = self.items[index]
        stop = up_to(STATEMENT_END, self.string, item.body, item.stop)
        if stop - item.body > _LONGEST_HEADING:
            stop = up_to(_NAME_ENDS, self.string, item.body, item.stop)
        return (item.body, stop) if stop - item.body <= _LONGEST_HEADING else (item.body, item.body)

    def heading_text(self, index: int) -> str:
        """The words of `heading`."""
        start, stop = self.heading(index)
        return self.string[start:stop]


def find_outline(passage: Passage) -> Outline:
    """The items of the passage. A style of numbering that has been seen above goes back to its level."""
    items: list[Item] = []
    stack: list[tuple[str, int]] = []
    leads = _NO_PARENT  # the beginning of a paragraph without a number that leads over to items: 数量指标：①…；②…
    bare = _bare_headings(passage)
    for start, stop in _segments(passage):
        match = bare.get(start) or _ENUMERATOR.match(passage.string, start, stop)
        style = (match.lastgroup or "") if match else ""
        if style:
            while any(s == style for s, _ in stack):
                stack.pop()
        above = stack[-1][1] if stack else _NO_PARENT
        if start == passage.bounds(passage.paragraph_at(start))[0]:
            leads = len(items) if not style and passage.string[start:stop].rstrip().endswith(_COLONS) else _NO_PARENT
        items.append(
            Item(
                start, match.end() if match else start, stop, style, above if leads == len(items) else max(above, leads)
            )
        )
        if style:
            stack.append((style, len(items) - 1))
    return Outline(passage.string, tuple(items), tuple(i.start for i in items))


def _bare_headings(passage: Passage) -> Mapping[int, re.Match[str]]:
    """The numbers of headings without a sign behind them (1项目概况 … 2资金使用 … 3问题与建议), by where their paragraphs begin: short
    ones that end with no stop, counted up from 1."""
    found: dict[int, re.Match[str]] = {}
    for number in range(len(passage.starts)):
        start, stop = passage.bounds(number)
        text = passage.string[start:stop]
        match = _BARE.match(passage.string, start, stop) if len(text) <= _LONGEST_BARE else None
        if match and int(match["number"]) == len(found) + 1 and not _NAME_ENDS.search(text.rstrip("\n")):
            found[start] = match
    return found if len(found) >= _FEWEST_BARE else {}


def _segments(passage: Passage) -> Iterator[tuple[int, int]]:
    for number in range(len(passage.starts)):
        start, stop = passage.bounds(number)
        cuts = [m.end() for m in _INLINE.finditer(passage.string, start, stop) if m.end() > start]
        yield from _pairs([start, *cuts, stop])


def _pairs(cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for start, stop in pairwise(cuts):
        if start < stop:
            yield start, stop
