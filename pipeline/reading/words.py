"""Glyphs into words: characters of one line without a wide gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.reading.characters import BLANK
from pipeline.reading.glyphs import Glyph
from schemas.geometry import Box
from schemas.page import Word

# Baselines this close (parts of the size) are one line's; a superscript's or the next cell's are not.
SAME_BASELINE = 0.12

# A gap this wide (parts of the size) parts two words: between Latin letters and digits a blank is a quarter of the
# size; ideographs may be spaced out by letter-spacing, half a size is a printed blank.
LATIN_GAP, WIDE_GAP = 0.2, 0.45

# A printed blank over less than this (parts of the size) is no gap: the next character was drawn back over it.
NO_GAP = 0.05

# A character again within this part of its width is the same one drawn twice, for bold print or a shadow.
DRAWN_AGAIN = 0.5

LAST_LATIN = "\u2e7f"  # everything before is set like Latin, with blanks between words


def lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Upright glyphs by baseline, each line from left to right, lines from top to bottom."""
    line: list[Glyph] = []
    limit = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.bottom, g.x0)):
        if line and glyph.bottom > limit:
            line.sort(key=lambda g: g.x0)
            yield line
            line = []
        if not line:
            limit = glyph.bottom + SAME_BASELINE * glyph.size
        line.append(glyph)
    if line:
        line.sort(key=lambda g: g.x0)
        yield line


def _word(glyphs: list[Glyph]) -> Word:
    edges = []
    texts = []
    edge = glyphs[0].x0
    for g in glyphs:
        texts.append(g.text)
        count = len(g.text)
        if count == 1:
            edge = max(edge, g.x0)
            edges.append(edge)
        else:  # one glyph for several characters, as ligatures are
            step = (g.x1 - g.x0) / count
            for k in range(count):
                edge = max(edge, g.x0 + k * step)
                edges.append(edge)
    last = max(edge, glyphs[-1].x1)
    edges.append(last)
    box = Box(edges[0], min(g.top for g in glyphs), last, max(g.bottom for g in glyphs))
    return Word("".join(texts), box, None, tuple(edges))


def words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """The words of upright glyphs, in reading order. Characters drawn twice count once."""
    for line in lines(glyphs):
        word: list[Glyph] = []
        blank = False
        for g in line:
            if g.text == BLANK:
                blank = True
                continue
            if word:
                last = word[-1]
                if _again(word, g):
                    continue
                gap = g.x0 - last.x1
                size = min(g.size, last.size)
                wide = LATIN_GAP if g.text <= LAST_LATIN and last.text <= LAST_LATIN else WIDE_GAP
                if gap > wide * size or (blank and gap > NO_GAP * size):
                    yield _word(word)
                    word = []
            blank = False
            word.append(g)
        if word:
            yield _word(word)


def _again(word: list[Glyph], glyph: Glyph) -> bool:
    near = DRAWN_AGAIN * (glyph.x1 - glyph.x0)
    for earlier in reversed(word):
        if glyph.x0 - earlier.x0 > near:
            return False
        if earlier.text == glyph.text:
            return True
    return False
