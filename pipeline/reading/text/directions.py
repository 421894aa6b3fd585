"""Which way writing runs on a page."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ziping.pipeline.reading.space import Space

# Text may lean this much (tangent of the angle) from an axis and still counts as standing along it; what leans more
# is a watermark.
LEAN = 0.18

# How text may lie on a page, in degrees clockwise.
TURNS = (0, 90, 180, 270)

# The numbers of a box of user space, in the order in which pdfium gives them.
LEFT, TOP, RIGHT, BOTTOM = range(4)


class Frame(NamedTuple):
    """Where writing leads: which two of a box's four numbers are along it and across, with factor and offset.

    `upright` says whether across it is the y of user space.
    """

    turn: int
    start: int
    stop: int
    sign: float
    offset: float
    top: int
    bottom: int
    down: float
    below: float
    upright: bool


def frame(turn: int, space: Space) -> Frame:
    """For text that lies `turn` degrees clockwise on the page as it is read."""
    ma, mb, mc, md, me, mf = space.matrix
    # Along the line and downwards, as linear forms of user space: (factor of x, factor of y, constant).
    x, y = (ma, mc, me), (mb, md, mf)
    minus_x, minus_y = (-ma, -mc, -me), (-mb, -md, -mf)
    along, down = {0: (x, y), 90: (y, minus_x), 180: (minus_x, minus_y), 270: (minus_y, x)}[turn]

    def pick(form: tuple[float, float, float]) -> tuple[int, int, float, float]:
        fx, fy, constant = form
        low, high = (LEFT, RIGHT) if fx else (BOTTOM, TOP)
        factor = fx or fy
        return (low, high, factor, constant) if factor > 0 else (high, low, factor, constant)

    return Frame(turn, *pick(along), *pick(down), down[0] == 0)


def turns(matrices: npt.NDArray[np.float64], space: Space) -> npt.NDArray[np.int64]:
    """By how many degrees clockwise (see `TURNS`) text under each matrix lies on the page as it is read; -1 when it
    runs aslant."""
    ma, mb, mc, md, _, _ = space.matrix
    a, b = matrices[:, 0], matrices[:, 1]
    x, y = ma * a + mc * b, mb * a + md * b  # where the writing leads; y grows downwards
    level, upright = np.abs(y) <= LEAN * np.abs(x), np.abs(x) <= LEAN * np.abs(y)
    found: npt.NDArray[np.int64] = np.select(
        [level & (x > 0), level, upright & (y > 0), upright], [0, 180, 90, 270], default=-1
    )
    return found
