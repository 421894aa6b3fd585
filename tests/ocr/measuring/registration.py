"""Where a point of a born-digital page stands on a scan of it, told by the two pictures alone."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

COARSE, FINE = (240, 340), (600, 850)  # width and height of the pictures that are laid over each other, pixels
ANGLES = (0.0, 1.0, -1.0, 2.5, -2.5, 4.0, -4.0, 5.0, -5.0)  # degrees that the search begins with
GOOD = 0.75  # correlation from which on no other beginning is tried
EDGE = 0.02  # part of the longer side: what a scanner shows of the lid beside the paper

Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Placing:
    """How points of a page (parts of its width and height) lie on its scan (the same). `correlation` tells how well the
    pictures match, 1 at best."""

    matrix: NDArray[np.float64]
    correlation: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        u, v = self.matrix @ (x, y, 1.0)
        return float(u), float(v)


def register(page: pdfium.PdfPage, scan: pdfium.PdfPage) -> Placing:
    """Lays the pictures of a page and of its scan over each other, whichever side of the scan is up."""
    own, found = _picture(page), _picture(scan)
    best: tuple[float, int, NDArray[np.float32]] | None = None
    for turn in range(4):
        other = _sized(np.rot90(found, turn), COARSE)
        for angle in ANGLES:
            correlation, matrix = _laid(_sized(own, COARSE), other, _turned(angle, COARSE))
            if best is None or correlation > best[0]:
                best = correlation, turn, matrix
            if correlation >= GOOD:
                break
        if best is not None and best[0] >= GOOD:
            break
    assert best is not None
    _, turn, matrix = best
    factor = FINE[0] / COARSE[0]
    matrix = matrix.copy()
    matrix[:, 2] *= factor
    correlation, matrix = _laid(_sized(own, FINE), _sized(np.rot90(found, turn), FINE), matrix)
    return Placing(_back(turn) @ _as_parts(matrix), correlation)


def _picture(page: pdfium.PdfPage) -> Picture:
    width, height = page.get_size()
    grey = page.render(scale=1000 / max(width, height), grayscale=True).to_numpy().squeeze()
    # What is darker than the paper around it: shadows of a scan have no counterpart on the page.
    paper = cv2.medianBlur(cv2.dilate(grey, np.ones((15, 15), np.uint8)), 51)
    ink = np.maximum(0.0, paper.astype(np.float32) - grey.astype(np.float32))
    edge = round(EDGE * max(ink.shape))
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return ink


def _sized(picture: Picture, size: tuple[int, int]) -> Picture:
    small = cv2.resize(np.ascontiguousarray(picture), size, interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(small, (0, 0), 1.2)


def _turned(angle: float, size: tuple[int, int]) -> NDArray[np.float32]:
    return cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0).astype(np.float32)


def _laid(own: Picture, other: Picture, start: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-5)
    try:
        correlation, matrix = cv2.findTransformECC(own, other, start.copy(), cv2.MOTION_AFFINE, criteria, None, 1)
    except cv2.error:  # it does not converge
        return 0.0, start
    return float(correlation), matrix


def _as_parts(matrix: NDArray[np.float32]) -> NDArray[np.float64]:
    """The same in parts of width and height."""
    scale = np.diag([FINE[0], FINE[1], 1.0])
    whole = np.vstack([matrix, [0, 0, 1]]).astype(np.float64)
    return np.linalg.inv(scale) @ whole @ scale


def _back(turn: int) -> NDArray[np.float64]:
    """From the picture turned against the clock by so many quarters to the one that was found."""
    once = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])  # (x, y) was (1 - y, x)
    return np.linalg.matrix_power(once, turn)[:2]
