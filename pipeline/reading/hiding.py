"""Characters that nobody sees: painted over, or in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.reading.glyphs import Glyph, Ink, Layer
from pipeline.reading.painting import Area, Painting, Picture
from pipeline.reading.shades import WHITE, Backdrop, blend, differ

# A character's middle stands this much (parts of its size) above its baseline.
MIDDLE = 0.38


# Only text in colours from this lightness on (0 to 255, in every channel) is looked at for standing on its like: nobody
# writes black on black, and a ground that is not what we take it for must not cost the page its text.
PALE = 160


def drop_hidden(layer: Layer, painting: Painting, backdrop: Backdrop, hides: Callable[[int], bool]) -> None:
    """Takes the characters that are not seen out of the layer. `hides` says of a picture, by its address, whether it
    hides what is beneath it."""
    covers: list[Picture | Area] = [*(a for a in backdrop.areas if a.hides), *painting.pictures]
    if covers:
        first = min((order for order, _ in layer.inks), default=0)
        covers = [c for c in covers if c.order > first]
    tints = {WHITE, *(a.colour for a in backdrop.areas)}
    colours = {colour for _, colour in layer.inks}
    alike = {c: min(c[:3]) >= PALE and any(not differ(blend(c, t), t) for t in tints) for c in colours}
    if not covers and not any(alike.values()):
        return
    for turn, glyphs in layer.glyphs.items():
        if not glyphs:
            continue
        centres = [_centre(g, turn) for g in glyphs]
        x, y = np.array(centres).T
        orders = np.array([layer.inks[g.run][0] for g in glyphs])
        hidden = np.zeros(len(glyphs), dtype=bool)
        for c in covers:
            under = (orders < c.order) & (c.x0 <= x) & (x <= c.x1) & (c.top <= y) & (y <= c.bottom)
            if under.any() and (isinstance(c, Area) or hides(c.address)):
                hidden |= under
        for i, g in enumerate(glyphs):
            ink = layer.inks[g.run]
            if alike[ink[1]] and not hidden[i]:
                hidden[i] = _is_pale(*centres[i], ink, painting, backdrop)
        layer.glyphs[turn] = [g for g, gone in zip(glyphs, hidden, strict=True) if not gone]


def _centre(glyph: Glyph, turn: int) -> tuple[float, float]:
    """The middle of the character on the page."""
    u, v = (glyph.start + glyph.stop) / 2, glyph.baseline - MIDDLE * glyph.size
    return {0: (u, v), 90: (-v, u), 180: (-u, -v), 270: (v, -u)}[turn]


def _is_pale(x: float, y: float, ink: Ink, painting: Painting, backdrop: Backdrop) -> bool:
    """Whether ink at the point has the colour of what it stands on. On a picture, or a drawing in another colour, it is
    taken to be seen."""
    order, colour = ink
    grounds: list[Picture | Area] = [*painting.pictures, *(s for s in painting.shapes if differ(s.colour, colour))]
    if any(g.order < order and g.x0 <= x <= g.x1 and g.top <= y <= g.bottom for g in grounds):
        return False
    below = backdrop.colour_at(x, y, order)
    return not differ(blend(colour, below), below)
