"""A page's characters from pdfium: what, where, how large, which way up, seen or not."""

from __future__ import annotations

import ctypes as c
import math
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.reading import native
from pipeline.reading.characters import BLANK, as_printed, is_private
from pipeline.reading.space import Space

# A character's box reaches from ASCENT above its baseline to DESCENT below, in parts of its size: the em box of
# ideographs. Fonts' own ascents vary so much that lines of one size would get boxes of different heights.
ASCENT, DESCENT = 0.88, 0.12

# Text may lean this much (tangent) from an axis and still counts as standing along it; more is a watermark.
LEAN = 0.18

# Smaller than this (points) nobody can read it: text of size 0 or 1 is hidden on purpose.
SMALLEST = 1.5

_INVISIBLE, _CLIP = 3, 7  # text render modes: neither fill nor stroke; clip only


class Glyph(NamedTuple):
    """One character on the displayed page (points, origin top left). A `BLANK` is a printed space.

    `turn` is by how many degrees clockwise it lies (0, 90, 180, 270); `run` counts the text objects.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int
    run: int


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of a page.

    Attributes:
        glyphs: What is seen, in the order of the file.
        hidden: Number of characters that are not seen (blanks aside).
        unmapped: Number of characters seen whose font does not say what they mean.
    """

    glyphs: list[Glyph]
    hidden: int
    unmapped: int


class _Run(NamedTuple):
    """What all characters of a text object share. `e0`, `f0` is a direction: of the writing."""

    seen: bool
    size: float
    turn: int | None
    font: int


def _turn(a: float, b: float) -> int | None:
    """By how many degrees clockwise (0, 90, 180, 270) writing along (a, b) lies on the displayed page, where y grows
    downwards; None when it runs aslant."""
    if abs(b) <= LEAN * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= LEAN * abs(b):
        return 90 if b > 0 else 270
    return None


def read_layer(text_page: int, count: int, space: Space) -> Layer:  # noqa: PLR0912, PLR0915
    """All characters of the page. `text_page` is the address of pdfium's text page of `count` characters."""
    boxes = (c.c_float * (4 * count))()
    start = c.addressof(boxes)
    char_box, char_object, char_code = native.char_box, native.char_object, native.char_code
    for i in range(count):
        char_box(text_page, i, start + 16 * i)
    edges = boxes[:]  # left, top, right, bottom

    ma, mb, mc, md, me, mf = space.matrix()
    matrix, x, y = (c.c_float * 6)(), c.c_double(), c.c_double()
    at_matrix, at_x, at_y = c.addressof(matrix), c.addressof(x), c.addressof(y)
    glyphs: list[Glyph] = []
    hidden = unmapped = 0
    shown = space.visible
    before, run, number = -1, _Run(False, 0.0, None, 0), 0
    baseline = 0.0
    maps = True
    for i in range(count):
        obj = char_object(text_page, i)
        code = char_code(text_page, i)
        text = as_printed(code)
        if obj is None or not text or (text == BLANK and native.char_is_generated(text_page, i)):
            continue
        if obj != before:
            before = obj
            number += 1
            native.char_matrix(text_page, i, at_matrix)
            a, b, cc, d = matrix[:4]
            wa, wb = ma * a + mc * b, mb * a + md * b
            size = native.char_size(text_page, i) * math.hypot(cc, d)
            mode = native.text_render_mode(obj)
            run = _Run(mode not in (_INVISIBLE, _CLIP) and size >= SMALLEST, size, _turn(wa, wb), 0)
            native.char_origin(text_page, i, at_x, at_y)
            baseline = mb * x.value + md * y.value + mf
            maps = not native.char_is_unmapped(text_page, i)
        if not run.seen:
            hidden += text != BLANK
            continue
        if run.turn is None:
            continue
        if run.turn == 0 and not space.rotate:
            x0, x1 = ma * edges[4 * i] + me, ma * edges[4 * i + 2] + me
            top, bottom = baseline - ASCENT * run.size, baseline + DESCENT * run.size
        else:
            native.char_origin(text_page, i, at_x, at_y)
            px, py = ma * x.value + mc * y.value + me, mb * x.value + md * y.value + mf
            size = run.size
            up, down = ASCENT * size, DESCENT * size
            if run.turn == 0:
                x0, x1, top, bottom = px, px + size, py - up, py + down
            elif run.turn == 180:
                x0, x1, top, bottom = px - size, px, py - down, py + up
            elif run.turn == 90:
                x0, x1, top, bottom = px - down, px + up, py, py + size
            else:
                x0, x1, top, bottom = px - up, px + down, py - size, py
        if not (shown.x0 <= (x0 + x1) / 2 <= shown.x1 and shown.top <= (top + bottom) / 2 <= shown.bottom):
            continue
        if text != BLANK and (not maps or is_private(text[0])):
            unmapped += 1
        glyphs.append(Glyph(text, x0, top, max(x0, x1), bottom, run.size, run.turn, number))
    return Layer(glyphs, hidden, unmapped)
