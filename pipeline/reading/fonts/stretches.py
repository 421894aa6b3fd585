"""What each embedded font of a page is said to print, stretch by stretch: by it others judge whether a font draws what it
says."""

from __future__ import annotations

import ctypes as c
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pypdfium2 import raw

from ziping.pipeline.reading import native
from ziping.pipeline.reading.text.glyphs import ASCENT, Glyphs
from ziping.schemas.geometry import Box

_LONGEST_NAME = 128  # bytes: names of fonts in PDF are at most 127 long
NAMELESS = "@"  # begins what stands for the name of a font without one

# Ideographs of one stretch stand as level as this, and as close (parts of their size).
LEVEL, NEXT = 0.1, 0.35

# A stretch has at least so many ideographs; so many stretches of a page are kept.
SHORTEST, MOST = 3, 400

_FIRST, _LAST = "\u4e00", "\u9fff"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Ideographs that stand beside one another in one font.

    Attributes:
        font: The font's name; the same in all of a document, but for those that have none.
        text: What they are said to be.
        box: Where they stand, in points from the top left corner of what is shown of the page.
    """

    font: str
    text: str
    box: Box


def embedded_names(objects: Sequence[int]) -> list[str | None]:
    """The name of the font of each text object, given by its address, where the file has the font; None else: those that
    are only named cannot lie."""
    names: dict[int | None, str | None] = {}
    found = []
    for obj in objects:
        font = native.text_font(obj)
        if font not in names:
            names[font] = _embedded_name(font or 0)
        found.append(names[font])
    return found


def _embedded_name(address: int) -> str | None:
    font = c.cast(address, raw.FPDF_FONT)
    if not address or raw.FPDFFont_GetIsEmbedded(font) != 1:
        return None
    name = c.create_string_buffer(_LONGEST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", "replace") or f"{NAMELESS}{address}"


def stretches_of(glyphs: Glyphs, names: Sequence[str | None], corner: tuple[float, float]) -> tuple[Stretch, ...]:
    """The stretches of ideographs in embedded fonts.

    Args:
        glyphs: The upright characters of a page, on the page as it is displayed.
        names: Of the embedded font of each run (see `embedded_names`).
        corner: Where what is shown of the page begins, left and above.
    """
    ideographs = np.array([_FIRST <= t <= _LAST and len(t) == 1 for t in glyphs.texts], dtype=bool)
    if not ideographs.any():
        return ()
    numbers = {name: k for k, name in enumerate(dict.fromkeys(names))}
    fonts = np.array([numbers[name] for name in names])[glyphs.runs]
    sizes = glyphs.sizes
    together = (
        ideographs[1:]
        & ideographs[:-1]
        & (fonts[1:] == fonts[:-1])
        & (np.abs(np.diff(glyphs.baselines)) <= LEVEL * sizes[1:])
        & (np.abs(glyphs.starts[1:] - glyphs.stops[:-1]) <= NEXT * sizes[1:])
    )
    firsts = np.flatnonzero(ideographs & ~np.concatenate(([False], together)))
    lasts = np.flatnonzero(ideographs & ~np.concatenate((together, [False])))
    long = lasts - firsts + 1 >= SHORTEST
    firsts, lasts = firsts[long], lasts[long]
    left, top = corner
    size = sizes[firsts]
    above = glyphs.baselines[firsts] - ASCENT * size - top
    boxes = np.stack((glyphs.starts[firsts] - left, above, glyphs.stops[lasts] - left, above + size), axis=1)
    found = []
    places = zip(glyphs.runs[firsts].tolist(), firsts.tolist(), lasts.tolist(), boxes.tolist(), strict=True)
    for run, a, b, box in places:
        name = names[run]
        if name is None:
            continue
        found.append(Stretch(name, "".join(glyphs.texts[a : b + 1]), Box(*box)))
        if len(found) == MOST:
            break
    return tuple(found)
