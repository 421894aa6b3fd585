"""Tables with rules across only: every row is ruled off, and blanks part the columns. Lines down that a reader sees there.

Tables of three rules have several rows between two of them: those are told by their figures, elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from ziping.pipeline.reading.tables.between import Band, band_of
from ziping.pipeline.reading.tables.segments import SAME, Segment
from ziping.schemas.page import RulingLine, Word

# So many rows, ruled off above and below.
FEWEST = 3

# A rule as long as this part of the longest runs across the whole table.
WHOLE = 0.97

# Rows have two cells or more, most of them.
MOST = 0.5

# What stands in the middle of a cell is off by this at most (points).
OFF_CENTRE = 4.0

# What stands between two rules so many times further apart than rows is no row.
APART = 1.6

_CAPTION, _NARROW = 2, 0.7  # pieces of a caption, and the part of the width that it takes at most


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
        bands = [band_of(top, bottom, x0, x1, every) for top, bottom in pairwise(levels)]
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


def _tables(bands: Sequence[Band], x0: float, x1: float) -> Iterator[list[Band]]:
    """The bands of each table, captions between tables left out: they stand further apart than rows do, or are numbered
    and stand above other columns than below."""
    usual = median(band.bottom - band.top for band in bands)
    table: list[Band] = []
    for k, band in enumerate(bands):
        apart = band.bottom - band.top > APART * usual and _is_caption(band, x0, x1)
        alone = len(band.cells) == 1 and (band.numbered or _heads(band, bands[k + 1 : k + 2], x0))
        if apart or (alone and _have_other_columns(table, bands[k + 1 :])):
            if table:
                yield table
            table = []
        else:
            table.append(band)
    if table:
        yield table


def _heads(band: Band, below: Sequence[Band], x0: float) -> bool:
    """Whether a band may caption a table: at the left, above headings."""
    headings = bool(below) and len(below[0].cells) >= FEWEST and not any(figure for *_, figure in below[0].cells)
    return headings and band.cells[0][0] - x0 <= 2 * OFF_CENTRE


def _have_other_columns(upper: Sequence[Band], lower: Sequence[Band]) -> bool:
    """Whether rows above and below have each columns of their own: put together they would have more than either."""
    one, other, both = (
        len(_separators((), [gap for band in bands for gap in band.gaps()]))
        for bands in (upper, lower, [*upper, *lower])
    )
    return min(one, other) > 1 and both > max(one, other)


def _is_caption(band: Band, x0: float, x1: float) -> bool:
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


def _is_table(bands: Sequence[Band]) -> bool:
    filled = [band for band in bands if band.cells]
    rows = sum(len(band.cells) > 1 for band in filled)
    return rows >= FEWEST - 1 and rows >= MOST * len(filled) and not any(band.stacked for band in filled)


def _uprights(
    stack: Sequence[Segment], bands: Sequence[Band], sides: tuple[float, float], stand: Sequence[float]
) -> Iterator[RulingLine]:
    """The sides, and a line between two columns wherever nothing stands across it; where lines `stand` above the rows,
    it is one of them."""
    x0, x1 = sides
    corners = [x for s in stack for x in (s.start, s.stop) if x0 + SAME < x < x1 - SAME]
    corners += [x for x in stand if x0 + SAME < x < x1 - SAME]
    gaps, narrow = ([g for band in bands for g in blanks(band)] for blanks in (Band.gaps, Band.narrow))
    edges = [x0, *_separators(corners, gaps, narrow), x1]
    top, bottom = bands[0].top, bands[-1].bottom
    drawn: dict[float, list[tuple[float, float]]] = {x0: [(top, bottom)], x1: [(top, bottom)]}
    for band in bands:
        ends = [x for s in stack if band.top - SAME <= s.at <= band.bottom + SAME for x in (s.start, s.stop)]
        for x in _standing(band, edges, [x for x in edges if any(abs(x - end) <= SAME for end in ends)]):
            drawn.setdefault(x, []).append((band.top, band.bottom))
    for x, stretches in drawn.items():
        for start, stop in _joined(stretches):
            yield RulingLine(x, start, x, stop)


def _separators(
    corners: Iterable[float], gaps: Iterable[tuple[float, float]], narrow: Sequence[tuple[float, float]] = ()
) -> list[float]:
    """The fewest places that part all cells: where rules across begin or end, and else in the middle of the blanks, of
    `narrow` ones of other rows, too, where one is there."""
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
            found.append(_middle(group, narrow))
        group = left, right
    if group is not None:
        found.append(_middle(group, narrow))
    return sorted(found)


def _middle(blank: tuple[float, float], narrow: Iterable[tuple[float, float]]) -> float:
    """The middle of a blank, or of what narrow blanks of other rows leave of it."""
    for left, right in narrow:
        inner = max(left, blank[0]), min(right, blank[1])
        if inner[0] < inner[1]:
            blank = inner
    return sum(blank) / 2


def _standing(band: Band, edges: Sequence[float], kept: Sequence[float]) -> Iterator[float]:
    """The edges between columns that part the cells of a row. A cell reaches over the empty squares beside it where
    it stands in the middle of all of them."""
    crossed: set[int] = set()
    cells = band.parted(edges)
    for k, (start, stop, figure) in enumerate(cells):
        left = cells[k - 1][1] if k else edges[0]
        right = cells[k + 1][0] if k + 1 < len(cells) else edges[-1]
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
