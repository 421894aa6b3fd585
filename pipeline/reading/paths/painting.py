"""What is painted on a page besides characters: lines, areas and pictures, in the order of painting."""

from __future__ import annotations

import ctypes as c
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ziping.pipeline.reading import native
from ziping.pipeline.reading.paths.clips import Clip, ClipReader
from ziping.pipeline.reading.paths.outlines import (
    PARTLY_STRAIGHT,
    Point,
    Subpath,
    around,
    common,
    is_rectilinear,
    is_rounded,
    is_thin,
    shapes_to_boxes,
    subpath_to_lines,
)
from ziping.pipeline.reading.space import (
    Bounds,
    Matrix,
    moved_box,
    times,
)

Colour = tuple[int, int, int, int]  # red, green, blue, opacity: 0 to 255
BLACK: Colour = (0, 0, 0, 255)  # opaque

PATTERN: Colour = (0, 0, 0, 200)  # stands for hatchings and gradients: they show, and something may shine through

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# From this opacity (0 to 255) nothing shines through.
OPAQUE = 250

# A line may lean this much (points over its whole length) and still runs along an axis.
CROOKED = 1.0

# A path of so few segments may be a line or a rectangle, which its box tells without reading its points.
FEW_SEGMENTS = 5

# Paths of more segments are drawings or outlined letters, not rules: reading them point by point would be slow.
MOST_SEGMENTS = 4000

# Forms nested deeper than any program nests them are a loop or an attack.
DEEPEST = 12


class Strip(NamedTuple):
    """Something as thin as a line. `order` counts the objects painted, of all kinds."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour
    order: int


class Area(NamedTuple):
    """A filled upright rectangle. `hides` says whether nothing beneath it shines through."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour
    order: int
    hides: bool


class Picture(NamedTuple):
    """A raster picture, by the box around it. `address` is that of the pdfium object."""

    x0: float
    top: float
    x1: float
    bottom: float
    address: int
    order: int


class Ink(NamedTuple):
    """How a path is painted: its colour, what it is clipped to, whether it hides what is beneath."""

    colour: Colour
    clip: Clip | None
    hides: bool = True


class Painting:
    """What a page has on it, in coordinates of the page as it is read (points, origin top left).

    Attributes:
        strips: Lines, and what looks like one.
        areas: Filled rectangles.
        pictures: Raster pictures.
        shapes: Filled shapes that are no rectangles, by their boxes: drawings, outlined letters.
        orders: The place of each text object, by its address, in the order of painting.
        clips: What those text objects that are clipped are clipped to.
        forms: What leads to user space from the form that a text object stands in, for those that stand in one which is
            moved or scaled.
    """

    def __init__(self, page: int, matrix: Matrix) -> None:
        """Reads the objects of the pdfium page at the address `page`; `matrix` leads from user space."""
        self.strips: list[Strip] = []
        self.areas: list[Area] = []
        self.pictures: list[Picture] = []
        self.shapes: list[Area] = []
        self.orders: dict[int, int] = {}
        self.clips: dict[int, Bounds] = {}
        self.forms: dict[int, Matrix] = {}
        self._order = 0
        self._see_through = False  # whether what is painted now may shine through
        self._clips = ClipReader()
        self._matrix = (c.c_float * 6)()
        self._box = (c.c_float * 4)()
        self._colour = (c.c_uint * 4)()
        self._pair = (c.c_int * 2)()
        self._xy = (c.c_float * 2)()
        self._width = c.c_float()
        objects = (native.object_at(page, i) for i in range(native.object_count(page)))
        self._walk(objects, matrix, IDENTITY, 0)

    def _walk(self, objects: Iterable[int], matrix: Matrix, form: Matrix, depth: int) -> None:
        """`matrix` leads to the page as it is read, `form` to user space."""
        moved = form != IDENTITY
        kind_of, orders, clip_of, clip_count = native.object_type, self.orders, native.object_clip, native.clip_count
        for obj in objects:
            kind = kind_of(obj)
            self._order += 1
            if kind == native.TEXT:
                orders[obj] = self._order
                if moved:
                    self.forms[obj] = form
                if clip_count(clip_of(obj)) > 0 and (clip := self._clips.of(obj, matrix)):
                    self.clips[obj] = clip.box
            elif kind == native.PATH:
                self._path(obj, matrix)
            elif kind == native.IMAGE:
                self._picture(obj, matrix)
            elif kind == native.FORM and depth < DEEPEST:
                see_through, self._see_through = (
                    self._see_through,
                    self._see_through or bool(native.object_is_transparent(obj)),
                )
                inside = (native.form_object(obj, i) for i in range(native.form_count(obj)))
                own = self._matrix_of(obj)
                self._walk(list(inside), times(own, matrix), times(own, form), depth + 1)
                self._see_through = see_through

    def _matrix_of(self, obj: int) -> Matrix:
        native.object_matrix(obj, c.addressof(self._matrix))
        a, b, cc, d, e, f = self._matrix[:]
        return a, b, cc, d, e, f

    def _colour_of(self, obj: int, *, filled: int) -> Colour:
        at, function = c.addressof(self._colour), native.object_fill if filled else native.object_stroke
        if not function(obj, at, at + native.BYTES, at + 2 * native.BYTES, at + 3 * native.BYTES):
            return PATTERN
        red, green, blue, alpha = self._colour[:]
        return red, green, blue, alpha

    def _picture(self, obj: int, matrix: Matrix) -> None:
        box = moved_box(times(self._matrix_of(obj), matrix), 0, 0, 1, 1)
        clip = self._clips.of(obj, matrix)
        x0, top, x1, bottom = common(box, clip.box) if clip else box
        if x1 <= x0 or bottom <= top:
            return
        if is_thin(x1 - x0, bottom - top):  # some programs draw rules as pictures, one pixel high
            self.strips.append(Strip(x0, top, x1, bottom, BLACK, self._order))
        else:
            self.pictures.append(Picture(x0, top, x1, bottom, obj, self._order))

    def _path(self, obj: int, matrix: Matrix) -> None:
        pair = self._pair
        at = c.addressof(pair)
        native.path_draw_mode(obj, at, at + native.BYTES)
        filled, stroked = pair[0], pair[1]
        count = native.path_count(obj)
        if count < 2 or not (filled or stroked):
            return
        if count <= FEW_SEGMENTS and not (filled and stroked):
            x0, top, x1, bottom = self._bounds(obj, matrix)
            if stroked and count == 2:
                x0, top, x1, bottom = _bare_stroke(x0, top, x1, bottom)
            if (filled or count == 2) and is_thin(x1 - x0, bottom - top):
                self._add(Ink(self._colour_of(obj, filled=filled), self._clips.of(obj, matrix)), (x0, top, x1, bottom))
                return
        if count > MOST_SEGMENTS:
            self.shapes.append(Area(*self._bounds(obj, matrix), BLACK, self._order, hides=False))
            return
        own = times(self._matrix_of(obj), matrix)
        subpaths = list(self._subpaths(obj, count, own))
        clip = self._clips.of(obj, matrix)
        if filled:
            hides = not (self._see_through or native.object_is_transparent(obj))
            ink = Ink(self._colour_of(obj, filled=True), clip, hides)
            self._filled(ink, subpaths, even_odd=filled == native.EVEN_ODD)
        if stroked:
            native.object_stroke_width(obj, c.addressof(self._width))
            width = self._width.value * abs(own[0] * own[3] - own[1] * own[2]) ** 0.5
            self._stroked(Ink(self._colour_of(obj, filled=False), clip), subpaths, width / 2)

    def _bounds(self, obj: int, matrix: Matrix) -> Bounds:
        at = c.addressof(self._box)
        native.object_bounds(obj, at, at + native.BYTES, at + 2 * native.BYTES, at + 3 * native.BYTES)
        return moved_box(matrix, *self._box[:])

    def _subpaths(self, obj: int, count: int, matrix: Matrix) -> Iterator[Subpath]:
        a, b, cc, d, e, f = matrix
        xy, at = self._xy, c.addressof(self._xy)
        points: list[Point] = []
        straight: list[bool] = []
        curve = 0
        for i in range(count):
            segment = native.path_segment(obj, i)
            kind = native.segment_type(segment)
            native.segment_point(segment, at, at + native.BYTES)
            x, y = xy
            if kind == native.CURVE_TO:
                curve += 1
                if curve % 3:  # the two control points of a curve are not on it
                    continue
            elif kind == native.MOVE_TO:
                if len(points) > 1:
                    yield points, straight
                points, straight = [], []
            if points:
                straight.append(kind == native.LINE_TO)
            points.append((a * x + cc * y + e, b * x + d * y + f))
            if native.segment_closes(segment) and points[0] != points[-1]:
                points.append(points[0])
                straight.append(True)
        if len(points) > 1:
            yield points, straight

    def _filled(self, ink: Ink, subpaths: list[Subpath], *, even_odd: bool) -> None:
        shapes: list[list[Point]] = []
        for points, straight in subpaths:
            x0, top, x1, bottom = box = around(points)
            if is_thin(x1 - x0, bottom - top):
                self._add(ink, box)
            elif all(straight) and is_rectilinear(points):
                shapes.append(points)
            elif is_rounded((points, straight), PARTLY_STRAIGHT):
                self._add(ink, box)
            else:
                self.shapes.append(Area(*box, ink.colour, self._order, hides=False))
        if shapes:
            for box in shapes_to_boxes(shapes, even_odd=even_odd):
                self._add(ink, box)

    def _stroked(self, ink: Ink, subpaths: list[Subpath], half: float) -> None:
        for subpath in subpaths:
            for xa, ya, xb, yb in subpath_to_lines(subpath):
                x0, x1 = (xa, xb) if xa <= xb else (xb, xa)
                y0, y1 = (ya, yb) if ya <= yb else (yb, ya)
                if y1 - y0 <= CROOKED and x1 - x0 > y1 - y0:
                    self._add(ink, (x0, y0 - half, x1, y1 + half))
                elif x1 - x0 <= CROOKED and y1 - y0 > x1 - x0:
                    self._add(ink, (x0 - half, y0, x1 + half, y1))

    def _add(self, ink: Ink, box: Bounds) -> None:
        """Something filled: lines and areas, as far as it is not clipped."""
        exact = ink.clip is None or ink.clip.exact
        for x0, top, x1, bottom in (box,) if ink.clip is None else ink.clip.cut(box):
            if is_thin(x1 - x0, bottom - top):
                self.strips.append(Strip(x0, top, x1, bottom, ink.colour, self._order))
                continue
            hides = exact and ink.hides and ink.colour[3] >= OPAQUE
            area = Area(x0, top, x1, bottom, ink.colour, self._order, hides)
            (self.areas if exact else self.shapes).append(area)


def _bare_stroke(x0: float, top: float, x1: float, bottom: float) -> Bounds:
    """The box of an upright stroke from pdfium's bounds, which are wider by the stroke's width on every side."""
    width = min(x1 - x0, bottom - top) / 2
    if bottom - top < x1 - x0:
        return x0 + width, top + width / 2, x1 - width, bottom - width / 2
    return x0 + width / 2, top + width, x1 - width / 2, bottom - width
