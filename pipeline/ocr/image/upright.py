"""A page's picture turned upright, made straight, and taken apart into print and ruling lines."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.pipeline.ocr.image.cleaning import to_ink, wipe
from ziping.pipeline.ocr.image.raster import Colour
from ziping.pipeline.ocr.image.ruling import Warp, find_lines
from ziping.pipeline.ocr.image.seal_places import Disc, hidden, to_discs
from ziping.pipeline.ocr.image.seal_remains import wipe_remains
from ziping.pipeline.ocr.image.seals import Seal, without_seals
from ziping.pipeline.ocr.image.sheet import Sheet, to_sheet
from ziping.pipeline.ocr.image.straighten import skew_of, straightened, turned
from ziping.pipeline.ocr.lines.line_ends import to_line_ends
from ziping.pipeline.ocr.lines.spotting import Spot, to_spots
from ziping.pipeline.ocr.lines.strips import to_strip
from ziping.pipeline.ocr.measures import INCH
from ziping.pipeline.ocr.recognise.engine import (
    Engine,
    Grey,
    Picture,
    Reading,
    Strip,
)
from ziping.pipeline.present.page_transform import PageTransform
from ziping.schemas.geometry import Box

# So many lines of print are read to see which side of a page is up.
SAMPLE = 5
_EACH = 4  # of the longest lines every so many: the very longest may be headings and rows of dots

# So much longer one way than the other is a line.
LONG = 1.8


@dataclass(frozen=True, slots=True)
class Photo:
    """A page's picture as it was found, in grey and cleaned.

    Attributes:
        number: Of the page, counting from 1.
        grey: Without seals, dark edges and punch holes.
        seals: Where seals were.
        dpi: Pixels an inch.
    """

    number: int
    grey: Grey
    seals: tuple[Seal, ...]
    dpi: float

    @staticmethod
    def of(number: int, pixels: Colour | Grey, dpi: float) -> Photo:
        grey, seals = without_seals(pixels, dpi)
        return Photo(number, wipe(grey, dpi), tuple(seals), dpi)


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture upright and straight.

    Attributes:
        sheet: The picture taken apart.
        found: Where the recogniser saw text, in points.
        spots: Where lines of print stand.
        rotation: By how many degrees clockwise it was turned: 0, 90, 180, 270.
        skew: By how many degrees its lines fell.
        discs: Where seals are on it.
    """

    sheet: Sheet
    found: list[Box]
    spots: list[Spot]
    rotation: int
    skew: float
    discs: list[Disc]


def to_upright(photo: Photo, engine: Engine) -> Upright:
    """Turns a picture so that its lines run level, and one that lay on its side so that its print stands upright.

    Raises:
        OcrError: when the recogniser fails.
    """
    upright = _looked_at(photo, 0, engine)
    if _lies(upright.found):
        upright = on_its_feet(photo, _looked_at(photo, 90, engine), engine)
    return upright


def on_its_feet(photo: Photo, upright: Upright, engine: Engine) -> Upright:
    """The same, or turned upside down when its print is surer read like that."""
    longest = sorted(upright.spots, key=lambda s: s.x0 - s.x1)
    strips = [to_strip(s, upright.sheet) for s in longest[: _EACH * SAMPLE : _EACH]]
    over = [Strip(s.number, s.box, turned(s.pixels, 180)) for s in strips]
    if _sureness(engine.read(over)) > _sureness(engine.read(strips)):
        height, width = (size / upright.sheet.scale for size in upright.sheet.grey.shape)
        found = [Box(width - b.x1, height - b.bottom, width - b.x0, height - b.top) for b in upright.found]
        upright = _looked_at(photo, upright.rotation + 180, engine, found)
    return upright


def _looked_at(photo: Photo, rotation: int, engine: Engine, found: list[Box] | None = None) -> Upright:
    """The picture turned by that much. `found` is where text is, if that is known."""
    skew, sheet = _straight(photo.number, turned(photo.grey, rotation), photo.dpi)
    height, width = photo.grey.shape
    pose = PageTransform(width / sheet.scale, height / sheet.scale, rotation, skew)
    discs = to_discs(photo.seals, pose, sheet.scale)
    wipe_remains(sheet.ink, sheet.grey, [disc for disc in discs if disc.is_taken_out], sheet.scale)
    if found is None:
        # A seal that could not be taken out would run together with the lines that it touches.
        mixed = [disc for disc in discs if not disc.is_taken_out]
        found = engine.find(Picture(photo.number, hidden(sheet.grey, mixed), photo.dpi, sheet.height))
    return Upright(sheet, found, to_line_ends(to_spots(found, sheet), sheet), rotation, skew, discs)


def _straight(number: int, grey: Grey, dpi: float) -> tuple[float, Sheet]:
    skew = skew_of(to_ink(grey, dpi))
    straight = straightened(grey, skew, Warp())
    lines = find_lines(straight, dpi)
    warp = lines.warp(dpi / INCH)
    if any(warp):
        straight = straightened(grey, skew, warp)
        height, width = grey.shape
        lines = lines.straightened(warp, (width / 2, height / 2))
    return skew, to_sheet(number, straight, lines, dpi)


def _lies(found: Sequence[Box]) -> bool:
    """Whether most print runs up or down the page."""
    tall = sum(b.height for b in found if b.height > LONG * b.width)
    wide = sum(b.width for b in found if b.width > LONG * b.height)
    return tall > wide


def _sureness(readings: Sequence[Reading]) -> float:
    every = [c.confidence for reading in readings for c in reading]
    return statistics.mean(every) if every else 0.0
