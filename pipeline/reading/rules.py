"""Ruling lines: what a reader of the page sees as a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from pipeline.reading.outlines import THIN
from pipeline.reading.painting import Colour, Painting, Strip
from pipeline.reading.shades import WHITE, Backdrop, Edge, blend, differ
from pipeline.reading.tables.lattice import group_to_lattice
from pipeline.reading.tables.segments import Segment, segments_to_groups
from schemas.page import Rule

# Parallel strokes this close (points) are one line: a doubled border, or the frames of neighbouring cells.
DOUBLE = 3.0

# A gap along a line (points) that the eye bridges: frames that do not quite touch. Between the short pieces of a
# dashed line it may be wider.
BRIDGE, DASH, DASH_BRIDGE = 3.0, 14.0, 9.0

# Shorter than this (points) it is a dot, not a line.
SHORTEST = 4.0

# The edge of a shade counts where it ends on drawn lines this near (points).
REACH = 3.0

# Nearer than this (points) to the edge of the page it is the page's own background.
MARGIN = 2.0

# More rules than this on a page are a drawing, a map or a hatching; the longest are kept.
MOST_RULES = 1500

Stroke = tuple[float, float, float, float]  # from and to across the line, start and stop along it (points)


def read_rules(painting: Painting, backdrop: Backdrop, width: float, height: float) -> tuple[Rule, ...]:
    """The rules of a page of this size (points): strokes and thin fills that stand out against what they are drawn
    on and are not painted over, and the edges of shades that complete them; joined where they touch."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    on_paper: dict[Colour, bool] = {}
    for strip in painting.strips:
        x0, top, x1, bottom, colour, _ = strip
        level = x1 - x0 >= bottom - top
        dot = x1 - x0 <= THIN and bottom - top <= THIN  # of a dotted line, or the corner where two lines meet
        if backdrop.areas:
            if not _stands_out(strip, backdrop):
                continue
            stretches = _uncovered(strip, backdrop, level=level)
        else:
            if colour not in on_paper:
                on_paper[colour] = differ(blend(colour, WHITE), WHITE)
            if not on_paper[colour]:
                continue
            stretches = [(x0, x1) if level else (top, bottom)]
        if dot:
            across.append((top, bottom, x0, x1))
            down.append((x0, x1, top, bottom))
        elif level:
            across += [(top, bottom, start, stop) for start, stop in stretches]
        else:
            down += [(x0, x1, start, stop) for start, stop in stretches]
    across, down = _longest(joined(across)), _longest(joined(down))
    if backdrop.areas:
        levels, uprights = backdrop.edges(width, height)
        levels = [e for e in levels if MARGIN < e[0] < height - MARGIN]
        uprights = [e for e in uprights if MARGIN < e[0] < width - MARGIN]
        alone_across, alone_down = _shaded_grids(levels, uprights)
        across, down = (
            joined(across + _completing(levels, down) + alone_across),
            joined(down + _completing(uprights, across) + alone_down),
        )
    return tuple(
        [Rule(start, low, stop, high) for low, high, start, stop in across]
        + [Rule(low, start, high, stop) for low, high, start, stop in down]
    )


def _longest(lines: list[Stroke]) -> list[Stroke]:
    if len(lines) <= MOST_RULES:
        return lines
    return sorted(lines, key=lambda line: line[2] - line[3])[:MOST_RULES]


def _stands_out(strip: Strip, backdrop: Backdrop) -> bool:
    below = backdrop.colour_at((strip.x0 + strip.x1) / 2, (strip.top + strip.bottom) / 2, strip.order)
    return differ(blend(strip.colour, below), below)


def _uncovered(strip: Strip, backdrop: Backdrop, *, level: bool) -> list[tuple[float, float]]:
    """The stretches of a strip that no area is painted over later."""
    stretches = [(strip.x0, strip.x1) if level else (strip.top, strip.bottom)]
    for a, b in backdrop.covered(strip, level=level):
        pieces = [piece for s, t in stretches for piece in ((s, min(t, a)), (max(s, b), t))]
        stretches = [(s, t) for s, t in pieces if t > s]
    return stretches


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes that lie in one line and touch, as one each."""
    lines: list[Stroke] = []
    group: list[Stroke] = []
    limit = 0.0
    for stroke in sorted(strokes, key=lambda s: s[0] + s[1]):
        middle = (stroke[0] + stroke[1]) / 2
        if group and middle > limit:
            lines += _in_line(group)
            group = []
        if not group:
            limit = middle + DOUBLE
        group.append(stroke)
    if group:
        lines += _in_line(group)
    return [line for line in lines if line[3] - line[2] >= SHORTEST]


def _in_line(group: list[Stroke]) -> list[Stroke]:
    group.sort(key=lambda s: s[2])
    lines = [group[0]]
    length = group[0][3] - group[0][2]  # of the piece joined last
    for low, high, start, stop in group[1:]:
        low0, high0, start0, stop0 = lines[-1]
        dashed = length <= DASH and stop - start <= DASH
        if start - stop0 <= (DASH_BRIDGE if dashed else BRIDGE):
            lines[-1] = min(low0, low), max(high0, high), start0, max(stop0, stop)
        else:
            lines.append((low, high, start, stop))
        length = stop - start
    return lines


def _completing(edges: list[Edge], crossing: list[Stroke]) -> list[Stroke]:
    """Those edges of shades that run from one drawn line to another, as the edges of a shaded cell do; those of
    highlighted words do not."""
    if not crossing:
        return []
    places = sorted(((low + high) / 2, start, stop) for low, high, start, stop in crossing)
    keys = [p[0] for p in places]

    def meets(at: float, end: float) -> bool:
        near = places[bisect_left(keys, end - REACH) : bisect_right(keys, end + REACH)]
        return any(start - REACH <= at <= stop + REACH for _, start, stop in near)

    return [(at, at, start, stop) for at, start, stop in edges if meets(at, start) and meets(at, stop)]


def _shaded_grids(level: list[Edge], upright: list[Edge]) -> tuple[list[Stroke], list[Stroke]]:
    """Edges of shades that make a table by themselves: of two rows or more that have two cells or more."""
    across = [Segment((low + high) / 2, start, stop) for low, high, start, stop in joined((e[0], *e) for e in level)]
    down = [Segment((low + high) / 2, start, stop) for low, high, start, stop in joined((e[0], *e) for e in upright)]
    grids: tuple[list[Stroke], list[Stroke]] = ([], [])
    for group in segments_to_groups(across, down):
        lattice = group_to_lattice(group)
        if lattice is None:
            continue
        rows = Counter(span.row for span in lattice.spans)
        if sum(count >= 2 for count in rows.values()) >= 2:
            for strokes, segments in zip(grids, group, strict=True):
                strokes += [(s.at, s.at, s.start, s.stop) for s in segments]
    return grids
