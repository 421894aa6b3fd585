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


def embedded_name(address: int) -> str | None:
    """The name of a font where the file has it; None else: those that are only named cannot lie."""
    font = c.cast(address, raw.FPDF_FONT)
    if not address or raw.FPDFFont_GetIsEmbedded(font) != 1:
        return None
    name = c.create_string_buffer(_LONGEST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", "replace") or f"{NAMELESS}{address}"


def stretches_of(glyphs: Glyphs, objects: Sequence[int], corner: tuple[float, float]) -> tuple[Stretch, ...]:
    """The stretches of ideographs in embedded fonts.

    Args:
        glyphs: The upright characters of a page, on the page as it is displayed.
        objects: The addresses of the text objects by number of run.
        corner: Where what is shown of the page begins, left and above.
    """
    ideographs = np.array([len(t) == 1 and _FIRST <= t <= _LAST for t in glyphs.texts], dtype=bool)
    if not ideographs.any():
        return ()
    names: dict[int, str | None] = {}
    of_run: list[str | None] = [None] * len(objects)
    for run in np.unique(glyphs.runs[ideographs]).tolist():
        font = native.text_font(objects[run]) or 0
        if font not in names:
            names[font] = embedded_name(font)
        of_run[run] = names[font]
    numbers = {name: k for k, name in enumerate(dict.fromkeys(of_run))}
    fonts = np.array([numbers[name] for name in of_run])[glyphs.runs]
    sizes = glyphs.sizes
    ends = np.concatenate(([0.0], glyphs.stops[:-1]))
    before = np.concatenate(([0.0], glyphs.baselines[:-1]))
    goes_on = (
        ideographs
        & np.concatenate(([False], ideographs[:-1]))
        & (fonts == np.concatenate(([-1], fonts[:-1])))
        & (np.abs(glyphs.baselines - before) <= LEVEL * sizes)
        & (np.abs(glyphs.starts - ends) <= NEXT * sizes)
    )
    firsts = np.flatnonzero(ideographs & ~goes_on)
    lasts = np.flatnonzero(ideographs & ~np.concatenate((goes_on[1:], [False])))
    found = []
    left, top = corner
    for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True):
        name = of_run[int(glyphs.runs[a])]
        if name is None or b - a + 1 < SHORTEST:
            continue
        size, above = float(sizes[a]), float(glyphs.baselines[a]) - ASCENT * float(sizes[a]) - top
        box = Box(float(glyphs.starts[a]) - left, above, float(glyphs.stops[b]) - left, above + size)
        found.append(Stretch(name, "".join(glyphs.texts[a : b + 1]), box))
        if len(found) == MOST:
            break
    return tuple(found)
