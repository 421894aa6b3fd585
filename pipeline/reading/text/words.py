"""Glyphs into words: characters of one line without a wide gap between them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from ziping.pipeline.reading.text.characters import BLANK
from ziping.pipeline.reading.text.glyphs import ASCENT, DESCENT, Glyphs, Layer
from ziping.pipeline.reading.text.raised import mark_raised
from ziping.pipeline.reading.text.textpage import Integers, Numbers
from ziping.schemas.geometry import Box
from ziping.schemas.page import RulingLine, Word

# Baselines this close (parts of the size) are one line's; a superscript's or the next cell's are not.
SAME_BASELINE = 0.12

# A gap this wide (parts of the size) parts two words: between Latin letters and digits a blank is a quarter of the
# size; ideographs may be spaced out by letter-spacing, half a size is a printed blank.
LATIN_GAP, WIDE_GAP = 0.2, 0.45

# Digits set wide have the same gap between any two of them, but for EVEN; a gap up to SPREAD (parts of the size) is one.
SPREAD, EVEN = 0.6, 0.08

# A printed blank over less than this (parts of the size) is no gap: the next character was drawn back over it.
NO_GAP = 0.05

# A character again within this part of its width is the same one drawn twice, for bold print or a shadow.
DRAWN_AGAIN = 0.5

Flags = npt.NDArray[np.bool_]

LAST_LATIN = "\u2e7f"  # everything up to here is set like Latin, with blanks between words

_FIGURE_SIGNS = frozenset("0123456789.,%")


def layer_to_words(layer: Layer, rules: Iterable[RulingLine]) -> tuple[Word, ...]:
    """The words of a page, the upright ones first, line by line. A word that lies on its side has no `edges`."""
    words = list(mark_raised(_words(layer.glyphs[0], _Dividers(rules))))
    for turn in (90, 180, 270):
        if len(layer.glyphs[turn]):
            words += [_laid(word, turn) for word in _words(layer.glyphs[turn], _Dividers(()))]
    return tuple(words)


def glyphs_to_words(glyphs: Glyphs) -> tuple[Word, ...]:
    """The words that upright characters make."""
    return tuple(_words(glyphs, _Dividers(())))


def _laid(word: Word, turn: int) -> Word:
    """A word of the frame of its own writing, on the page."""
    u0, v0, u1, v1 = word.box.x0, word.box.top, word.box.x1, word.box.bottom
    box = {90: (-v1, u0, -v0, u1), 180: (-u1, -v1, -u0, -v0), 270: (v0, -u1, v1, -u0)}[turn]
    return Word(word.text, Box(*box))


class _Dividers:
    """The upright rules of a page: words of two cells may stand close on both sides of one."""

    def __init__(self, rules: Iterable[RulingLine]) -> None:
        self._rules = sorted(((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if not r.horizontal)
        self._places = np.array([rule[0] for rule in self._rules])

    def between(self, x0: Numbers, x1: Numbers, y: Numbers) -> Flags:
        """Between which of the points (x0, y) and (x1, y) one stands."""
        first, last = np.searchsorted(self._places, x0, "right"), np.searchsorted(self._places, x1, "right")
        found: Flags = first < last
        for i in np.flatnonzero(found):
            found[i] = any(top <= y[i] <= bottom for _, top, bottom in self._rules[first[i] : last[i]])
        return found


def _words(glyphs: Glyphs, dividers: _Dividers) -> list[Word]:
    lines, glyphs = _by_line(glyphs)
    lines, glyphs, blanks = _without_blanks(lines, glyphs)
    again = _drawn_again(lines, glyphs)
    if again.any():
        kept = np.flatnonzero(~again)
        lines, glyphs, blanks = lines[kept], glyphs.only(kept), blanks[kept]
    if not len(glyphs):
        return []
    texts, starts, stops = glyphs.texts, glyphs.starts.tolist(), glyphs.stops.tolist()
    first = [0, *(np.flatnonzero(_parted(lines, glyphs, blanks, dividers)) + 1).tolist()]
    tops = np.minimum.reduceat(glyphs.baselines - ASCENT * glyphs.sizes, first).tolist()
    bottoms = np.maximum.reduceat(glyphs.baselines + DESCENT * glyphs.sizes, first).tolist()
    words = []
    for a, b, top, bottom in zip(first, [*first[1:], len(texts)], tops, bottoms, strict=True):
        text = "".join(texts[a:b])
        edges = starts[a:b] if len(text) == b - a else _edges(texts[a:b], starts[a:b], stops[a:b])
        edges.append(max(edges[-1], stops[b - 1]))
        words.append(Word(text, Box(edges[0], top, edges[-1], bottom), None, tuple(edges)))
    return words


def _by_line(glyphs: Glyphs) -> tuple[Integers, Glyphs]:
    """Glyphs by baseline, from top to bottom, each line from left to right; and the number of the line of each."""
    down = np.argsort(glyphs.baselines, kind="stable")
    numbers, number, limit = [], 0, -math.inf
    for baseline, size in zip(glyphs.baselines[down].tolist(), glyphs.sizes[down].tolist(), strict=True):
        if baseline > limit:
            number += 1
            limit = baseline + SAME_BASELINE * size
        numbers.append(number)
    lines = np.array(numbers, dtype=np.int64)
    order = np.lexsort((glyphs.starts[down], lines))
    return lines[order], glyphs.only(down[order])


def _without_blanks(lines: Integers, glyphs: Glyphs) -> tuple[Integers, Glyphs, Flags]:
    """Glyphs without printed blanks, and for each whether one stood before it."""
    blank = np.array([text == BLANK for text in glyphs.texts], dtype=bool)
    if not blank.any():
        return lines, glyphs, blank
    kept = np.flatnonzero(~blank)
    before = np.diff(blank.cumsum()[kept], prepend=0) > 0
    return lines[kept], glyphs.only(kept), before


def _drawn_again(lines: Integers, glyphs: Glyphs) -> Flags:
    """Which characters are drawn again over one of their line."""
    starts, again = glyphs.starts, np.zeros(len(glyphs), dtype=bool)
    near = DRAWN_AGAIN * (glyphs.stops - starts)
    for i in np.flatnonzero((np.diff(lines) == 0) & (np.diff(starts) <= near[1:])) + 1:
        j = i - 1
        while j >= 0 and lines[j] == lines[i] and starts[i] - starts[j] <= near[i] and not again[i]:
            again[i] = glyphs.texts[j] == glyphs.texts[i] and not again[j]
            j -= 1
    return again


def _parted(lines: Integers, glyphs: Glyphs, blanks: Flags, dividers: _Dividers) -> Flags:
    """Between which neighbours a word ends."""
    starts, stops, sizes = glyphs.starts, glyphs.stops, np.minimum(glyphs.sizes[1:], glyphs.sizes[:-1])
    latin = np.array([text <= LAST_LATIN for text in glyphs.texts], dtype=bool)
    wide = np.where(latin[1:] & latin[:-1], LATIN_GAP, WIDE_GAP)
    parted: Flags = (np.diff(lines) != 0) | (starts[1:] - stops[:-1] > np.where(blanks[1:], NO_GAP, wide) * sizes)
    parted &= ~_spread(lines, glyphs, blanks, parted)
    middles = (starts + stops) / 2
    apart = np.flatnonzero((np.diff(glyphs.runs) != 0) & ~parted)
    if apart.size:
        heights = glyphs.baselines[apart + 1] - sizes[apart] / 2
        parted[apart] = dividers.between(middles[apart], middles[apart + 1], heights)
    return parted


def _spread(lines: Integers, glyphs: Glyphs, blanks: Flags, parted: Flags) -> Flags:
    """Between which neighbours the digits of one figure are set wide: the gaps are even, and no two digits beside them
    stand closer. Two digits alone must be of one text object."""
    spread = np.zeros(len(parted), dtype=bool)
    gaps = (glyphs.starts[1:] - glyphs.stops[:-1]) / np.minimum(glyphs.sizes[1:], glyphs.sizes[:-1])
    wide = parted & (gaps <= SPREAD) & (np.diff(lines) == 0) & ~blanks[1:]
    if not wide.any():
        return spread
    figure = np.array([text in _FIGURE_SIGNS for text in glyphs.texts], dtype=bool)
    beside = figure[1:] & figure[:-1] & (np.diff(lines) == 0) & ~blanks[1:]
    wide &= beside
    ends = np.flatnonzero(np.diff(np.concatenate(([False], wide, [False])).astype(int)))
    for first, stop in ends.reshape(-1, 2).tolist():
        own = gaps[first:stop]
        tight = any(0 <= k < len(beside) and beside[k] and not parted[k] for k in (first - 1, stop))
        together = stop - first > 1 or glyphs.runs[first] == glyphs.runs[stop]
        spread[first:stop] = together and not tight and own.max() - own.min() <= EVEN
    return spread


def _edges(texts: list[str], starts: list[float], stops: list[float]) -> list[float]:
    """Where every character begins, a ligature being one glyph for several characters."""
    edges = [
        start + k * (stop - start) / len(text)
        for text, start, stop in zip(texts, starts, stops, strict=True)
        for k in range(len(text))
    ]
    return list(itertools.accumulate(edges, max))
