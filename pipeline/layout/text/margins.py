"""Where the text of a page begins and ends, and how its paragraphs are marked."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ziping.pipeline.layout.text.lines import Line
from ziping.pipeline.layout.text.script import first_unit
from ziping.schemas.geometry import Box
from ziping.schemas.page import RulingLine

SAME_EDGE = 0.6  # ems within which two lines begin or end at the same margin
INDENT = (0.7, 3.2)  # ems; the indent of a first line is two ideographs as a rule
BAR = 0.9  # of the measure; a rule as long as this parts what stands above from what stands below
NARROW = 0.5  # of the page's width; a type area is wider
CONFIRMED = 0.12  # of the lines of a page end where the right margin is
MANY = 8  # lines; so many tell the margins and the body's size of a page
FEW = 4  # lines; fewer tell nothing


@dataclass(frozen=True, slots=True)
class Measure:
    """The type area of a page, in points.

    Attributes:
        left: Where lines begin that are not indented.
        right: Where full lines end.
        pitch: From one line to the next inside a paragraph; 0 when unknown.
        indents: Whether paragraphs begin with an indent.
        size: Of the body's characters.
        top: Where the type area begins.
        bottom: Where it ends.
        bars: Levels of rules that run across it, outside of tables.
        middle: Of the page, from left to right.
        reliable: Whether the page has lines enough to tell its margins and the body's size.
    """

    left: float
    right: float
    pitch: float
    indents: bool
    size: float
    top: float = 0.0
    bottom: float = math.inf
    bars: tuple[float, ...] = ()
    middle: float = 0.0
    reliable: bool = True

    def indent(self, line: Line) -> float:
        """By how many ems the line begins right of the margin."""
        return (line.box.x0 - self.left) / line.em

    def room(self, line: Line) -> float:
        """How many ems are free between the line's end and the right margin."""
        return (self.right - line.box.x1) / line.em

    def is_centred_on_page(self, line: Line) -> bool:
        """Whether the line's middle is the page's."""
        return abs((line.box.x0 + line.box.x1) / 2 - self.middle) < 0.5 * line.em

    def is_full(self, line: Line, following: Line | None = None) -> bool:
        """Whether the line could not have taken up the beginning of the next one."""
        if self.room(line) < 1.5:
            return True
        return following is not None and self.right - line.box.x1 < _unit_width(following) + 0.3 * line.em

    def is_indented(self, line: Line) -> bool:
        """Whether the line begins like the first of a paragraph."""
        return INDENT[0] <= self.indent(line) <= INDENT[1]


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page that margins are measured on, with the frames of its tables and its rules."""

    width: float
    height: float
    lines: tuple[Line, ...]
    frames: tuple[Box, ...] = ()
    rules: tuple[RulingLine, ...] = ()

    @property
    def boxes(self) -> list[Box]:
        """Around everything that is text of the report."""
        return [*(line.box for line in self.lines), *self.frames]


def pages_to_measures(pages: Sequence[PageLines]) -> tuple[Measure, ...]:
    """One measure a page: its own where its lines tell, else that of the pages of the same width."""
    groups: dict[tuple[int, int], list[PageLines]] = defaultdict(list)
    for page in pages:
        groups[_format(page)].append(page)
    pooled = {key: _sides(group) for key, group in groups.items()}
    extents = {key: _extent(group) for key, group in groups.items()}
    size = _size(pages)
    drafts = []
    for page in pages:
        telling = len(page.lines) >= MANY
        left, right = (telling and _sides([page])) or pooled[_format(page)] or _frame_sides(page)
        top, bottom = extents[_format(page)]
        own_size = _size([page]) if telling else size
        bars = _bars(page, right - left)
        drafts.append(Measure(left, right, 0.0, True, own_size, top, bottom, bars, page.width / 2, telling))
    steps = [_steps(page, draft) for page, draft in zip(pages, drafts, strict=True)]
    pitch = statistics.median(itertools.chain.from_iterable(steps)) if any(steps) else 0.0
    marks = [_indent_marks(page, draft) for page, draft in zip(pages, drafts, strict=True)]
    whole = sum(a for a, _ in marks), sum(b for _, b in marks)
    return tuple(
        replace(
            draft,
            pitch=statistics.median(own_steps) if len(own_steps) >= FEW else pitch,
            indents=_prefers_indents(own_marks, whole),
        )
        for draft, own_steps, own_marks in zip(drafts, steps, marks, strict=True)
    )


def _format(page: PageLines) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _extent(pages: Sequence[PageLines]) -> tuple[float, float]:
    """From the highest to the lowest that stands on pages of one format, in points."""
    boxes = [box for page in pages for box in page.boxes]
    if not boxes:
        return 0.0, pages[0].height
    return min(box.top for box in boxes), max(box.bottom for box in boxes)


def _bars(page: PageLines, width: float) -> tuple[float, ...]:
    """The levels of rules across the page that belong to no table."""
    return tuple(
        rule.top
        for rule in page.rules
        if rule.horizontal
        and rule.x1 - rule.x0 > BAR * width
        and not any(frame.top - 1 <= rule.top <= frame.bottom + 1 for frame in page.frames)
    )


def _sides(pages: Sequence[PageLines]) -> tuple[float, float] | None:
    """Left and right margin, or None when too few lines run the whole width to tell."""
    lines = [line for page in pages for line in page.lines]
    if len(lines) < FEW:
        return None
    narrow = NARROW * pages[0].width
    em = statistics.median(line.em for line in lines)
    right = _outermost([line.box.x1 for line in lines], em, 1, max(1, round(CONFIRMED * len(lines))))
    if right is None:
        return None
    # A line after a full one goes on at the left margin, whether or not paragraphs are indented.
    goes_on = [
        below.box.x0
        for page in pages
        for above, below in itertools.pairwise(page.lines)
        if above.box.x1 > right - 1.5 * em
    ]
    left = _outermost(goes_on, em, -1, 1)
    return None if left is None or right - left < narrow else (left, right)


def _outermost(values: Iterable[float], em: float, side: int, others: int) -> float | None:
    """The outermost value that `others` more confirm (`side` 1: the largest, -1: the smallest)."""
    ordered = sorted((side * value for value in values), reverse=True)
    for outer, inner in zip(ordered, ordered[others:], strict=False):
        if outer - inner < SAME_EDGE * em:
            return side * outer
    return None


def _frame_sides(page: PageLines) -> tuple[float, float]:
    if not page.boxes:
        return 0.0, page.width
    # Few lines seldom reach the right margin: it is as wide as the left one, as a rule.
    left = min(box.x0 for box in page.boxes)
    return left, max(page.width - left, *(box.x1 for box in page.boxes))


def _steps(page: PageLines, measure: Measure) -> list[float]:
    """The distances between full lines and those that go on with them."""
    return [
        below.box.top - above.box.top
        for above, below in itertools.pairwise(page.lines)
        if measure.is_full(above) and measure.indent(below) < INDENT[0]
    ]


def _size(pages: Sequence[PageLines]) -> float:
    """The size that most characters have."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            counts[round(line.size * 2) / 2] += sum(len(word.text) for word in line.words)
    return counts.most_common(1)[0][0] if counts else 0.0


def _indent_marks(page: PageLines, measure: Measure) -> tuple[int, int]:
    """How many lines begin with an indent, and how many begin at the margin though the one before is short."""
    indented = sum(measure.is_indented(line) for line in page.lines)
    flush = sum(
        measure.indent(below) < INDENT[0] and not measure.is_full(above, below)
        for above, below in itertools.pairwise(page.lines)
    )
    return indented, flush


def _prefers_indents(own: tuple[int, int], whole: tuple[int, int]) -> bool:
    indented, flush = own if sum(own) >= FEW else whole
    return indented >= flush


def _unit_width(line: Line) -> float:
    """The width of what cannot be parted at the line's beginning, in points."""
    word = line.words[0]
    count = min(first_unit(word.text), len(word.text))
    if word.edges:
        return word.edges[count] - word.edges[0]
    return word.box.width * count / len(word.text)
