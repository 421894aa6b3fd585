"""A page's characters: what, where, how large, which way up, seen or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ziping.pipeline.reading import native
from ziping.pipeline.reading.paths.lettering import Lettering
from ziping.pipeline.reading.paths.painting import BLACK, Colour, Painting
from ziping.pipeline.reading.paths.shades import FAINT
from ziping.pipeline.reading.space import Bounds, Space
from ziping.pipeline.reading.text.boxes import mend_boxes
from ziping.pipeline.reading.text.characters import BLANK, is_meaningless
from ziping.pipeline.reading.text.directions import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    TURNS,
    Frame,
    frame,
    turns,
)
from ziping.pipeline.reading.text.textpage import (
    Characters,
    Integers,
    Numbers,
    Runs,
    colours,
    origin,
    read_characters,
    read_runs,
)
from ziping.pipeline.reading.text.twins import Twins

# A character's box reaches from ASCENT above its baseline to DESCENT below, in parts of its size: the em box of
# ideographs. Fonts' own ascents differ so much that characters of one size would get boxes of different heights.
ASCENT, DESCENT = 0.88, 0.12

# Smaller than this (points) nobody can read it: text of no size is put there for machines.
SMALLEST = 1.5

# A character larger than this many pages shows none of its shape: damaged matrices make such.
LARGEST = 4.0

# A character this many times taller than its font's size says: the size is not to be believed (Type 3 fonts).
OVERSIZE = 1.8

# A baseline this far (parts of the size) below a character's own box, or above its middle, is not its own: so it is
# in vertical writing.
OFF_LINE = 0.3

# A character of which this part of the height is not clipped away is seen: some programs paint a text in stripes.
ENOUGH = 0.2

# So many text objects of a page are asked whether their fonts say what their characters mean.
SAMPLES = 40

# No ideograph is wider than so many sizes.
WIDE = 1.2

IDEOGRAPHS = re.compile("[\u4e00-\u9fff]{2,}")

NOTHING: Colour = (0, 0, 0, 0)

_STROKED, _INVISIBLE = (1, 2, 5, 6), (3, 7)  # text render modes

Ink = tuple[int, Colour]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters in the frame of their own writing, column by column (points).

    Attributes:
        texts: A `BLANK` for a printed space, several characters for a ligature.
        starts: Where each begins along the line; for upright text its left edge.
        stops: Where it ends.
        baselines: How far down the line stands; for upright text from the top of the page.
        sizes: Of the characters.
        runs: The number of the text object that each belongs to.
    """

    texts: list[str]
    starts: Numbers
    stops: Numbers
    baselines: Numbers
    sizes: Numbers
    runs: Integers

    def __len__(self) -> int:
        return len(self.texts)

    def only(self, chosen: Integers) -> Glyphs:
        """Those at the given places."""
        texts = self.texts
        return Glyphs(
            [texts[i] for i in chosen.tolist()],
            self.starts[chosen],
            self.stops[chosen],
            self.baselines[chosen],
            self.sizes[chosen],
            self.runs[chosen],
        )


_NONE = np.zeros(0)
NO_GLYPHS = Glyphs([], _NONE, _NONE, _NONE, _NONE, np.zeros(0, dtype=np.int64))


@dataclass(slots=True)
class Layer:
    """The text layer of a page.

    Attributes:
        inks: How each run is painted, by its number: its place in the order of painting, and its colour.
        objects: The address of the text object of each run.
        unmapped: Characters whose fonts do not say what they mean, or say it wrong.
        glyphs: What is seen, in the order of the file, by the degrees clockwise that it lies: 0 is upright (along
            the line is x, down is y), 90 reads downwards (y, -x), 180 is upside down (-x, -y), 270 reads upwards
            (-y, x).
    """

    inks: list[Ink]
    objects: list[int]
    unmapped: frozenset[str]
    glyphs: dict[int, Glyphs] = field(default_factory=lambda: dict.fromkeys(TURNS, NO_GLYPHS))

    @property
    def seen(self) -> int:
        """Number of characters that are seen."""
        return sum(len(glyphs) - glyphs.texts.count(BLANK) for glyphs in self.glyphs.values())

    @property
    def garbled(self) -> int:
        """Number of characters that are seen and whose meaning is not known."""
        if not self.unmapped:
            return 0
        return sum(text in self.unmapped for glyphs in self.glyphs.values() for text in glyphs.texts)

    @property
    def doubled(self) -> bool:
        """Whether a glyph as wide as one ideograph is said to stand for two (人人 for 人)."""
        return any(
            len(text) > 1
            and IDEOGRAPHS.fullmatch(text)
            and glyphs.stops[k] - glyphs.starts[k] <= WIDE * glyphs.sizes[k]
            for glyphs in self.glyphs.values()
            for k, text in enumerate(glyphs.texts)
        )

    @property
    def lettering(self) -> Lettering:
        """Where its upright characters stand."""
        glyphs = self.glyphs[0]
        printed = np.array([text != BLANK for text in glyphs.texts], dtype=bool)
        tops = glyphs.baselines - ASCENT * glyphs.sizes
        boxes = np.stack((glyphs.starts, tops, glyphs.stops, tops + glyphs.sizes), axis=1)[printed]
        return Lettering(boxes, _median(glyphs.sizes[printed]))

    @property
    def turn(self) -> int:
        """How most of the text lies: 0, 90, 180 or 270 degrees clockwise."""
        return max(self.glyphs, key=lambda turn: (len(self.glyphs[turn]), -turn))


def _median(values: Numbers) -> float:
    """Of few values, for which numpy's own is slow; 0 of none."""
    ordered = np.sort(values)
    middle = len(ordered) // 2
    return float((ordered[middle] + ordered[-middle - 1]) / 2) if len(ordered) else 0.0


def read_layer(page: int, count: int, space: Space, painting: Painting) -> Layer:
    """The text layer of the page whose text page has the address `page` and `count` characters."""
    characters = read_characters(page, count)
    runs = read_runs(characters)
    mend_boxes(characters, runs, painting.forms)
    twins = Twins(painting, runs)
    layer = Layer(_inks(runs, twins, painting), runs.objects, _unmapped(characters, runs))
    if not runs.objects:
        return layer
    lie = turns(runs.matrices, space)
    sizes = _sizes(runs, characters, lie, space)
    largest = LARGEST * max(space.width, space.height)
    alive = np.array([colour[3] > FAINT for _, colour in layer.inks]) & (sizes >= SMALLEST) & (sizes <= largest)
    shown = _shown(characters, runs, space, twins.clips(), lie)
    shown &= np.array([text != "" for text in characters.texts]) & (runs.of >= 0) & alive[runs.of]
    for turn in TURNS:
        chosen = np.flatnonzero(shown & (lie[runs.of] == turn))
        if chosen.size:
            layer.glyphs[turn] = _glyphs(chosen, characters, runs, sizes, frame(turn, space))
    return layer


def _inks(runs: Runs, twins: Twins, painting: Painting) -> list[Ink]:
    """How each run is painted; with no opacity where it is not seen, nor a twin of it."""
    orders, modes = painting.orders, runs.modes.tolist()
    inks = [
        (orders.get(obj, 0), BLACK if mode in _STROKED else colour)  # outlines show on any ground
        for obj, mode, colour in zip(runs.objects, modes, runs.colours, strict=True)
    ]
    for number, mode in enumerate(modes):
        if mode in _INVISIBLE or inks[number][1][3] <= FAINT:
            twin = twins.of(runs.objects[number])
            seen = twin is not None and native.text_render_mode(twin) not in _INVISIBLE
            inks[number] = (orders.get(twin, 0), colours([twin])[0]) if twin is not None and seen else (0, NOTHING)
    return inks


def _unmapped(characters: Characters, runs: Runs) -> frozenset[str]:
    """The characters whose fonts do not say what they mean. Where a few samples do, all are taken to."""
    page, texts = characters.page, characters.texts
    samples = {*runs.firsts[:: 1 + len(runs.firsts) // SAMPLES], len(texts) - 1} if texts else ()
    if not any(native.char_is_unmapped(page, i) for i in samples):
        return frozenset(t for t in set(texts) if t and is_meaningless(t[0]))
    first = {text: i for i, text in reversed(list(enumerate(texts))) if text and text != BLANK}
    return frozenset(t for t, i in first.items() if is_meaningless(t[0]) or native.char_is_unmapped(page, i))


def _sizes(runs: Runs, characters: Characters, lie: Integers, space: Space) -> Numbers:
    """Size of each run's characters on the page, in points."""
    sizes = runs.sizes * np.hypot(runs.matrices[:, 2], runs.matrices[:, 3])
    first = characters.boxes[runs.firsts]
    upright = (lie % 180 == 0) == (space.turn % 180 == 0)
    tall = np.abs(np.where(upright, first[:, TOP] - first[:, BOTTOM], first[:, RIGHT] - first[:, LEFT]))
    grown: Numbers = np.where(tall > OVERSIZE * sizes, tall, sizes)
    return grown


def _shown(
    characters: Characters, runs: Runs, space: Space, clips: Mapping[int, Bounds], lie: Integers
) -> npt.NDArray[np.bool_]:
    """Which characters the page shows: inside its crop box, and not clipped away."""
    boxes = characters.boxes
    x, y = (boxes[:, :2] + boxes[:, 2:]).T / 2  # the middles
    left, bottom, right, top = space.crop
    shown: npt.NDArray[np.bool_] = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
    # What pdfium puts in where it sees a gap has no size: we look for gaps ourselves.
    shown &= ~((boxes[:, LEFT] == boxes[:, RIGHT]) & (boxes[:, TOP] == boxes[:, BOTTOM]))
    clipped = [number for number, obj in enumerate(runs.objects) if obj in clips]
    if clipped:
        windows = np.tile(np.array(space.crop), (len(runs.objects), 1))
        windows[clipped] = [space.to_user(clips[runs.objects[number]]) for number in clipped]
        upright = (lie % 180 == 0) == (space.turn % 180 == 0)
        shown &= _within(windows[runs.of].T, boxes.T, upright[runs.of])
    return shown


def _within(windows: Numbers, boxes: Numbers, upright: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which characters are seen through their windows: the middle along the line, and enough of the height."""
    left, bottom, right, top = windows
    x = (left <= (boxes[LEFT] + boxes[RIGHT]) / 2) & ((boxes[LEFT] + boxes[RIGHT]) / 2 <= right)
    y = (bottom <= (boxes[BOTTOM] + boxes[TOP]) / 2) & ((boxes[BOTTOM] + boxes[TOP]) / 2 <= top)
    wide, tall = boxes[RIGHT] - boxes[LEFT], boxes[TOP] - boxes[BOTTOM]
    enough_x = np.minimum(right, boxes[RIGHT]) - np.maximum(left, boxes[LEFT]) >= ENOUGH * wide
    enough_y = np.minimum(top, boxes[TOP]) - np.maximum(bottom, boxes[BOTTOM]) >= ENOUGH * tall
    return np.where(upright, x & enough_y, y & enough_x)


def _glyphs(chosen: Integers, characters: Characters, runs: Runs, sizes: Numbers, f: Frame) -> Glyphs:
    """The `chosen` characters, whose writing the frame `f` describes."""
    boxes, run = characters.boxes[chosen].T, runs.of[chosen]
    start, stop = f.sign * boxes[f.start] + f.offset, f.sign * boxes[f.stop] + f.offset
    top, bottom = f.down * boxes[f.top] + f.below, f.down * boxes[f.bottom] + f.below
    size = sizes[run]
    baseline = f.down * runs.matrices[run, 5 if f.upright else 4] + f.below
    astray = (baseline < (top + bottom) / 2) | (baseline > bottom + OFF_LINE * size)
    for k in np.flatnonzero(astray):
        x, y = origin(characters.page, int(chosen[k]))
        baseline[k] = f.down * (y if f.upright else x) + f.below
    texts = [characters.texts[i] for i in chosen.tolist()]
    glyphs = Glyphs(texts, start, stop, baseline, size, run)
    shared = (np.diff(np.stack((start, stop, top, bottom, run))) == 0).all(axis=0)  # one glyph for several characters
    if not shared.any():
        return glyphs
    own = np.flatnonzero(np.concatenate(([True], ~shared)))
    merged = ["".join(texts[i:j]) for i, j in pairwise([*own.tolist(), len(texts)])]
    return replace(glyphs.only(own), texts=merged)
