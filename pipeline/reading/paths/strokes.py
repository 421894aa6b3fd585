"""Strokes along one axis, and how the eye joins them to lines."""

from __future__ import annotations

from collections.abc import Iterable

# Parallel strokes this close (points) are one line: a doubled border, or the frames of neighbouring cells.
DOUBLE = 3.0

# A gap along a line (points) that the eye bridges: frames that do not quite touch. Between the short pieces of a
# dashed line it may be wider.
BRIDGE, DASH, DASH_BRIDGE = 3.0, 14.0, 9.0

# Shorter than this (points) it is a dot, not a line.
SHORTEST = 4.0

Stroke = tuple[float, float, float, float]  # from and to across the line, start and stop along it (points)


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
