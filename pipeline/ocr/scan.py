"""A page's picture becomes a page: words with their places, ruling lines, how it lay."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import cv2

from ziping.pipeline.ocr.image.cells import CellKey
from ziping.pipeline.ocr.image.raster import Colour
from ziping.pipeline.ocr.image.seal_places import Disc
from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.image.upright import Photo, Upright, on_its_feet, to_upright
from ziping.pipeline.ocr.lines.leftovers import find_leftovers
from ziping.pipeline.ocr.lines.spotting import Spot, usual_size
from ziping.pipeline.ocr.lines.under_seals import may_be_of_seal, through_seals
from ziping.pipeline.ocr.lines.unread_ink import doubt_unread_ink
from ziping.pipeline.ocr.lines.word_places import to_words
from ziping.pipeline.ocr.recognise.engine import Engine, Grey
from ziping.pipeline.ocr.recognise.transcribing import (
    LEGIBLE,
    Transcript,
    mean_of_ideographs,
    mean_sureness,
    shows_print,
    sureness,
    transcribe,
)
from ziping.pipeline.ocr.settle.by_ink import settle_all
from ziping.pipeline.ocr.settle.siblings import settle_siblings
from ziping.pipeline.ocr.settle.units import settle_units
from ziping.schemas.geometry import Box
from ziping.schemas.page import Method, Page
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

# What the detector passed over is print when its least certain character is so sure: in an otherwise empty cell, and
# elsewhere; a lone stroke, and what stands in a seal, must be surer.
SURE_IN_CELL, SURE, SURE_ALONE = 0.3, 0.85, 0.95

# A page whose characters are less sure than this on average may stand on its head.
READABLE = 0.75

# Print in a cell is at least this high and wide (parts of the usual size): smaller ink is dirt.
PRINT_HEIGHT, PRINT_WIDTH = 0.45, 0.25

# A lone character whose ink is smaller than this both ways (parts of the usual size) is dirt, whatever it looks like, but
# for dashes, and for points on a line of print.
DIRT = 0.45

# A page with more ink than this (part of its area), and no word read, is not blank.
BLANK = 0.002

# What is left of a ruling line looks like these.
_STROKES = frozenset("1Il|丨i!'‘’一-—_~,.、")

# A dash of a line stands so close to the rest (parts of the size).
_DASHES, BESIDE = frozenset("—-–－一_"), 1.2

_SMALL = _DASHES | frozenset(".·•。,，、")
_NEVER_ALONE = frozenset(":：;；'‘’\"“”`´^°º")  # marks that say nothing where no other character stands on their line
_SIGNS = frozenset("≥≤=><%—-")  # a seal leaves no such thing

FIRST_IDEOGRAPH = "\u4e01"  # but for the one stroke of 一


@dataclass(frozen=True, slots=True)
class Scan:
    """A page read from its picture, and what was seen on it and could not be read."""

    page: Page
    notes: tuple[Note, ...]


def read_scan(number: int, size: tuple[float, float], pixels: Colour | Grey, dpi: float, engine: Engine) -> Scan:
    """Reads the picture of a page. `size` is its width and height as it is shown, in points.

    Raises:
        OcrError: when the recogniser fails.
    """
    photo = Photo.of(number, pixels, dpi)
    upright = to_upright(photo, engine)
    if not shows_print(upright.spots, upright.sheet, engine):
        upright = on_its_feet(photo, upright, engine)
        if not shows_print(upright.spots, upright.sheet, engine):
            page = _without_words(number, size, upright)
            return Scan(page, _of_page(page, upright.sheet))
    lines = transcribe(upright.spots, upright.sheet, engine)
    if lines and min(mean_sureness(lines), mean_of_ideographs(lines)) < READABLE:
        again = on_its_feet(photo, upright, engine)
        if again is not upright:
            upright = again
            lines = transcribe(upright.spots, upright.sheet, engine)
    sheet = upright.sheet
    usual = usual_size(upright.spots)
    lines = [k for k in through_seals(lines, upright.discs, sheet, engine) if k.reading and not _is_dirt(k, usual)]
    filled = {line.cell for line in lines}
    rest = transcribe(find_leftovers(sheet, [line.spot for line in lines], usual), sheet, engine)
    lines += [
        k for k in rest if _is_print(k, filled, lines, usual) and not _is_of_seal(k, upright.discs, filled, usual)
    ]
    filled |= {line.cell for line in lines}
    lines, units = settle_units(settle_siblings(settle_all(lines, sheet)), sheet, engine)
    lines, beside = doubt_unread_ink(lines, sheet, upright.discs)
    legible = mean_sureness(lines) >= LEGIBLE
    words = tuple(word for k in lines for word in to_words(k.reading, k.spot, sheet, k.strip, usual)) if legible else ()
    page = replace(
        _without_words(number, size, upright),
        words=words,
        confidence=min((w.confidence for w in words if w.confidence is not None), default=None),
    )
    if not words:
        return Scan(page, _of_page(page, sheet))
    is_alone = sum(len(word.text) for word in words) == 1  # specks of a picture are read as a sign
    alone = _of_page(page, sheet) if is_alone else ()
    missed = [k for k in rest if k.cell is not None and k.cell not in filled and _is_large(k, usual)]
    return Scan(page, (*alone, *_of_cells(missed, sheet), *units, *beside))


def _without_words(number: int, size: tuple[float, float], upright: Upright) -> Page:
    width, height = size if upright.rotation % 180 == 0 else size[::-1]
    rules = upright.sheet.grids.rules
    return Page(number, width, height, (), rules, Method.OCR, upright.rotation, round(upright.skew, 3))


def _is_print(line: Transcript, filled: Container[CellKey | None], lines: Sequence[Transcript], usual: float) -> bool:
    """Whether something that the detector passed over is print, and not dirt or what is left of a seal."""
    if _is_dirt(line, usual):
        return False
    stroke = len(line.reading) == 1 and line.reading[0].text in _STROKES
    if line.cell is not None and line.cell not in filled:
        return sureness(line.reading) >= (SURE if stroke else SURE_IN_CELL)
    alone = stroke and not any(_is_beside(line.spot, other.spot) for other in lines)
    if alone and (line.cell is not None or sureness(line.reading) < SURE_ALONE):
        return False
    if sureness(line.reading) >= SURE and _is_dash(line):
        return any(_is_beside(line.spot, other.spot) for other in lines)
    telling = tuple(c for c in line.reading if c.text.isdigit() or c.text >= FIRST_IDEOGRAPH or c.text in "()")
    return sureness(telling) >= SURE and 2 * len(telling) + 1 >= len(line.reading)


def _is_dirt(line: Transcript, usual: float) -> bool:
    """Whether a line is a speck: far smaller than the print of the page, or two of them that look like a colon."""
    spot = line.spot
    if len(line.reading) != 1 or line.reading[0].text in _SMALL:
        return False
    if line.reading[0].text in _NEVER_ALONE:
        return True
    return max(spot.bottom - spot.top, spot.x1 - spot.x0) < DIRT * usual


def _is_of_seal(line: Transcript, discs: Sequence[Disc], filled: Container[CellKey | None], usual: float) -> bool:
    """Whether it may be what is left of a seal: a letter or two in its place, and not sure to be one."""
    least = SURE_ALONE if len(line.reading) <= 2 else SURE
    if sureness(line.reading) >= least or not may_be_of_seal(line.spot, discs, usual):
        return False
    if all(disc.is_taken_out for disc in discs if disc.holds(line.spot)):
        return not _is_dash(line)
    return (
        line.cell is None or line.cell in filled or not any(c.text.isdigit() or c.text in _SIGNS for c in line.reading)
    )


def _is_dash(line: Transcript) -> bool:
    return all(c.text in _DASHES for c in line.reading)


def _is_beside(dash: Spot, spot: Spot) -> bool:
    """Whether a dash stands on a line of print, close to it, as beside a page number."""
    gap = max(dash.x0 - spot.x1, spot.x0 - dash.x1)
    return spot.top < dash.middle < spot.bottom and gap <= BESIDE * spot.size


def _is_large(line: Transcript, usual: float) -> bool:
    spot = line.spot
    return spot.bottom - spot.top >= PRINT_HEIGHT * usual and spot.x1 - spot.x0 >= PRINT_WIDTH * usual


def _of_page(page: Page, sheet: Sheet) -> tuple[Note, ...]:
    """A page without words, or with a single sign: blank, or not to be read."""
    if cv2.countNonZero(sheet.ink) < BLANK * sheet.ink.size:
        return ()
    message = "There is something on this page, but no text that can be read. If it is print, scan it again at 300 dpi."
    return (Note("unreadable-page", message, (Printed("", page.number, Box(0, 0, page.width, page.height)),)),)


def _of_cells(missed: Sequence[Transcript], sheet: Sheet) -> tuple[Note, ...]:
    notes = []
    for line in missed:
        edges = (line.spot.x0, line.spot.top, line.spot.x1, line.spot.bottom)
        box = Box(*(edge / sheet.scale for edge in edges))
        printed = Printed("".join(c.text for c in line.reading), sheet.number, box)
        notes.append(Note("unreadable-cell", "There is print in this cell that could not be read.", (printed,)))
    return tuple(notes)
