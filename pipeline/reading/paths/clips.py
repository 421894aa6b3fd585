"""What objects on a page are clipped to."""

from __future__ import annotations

import ctypes as c
from collections.abc import Iterator
from typing import NamedTuple

from ziping.pipeline.reading import native
from ziping.pipeline.reading.paths.outlines import (
    Point,
    around,
    common,
    is_rectilinear,
    shapes_to_boxes,
)
from ziping.pipeline.reading.space import Bounds, Matrix, moved_box

_RECTANGLE = (4, 5)  # segments of one, without and with the way back

# A clip path of more segments is the outline of a drawing: its box will do.
MOST_SEGMENTS = 200


class Clip(NamedTuple):
    """Where something may be seen: in any of the boxes, and if not `exact`, perhaps not in all of them."""

    boxes: tuple[Bounds, ...]
    exact: bool

    def cut(self, box: Bounds) -> Iterator[Bounds]:
        """What is left of a box."""
        for own in self.boxes:
            x0, top, x1, bottom = part = common(box, own)
            if x1 >= x0 and bottom >= top:
                yield part

    @property
    def box(self) -> Bounds:
        """Around all of it."""
        if not self.boxes:
            return 0.0, 0.0, 0.0, 0.0
        x0s, tops, x1s, bottoms = zip(*self.boxes, strict=True)
        return min(x0s), min(tops), max(x1s), max(bottoms)


class ClipReader:
    """Reads the clip paths of the objects of a page, each path once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Clip] = {}
        self._xy = (c.c_float * 2)()

    def of(self, obj: int, matrix: Matrix) -> Clip | None:
        """What the object is clipped to, None when it is not. `matrix` leads to the page from where it is drawn."""
        path = native.object_clip(obj)
        count = native.clip_count(path) if path else 0
        if count <= 0:
            return None
        key = count, native.clip_segment(path, count - 1, 0) or 0  # objects under one clip share its points
        if key not in self._known:
            self._known[key] = self._read(path, count, matrix)
        return self._known[key]

    def _read(self, path: int, count: int, matrix: Matrix) -> Clip:
        clip: Clip | None = None
        for index in range(count):
            one = self._read_one(path, index, matrix)
            if clip is None:
                clip = one
            else:
                boxes = (part for box in clip.boxes for part in one.cut(box))
                clip = Clip(tuple(boxes), clip.exact and one.exact)
        return clip or Clip((), exact=True)

    def _read_one(self, path: int, index: int, matrix: Matrix) -> Clip:
        segments = native.clip_segment_count(path, index)
        if segments in _RECTANGLE:  # of its four corners two tell all
            (left, bottom), (right, top) = self._point(path, index, 0), self._point(path, index, 2)
            return Clip((moved_box(matrix, left, bottom, right, top),), exact=True)
        subpaths: list[list[Point]] = []
        straight = True
        for i in range(segments):
            kind = native.segment_type(native.clip_segment(path, index, i))
            if kind == native.MOVE_TO or not subpaths:
                subpaths.append([])
            straight = straight and kind != native.CURVE_TO
            subpaths[-1].append(self._point(path, index, i))
        shapes = [points for points in subpaths if len(points) > 1]
        if not shapes:
            return Clip((), exact=True)
        if straight and segments <= MOST_SEGMENTS and all(is_rectilinear(points) for points in shapes):
            # pdfium does not tell by which rule: but nobody clips by a shape inside another in vain.
            boxes = shapes_to_boxes(shapes, even_odd=True)
            return Clip(tuple(moved_box(matrix, *box) for box in boxes), exact=True)
        return Clip((moved_box(matrix, *around([p for points in shapes for p in points])),), exact=False)

    def _point(self, path: int, index: int, segment: int) -> Point:
        at = c.addressof(self._xy)
        native.segment_point(native.clip_segment(path, index, segment), at, at + 4)
        return self._xy[0], self._xy[1]
