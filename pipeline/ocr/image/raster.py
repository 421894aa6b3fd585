"""A page of a PDF as a picture."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

from ziping.pipeline.errors import ReadError
from ziping.pipeline.ocr.measures import INCH
from ziping.pipeline.ocr.recognise.engine import Grey

# A picture is read at most at this size (pixels): A3 at 200 dots an inch has 7.7 million.
MOST_PIXELS = 16_000_000

# A picture in the file that takes more bytes than this is not unpacked: it would fill the memory.
MOST_BYTES = 400_000_000

# Coarser than this (dots an inch) a page is never read, however coarse its picture is: small print would be lost.
COARSEST = 150.0

# A page narrower than this (points; parts of its length) holds no print.
NARROWEST, THINNEST = 5.0, 0.001

# Pictures that cover less than this part of the page do not tell the resolution of the scan.
MAIN_PICTURE = 0.1

Colour = NDArray[np.uint8]  # rows × columns × (blue, green, red)

# A page of which fewer pixels (share) than this differ from the others may hold a picture that cannot be unpacked:
# viewers show nothing in its place.
EMPTY = 0.005
_EACH = 3  # every so many pixels are looked at, across and along: a page that is not empty has print on many

MEGABYTE = 1e6  # bytes
_BYTE = 8  # bits

NESTED = 4  # pictures lie at most this deep in form objects


def render(page: pdfium.PdfPage, number: int, dpi: float) -> tuple[Colour | Grey, float]:
    """The page as a viewer shows it, and the pixels an inch: those of the picture on it, `dpi` at most.

    Raises:
        ReadError: `too-large`, when a picture on it cannot be unpacked in reasonable memory; `corrupt`, when it is
            damaged; `ocr-failed`, when the page is too narrow to hold any print.
    """
    width, height = page.get_size()
    if not min(width, height) >= max(NARROWEST, THINNEST * max(width, height)):
        message = f"Page {number} measures {width:.3g} × {height:.3g} points: too narrow to hold any print."
        raise ReadError("ocr-failed", message, number)
    pictures = list(page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=NESTED))
    largest = max(pictures, key=_bytes, default=None)
    if largest is not None and _bytes(largest) > MOST_BYTES:
        across, along = largest.get_px_size()
        raise ReadError(
            "too-large",
            f"The picture on page {number} measures {across} × {along} pixels, {_bytes(largest) / MEGABYTE:.0f} MB unpacked; "
            f"up to {MOST_BYTES / MEGABYTE:.0f} MB are read. Scan the page at 200 to 300 dots an inch.",
            number,
        )
    found = max((_dots(p, width * height) for p in pictures), default=0.0)
    if found:
        dpi = min(dpi, max(found, COARSEST))
    dpi = min(dpi, INCH * math.sqrt(MOST_PIXELS / (width * height)))
    grey = all(_is_grey(p) for p in pictures) and bool(pictures)
    pixels = page.render(scale=dpi / INCH).to_numpy()  # in colour: pdfium is slower in grey
    if found and _is_empty(pixels) and not all(_can_be_unpacked(p) for p in pictures):
        raise ReadError("corrupt", f"The picture on page {number} is damaged: nothing of it can be seen.", number)
    return np.ascontiguousarray(pixels[:, :, 1] if grey else pixels[:, :, :3]), dpi


def _dots(picture: pdfium.PdfImage, page_area: float) -> float:
    """Dots an inch of a picture as it is placed; 0 for a small one."""
    x0, y0, x1, y1 = picture.get_bounds()
    if (x1 - x0) * (y1 - y0) < MAIN_PICTURE * page_area:
        return 0.0
    across, along = sorted(picture.get_px_size())
    short, long = sorted((x1 - x0, y1 - y0))
    return float(INCH * max(across / short, along / long))


def _is_empty(pixels: NDArray[np.uint8]) -> bool:
    """Whether hardly a pixel differs from the others, as no scan of paper is."""
    sample = pixels[::_EACH, ::_EACH, 1]
    return float(np.mean(sample != sample[0, 0])) < EMPTY


def _can_be_unpacked(picture: pdfium.PdfImage) -> bool:
    try:
        picture.get_bitmap()
    except pdfium.PdfiumError:
        return False
    return True


def _bytes(picture: pdfium.PdfImage) -> int:
    return int(math.prod(picture.get_px_size()) * max(1, picture.get_metadata().bits_per_pixel) // _BYTE)


def _is_grey(picture: pdfium.PdfImage) -> bool:
    return picture.get_metadata().bits_per_pixel in (1, _BYTE) and picture.get_metadata().colorspace in (
        raw.FPDF_COLORSPACE_DEVICEGRAY,
        raw.FPDF_COLORSPACE_CALGRAY,
        raw.FPDF_COLORSPACE_UNKNOWN,
    )
