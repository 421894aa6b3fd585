"""The pdfium functions that are called once a character or once a path, bound for speed.

pypdfium2's own bindings return a fresh pointer object for every handle; bound to plain addresses the same functions
are quicker, and handles can be compared and looked up. Every handle here is such an address (an int), every
out-parameter the address of a ctypes buffer.
pdfium is not thread-safe: one process may read one document at a time, threads may not share it.
"""

from __future__ import annotations

import ctypes as c
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_P, _I, _U = c.c_void_p, c.c_int, c.c_uint

# Kinds of page objects.
BYTES = 4  # of a float, an int and an unsigned int, in which pdfium hands out numbers
TEXT = pdfium.FPDF_PAGEOBJ_TEXT
PATH = pdfium.FPDF_PAGEOBJ_PATH
IMAGE = pdfium.FPDF_PAGEOBJ_IMAGE
FORM = pdfium.FPDF_PAGEOBJ_FORM

# Kinds of path segments.
LINE_TO = pdfium.FPDF_SEGMENT_LINETO
CURVE_TO = pdfium.FPDF_SEGMENT_BEZIERTO
MOVE_TO = pdfium.FPDF_SEGMENT_MOVETO

# The rule by which a point inside two shapes of one path is out; the other counts directions.
EVEN_ODD = pdfium.FPDF_FILLMODE_ALTERNATE


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:  # noqa: ANN401 - ctypes has no names for these
    address = c.cast(getattr(pdfium, name), c.c_void_p).value
    if address is None:
        raise ImportError(f"this pdfium has no {name}: update pypdfium2")
    return c.PYFUNCTYPE(result, *arguments)(address)  # keeps the interpreter's lock: the calls are short


def address(handle: Any) -> int:  # noqa: ANN401 - a ctypes pointer of any kind
    """The address behind a handle of pypdfium2's; 0 for none."""
    return c.cast(handle, c.c_void_p).value or 0


page_text = _bound("FPDFText_GetText", _I, _P, _I, _I, _P)
char_code = _bound("FPDFText_GetUnicode", _U, _P, _I)
char_object = _bound("FPDFText_GetTextObject", _P, _P, _I)
char_box = _bound("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_origin = _bound("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_matrix = _bound("FPDFText_GetMatrix", _I, _P, _I, _P)
char_size = _bound("FPDFText_GetFontSize", c.c_double, _P, _I)
char_is_unmapped = _bound("FPDFText_HasUnicodeMapError", _I, _P, _I)
text_font = _bound("FPDFTextObj_GetFont", _P, _P)
text_render_mode = _bound("FPDFTextObj_GetTextRenderMode", _I, _P)

object_count = _bound("FPDFPage_CountObjects", _I, _P)
object_at = _bound("FPDFPage_GetObject", _P, _P, _I)
object_type = _bound("FPDFPageObj_GetType", _I, _P)
object_bounds = _bound("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
object_matrix = _bound("FPDFPageObj_GetMatrix", _I, _P, _P)
object_fill = _bound("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
object_stroke = _bound("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
object_stroke_width = _bound("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
object_is_transparent = _bound("FPDFPageObj_HasTransparency", _I, _P)
object_clip = _bound("FPDFPageObj_GetClipPath", _P, _P)
form_count = _bound("FPDFFormObj_CountObjects", _I, _P)
form_object = _bound("FPDFFormObj_GetObject", _P, _P, _U)
path_count = _bound("FPDFPath_CountSegments", _I, _P)
path_segment = _bound("FPDFPath_GetPathSegment", _P, _P, _I)
path_draw_mode = _bound("FPDFPath_GetDrawMode", _I, _P, _P, _P)
segment_point = _bound("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _bound("FPDFPathSegment_GetType", _I, _P)
segment_closes = _bound("FPDFPathSegment_GetClose", _I, _P)
clip_count = _bound("FPDFClipPath_CountPaths", _I, _P)
clip_segment_count = _bound("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)
