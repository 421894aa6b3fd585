"""Characters that nobody sees: painted over, or in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ziping.pipeline.reading.paths.painting import Area, Painting, Picture
from ziping.pipeline.reading.paths.shades import (
    WHITE,
    Backdrop,
    blend,
    differ,
)
from ziping.pipeline.reading.text.glyphs import Glyphs, Ink, Layer
from ziping.pipeline.reading.text.textpage import Numbers

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
        if not len(glyphs):
            continue
        x, y = _centres(glyphs, turn)
        orders = np.array([order for order, _ in layer.inks])[glyphs.runs]
        hidden = np.zeros(len(glyphs), dtype=bool)
        for c in covers:
            under = (orders < c.order) & (c.x0 <= x) & (x <= c.x1) & (c.top <= y) & (y <= c.bottom)
            if under.any() and (isinstance(c, Area) or hides(c.address)):
                hidden |= under
        pale = np.array([alike[colour] for _, colour in layer.inks])[glyphs.runs]
        for i in np.flatnonzero(pale & ~hidden):
            hidden[i] = _is_pale(float(x[i]), float(y[i]), layer.inks[glyphs.runs[i]], painting, backdrop)
        if hidden.any():
            layer.glyphs[turn] = glyphs.only(np.flatnonzero(~hidden))


def _centres(glyphs: Glyphs, turn: int) -> tuple[Numbers, Numbers]:
    """The middles of the characters on the page."""
    u, v = (glyphs.starts + glyphs.stops) / 2, glyphs.baselines - MIDDLE * glyphs.sizes
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
