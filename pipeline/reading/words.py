"""Glyphs into words: characters of one line without a wide gap between them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from pipeline.reading.characters import BLANK
from pipeline.reading.glyphs import Glyph, Layer
from schemas.geometry import Box
from schemas.page import Rule, Word

# A word's box reaches from ASCENT above its baseline to DESCENT below, in parts of its size: the em box of ideographs.
# Fonts' own ascents differ so much that words of one size would get boxes of different heights.
ASCENT, DESCENT = 0.88, 0.12

# Baselines this close (parts of the size) are one line's; a superscript's or the next cell's are not.
SAME_BASELINE = 0.12

# A gap this wide (parts of the size) parts two words: between Latin letters and digits a blank is a quarter of the
# size; ideographs may be spaced out by letter-spacing, half a size is a printed blank.
LATIN_GAP, WIDE_GAP = 0.2, 0.45

# A printed blank over less than this (parts of the size) is no gap: the next character was drawn back over it.
NO_GAP = 0.05

# A character again within this part of its width is the same one drawn twice, for bold print or a shadow.
DRAWN_AGAIN = 0.5

_BASELINE, _START = attrgetter("baseline"), attrgetter("start")

LAST_LATIN = "\u2e7f"  # everything up to here is set like Latin, with blanks between words


class Dividers:
    """The upright rules of a page: words of two cells may stand close on both sides of one."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted(((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if not r.horizontal)
        self._places = [r[0] for r in self._rules]

    def __bool__(self) -> bool:
        return bool(self._places)

    def between(self, x0: float, x1: float, y: float) -> bool:
        """Whether one stands between the points (x0, y) and (x1, y)."""
        start, stop = bisect_right(self._places, x0), bisect_right(self._places, x1)
        return start < stop and any(top <= y <= bottom for _, top, bottom in self._rules[start:stop])


def layer_to_words(layer: Layer, rules: Iterable[Rule]) -> tuple[Word, ...]:
    """The words of a page, the upright ones first, line by line. A word that lies on its side has no `edges`."""
    words = list(_words(layer.glyphs[0], Dividers(rules)))
    for turn in (90, 180, 270):
        if layer.glyphs[turn]:
            words += [_laid(word, turn) for word in _words(layer.glyphs[turn], Dividers(()))]
    return tuple(words)


def _laid(word: Word, turn: int) -> Word:
    """A word of the frame of its own writing, on the page."""
    u0, v0, u1, v1 = word.box.x0, word.box.top, word.box.x1, word.box.bottom
    box = {90: (-v1, u0, -v0, u1), 180: (-u1, -v1, -u0, -v0), 270: (v0, -u1, v1, -u0)}[turn]
    return Word(word.text, Box(*box))


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs by baseline, from top to bottom, each line from left to right."""
    line: list[Glyph] = []
    limit = 0.0
    for glyph in sorted(glyphs, key=_BASELINE):
        if line and glyph.baseline > limit:
            line.sort(key=_START)
            yield line
            line = []
        if not line:
            limit = glyph.baseline + SAME_BASELINE * glyph.size
        line.append(glyph)
    if line:
        line.sort(key=_START)
        yield line


def _words(glyphs: Iterable[Glyph], dividers: Dividers) -> Iterator[Word]:
    for line in _lines(glyphs):
        word: list[Glyph] = []
        blank = False
        for g in line:
            if g.text == BLANK:
                blank = True
                continue
            if word:
                last = word[-1]
                if g.start - last.start <= DRAWN_AGAIN * (g.stop - g.start) and _drawn_again(word, g):
                    continue
                close = g.start - last.stop <= LATIN_GAP * min(g.size, last.size)
                one = close and not blank and (g.run == last.run or not dividers)
                if not one and _parted(last, g, blank=blank, dividers=dividers):
                    yield _word(word)
                    word = []
            blank = False
            word.append(g)
        if word:
            yield _word(word)


def _parted(last: Glyph, glyph: Glyph, *, blank: bool, dividers: Dividers) -> bool:
    """Whether two neighbours of a line belong to different words."""
    gap, size = glyph.start - last.stop, min(glyph.size, last.size)
    wide = LATIN_GAP if glyph.text <= LAST_LATIN and last.text <= LAST_LATIN else WIDE_GAP
    if gap > (NO_GAP if blank else wide) * size:
        return True
    return last.run != glyph.run and dividers.between(
        (last.start + last.stop) / 2, (glyph.start + glyph.stop) / 2, glyph.baseline - size / 2
    )


def _drawn_again(word: Sequence[Glyph], glyph: Glyph) -> bool:
    near = DRAWN_AGAIN * (glyph.stop - glyph.start)
    for earlier in reversed(word):
        if glyph.start - earlier.start > near:
            return False
        if earlier.text == glyph.text:
            return True
    return False


def _word(glyphs: list[Glyph]) -> Word:
    text = "".join([g.text for g in glyphs])
    edges = [g.start for g in glyphs] if len(text) == len(glyphs) else list(_starts(glyphs))
    edges.append(max(edges[-1], glyphs[-1].stop))
    if sorted(edges) != edges:  # letters set closer than their widths
        edges = list(itertools.accumulate(edges, max))
    lines = {(g.baseline, g.size) for g in glyphs}
    top = min(baseline - ASCENT * size for baseline, size in lines)
    bottom = max(baseline + DESCENT * size for baseline, size in lines)
    return Word(text, Box(edges[0], top, edges[-1], bottom), None, tuple(edges))


def _starts(glyphs: Iterable[Glyph]) -> Iterator[float]:
    """Where every character begins, a ligature being one glyph for several characters."""
    for g in glyphs:
        step = (g.stop - g.start) / len(g.text)
        yield from (g.start + k * step for k in range(len(g.text)))
