"""Makes `pipeline/reading/text/squares.ttf`, the font for text whose own font is only named.

    python -m tests.reading.make_squares        (needs fonttools, which comes with the extra `samples`)

Every character is a square: Latin letters half an em wide, all else one em. Format 13 of `cmap` maps whole ranges to
one glyph, so that the font takes less than a kilobyte.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

EM, ASCENT, DESCENT, BEARING = 1000, 880, -120, 50
LATIN = range(0x21, 0x7F)
WIDE = chain(range(0xA1, 0xD800), range(0xF900, 0xFFFE))
OUT = Path("pipeline/reading/text/squares.ttf")


def square(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((BEARING, DESCENT))
    for corner in ((width - BEARING, DESCENT), (width - BEARING, ASCENT), (BEARING, ASCENT)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def squares() -> FontBuilder:
    font = FontBuilder(EM, isTTF=True)
    widths = {".notdef": EM, "half": EM // 2, "full": EM}
    font.setupGlyphOrder(list(widths))
    font.setupGlyf({name: square(width) for name, width in widths.items()})
    font.setupHorizontalMetrics({name: (width, BEARING) for name, width in widths.items()})
    font.setupCharacterMap({0x21: "half"})
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.format, table.reserved, table.length, table.nGroups = 13, 0, 0, 0
    table.cmap = {**dict.fromkeys(LATIN, "half"), **dict.fromkeys(WIDE, "full")}
    font.font["cmap"].tables = [table]
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupNameTable({"familyName": "Ziping Squares", "styleName": "Regular"})
    font.setupPost()
    font.font.recalcTimestamp = False
    font.font["head"].created = font.font["head"].modified = 0
    return font


if __name__ == "__main__":
    squares().save(OUT)
