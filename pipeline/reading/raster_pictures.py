"""Raster pictures: whether one hides what is beneath it."""

from __future__ import annotations

import ctypes as c

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from ziping.pipeline.reading.paths.painting import OPAQUE

# A picture of which at least this part is opaque hides what is beneath it; a seal is mostly transparent.
MOSTLY_OPAQUE = 0.9


def hides(page: pdfium.PdfPage, address: int) -> bool:
    """Whether the picture (a pdfium object at `address`) hides what it is painted over. Renders it: masks of every
    kind count, and pdfium has no quicker way to tell them."""
    picture = c.cast(address, raw.FPDF_PAGEOBJECT)
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, picture)
    if not bitmap:
        return True  # a picture that cannot be rendered has no mask that can
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return True
        width, height, stride = (
            raw.FPDFBitmap_GetWidth(bitmap),
            raw.FPDFBitmap_GetHeight(bitmap),
            raw.FPDFBitmap_GetStride(bitmap),
        )
        data = c.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        opacity = np.frombuffer(data, dtype=np.uint8).reshape(height, stride)[:, 3 : 4 * width : 4]
        return bool((opacity >= OPAQUE).mean() >= MOSTLY_OPAQUE)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
