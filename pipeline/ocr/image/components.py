"""Pieces of ink that hang together. OpenCV ends the process where it is asked about a picture without pixels."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.measures import CORNERS

_COLUMNS = 5  # of what is known of a piece


class Components(NamedTuple):
    """Pieces of a mask, by number; 0 is what lies between them.

    Attributes:
        number: Of the pieces, the ground being one.
        labels: The number of the piece that each pixel belongs to.
        stats: Of each piece left edge, top, width, height and number of pixels (`cv2.CC_STAT_…`).
        middles: Of each piece x and y of its middle.
    """

    number: int
    labels: NDArray[np.int32]
    stats: NDArray[np.int32]
    middles: NDArray[np.float64]


def components_of(mask: NDArray[np.uint8], connectivity: int = CORNERS) -> Components:
    """The pieces of what is not 0 in a mask, also where it has no pixels."""
    if not mask.size:
        ground = np.zeros((1, _COLUMNS), np.int32)
        return Components(1, np.zeros(mask.shape, np.int32), ground, np.zeros((1, 2)))
    return Components(*cv2.connectedComponentsWithStats(mask, connectivity=connectivity))
