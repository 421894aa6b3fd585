"""Whether an embedded font draws the digits that it says its characters are.

A font's table of meanings (ToUnicode) is what a text layer is read by, and nothing makes a file draw the same: programs that
cut fonts down mix it up, and some do so on purpose against copying. Digits are told by what all typefaces share: how many
closed shapes each has, and where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from pypdfium2 import raw

from ziping.pipeline.reading.text.glyphs import Glyphs
from ziping.pipeline.reading.text.stretches import NAMELESS

# So many pixels of a character's size are painted; fewer lose the holes of small print.
PIXELS = 48

# From the baseline, what a digit takes up above and below (parts of its size): an underline is not part of it.
ABOVE, BELOW = 0.86, 0.04

# Ink differs from paper by so much at least (0 to 255). What is ink is told by two parts of the difference: hairlines are
# grey, and so are the holes of heavy print.
FAINTEST, GREYS, WHITE = 60, (0.25, 0.6), 255

# A hole has at least this part of the area of the digit's box: specks and crossing hairlines are none.
HOLE = 0.02

# How many holes a digit has, at least and at most: a 4 is open above in some typefaces, a 0 has a stroke or dot in others.
HOLES = {
    "0": (1, 2),
    **dict.fromkeys("12357", (0, 0)),
    "4": (0, 1),
    "6": (1, 1),
    "8": (2, 2),
    "9": (1, 1),
}

# The hole of a 0 is at least so high, of a 6 or 9 at most (parts of the digit's height). It lies in the middle of a 0, but
# for this, and below or above that of the others.
TALL, SHORT, OFF = 0.3, 0.62, 0.15

# So many of a font's digits, one of them surely (see `misfit`), say that it draws others than it says.
PROOF, SURE = 2, 2

# So many of its digits are looked at, those first that are told best.
SAMPLE, TELLING = 8, "8016932574"

# So often is a digit looked at before it counts: a line may run through one.
LOOKS = 3

Flags = npt.NDArray[np.bool_]
Known = dict[
    str, dict[str, int]
]  # fonts by their names, with how surely each digit looked at is another (see `misfit`)
Corner = tuple[float, float]  # where the part of a page that is shown begins, left and above (points)


def lying_fonts(
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
        if text not in HOLES:
            continue
        name = names[runs[index]]
        if name is not None:
            places = samples.setdefault(name, {}).setdefault(text, [])
            if len(places) < LOOKS:
                places.append(index)
    for name, digits in samples.items():
        looked = known.setdefault(name, {})
        for digit in sorted(digits.keys() - looked.keys(), key=TELLING.index):
            if len(looked) < SAMPLE:
                looked[digit] = _misfit(page, glyphs, digit, digits[digit], corner)
        if sum(m > 0 for m in looked.values()) >= PROOF and max(looked.values()) == SURE:
            found.add(name)
    for name in [name for name in known if name.startswith(NAMELESS)]:
        del known[name]  # its address may be another font's on the next page
    return found


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


def _painted(page: pdfium.PdfPage, glyphs: Glyphs, index: int, corner: Corner) -> Iterator[Flags]:
    """The ink of a character, drawn so large that its holes show, in two ways of telling it; none where none is seen."""
    size, baseline = float(glyphs.sizes[index]), float(glyphs.baselines[index])
    scale = PIXELS / size
    left, top = float(glyphs.starts[index]) - corner[0], baseline - ABOVE * size - corner[1]
    width = max(1, round((float(glyphs.stops[index]) - float(glyphs.starts[index])) * scale))
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


def misfit(digit: str, ink: Flags) -> int:
    """How surely ink is not that digit, by its holes: 0 where it may be, 1 where it lacks one, which a broken hairline
    does, too, and 2 where it has one that the digit has not. Nothing is said against a digit of which no ink is seen."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return 0
    holes = list(_holes(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]))
    least, most = HOLES[digit]
    if not least <= len(holes) <= most:
        return 1 if len(holes) < least else SURE
    height, middle = holes[0] if holes else (0.0, 0.0)
    low = digit == "0" and len(holes) == 1 and (height < TALL or abs(middle - 0.5) > OFF)
    astray = digit in "69" and (height > SHORT or (middle > 0.5) != (digit == "6"))
    return SURE if low or astray else 0


def _holes(ink: Flags) -> Iterator[tuple[float, float]]:
    """The height of each hole of a shape, and where its middle is from the top, in parts of the shape's height."""
    height, width = ink.shape
    for top, bottom, area in _regions(np.pad(~ink, 1, constant_values=True)):
        if top > 0 and area >= HOLE * height * width:
            yield (bottom - top + 1) / height, ((bottom + top) / 2 - 1) / height


def _regions(free: Flags) -> Iterator[tuple[int, int, int]]:
    """The regions of free pixels that hang together by their sides: the first and the last row of each, and how many
    pixels it has."""
    across = free.shape[1] + 1
    flat = np.pad(free, ((0, 0), (0, 1))).ravel()  # rows are parted by a pixel that is not free
    ends = np.flatnonzero(np.diff(flat, prepend=False)).tolist()
    regions: list[list[int]] = []  # first row, last row, pixels
    leads: list[int] = []  # the region that each one has become part of, or itself
    above: list[tuple[int, int, int]] = []  # stretches of the row before: where they begin and end, and the region
    here: list[tuple[int, int, int]] = []
    row = 0
    for start, stop in zip(ends[::2], ends[1::2], strict=True):
        if start // across != row:
            above, here, row = here if start // across == row + 1 else [], [], start // across
        left, right = start - row * across, stop - row * across
        own = -1
        for begins, over, region in above:
            if begins < right and left < over:
                number = _lead(leads, region)
                if own < 0:
                    own = number
                elif own != number:
                    one, other = regions[own], regions[number]
                    regions[own] = [min(one[0], other[0]), row, one[2] + other[2]]
                    leads[number] = own
        if own < 0:
            own = len(regions)
            regions.append([row, row, 0])
            leads.append(own)
        regions[own][1] = row
        regions[own][2] += right - left
        here.append((left, right, own))
    for number, (first, last, pixels) in enumerate(regions):
        if leads[number] == number:
            yield first, last, pixels


def _lead(leads: list[int], number: int) -> int:
    while leads[number] != number:
        number = leads[number]
    return number
