"""What digits and the units 万 and 亿 look like in all typefaces, and which ink is something else.

Told are closed shapes (how many, and where), how far the strokes of the others reach, and of how many pieces a unit is.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]

# How surely ink is something else; less than that it is where a broken hairline does the same.
UNSURE, SURE = 1, 2

# A hole has at least this part of the area of the digit's box: specks and crossing hairlines are none. A piece of a unit is
# at least so high (part of its height): what is lower is a line, or a hook cut off at the baseline.
HOLE, PIECE = 0.02, 0.5

# How many holes a digit has, at least and at most: a 4 is open above in some typefaces, a 0 has a stroke or dot in others.
HOLES = {
    "0": (1, 2),
    **dict.fromkeys("12357", (0, 0)),
    "4": (0, 1),
    "6": (1, 1),
    "8": (2, 2),
    "9": (1, 1),
}

# The hole of a 0 is at least so high, of a 6 or 9 at most (parts of the digit's height). It lies in the middle of a 0, but
# for this, and below or above that of the others.
TALL, SHORT, OFF = 0.3, 0.62, 0.15

# How far digits without a hole reach: to the right in two stretches of their height (parts of it), which a 5 hardly does
# above, and a 2 not below (parts of their width); and how much of the width their first and last rows (so many parts of
# the height) take up. Measured on 66 typefaces, upright and slanted.
UPPER, LOWER, ROWS = (0.2, 0.4), (0.6, 0.8), 0.085
FAR, NEAR, HALF, FULL, PART = 0.83, 0.72, 0.62, 0.72, 0.5

# A block of ink, of which so much is full and which is at least half as broad as high, stands for what a font has not.
SOLID = 0.95

# Slanted print is set upright by one of these (parts of the height).
SLANTS = (0.0, 0.13, 0.27)

# Of how many pieces a unit is drawn.
PIECES = {"万": 1, "亿": 2}

KNOWN = frozenset(HOLES) | frozenset(PIECES)


def misfit(character: str, ink: Flags) -> int:
    """How surely ink is not that digit or unit: 0 where it may be, `UNSURE` where it lacks a hole, which a broken hairline
    does, too, or is a block that stands for any, and `SURE` where it has one that the digit has not, or strokes where it has none. Nothing is said against a
    character of which no ink is seen."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return 0
    own = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if own.mean() >= SOLID and 2 * own.shape[1] >= own.shape[0]:
        return UNSURE
    if character in PIECES:
        pieces = sum(last - first + 1 >= PIECE * len(own) for first, last, _ in _regions(own, corners=True))
        return SURE if pieces != PIECES[character] else 0
    holes = list(_holes(own))
    least, most = HOLES[character]
    if not least <= len(holes) <= most:
        return UNSURE if len(holes) < least else SURE
    if not most:
        first, last, _ = max(_regions(own, corners=True), key=lambda region: region[2])
        own = own[first : last + 1]  # a line above or below is not of it
        return 0 if any(_reaches(character, _upright(own, slant)) for slant in SLANTS) else SURE
    height, middle = holes[0] if holes else (0.0, 0.0)
    low = character == "0" and len(holes) == 1 and (height < TALL or abs(middle - 0.5) > OFF)
    astray = character in "69" and (height > SHORT or (middle > 0.5) != (character == "6"))
    return SURE if low or astray else 0


def _reaches(digit: str, ink: Flags) -> bool:
    """Whether a shape without holes reaches as far as a digit does."""
    above, below = _right(ink, UPPER), _right(ink, LOWER)
    edge = max(2, round(ROWS * len(ink)))
    first, last = float(ink[:edge].any(axis=0).mean()), float(ink[-edge:].any(axis=0).mean())
    match digit:
        case "2":
            return above >= FAR and below <= FAR and last >= FULL
        case "3":
            return above >= HALF and below >= FAR
        case "5":
            return above <= NEAR and below >= FAR
        case "7":
            return above >= NEAR and first >= FULL and last <= PART
        case _:  # a 1, bare, with a serif or a foot: nothing of it goes to one side above and to the other below
            return below <= FAR or above >= FAR


def _right(ink: Flags, stretch: tuple[float, float]) -> float:
    """How far the rows of a stretch of a shape reach to the right, on average (part of its width)."""
    part = ink[round(stretch[0] * len(ink)) : round(stretch[1] * len(ink))]
    ends = [int(np.flatnonzero(row)[-1]) + 1 for row in part if row.any()]
    return sum(ends) / len(ends) / ink.shape[1] if ends else 0.0


def _upright(ink: Flags, slant: float) -> Flags:
    """A shape with its rows moved to the left, more so the higher they are."""
    height = len(ink)
    rows, columns = np.nonzero(ink)
    moved = columns - np.round(slant * (height - rows)).astype(int)
    shape = np.zeros((height, int(moved.max() - moved.min()) + 1), dtype=bool)
    shape[rows, moved - moved.min()] = True
    return shape


def _holes(ink: Flags) -> Iterator[tuple[float, float]]:
    """The height of each hole of a shape, and where its middle is from the top, in parts of the shape's height."""
    height, width = ink.shape
    for top, bottom, area in _regions(np.pad(~ink, 1, constant_values=True), corners=False):
        if top > 0 and area >= HOLE * height * width:
            yield (bottom - top + 1) / height, ((bottom + top) / 2 - 1) / height


def _regions(free: Flags, *, corners: bool) -> Iterator[tuple[int, int, int]]:
    """The regions of free pixels that hang together by their sides, or also by their corners: the first and the last row of
    each, and how many pixels it has."""
    across = free.shape[1] + 1
    flat = np.pad(free, ((0, 0), (0, 1))).ravel()  # rows are parted by a pixel that is not free
    ends = np.flatnonzero(np.diff(flat, prepend=False)).tolist()
    regions: list[list[int]] = []  # first row, last row, pixels
    leads: list[int] = []  # the region that each one has become part of, or itself
    above: list[tuple[int, int, int]] = []  # stretches of the row before: where they begin and end, and the region
    here: list[tuple[int, int, int]] = []
    row = 0
    for start, stop in zip(ends[::2], ends[1::2], strict=True):
        if start // across != row:
            above, here, row = here if start // across == row + 1 else [], [], start // across
        left, right = start - row * across, stop - row * across
        own = -1
        for begins, over, region in above:
            if begins < right + corners and left < over + corners:
                number = _lead(leads, region)
                if own < 0:
                    own = number
                elif own != number:
                    one, other = regions[own], regions[number]
                    regions[own] = [min(one[0], other[0]), row, one[2] + other[2]]
                    leads[number] = own
        if own < 0:
            own = len(regions)
            regions.append([row, row, 0])
            leads.append(own)
        regions[own][1] = row
        regions[own][2] += right - left
        here.append((left, right, own))
    for number, (first, last, pixels) in enumerate(regions):
        if leads[number] == number:
            yield first, last, pixels


def _lead(leads: list[int], number: int) -> int:
    while leads[number] != number:
        number = leads[number]
    return number
