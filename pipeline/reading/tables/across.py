"""Tables with rules across only: every row is ruled off, and blanks part the columns. Lines down that a reader sees there.

Tables of three rules have several rows between two of them: those are told by their figures, elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ziping.pipeline.reading.tables.segments import SAME, Segment
from ziping.schemas.geometry import Box
from ziping.schemas.page import RulingLine, Word

# So many rows, ruled off above and below.
FEWEST = 3

# A rule as long as this part of the longest runs across the whole table.
WHOLE = 0.97

# A blank this wide (parts of the size of the print) parts two cells.
GAP = 0.5

# Rows have two cells or more, most of them.
MOST = 0.5

# What stands in the middle of a cell is off by this at most (points).
OFF_CENTRE = 4.0

# What stands between two rules so many times further apart than rows is no row.
APART = 1.6

_CAPTION, _NARROW = 2, 0.7  # pieces of a caption, and the part of the width that it takes at most

_FIGURE = re.compile(r"[≥≤<>=-]?\d[\d.,]*[%％]?")


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two levels at which something is ruled off: extents from left to right."""

    top: float
    bottom: float
    cells: tuple[tuple[float, float, bool], ...]  # from, to, whether it is a figure
    stacked: bool  # whether two figures stand below each other

    def gaps(self) -> Iterator[tuple[float, float]]:
        return ((a[1], b[0]) for a, b in pairwise(self.cells))


def uprights_by_blanks(
    across: Sequence[Segment], words: Iterable[Word], others: Sequence[Segment] = (), down: Sequence[Segment] = ()
) -> list[RulingLine]:
    """Lines down where the blanks between the columns are, for tables that have rules across only.

    Args:
        across: The rules across that no line down meets.
        words: Of the page.
        others: The rules across that lines down meet: headings may have these though the rows below them do not.
        down: The rules down.
    """
    found: list[RulingLine] = []
    every = sorted(words, key=lambda w: w.box.top + w.box.bottom)
    for alone in _stacks(across, others):
        x0, x1 = min(s.start for s in alone), max(s.stop for s in alone)
        stack, corners = _with_headings(alone, others, down)
        levels = _levels(stack)
        bands = [_band(top, bottom, x0, x1, every) for top, bottom in pairwise(levels)]
        for table in _tables(bands, x0, x1):
            if _is_table(table):
                inside = [s for s in stack if table[0].top - SAME <= s.at <= table[-1].bottom + SAME]
                found += _uprights(inside, table, (x0, x1), corners)
    return found


def _with_headings(
    stack: list[Segment], others: Sequence[Segment], down: Sequence[Segment]
) -> tuple[list[Segment], list[float]]:
    """The stack with the rule below its headings where these have lines down of their own, and where those lines stand."""
    x0, x1, top = min(s.start for s in stack), max(s.stop for s in stack), min(s.at for s in stack)
    alike = [s for s in others if s.at < top and abs(s.start - x0) <= SAME and abs(s.stop - x1) <= SAME]
    headings = max(alike, default=None)
    if headings is None or top - headings.at > APART * median(b - a for a, b in pairwise(_levels(stack))):
        return stack, []
    stand = [v.at for v in down if abs(v.stop - headings.at) <= SAME]
    return ([headings, *stack], stand) if stand else (stack, [])


def _tables(bands: Sequence[_Band], x0: float, x1: float) -> Iterator[list[_Band]]:
    """The bands of each table, captions between tables left out: they stand further apart than rows do."""
    usual = median(band.bottom - band.top for band in bands)
    table: list[_Band] = []
    for band in bands:
        if band.bottom - band.top > APART * usual and _is_caption(band, x0, x1):
            if table:
                yield table
            table = []
        else:
            table.append(band)
    if table:
        yield table


def _is_caption(band: _Band, x0: float, x1: float) -> bool:
    """Whether a band is blank, or holds a title in its middle, perhaps behind a number (表1  项目支出绩效自评表)."""
    if not band.cells:
        return True
    start, stop = band.cells[0][0], band.cells[-1][1]
    middle = abs(start + stop - x0 - x1) <= 2 * OFF_CENTRE
    return middle and len(band.cells) <= _CAPTION and stop - start < _NARROW * (x1 - x0)


def _stacks(across: Sequence[Segment], others: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Rules below each other, of which enough run from side to side, and the shorter ones between them. A rule of the
    same length above them that belongs to headings counts as one."""
    rest = sorted(across)
    while rest:
        longest = max(rest, key=lambda s: s.stop - s.start)
        whole = [s for s in rest if abs(s.start - longest.start) <= SAME and abs(s.stop - longest.stop) <= SAME]
        top, bottom = whole[0].at, whole[-1].at
        inside = [
            s
            for s in rest
            if top - SAME <= s.at <= bottom + SAME and longest.start - SAME <= s.start and s.stop <= longest.stop + SAME
        ]
        rest = [s for s in rest if s not in inside]
        headed = any(
            s.at < top and abs(s.start - longest.start) <= SAME and abs(s.stop - longest.stop) <= SAME for s in others
        )
        if len(_levels(whole)) + headed > FEWEST:
            yield inside


def _levels(stack: Sequence[Segment]) -> list[float]:
    levels: list[float] = []
    for segment in stack:
        if not levels or segment.at - levels[-1] > SAME:
            levels.append(segment.at)
    return levels


def _band(top: float, bottom: float, x0: float, x1: float, words: Sequence[Word]) -> _Band:
    inside = [w for w in words if top <= w.box.middle[1] < bottom and x0 <= w.box.middle[0] <= x1]
    groups: list[list[Word]] = []
    reach = 0.0
    for word in sorted(inside, key=lambda w: w.box.x0):
        if groups and word.box.x0 - reach <= GAP * word.box.height:
            groups[-1].append(word)
        else:
            groups.append([word])
        reach = max(reach, word.box.x1) if len(groups[-1]) > 1 else word.box.x1
    stacked = any(_are_stacked([w.box for w in group if _FIGURE.fullmatch(w.text)]) for group in groups)
    cells = tuple(
        (min(w.box.x0 for w in g), max(w.box.x1 for w in g), all(_FIGURE.fullmatch(w.text) is not None for w in g))
        for g in groups
    )
    return _Band(top, bottom, cells, stacked)


def _are_stacked(figures: Sequence[Box]) -> bool:
    """Whether whole figures stand below each other."""
    return any(a.bottom <= b.top + 1 or b.bottom <= a.top + 1 for a, b in pairwise(figures))


def _is_table(bands: Sequence[_Band]) -> bool:
    filled = [band for band in bands if band.cells]
    rows = sum(len(band.cells) > 1 for band in filled)
    return rows >= FEWEST - 1 and rows >= MOST * len(filled) and not any(band.stacked for band in filled)


def _uprights(
    stack: Sequence[Segment], bands: Sequence[_Band], sides: tuple[float, float], stand: Sequence[float]
) -> Iterator[RulingLine]:
    """The sides, and a line between two columns wherever nothing stands across it; where lines `stand` above the rows,
    it is one of them."""
    x0, x1 = sides
    corners = [x for s in stack for x in (s.start, s.stop) if x0 + SAME < x < x1 - SAME]
    corners += [x for x in stand if x0 + SAME < x < x1 - SAME]
    edges = [x0, *_separators(corners, [gap for band in bands for gap in band.gaps()]), x1]
    top, bottom = bands[0].top, bands[-1].bottom
    drawn: dict[float, list[tuple[float, float]]] = {x0: [(top, bottom)], x1: [(top, bottom)]}
    for band in bands:
        ends = [x for s in stack if band.top - SAME <= s.at <= band.bottom + SAME for x in (s.start, s.stop)]
        for x in _standing(band, edges, [x for x in edges if any(abs(x - end) <= SAME for end in ends)]):
            drawn.setdefault(x, []).append((band.top, band.bottom))
    for x, stretches in drawn.items():
        for start, stop in _joined(stretches):
            yield RulingLine(x, start, x, stop)


def _separators(corners: Iterable[float], gaps: Iterable[tuple[float, float]]) -> list[float]:
    """The fewest places that part all cells: where rules across begin or end, and else in the middle of the blanks."""
    found: list[float] = []
    for x in sorted(corners):
        if not found or x - found[-1] > SAME:
            found.append(x)
    open_gaps = [gap for gap in gaps if not any(gap[0] <= x <= gap[1] for x in found)]
    group: tuple[float, float] | None = None
    for left, right in sorted(open_gaps, key=lambda gap: gap[1]):
        if group is not None and left <= group[1]:
            group = max(group[0], left), group[1]
            continue
        if group is not None:
            found.append(sum(group) / 2)
        group = left, right
    if group is not None:
        found.append(sum(group) / 2)
    return sorted(found)


def _standing(band: _Band, edges: Sequence[float], kept: Sequence[float]) -> Iterator[float]:
    """The edges between columns that part the cells of a row. A cell reaches over the empty squares beside it where
    it stands in the middle of all of them."""
    crossed: set[int] = set()
    for k, (start, stop, figure) in enumerate(band.cells):
        left = band.cells[k - 1][1] if k else edges[0]
        right = band.cells[k + 1][0] if k + 1 < len(band.cells) else edges[-1]
        inner = [i for i, x in enumerate(edges) if start < x < stop]
        crossed.update(inner)
        if figure:
            continue
        first = [i for i, x in enumerate(edges) if left <= x <= start + 1 or (i == 0 <= start and left == edges[0])]
        last = [i for i, x in enumerate(edges) if stop - 1 <= x <= right]
        spans = [(i, j) for i in first for j in last if abs(edges[i] + edges[j] - start - stop) <= 2 * OFF_CENTRE]
        i, j = max(spans, key=lambda s: s[1] - s[0], default=(0, 0))
        if not any(edges[i] < x < edges[j] for x in kept):
            crossed.update(range(i + 1, j))
    return (x for i, x in enumerate(edges) if i not in crossed)


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, stop in sorted(stretches):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], stop)
        else:
            joined.append((start, stop))
    return joined
