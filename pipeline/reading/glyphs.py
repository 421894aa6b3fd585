"""A page's characters from pdfium: what, where, how large, which way up, seen or not."""

from __future__ import annotations

import ctypes as c
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.reading import native
from pipeline.reading.characters import BLANK, NO_CHARACTER, as_printed, is_private
from pipeline.reading.frames import BOTTOM, LEFT, RIGHT, TOP, Frame, frame, turn_of
from pipeline.reading.painting import BLACK, Colour, Painting
from pipeline.reading.shades import FAINT
from pipeline.reading.space import Bounds, Space

# Smaller than this (points) nobody can read it: text of no size is put there for machines.
SMALLEST = 1.5

# A character this many times taller than its font's size says: the size is not to be believed (Type 3 fonts).
OVERSIZE = 1.8

# A baseline this far (parts of the size) below a character's own box, or above its middle, is not its own: so it is
# in vertical writing.
OFF_LINE = 0.3

# A character of which this part of the height is not clipped away is seen: some programs paint a text in stripes.
ENOUGH = 0.2

_STROKED, _INVISIBLE = (1, 2, 5, 6), (3, 7)  # text render modes


Ink = tuple[int, Colour]


class Glyph(NamedTuple):
    """One character in the frame of its own writing (points): `start` and `stop` along the line, `baseline` downwards.

    For upright text these are x0, x1 and y of the page; see `Layer.glyphs` for the others. `text` is a `BLANK` for a
    printed space and several characters for a ligature. `run` numbers the text objects.
    """

    text: str
    start: float
    stop: float
    baseline: float
    size: float
    run: int


@dataclass(slots=True)
class Layer:
    """The text layer of a page.

    Attributes:
        glyphs: What is seen, in the order of the file, by the degrees clockwise that it lies: 0 is upright (along
            the line is x, down is y), 90 reads downwards (y, -x), 180 is upside down (-x, -y), 270 reads upwards
            (-y, x).
        hidden: Number of characters that are not seen.
        unmapped: Characters whose fonts do not say what they mean.
        inks: How each run is painted, by its number: its place in the order of painting, and its colour.
    """

    glyphs: dict[int, list[Glyph]] = field(default_factory=lambda: {0: [], 90: [], 180: [], 270: []})
    hidden: int = 0
    unmapped: frozenset[str] = frozenset()
    inks: list[Ink] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Number of characters that are seen."""
        return sum(g.text != BLANK for glyphs in self.glyphs.values() for g in glyphs)

    @property
    def garbled(self) -> int:
        """Number of characters that are seen and whose meaning is not known."""
        if not self.unmapped:
            return 0
        return sum(g.text in self.unmapped for glyphs in self.glyphs.values() for g in glyphs)

    @property
    def turn(self) -> int:
        """How most of the text lies: 0, 90, 180 or 270 degrees clockwise."""
        return max(self.glyphs, key=lambda turn: (len(self.glyphs[turn]), -turn))


class _Run(NamedTuple):
    """What the characters of one text object share. `window` is where it is seen, in user space, None for all of what
    the page shows."""

    frame: Frame
    size: float
    baseline: float
    number: int
    window: Bounds | None


class LayerReader:
    """Reads the text layer of one page."""

    def __init__(self, text_page: int, count: int, space: Space, painting: Painting) -> None:
        """`text_page` is the address of pdfium's text page, of `count` characters."""
        self._page, self._count, self._space, self._painting = text_page, count, space, painting
        self._x, self._y = c.c_double(), c.c_double()
        self._shapes: dict[tuple[float, ...], tuple[Frame | None, float]] = {}
        self._columns: dict[Frame, tuple[list[float], list[float], list[float], list[float]]] = {}
        self._inks: list[Ink] = []
        self._boxes = self._read_boxes()
        self._heights = np.abs(self._boxes[:, TOP] - self._boxes[:, BOTTOM]).tolist()
        self._widths = np.abs(self._boxes[:, RIGHT] - self._boxes[:, LEFT]).tolist()

    def read(self) -> Layer:
        """All characters of the page."""
        page, char_object = self._page, native.char_object
        texts = self._read_texts()
        objects = [char_object(page, i) for i in range(self._count)]
        runs = self._read_runs(objects)
        left, bottom, right, top = self._space.crop
        xs, ys = (self._boxes[:, :2] + self._boxes[:, 2:]).T / 2  # the middles
        shown = ((left <= xs) & (xs <= right) & (bottom <= ys) & (ys <= top)).tolist()
        layer = Layer(inks=self._inks, unmapped=self._unmapped(texts))
        hidden = 0
        run: _Run | None = None
        last: tuple[float, ...] = ()
        for i, text in enumerate(texts):
            fresh = i in runs
            if fresh:
                run = runs[i]
                if run is not None:
                    frame, size, base, number, window = run
                    starts, stops, tops, bottoms = self._along(frame)
                    slack = OFF_LINE * size
                    glyphs = layer.glyphs[frame.turn]
            if not text:
                continue
            if run is None or not shown[i] or (window and not _within(window, self._boxes[i], upright=frame.upright)):
                hidden += text != BLANK
                continue
            place = start, stop, top, bottom = starts[i], stops[i], tops[i], bottoms[i]
            if text == BLANK and start == stop:  # put in by pdfium where it sees a gap: we look for gaps ourselves
                continue
            baseline = base if (top + bottom) / 2 <= base <= bottom + slack else self._baseline(i, frame)
            if place == last and not fresh:  # one glyph for several characters
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + text)
            else:
                glyphs.append(Glyph(text, start, stop, baseline, size, number))
            last = place
        layer.hidden = hidden
        return layer

    def _read_boxes(self) -> npt.NDArray[np.float64]:
        """Left, top, right, bottom of every character in user space."""
        numbers = (c.c_float * (4 * self._count))()
        page, at, char_box = self._page, c.addressof(numbers), native.char_box
        for i in range(self._count):
            char_box(page, i, at + 16 * i)
        return np.array(numbers[:]).reshape(-1, 4)

    def _read_texts(self) -> list[str]:
        """What every character stands for; nothing for what has no shape."""
        page, count = self._page, self._count
        buffer = (c.c_uint16 * (2 * count + 2))()
        if native.page_text(page, 0, count, c.addressof(buffer)) != count + 1:  # some are not in the running text
            return [as_printed(native.char_code(page, i)) for i in range(count)]
        codes = buffer[:count]
        return [as_printed(code if code != NO_CHARACTER else native.char_code(page, i)) for i, code in enumerate(codes)]

    def _unmapped(self, texts: list[str]) -> frozenset[str]:
        """Those of the characters whose fonts do not say what they mean."""
        page = self._page
        first = {text: i for i, text in reversed(list(enumerate(texts))) if text and text != BLANK}
        return frozenset(t for t, i in first.items() if is_private(t[0]) or native.char_is_unmapped(page, i))

    def _read_runs(self, objects: list[int | None]) -> dict[int, _Run | None]:
        """Where a text object begins: what holds for its characters, or None when nobody sees them."""
        firsts: list[int] = []
        own: list[int] = []
        before: int | None = None
        for i, obj in enumerate(objects):
            if obj != before and obj is not None:  # what pdfium puts in has no object
                firsts.append(i)
                own.append(obj)
                before = obj
        matrices, colours = self._matrices(firsts), self._colours(own)
        sizes, modes = [native.char_size(self._page, i) for i in firsts], [native.text_render_mode(obj) for obj in own]
        shapes, orders, clips = self._shapes, self._painting.orders, self._clips(set(own))
        runs: dict[int, _Run | None] = {}
        for i, obj, (a, b, cc, d, x, y), fill, nominal, mode in zip(
            firsts, own, matrices, colours, sizes, modes, strict=True
        ):
            runs[i] = None
            shape = a, b, cc, d
            if shape not in shapes:
                shapes[shape] = self._shape(*shape)
            frame, scale = shapes[shape]
            colour = BLACK if mode in _STROKED else fill  # outlines show on whatever they are drawn
            if frame is None or mode in _INVISIBLE or colour[3] <= FAINT:
                continue
            size = nominal * scale
            tall = self._heights[i] if frame.upright else self._widths[i]
            if tall > OVERSIZE * size:
                size = tall
            if size < SMALLEST:
                continue
            baseline = frame.down * (y if frame.upright else x) + frame.below
            window = self._space.to_user(clips[obj]) if obj in clips else None
            runs[i] = _Run(frame, size, baseline, len(self._inks), window)
            self._inks.append((orders.get(obj, 0), colour))
        return runs

    def _clips(self, shown: set[int]) -> Mapping[int, Bounds]:
        """What text objects are clipped to.

        Some programs paint a text again for each stripe of the page, clipped to that stripe. pdfium hands over the
        first only, so it is seen wherever one of them is.
        """
        clips, dropped = self._painting.clips, [obj for obj in self._painting.orders if obj not in shown]
        if not clips or not dropped:
            return clips
        again: dict[Bounds, list[int]] = {}
        for obj in dropped:
            again.setdefault(self._bounds(obj), []).append(obj)
        wider = dict(clips)
        for obj in shown & clips.keys():
            others = again.get(self._bounds(obj), [])
            if any(other not in clips for other in others):
                del wider[obj]
            elif others:
                boxes = [clips[obj], *(clips[other] for other in others)]
                x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
                wider[obj] = min(x0s), min(tops), max(x1s), max(bottoms)
        return wider

    def _bounds(self, obj: int) -> Bounds:
        numbers = (c.c_float * 4)()
        at = c.addressof(numbers)
        native.object_bounds(obj, at, at + 4, at + 8, at + 12)
        left, bottom, right, top = (round(v, 1) for v in numbers)
        return left, bottom, right, top

    # A page may have as many text objects as characters: reading one property after the other is quickest.

    def _matrices(self, firsts: list[int]) -> list[list[float]]:
        numbers = (c.c_float * (6 * len(firsts)))()
        page, at, char_matrix = self._page, c.addressof(numbers), native.char_matrix
        for i in firsts:
            char_matrix(page, i, at)
            at += 24
        values = numbers[:]
        return [values[k : k + 6] for k in range(0, len(values), 6)]

    def _colours(self, objects: list[int]) -> list[Colour]:
        numbers = (c.c_uint * (4 * len(objects)))()
        at, fill = c.addressof(numbers), native.object_fill
        for obj in objects:
            if not fill(obj, at, at + 4, at + 8, at + 12):  # a pattern: it shows
                c.c_uint.from_address(at + 12).value = BLACK[3]
            at += 16
        values = numbers[:]
        return list(zip(values[::4], values[1::4], values[2::4], values[3::4], strict=True))

    def _shape(self, a: float, b: float, c: float, d: float) -> tuple[Frame | None, float]:
        """Where writing under a text matrix leads, and by how much its size grows."""
        ma, mb, mc, md, _, _ = self._space.matrix
        turn = turn_of(ma * a + mc * b, mb * a + md * b)
        return (None if turn is None else frame(turn, self._space)), math.hypot(c, d)

    def _along(self, frame: Frame) -> tuple[list[float], list[float], list[float], list[float]]:
        """Of every character: its start and stop along the line, its top and bottom down it."""
        if frame not in self._columns:
            boxes = self._boxes.T
            self._columns[frame] = (
                (frame.sign * boxes[frame.start] + frame.offset).tolist(),
                (frame.sign * boxes[frame.stop] + frame.offset).tolist(),
                (frame.down * boxes[frame.top] + frame.below).tolist(),
                (frame.down * boxes[frame.bottom] + frame.below).tolist(),
            )
        return self._columns[frame]

    def _baseline(self, i: int, frame: Frame) -> float:
        native.char_origin(self._page, i, c.addressof(self._x), c.addressof(self._y))
        return frame.down * (self._y.value if frame.upright else self._x.value) + frame.below


def _within(window: Bounds, box: npt.NDArray[np.float64], *, upright: bool) -> bool:
    """Whether a character is seen through a window: the middle of it along its line, and enough of its height."""
    x, y = (window[0], window[2], box[LEFT], box[RIGHT]), (window[1], window[3], box[BOTTOM], box[TOP])
    along, across = (x, y) if upright else (y, x)
    low, high, start, stop = along
    if not low <= (start + stop) / 2 <= high:
        return False
    low, high, start, stop = across
    return bool(min(high, stop) - max(low, start) >= ENOUGH * (stop - start))
