"""Print under seals: the seal's own characters told from it, and lines followed through the seal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.image.seal_places import Disc
from ziping.pipeline.ocr.image.sheet import Sheet, columns_of
from ziping.pipeline.ocr.lines.spotting import INK_OF_SIZE, Spot, usual_size
from ziping.pipeline.ocr.recognise.engine import Character, Engine, Mask, Reading
from ziping.pipeline.ocr.recognise.second_reading import DISPUTED
from ziping.pipeline.ocr.recognise.transcribing import (
    FIGURE,
    Transcript,
    mean_sureness,
    read_at,
    sureness,
    transcribe,
)

# What stands in a seal and is less sure is what is left of the seal's own print: a character or two, and more.
OWN, OWN_SHORT = 0.7, 0.95

# Print whose ink is so high (parts of the usual size) is no remains of a seal whose ink was made paper: those are lower. A
# piece so much lower (parts of a line's size) at the end of a line that is followed through a seal is the seal's.
AS_HIGH, PIECE = 0.58, 0.4

# A line followed through a seal is believed when its characters are so sure on average.
FOLLOWED = 0.75

# Parts of the size of print: how far beyond a seal a line is followed (a character may lie half under its edge), and by
# which part a line must grow to be read again (a third of a character is none).
BEYOND, _LONGER = 1.5, 3
NEXT = 0.8  # parts of the size: a figure may have gone on where the ring of a seal is this close to its end
SAME_HEIGHT = 1.1  # times the usual height: nothing of a seal stands above or below the line


def through_seals(lines: Sequence[Transcript], discs: Sequence[Disc], sheet: Sheet, engine: Engine) -> list[Transcript]:
    """The lines without the seals' own print; those that run into a seal followed to its other side. Figures there are
    looked at once more, and in doubt where two looks differ: what is left of a seal makes 24 of a 4.

    Raises:
        OcrError: when the recogniser fails.
    """
    if not discs:
        return list(lines)
    print_size = usual_size([line.spot for line in lines if not any(d.holds(line.spot) for d in discs)])
    kept = [k for k in lines if sureness(k.reading) >= _own(k) or not may_be_of_seal(k.spot, discs, print_size)]
    before = tuple(kept)
    usual = usual_size([line.spot for line in kept])
    for i, line in enumerate(kept):
        followed = _followed(line, kept, discs, sheet)
        if followed is None:
            continue
        longer = max(line.spot.x0 - followed.x0, followed.x1 - line.spot.x1) > line.spot.size / _LONGER
        lowered = _lowered(followed, usual, sheet)
        if not longer and lowered.size == line.spot.size:
            continue
        best = line
        for again in transcribe([followed, lowered] if longer else [lowered], sheet, engine):
            if len(again.reading) > len(best.reading) and mean_sureness([again]) >= FOLLOWED:
                best = replace(again, cell=line.cell)
        kept[i] = best
    return _doubted(kept, before, discs, sheet, engine)


def _doubted(
    lines: list[Transcript],
    before: Sequence[Transcript],
    discs: Sequence[Disc],
    sheet: Sheet,
    engine: Engine,
) -> list[Transcript]:
    """The lines with figures in doubt that stand under seals and are read otherwise by another look: as they were found
    (`before`), or larger; or that end at the ring of a seal whose ink could not be told from print: a figure may be gone with it."""
    places = [
        i
        for i, line in enumerate(lines)
        if _digits(line.reading) and (_meets(line.spot, discs) or _ends_at_ring(line.spot, discs))
    ]
    looks = read_at([lines[i].spot for i in places], sheet, engine, FIGURE)
    mixed = [disc for disc in discs if not disc.is_taken_out]
    for i, again in zip(places, looks, strict=True):
        own = _digits(lines[i].reading)
        if _ends_at_ring(lines[i].spot, mixed) or any(_digits(look.reading) != own for look in (before[i], again)):
            lines[i] = replace(lines[i], reading=tuple(map(_in_doubt, lines[i].reading)))
    return lines


def _ends_at_ring(spot: Spot, discs: Sequence[Disc]) -> bool:
    """Whether the ring of a seal runs through an end of a line, or right beside it."""
    reach = NEXT * spot.size
    return any(
        abs(math.hypot(x - disc.x, spot.middle - disc.y) - disc.radius) <= reach
        for disc in discs
        for x in (spot.x0, spot.x1)
    )


def _digits(reading: Reading) -> str:
    return "".join(c.text for c in reading if c.text.isdigit())


def _in_doubt(character: Character) -> Character:
    if not character.text.isdigit():
        return character
    return character._replace(confidence=min(character.confidence, DISPUTED))


def _meets(spot: Spot, discs: Sequence[Disc]) -> bool:
    chords = [chord for d in discs if (chord := d.chord(spot.middle)) is not None]
    return any(start < spot.x1 and spot.x0 < stop for start, stop in chords)


def may_be_of_seal(spot: Spot, discs: Sequence[Disc], usual: float) -> bool:
    """Whether something in the place of a seal may be what is left of it: anything where print could not be told from the
    seal, else what is lower than print (`usual` is the size of most print on the page, in pixels)."""
    around = [disc for disc in discs if disc.holds(spot)]
    is_as_high = AS_HIGH * usual <= spot.bottom - spot.top
    return bool(around) and not (is_as_high and all(disc.is_taken_out for disc in around))


def _own(line: Transcript) -> float:
    return OWN if len(line.reading) > 2 else OWN_SHORT


def _lowered(spot: Spot, usual: float, sheet: Sheet) -> Spot:
    """The line without the ink of the seal above and below it: as high as most print on the page."""
    height = round(usual * INK_OF_SIZE)
    if spot.bottom - spot.top <= SAME_HEIGHT * height:
        return spot
    rows = np.cumsum(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1].sum(axis=1, dtype=np.int64))
    within = rows[height:] - rows[:-height]
    top = spot.top + int(within.argmax()) + 1
    return replace(spot, top=top, bottom=top + height, size=usual)


def _followed(line: Transcript, lines: Sequence[Transcript], discs: Sequence[Disc], sheet: Sheet) -> Spot | None:
    """The line as far as the seals go that it runs into, but not over ruling lines and other print."""
    spot = line.spot
    left, right = float(spot.x0), float(spot.x1)
    touched = False
    for disc in discs:
        chord = disc.chord(spot.middle)
        if chord is None or chord[1] < spot.x0 or chord[0] > spot.x1:
            continue
        touched = True
        left, right = min(left, chord[0] - BEYOND * spot.size), max(right, chord[1] + BEYOND * spot.size)
    if not touched:
        return None
    for other in lines:
        o = other.spot
        if o is not spot and min(o.bottom, spot.bottom) - max(o.top, spot.top) > 0:
            if o.x1 <= spot.x0 + spot.size / 2:
                left = max(left, o.x1)
            elif o.x0 >= spot.x1 - spot.size / 2:
                right = min(right, o.x0)
    for wall in sheet.lines.down:
        if wall.start <= spot.middle <= wall.stop:
            at = wall.at(spot.middle)
            if at <= (spot.x0 + spot.x1) / 2:
                left = max(left, at + wall.thick)
            else:
                right = min(right, at - wall.thick)
    ink = np.flatnonzero(
        columns_of(_large(sheet.ink[spot.top : spot.bottom, max(0, int(left)) : int(right) + 1], spot))
    )
    if not ink.size:
        return None
    x0, x1 = max(0, int(left)) + int(ink[0]), max(0, int(left)) + int(ink[-1]) + 1
    return replace(spot, x0=min(x0, spot.x0), x1=max(x1, spot.x1))


def _large(ink: Mask, spot: Spot) -> Mask:
    """The ink of a line without its small pieces."""
    _, labels, stats, _ = components_of(ink)
    small = stats[:, cv2.CC_STAT_HEIGHT] < PIECE * spot.size
    return np.where(small[labels], 0, ink).astype(np.uint8)
