"""Faint and broken ruling lines: looked for where the other lines of a table say that they may run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from ziping.pipeline.ocr.image.tracing import Line
from ziping.pipeline.ocr.recognise.engine import Mask

# Lengths in points.
SAME = 2.5  # lines this close lie at one place of the grid
REACH = 4.5  # a line that ends this close to another reaches it
INSET = 2.0  # near the corners of a cell nothing is told
BESIDE = (1.6, 3.2)  # strokes of print have ink this far beside them; so has a line that print touches, but little

# So much of the way from line to line is ink where a broken line runs, and so much has ink beside it at most.
INK, TOUCHED = 0.65, 0.25


# Pieces too short to be lines, at one place, are so long together where a broken line runs; between the lines across is so
# much room there at least: a dash in a narrow column reaches from line to line, too.
BROKEN, ROOM = 60.0, 24.0


def completed(
    along: Sequence[Line], across: Sequence[Line], ink: Mask, scale: float, pieces: Sequence[Line] = ()
) -> list[Line]:
    """Pieces that are missing between the lines `across`: where other lines `along` lie, or several `pieces` that were too
    short for lines, and there is ink. All from left to right, or (with the mask transposed) from above."""
    found: list[Line] = []
    stops = _places(across, scale)
    for at in _places(along, scale):
        near = [line for line in along if abs(line.middle - at) <= SAME * scale]
        found += _between(at, near, [s for s in stops if _crosses(across, s, at, scale)], ink, scale)
    places = _places([*along, *found], scale)
    for at in _places(pieces, scale):
        near = [piece for piece in pieces if abs(piece.middle - at) <= SAME * scale]
        is_told = any(abs(at - other) <= SAME * scale for other in places)
        if not is_told and sum(piece.length for piece in near) >= BROKEN * scale:
            reached = [s for s in stops if _crosses(across, s, at, scale)]
            found += [k for k in _between(at, near, reached, ink, scale) if k.length >= ROOM * scale]
    return found


def _between(at: float, near: Sequence[Line], stops: Sequence[float], ink: Mask, scale: float) -> Iterator[Line]:
    """Pieces at one place from line to line where there is ink and no line yet."""
    thick = float(np.median([k.thick for k in near]))
    for start, stop in pairwise(stops):
        if any(k.start <= start + REACH * scale and k.stop >= stop - REACH * scale for k in near):
            continue
        if _is_line(ink, start, stop, at, scale):
            yield Line(start, stop, at, at, at, thick)


def _places(lines: Sequence[Line], scale: float) -> list[float]:
    """Where lines lie across, near ones as one."""
    groups: list[list[float]] = []
    for at in sorted(line.middle for line in lines):
        if groups and at - groups[-1][-1] <= SAME * scale:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [sum(g) / len(g) for g in groups]


def _crosses(lines: Sequence[Line], at: float, place: float, scale: float) -> bool:
    """Whether one of the lines that lie `at` reaches that place."""
    return any(
        abs(k.middle - at) <= SAME * scale and k.start - REACH * scale <= place <= k.stop + REACH * scale for k in lines
    )


def _is_line(ink: Mask, start: float, stop: float, at: float, scale: float) -> bool:
    low, high = round(start + INSET * scale), round(stop - INSET * scale)
    middle = round(at)
    near, far = round(BESIDE[0] * scale), round(BESIDE[1] * scale)
    if high - low < INSET * scale or middle - far < 0 or middle + far >= ink.shape[0]:
        return False
    band = ink[middle - far : middle + far + 1, low:high] > 0
    on = band[far - 1 : far + 2].any(axis=0)
    beside = band[: far - near + 1].any(axis=0) | band[far + near :].any(axis=0)
    return bool(on.mean() >= INK and (on & beside).mean() <= TOUCHED)
