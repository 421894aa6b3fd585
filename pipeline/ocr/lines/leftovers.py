"""Ink that the detector passed over: lone figures, dashes, percent signs, small print."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from ziping.pipeline.ocr.image.cleaning import outlines, within
from ziping.pipeline.ocr.image.sheet import Sheet, columns_of, rows_of
from ziping.pipeline.ocr.lines.level import Level
from ziping.pipeline.ocr.lines.spotting import INK_OF_SIZE, Spot
from ziping.pipeline.ocr.recognise.engine import Mask

# Parts of the usual size of print.
NEAR = 0.55  # ink this close together is of one line
LEAST = 0.22  # lower and narrower ink is dirt
LOWEST, HIGHEST = 0.45, 2.2  # heights of a line outside of tables
AROUND = 0.18  # ink this close to a line that was found belongs to it
FLAT, TOGETHER = 0.2, 0.8  # two strokes so flat, above each other along this part of their width, are one sign
REMAINS = (0.2, 1.25)  # as narrow and as high is what is left of a ruling line

# Parts of the size of print: how wide and how high a dash is that stands in no cell, and at which size at least what is
# left over is shown to the recogniser.
DASH_WIDTHS, DASH_HEIGHT, SHOWN = (0.6, 2.5), 0.25, 0.75
_LEVEL = 3  # ink that hangs together is nearer up and down by this factor than from left to right
BODY = 10  # points, the size of print where a page has none that was found

MOST = 60  # so many are read; a page with more leftovers is a photograph or dirt


def find_leftovers(sheet: Sheet, spots: Iterable[Spot], usual: float) -> list[Spot]:
    """Lines of print among the ink that no spot holds: in the cells of tables even a dash, elsewhere what is as high as
    a line."""
    if not usual:
        usual = BODY * sheet.scale
    rest = sheet.ink.copy()
    around = round(AROUND * usual)
    for s in spots:
        rest[max(0, s.top - around) : s.bottom + around, max(0, s.x0 - around) : s.x1 + around] = 0
    if not cv2.countNonZero(rest):
        return []
    reach = max(1, round(NEAR * usual))
    together = cv2.dilate(rest, np.ones((max(1, reach // _LEVEL), reach), np.uint8))
    found = []
    for outline in outlines(together):
        x, y, part = within(outline, rest)
        spot = _tight(part, x, y, usual)
        if spot is not None and _is_print(spot, usual, sheet):
            found.append(spot)
    found = _paired(found, usual)
    return found if len(found) <= MOST else []


def _paired(spots: list[Spot], usual: float) -> list[Spot]:
    """Two flat strokes, one above the other, as one sign."""
    rest = [s for s in spots if not _is_flat(s, usual)]
    strokes = sorted((s for s in spots if _is_flat(s, usual)), key=lambda s: s.top)
    level, taken = Level(strokes), set[int]()
    for k, spot in enumerate(strokes):
        if k in taken:
            continue
        below = next(
            (
                i
                for i in level.below(spot, NEAR * usual)
                if i > k and i not in taken and _are_pair(spot, strokes[i], usual)
            ),
            None,
        )
        if below is None:
            rest.append(spot)
        else:
            other = strokes[below]
            taken.add(below)
            x0, x1 = min(other.x0, spot.x0), max(other.x1, spot.x1)
            rest.append(Spot(x0, spot.top, x1, other.bottom, max(other.size, spot.size)))
    return rest


def _are_pair(above: Spot, below: Spot, usual: float) -> bool:
    wider = max(above.x1 - above.x0, below.x1 - below.x0)
    together = min(above.x1, below.x1) - max(above.x0, below.x0) >= TOGETHER * wider
    return together and 0 < below.top - above.bottom <= NEAR * usual


def _is_flat(spot: Spot, usual: float) -> bool:
    return spot.bottom - spot.top <= FLAT * usual


def _tight(part: Mask, x: int, y: int, usual: float) -> Spot | None:
    rows, columns = np.flatnonzero(rows_of(part)), np.flatnonzero(columns_of(part))
    if not rows.size:
        return None
    top, bottom, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    if max(bottom - top, x1 - x0) < LEAST * usual:
        return None
    # A dash is shown at the size of the print around it.
    return Spot(x + x0, y + top, x + x1, y + bottom, max(SHOWN * usual, (bottom - top) / INK_OF_SIZE))


def _is_print(spot: Spot, usual: float, sheet: Sheet) -> bool:
    height, width = spot.bottom - spot.top, spot.x1 - spot.x0
    if height > HIGHEST * usual or (width <= REMAINS[0] * usual and height >= REMAINS[1] * usual):
        return False
    if sheet.grids.cell_at((spot.x0 + spot.x1) / 2 / sheet.scale, spot.middle / sheet.scale) is not None:
        return True
    dash = DASH_WIDTHS[0] * usual <= width <= DASH_WIDTHS[1] * usual and height <= DASH_HEIGHT * usual
    return height >= LOWEST * usual or dash
