"""A font for text whose own font is only named, so that it is read alike on every machine.

Half of what offices print names SimSun or STSong and leaves the font at home. pdfium then takes what the machine
has: glyphs of other sizes, and where there is no Chinese font at all no glyph and no text. We give it a font of our
own instead, every character of it a square (`squares.ttf`, made by `tests/reading/make_squares.py`): what is printed
and how far it runs is in the file itself.
"""

from __future__ import annotations

import ctypes as c
from functools import cache
from importlib.resources import files

from pypdfium2 import PdfSysfontBase

# Windows charset numbers of Simplified Chinese, Traditional Chinese, Japanese and Korean, as pdfium asks for them.
_CJK = frozenset({134, 136, 128, 129})
_HANDLE = 1  # pdfium asks for a handle that is not 0 and gives it back; there is one font
_NAME = b"Ziping Squares\0"


@cache
def _squares() -> bytes:
    return files("ziping.pipeline.reading.text").joinpath("squares.ttf").read_bytes()


class Squares(PdfSysfontBase):  # type: ignore[misc] # pypdfium2 comes without types
    """pdfium's source of fonts: squares for Chinese, Japanese and Korean; its own built-in fonts for the rest."""

    def MapFont(  # noqa: PLR0913, PLR0917 - pdfium calls it so
        self, _: object, weight: int, italic: int, charset: int, pitch: int, face: object, exact: object
    ) -> int:
        return _HANDLE if charset in _CJK else 0

    def GetFont(self, _: object, face: object) -> int:
        return 0

    def GetFontData(self, _: object, font: int, table: int, buffer: object, size: int) -> int:
        data = _squares()
        if font != _HANDLE or table != 0:  # a single table, or the directory of a collection: there is none
            return 0
        return _hand_over(data, buffer, size)

    def GetFaceName(self, _: object, font: int, buffer: object, size: int) -> int:
        return _hand_over(_NAME, buffer, size)

    def GetFontCharset(self, _: object, font: int) -> int:
        return min(_CJK)

    def DeleteFont(self, _: object, font: int) -> None:
        return None


def _hand_over(data: bytes, buffer: object, size: int) -> int:
    """Copies `data` where pdfium has made room for it, and says how long it is."""
    if buffer and size >= len(data):
        c.memmove(buffer, data, len(data))  # type: ignore[arg-type]
    return len(data)


def read_with_squares() -> None:
    """From here on this process reads with squares. Pictures of pages want the machine's fonts: see `paint_with_fonts`."""
    if not isinstance(PdfSysfontBase.SINGLETON, Squares):
        Squares().setup(reusable=True)


def paint_with_fonts() -> None:
    """From here on this process paints with the fonts of the machine."""
    if isinstance(PdfSysfontBase.SINGLETON, Squares):
        PdfSysfontBase.SINGLETON.close(reusable=True)
