"""What is printed where on a scanned page, as its born-digital twin has it, and what was read there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from ziping.pipeline.present.page_transform import PageTransform
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page, Word

FIGURE = re.compile(r"[0-9](?:[0-9.,]*[0-9])?%?")
LIKE = str.maketrans("～—–－―ー─“”‘’、・•◦", "~------\"\"'',···")  # print that recognisers may tell as they like
APART = 0.8  # characters further from each other than this part of their size stand in words of their own

Mapping = Callable[[float, float], tuple[float, float]]  # a point of the twin on the scan as it is shown, in points


@dataclass(frozen=True)
class Mark:
    """A character on the upright, straight scan: where its middle is and how large it is, in points."""

    text: str
    x: float
    y: float
    width: float
    height: float


class Marks:
    """Characters that can be asked for by place."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = list(marks)
        self._x, self._y = (np.array([getattr(m, k) for m in self._marks]) for k in "xy")

    def within(self, box: Box) -> list[Mark]:
        """Those whose middle lies in a box, line by line."""
        inside = (self._x >= box.x0) & (self._x <= box.x1) & (self._y >= box.top) & (self._y <= box.bottom)
        found = sorted((self._marks[i] for i in np.flatnonzero(inside)), key=lambda m: m.y)
        lines: list[list[Mark]] = []
        for mark in found:
            if lines and mark.y - lines[-1][0].y < 0.6 * mark.height:
                lines[-1].append(mark)
            else:
                lines.append([mark])
        return [mark for line in lines for mark in sorted(line, key=lambda m: m.x)]

    def said(self, box: Box) -> str:
        """What stands in a box; blanks where characters stand far apart."""
        parts, last = [], None
        for mark in self.within(box):
            if last is not None and mark.x - last.x > (mark.width + last.width) / 2 + APART * mark.height:
                parts.append(" ")
            parts.append(mark.text)
            last = mark
        return folded("".join(parts))


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(LIKE).casefold()


def characters(word: Word) -> Iterator[tuple[str, Box]]:
    edges = word.edges or np.linspace(word.box.x0, word.box.x1, len(word.text) + 1).tolist()
    for k, text in enumerate(word.text):
        yield text, Box(edges[k], word.box.top, edges[k + 1], word.box.bottom)


def of_scan(scan: Page) -> Marks:
    """What was read, where it stands."""
    return Marks(
        Mark(text, *box.middle, box.width, box.height) for word in scan.words for text, box in characters(word)
    )


def of_twin(twin: Page, scan: Page, mapping: Mapping) -> Marks:
    """What is printed, where it stands on the upright, straight scan."""
    pose = pose_of(scan)
    marks = []
    for word in twin.words:
        for text, box in characters(word):
            x, y = pose.upright(*mapping(*box.middle))
            marks.append(Mark(text, x, y, box.width, box.height))
    return Marks(marks)


def pose_of(scan: Page) -> PageTransform:
    width, height = (scan.height, scan.width) if scan.rotation % 180 else (scan.width, scan.height)
    return PageTransform(width, height, scan.rotation, scan.skew)


def on_scan(box: Box, scan: Page, mapping: Mapping) -> Box:
    """A box of the twin on the upright, straight scan."""
    pose = pose_of(scan)
    points = [pose.upright(*mapping(x, y)) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    return Box(
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    )


def grown(box: Box, across: float, along: float) -> Box:
    """A box made larger by parts of its height; smaller at most by half."""
    x, y = (max(part * box.height, -side / 2) for part, side in ((across, box.width), (along, box.height)))
    return Box(box.x0 - x, box.top - y, box.x1 + x, box.bottom + y)


def is_rightly_read(word: Word, printed: Marks) -> bool:
    """Whether what is printed in the word's place is what it says. A neighbour's character more at its ends is no
    mistake of reading: edges are not so sharp."""
    around, core = printed.said(grown(word.box, 0.7, 0.35)), printed.said(grown(word.box, -0.3, 0.35))
    said = folded(word.text)
    return said in around.replace(" ", "") and len(said) >= len(core.replace(" ", ""))


def stands_there(text: str, box: Box, printed: Marks) -> bool:
    """Whether what is printed in a box is, mostly, a text."""
    there, said = printed.said(grown(box, 0.3, 0.3)).replace(" ", ""), folded(text).replace(" ", "")
    if said in there:
        return True
    there, said = (re.sub(r"[^\w%]", "", t) or t for t in (there, said))
    blocks = SequenceMatcher(None, said, there, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks) >= 0.5 * len(said)
