"""What is drawn on a page besides text: strokes, fills and pictures, in the order of painting."""

from __future__ import annotations

import ctypes as c
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.reading import native

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]

# Paths of more segments are drawings or outlined letters, not rules.
MOST_SEGMENTS = 2000

# Forms within forms: deeper nesting than any producer's is an endless loop or an attack.
DEEPEST = 12

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
_MOVE, _LINE, _CURVE = 2, 0, 1


class Line(NamedTuple):
    """A straight stroke on the displayed page; `width` in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour


class Fill(NamedTuple):
    """A filled upright rectangle (or the box of another filled shape, `exact` then false)."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour
    exact: bool


class Picture(NamedTuple):
    """A raster picture's box. `address` is the pdfium object."""

    x0: float
    top: float
    x1: float
    bottom: float
    address: int


Painted = Line | Fill | Picture


def times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    a, b, cc, d, e, f = m
    na, nb, nc, nd, ne, nf = n
    return (
        a * na + b * nc,
        a * nb + b * nd,
        cc * na + d * nc,
        cc * nb + d * nd,
        e * na + f * nc + ne,
        e * nb + f * nd + nf,
    )


@dataclass(slots=True)
class Painter:
    """Reads the objects of one page. The buffers are pdfium's out-parameters."""

    painted: list[Painted]

    def __init__(self) -> None:
        self.painted = []


def read_painted(page: int, matrix: Matrix) -> list[Painted]:
    """Everything painted on the page that may be a rule, a shade or a picture, in order."""
    painted: list[Painted] = []
    count = native.object_count(page)
    _walk((native.object_at(page, i) for i in range(count)), matrix, painted, 0)
    return painted


_TWO = c.c_float * 2


def _matrix(obj: int) -> Matrix:
    m = (c.c_float * 6)()
    native.object_matrix(obj, c.addressof(m))
    return tuple(m)  # type: ignore[return-value]


def _colour(function: object, obj: int) -> Colour:
    v = (c.c_uint * 4)()
    at = c.addressof(v)
    if not function(obj, at, at + 4, at + 8, at + 12):  # type: ignore[operator]
        return (0, 0, 0, 255)
    return tuple(v)  # type: ignore[return-value]


def _walk(objects: Iterator[int], matrix: Matrix, painted: list[Painted], depth: int) -> None:
    for obj in objects:
        kind = native.object_type(obj)
        if kind == PATH:
            _path(obj, matrix, painted)
        elif kind == IMAGE:
            a, b, cc, d, e, f = times(_matrix(obj), matrix)
            xs, ys = (e, e + a, e + cc, e + a + cc), (f, f + b, f + d, f + b + d)
            painted.append(Picture(min(xs), min(ys), max(xs), max(ys), obj))
        elif kind == FORM and depth < DEEPEST:
            inner = (native.form_object(obj, i) for i in range(native.form_count(obj)))
            _walk(inner, times(_matrix(obj), matrix), painted, depth + 1)


def _path(obj: int, matrix: Matrix, painted: list[Painted]) -> None:
    count = native.path_count(obj)
    if not 2 <= count <= MOST_SEGMENTS:
        return
    fill, stroke = c.c_int(), c.c_int()
    native.path_draw_mode(obj, c.addressof(fill), c.addressof(stroke))
    if not fill.value and not stroke.value:
        return
    a, b, cc, d, e, f = times(_matrix(obj), matrix)
    xy = _TWO()
    at = c.addressof(xy)
    parts: list[list[tuple[float, float]]] = []
    curved: list[bool] = []
    for i in range(count):
        segment = native.path_segment(obj, i)
        kind = native.segment_type(segment)
        native.segment_point(segment, at, at + 4)
        x, y = xy
        point = (a * x + cc * y + e, b * x + d * y + f)
        if kind == _MOVE or not parts:
            parts.append([])
            curved.append(False)
        parts[-1].append(point)
        if kind == _CURVE:
            curved[-1] = True
        if native.segment_closes(segment) and parts[-1][0] != point:
            parts[-1].append(parts[-1][0])
    if fill.value:
        colour = _colour(native.object_fill, obj)
        for part, bent in zip(parts, curved, strict=True):
            xs, ys = [p[0] for p in part], [p[1] for p in part]
            upright = not bent and len(set(xs)) <= 2 and len(set(ys)) <= 2
            painted.append(Fill(min(xs), min(ys), max(xs), max(ys), colour, upright))
    if stroke.value:
        colour = _colour(native.object_stroke, obj)
        width = c.c_float()
        native.object_stroke_width(obj, c.addressof(width))
        thick = width.value * abs(a * d - b * cc) ** 0.5
        for part, bent in zip(parts, curved, strict=True):
            if bent:
                continue
            for (x0, y0), (x1, y1) in zip(part, part[1:], strict=False):
                painted.append(Line(x0, y0, x1, y1, thick, colour))
