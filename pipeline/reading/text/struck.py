"""Text that is struck out: a line is drawn through it, from its first character to its last."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ziping.pipeline.reading.paths.painting import Painting, Strip
from ziping.pipeline.reading.text.glyphs import Glyphs, Layer
from ziping.pipeline.reading.text.textpage import Integers

# The line runs this high above the baseline (parts of the size), and is no thicker than this.
LOW, HIGH, THICKEST = 0.12, 0.5, 0.15

# It begins and ends with the text it strikes out, but for this much (parts of the size): a ruling line runs further.
OVERHANG = 0.3


def take_struck(layer: Layer, painting: Painting) -> Glyphs | None:
    """Takes the upright characters that are struck out from the layer, and returns them; None where there are none."""
    glyphs = layer.glyphs[0]
    if not len(glyphs):
        return None
    least = float(glyphs.sizes.min()) / 2
    if not painting.strips:
        return None
    order = np.argsort(glyphs.baselines, kind="stable")
    baselines, largest = glyphs.baselines[order], float(glyphs.sizes.max())
    x0s, tops, x1s, bottoms = np.array([strip[:4] for strip in painting.strips]).T
    levels = (tops + bottoms) / 2
    first = np.searchsorted(baselines, levels + LOW * least)
    last = np.searchsorted(baselines, levels + HIGH * largest, "right")
    level = (first < last) & (x1s - x0s > least) & (bottoms - tops <= THICKEST * largest)
    struck = np.zeros(len(glyphs), dtype=bool)
    for i in np.flatnonzero(level).tolist():
        strip = painting.strips[i]
        found = _struck_by(strip, glyphs, order[first[i] : last[i]])
        if found.size and not _is_rule(strip, painting.strips, float(glyphs.sizes[found].min())):
            struck[found] = True
    if not struck.any():
        return None
    layer.glyphs[0] = glyphs.only(np.flatnonzero(~struck))
    return glyphs.only(np.flatnonzero(struck))


def _struck_by(strip: Strip, glyphs: Glyphs, near: Integers) -> Integers:
    """Which of the characters near a line it strikes out; none where it begins or ends away from them."""
    above = (glyphs.baselines[near] - (strip.top + strip.bottom) / 2) / glyphs.sizes[near]
    middles = (glyphs.starts[near] + glyphs.stops[near]) / 2
    thin = strip.bottom - strip.top <= THICKEST * glyphs.sizes[near]
    chosen: Integers = near[(above >= LOW) & (above <= HIGH) & thin & (strip.x0 <= middles) & (middles <= strip.x1)]
    if not chosen.size:
        return chosen
    room = OVERHANG * glyphs.sizes[chosen].max()
    start, stop = glyphs.starts[chosen].min(), glyphs.stops[chosen].max()
    reaches = abs(strip.x0 - start) <= room and abs(strip.x1 - stop) <= room
    covered = (glyphs.stops[chosen] - glyphs.starts[chosen]).sum() >= (1 - OVERHANG) * (strip.x1 - strip.x0)
    return chosen if reaches and covered else near[:0]


def _is_rule(strip: Strip, others: Sequence[Strip], size: float) -> bool:
    """Whether lines down the page meet an end of it, as those of a table do."""
    level = (strip.top + strip.bottom) / 2
    return any(
        o.top - size / 2 <= level <= o.bottom + size / 2 and min(abs(o.x0 - x), abs(o.x1 - x)) <= 1
        for o in others
        if o.bottom - o.top > o.x1 - o.x0
        for x in (strip.x0, strip.x1)
    )
