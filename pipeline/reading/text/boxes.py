"""Boxes that pdfium gives wrong, put right: of vertical writing under a scaled matrix, and of replaced text inside forms."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ziping.pipeline.reading.space import Matrix, moved_box
from ziping.pipeline.reading.text.directions import BOTTOM, LEFT, RIGHT, TOP
from ziping.pipeline.reading.text.textpage import (
    Characters,
    Runs,
    bounds,
    origin,
)

# A matrix scales when it changes sizes by more than this; a box is as high as the font's size says within this.
SCALED, SAME = 0.1, 0.02

# In vertical writing a character's origin is this far (parts of its size) from where the pen stands.
OFF_PEN = 0.1

# An object and the characters of it may be so far apart (points).
NEAR = 2.0


def mend_boxes(characters: Characters, runs: Runs, forms: Mapping[int, Matrix]) -> None:
    """Puts the boxes right where they are not where their characters stand.

    Args:
        forms: What leads from the form in which a text object stands to user space, by the object's address.
    """
    if not runs.objects:
        return
    _scale_vertical(characters, runs)
    if forms:
        _move_out_of_forms(characters, runs, forms)


def _scale_vertical(characters: Characters, runs: Runs) -> None:
    """In vertical writing boxes are of the font before its matrix: they are scaled about the character's origin."""
    scales = np.hypot(runs.matrices[:, 2], runs.matrices[:, 3])
    first = characters.boxes[runs.firsts]
    heights, widths = np.abs(first[:, TOP] - first[:, BOTTOM]), np.abs(first[:, RIGHT] - first[:, LEFT])
    unscaled = (np.abs(heights - runs.sizes) <= SAME * runs.sizes) & (np.abs(widths - runs.sizes) <= SAME * runs.sizes)
    for run in np.flatnonzero(unscaled & (np.abs(scales - 1) > SCALED)).tolist():
        x, y = origin(characters.page, runs.firsts[run])
        pen_x, pen_y = runs.matrices[run, 4:].tolist()
        if max(abs(x - pen_x), abs(y - pen_y)) <= OFF_PEN * runs.sizes[run] * scales[run]:
            continue
        for i in np.flatnonzero(runs.of == run).tolist():
            x, y = origin(characters.page, i)
            about = np.array([x, y, x, y])
            characters.boxes[i] = about + (characters.boxes[i] - about) * scales[run]


def _move_out_of_forms(characters: Characters, runs: Runs, forms: Mapping[int, Matrix]) -> None:
    """Text that stands for other text (ActualText) has its box in the space of the form: it is moved to the page."""
    for run, obj in enumerate(runs.objects):
        matrix = forms.get(obj)
        if matrix is None:
            continue
        left, bottom, right, top = bounds(obj)
        x0, y0, x1, y1 = moved_box(matrix, left, bottom, right, top)
        own = np.flatnonzero(runs.of == run)
        box = characters.boxes[own[0]]
        x, y = (box[LEFT] + box[RIGHT]) / 2, (box[TOP] + box[BOTTOM]) / 2
        inside = left - NEAR <= x <= right + NEAR and bottom - NEAR <= y <= top + NEAR
        if not inside or (x0 - NEAR <= x <= x1 + NEAR and y0 - NEAR <= y <= y1 + NEAR):
            continue
        for i in own.tolist():
            a, b, c, d = characters.boxes[i].tolist()
            low_x, low_y, high_x, high_y = moved_box(matrix, a, d, c, b)
            characters.boxes[i] = low_x, high_y, high_x, low_y
