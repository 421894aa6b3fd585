"""Whether an embedded font draws the digits, and the units 万 and 亿, that it says its characters are.

A font's table of meanings (ToUnicode) is what a text layer is read by, and nothing makes a file draw the same: programs that
cut fonts down mix it up, and some do so on purpose against copying. Both are told by what all typefaces share (see `shapes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from ziping.pipeline.reading.fonts.shapes import KNOWN, PIECES, SURE, Flags, misfit
from ziping.pipeline.reading.fonts.stretches import NAMELESS
from ziping.pipeline.reading.text.glyphs import Glyphs

# So many pixels of a character's size are painted; fewer lose the holes of small print.
PIXELS = 48

# From the baseline, what a digit takes up above and below (parts of its size): an underline is not part of it.
ABOVE, BELOW = 0.86, 0.04

# Ink differs from paper by so much at least (0 to 255). What is ink is told by two parts of the difference: hairlines are
# grey, and so are the holes of heavy print.
FAINTEST, GREYS, WHITE = 60, (0.25, 0.6), 255

# So many of a font's digits, one of them surely (see `misfit`), say that it draws others than it says; one unit does.
PROOF = 2

# So many of its digits are looked at, those first that are told best.
SAMPLE, TELLING = 8, "8016932574"

# So often is a digit looked at before it counts: a line may run through one.
LOOKS = 3

Known = dict[
    str, dict[str, int]
]  # fonts by their names, with how surely each digit looked at is another (see `misfit`)
Corner = tuple[float, float]  # where the part of a page that is shown begins, left and above (points)


def false_fonts(
    page: pdfium.PdfPage, glyphs: Glyphs, names: Sequence[str | None], corner: Corner, known: Known
) -> set[str]:
    """The names of the embedded fonts on a page that draw other digits than they say.

    Args:
        page: That they are on.
        glyphs: Its upright characters, on the page as it is displayed.
        names: Of the embedded font of each run (see `embedded_names`).
        corner: Where what is shown of the page begins.
        known: What earlier pages have shown; what this one shows is added.
    """
    found: set[str] = set()
    samples: dict[str, dict[str, list[int]]] = {}
    runs = glyphs.runs.tolist()
    for index, text in enumerate(glyphs.texts):
        if text not in KNOWN:
            continue
        name = names[runs[index]]
        if name is not None:
            places = samples.setdefault(name, {}).setdefault(text, [])
            if len(places) < LOOKS:
                places.append(index)
    for name, digits in samples.items():
        looked = known.setdefault(name, {})
        for digit in sorted(digits.keys() - looked.keys(), key=_how_telling):
            if len(looked) < SAMPLE or digit in PIECES:
                looked[digit] = _misfit(page, glyphs, digit, digits[digit], corner)
        misfits = {digit: how for digit, how in looked.items() if how}
        if any(how == SURE and (len(misfits) >= PROOF or digit in PIECES) for digit, how in misfits.items()):
            found.add(name)
    for name in [name for name in known if name.startswith(NAMELESS)]:
        del known[name]  # its address may be another font's on the next page
    return found


def _how_telling(character: str) -> int:
    """In which order characters are looked at: units first."""
    return TELLING.find(character)


def _misfit(page: pdfium.PdfPage, glyphs: Glyphs, digit: str, places: Sequence[int], corner: Corner) -> int:
    """How surely none of the first places of a digit looks like it."""
    least: int | None = None
    for k in places:
        for ink in _painted(page, glyphs, k, corner):
            found = misfit(digit, ink)
            least = found if least is None else min(least, found)
            if not least:
                return 0
    return least or 0


def _end(glyphs: Glyphs, index: int) -> float:
    """Where a character ends: a font may say of it that it is wider than it is, and then it reaches over the next."""
    start, end = float(glyphs.starts[index]), float(glyphs.stops[index])
    if index + 1 < len(glyphs.texts) and glyphs.runs[index + 1] == glyphs.runs[index]:
        after = float(glyphs.starts[index + 1])
        return after if start < after < end else end
    return end


def _painted(page: pdfium.PdfPage, glyphs: Glyphs, index: int, corner: Corner) -> Iterator[Flags]:
    """The ink of a character, drawn so large that its holes show, in two ways of telling it; none where none is seen."""
    size, baseline = float(glyphs.sizes[index]), float(glyphs.baselines[index])
    scale = PIXELS / size
    left, top = float(glyphs.starts[index]) - corner[0], baseline - ABOVE * size - corner[1]
    width = max(1, round((_end(glyphs, index) - float(glyphs.starts[index])) * scale))
    height = round((ABOVE + BELOW) * PIXELS)
    bitmap = pdfium.PdfBitmap.new_native(min(width, 2 * PIXELS), height, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((WHITE, WHITE, WHITE, WHITE), 0, 0, bitmap.width, height)
    matrix = raw.FS_MATRIX(scale, 0, 0, scale, -left * scale, -top * scale)
    clip = raw.FS_RECTF(0, 0, bitmap.width, height)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, clip, 0)
    pixels = bitmap.to_numpy().reshape(height, bitmap.width).astype(int)
    low, high = int(pixels.min()), int(pixels.max())
    if high - low < FAINTEST:
        return
    edge = np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))
    light = np.median(edge) > (low + high) / 2
    for grey in GREYS:
        yield pixels < high - grey * (high - low) if light else pixels > low + grey * (high - low)
