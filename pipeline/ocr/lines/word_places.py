"""What was read on a line, as words: where each character stands, how sure it is, where blanks are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.image.sheet import Sheet, columns_of
from ziping.pipeline.ocr.lines.edges import character_edges
from ziping.pipeline.ocr.lines.spotting import INK_OF_SIZE, Spot
from ziping.pipeline.ocr.recognise.engine import Character, Reading
from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

# Parts of the size of print: how high ink stands, of figures and capitals alone; where the baseline lies in a
# character's box, from above.
FIGURE_INK, BASELINE = 0.72, 0.88
# A line whose size by its ink is between these parts of the usual one has the usual one: which characters it holds
# makes so much of a difference, with figures alone more.
USUAL, USUAL_FIGURE = (0.85, 1.2), (0.8, 1.25)

# A gap this wide (parts of the size) parts two words; full-width punctuation brings blank of its own.
GAP, LATIN_GAP, PUNCTUATION_BLANK = 0.62, 0.42, 0.5

_FIRST_CJK = "\u2e80"
_OPEN = frozenset("（《〈「『【〔“‘")
_FIGURE_IN_LINE = re.compile(r"[0-9０-９](?:[0-9０-９.．,]*[0-9０-９])?[%％]?")
_LOW = frozenset("-–—―一_~～=·.…,，。、:：;；'’‘\"“”*")  # their ink does not tell the size
_OPEN_OR_CLOSE = frozenset("（）()[]【】《》〈〉「」『』〔〕，。、；：！？“”‘’…·")


@dataclass(frozen=True, slots=True)
class Placed:
    """A character with the pixels from which to which it reaches, and how wide a blank stands before it."""

    character: Character
    start: float
    stop: float
    gap: float


def to_words(reading: Reading, spot: Spot, sheet: Sheet, strip: Box, usual: float) -> list[Word]:
    """The words of a line, in points. `strip` is what was read, `usual` the size of most print on the page (pixels)."""
    if not any(c.text for c in reading):
        return []
    ink = columns_of(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1])
    edges = character_edges(reading, spot, sheet, strip)
    gaps = [0.0, *_gaps(edges, ink)]
    top, bottom = _height("".join(c.text for c in reading), spot, usual)
    placed = [
        Placed(c, spot.x0 + a, spot.x0 + b, gap)
        for c, (a, b), gap in zip(reading, itertools.pairwise(edges), gaps, strict=True)
    ]
    return [_word(part, top, bottom, sheet.scale) for part in _parts(placed, bottom - top)]


def _gaps(edges: Sequence[float], ink: NDArray[np.bool_]) -> list[float]:
    """For every inner edge the width of the blank around it, in pixels."""
    gaps = []
    for edge in edges[1:-1]:
        at = min(int(edge), len(ink) - 1)
        if ink[at]:
            gaps.append(0.0)
            continue
        before, after = np.flatnonzero(ink[:at]), np.flatnonzero(ink[at:])
        gaps.append(float((after[0] + at if after.size else len(ink)) - (before[-1] + 1 if before.size else 0)))
    return gaps


def _height(text: str, spot: Spot, usual: float) -> tuple[float, float]:
    """Top and bottom of the characters' boxes, in pixels, as print of that size has them: from BASELINE above the
    baseline to the rest below."""
    ink = spot.bottom - spot.top
    telling = [c for c in text if c not in _LOW]
    if not telling:
        size = max(usual, ink / INK_OF_SIZE)
        return spot.middle - size / 2, spot.middle + size / 2
    if any(c >= _FIRST_CJK or c in "()" for c in telling):
        size = ink / INK_OF_SIZE
        if usual and USUAL[0] * usual <= size <= USUAL[1] * usual:
            size = usual
        return spot.middle - size / 2, spot.middle + size / 2
    size = ink / FIGURE_INK
    if usual and USUAL_FIGURE[0] * usual <= size <= USUAL_FIGURE[1] * usual:
        size = usual
    base = spot.bottom
    return base - BASELINE * size, base + (1 - BASELINE) * size


def _parts(placed: Sequence[Placed], size: float) -> Iterator[list[Placed]]:
    """Characters that stand together. Figures are words of their own: the confidence of a word is that of its least
    certain character, and a figure's is not to suffer from its neighbours'."""
    seen = [p for p in placed if p.character.text]
    text = "".join(p.character.text[0] for p in seen)
    bounds = {place for match in _FIGURE_IN_LINE.finditer(text) for place in match.span()}
    part = [seen[0]]
    for i, (before, after) in enumerate(itertools.pairwise(seen), 1):
        if i in bounds or after.gap > _most(before.character.text, after.character.text) * size:
            yield part
            part = []
        part.append(after)
    yield part


def _most(before: str, after: str) -> float:
    """How wide a gap may be (parts of the size) inside a word."""
    if before < _FIRST_CJK and after < _FIRST_CJK:
        return LATIN_GAP
    return GAP + PUNCTUATION_BLANK * ((before in _OPEN_OR_CLOSE) + (after in _OPEN_OR_CLOSE))


def _word(part: Sequence[Placed], top: float, bottom: float, scale: float) -> Word:
    text = "".join(p.character.text for p in part)
    edges: list[float] = []
    for p in part:
        count = len(p.character.text)
        edges.extend(p.start + (p.stop - p.start) * k / count for k in range(count))
    edges.append(part[-1].stop)
    # A bracket is set in the inner half of its square: the square is where it stands.
    size = bottom - top
    if text[0] in _OPEN and edges[1] - edges[0] < size:
        edges[0] = max(0.0, edges[1] - size)
    points = tuple(e / scale for e in edges)
    box = Box(points[0], top / scale, points[-1], bottom / scale)
    raw = "".join(p.character.text if p.character.raw is None else p.character.raw for p in part)
    confidence = min(p.character.confidence for p in part)
    return Word(text, box, confidence, points, raw if raw != text else None)
