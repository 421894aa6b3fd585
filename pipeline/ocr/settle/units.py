"""Units of money that decide what all amounts below them are: read in several views where the first is unsure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2

from ziping.pipeline.ocr.image.sheet import Sheet, columns_of
from ziping.pipeline.ocr.lines.edges import NARROW
from ziping.pipeline.ocr.lines.spotting import runs_of
from ziping.pipeline.ocr.recognise.engine import Engine, Reading
from ziping.pipeline.ocr.recognise.second_reading import DISPUTED
from ziping.pipeline.ocr.recognise.transcribing import DOUBTFUL, Transcript, mean, read_at, sureness
from ziping.schemas.geometry import Box
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

# A unit is looked at in these sizes; what most of the views say, by how sure they are, counts.
SIZES = (22.0, 36.0, 60.0, 72.0)

# The unit is in doubt where another has so much of the weight of the one that counts.
CLOSE = 0.5

# Between the 元 and what was read before it a character that was lost has so much room, and so much ink at least (parts of
# the size, and of its square).
ROOM, INK = 0.6, 0.03
_WIDE = 1.0  # how wide an ideograph is, in its size
_FIRST_CJK = "\u2e80"

_BARE = re.compile(r"[0-9０-９%:：(（]元")
_AMOUNT = re.compile(r"[0-9０-９.,]*元")
_STATED = re.compile(r"[(（:：](?P<unit>[百千]?[万亿]?元)[)）]?$")
_TOLD = re.compile(r"[(（]?(?:(?:金额)?单位[:：]?)?(?:人民币)?[一-鿿]{0,2}?(?P<unit>[百千]?[万亿]?元)[)）]?")
_LIKE = re.compile(r"[(（]?(?:(?:金额)?单位[:：]?)?(?:人民币)?[一-鿿]{0,3}[元究完兀无][)）]?")


def settle_units(
    lines: Sequence[Transcript], sheet: Sheet, engine: Engine
) -> tuple[list[Transcript], tuple[Note, ...]]:
    """The lines with unsure units of money as most views of them read them, and a note for each of which views differ.

    Raises:
        OcrError: when the recogniser fails.
    """
    settled, notes = list(lines), []
    mixed = _mixed(lines)
    for index, line in enumerate(lines):
        if index in mixed or lacks_character(line, sheet):
            settled[index] = replace(line, reading=_unit_doubted(line.reading))
            notes.append(_note(line, sheet))
            continue
        if sureness(line.reading) >= DOUBTFUL or not _LIKE.fullmatch(_text(line.reading)):
            continue
        views = [line, *(view for size in SIZES for view in read_at([line.spot], sheet, engine, size))]
        best, doubted = surest(v.reading for v in views)
        if best is not None:
            settled[index] = next(v for v in views if v.reading is best)
        if doubted or best is None:
            notes.append(_note(settled[index], sheet))
    return settled, tuple(notes)


def lacks_character(line: Transcript, sheet: Sheet) -> bool:
    """Whether ink stands before the 元 of an amount or of a unit where a character has room that was not read: thin strokes
    lose the 万 of 万元 without a doubt."""
    spot, strip, scale = line.spot, line.strip, sheet.scale
    for match in _BARE.finditer(_text(line.reading)):
        at = match.end() - 1
        before, unit = line.reading[at - 1], line.reading[at]
        left, right = ((strip.x0 + c.middle * strip.width) * scale for c in (before, unit))
        width = (_WIDE if before.text >= _FIRST_CJK else NARROW) * spot.size
        low, high = max(0, round(left)), max(0, round(right))
        filled = runs_of(columns_of(sheet.ink[spot.top : spot.bottom, low:high]))
        own = [low + b for a, b in filled if a == 0], [low + a for a, b in filled if b == high - low]
        start = max([round(left + width / 2), *own[0]])
        stop = min([round(right - spot.size / 2), *own[1]])
        if stop - start < ROOM * spot.size:
            continue
        ink = sheet.ink[spot.top : spot.bottom, start:stop]
        if cv2.countNonZero(ink) >= INK * spot.size**2:
            return True
    return False


def _mixed(lines: Sequence[Transcript]) -> set[int]:
    """The lines of a row of a table that state a unit where others of the row state one that is 10,000 times it."""
    rows: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for index, line in enumerate(lines):
        match = _STATED.search(_text(line.reading))
        if line.cell is not None and match is not None:
            rows[line.cell.grid, line.cell.row][index] = match["unit"]
    return {index for units in rows.values() for index, unit in units.items() if f"{unit[:-1]}万元" in units.values()}


def _unit_doubted(reading: Reading) -> Reading:
    """The reading with every 元 in doubt, and the figure before it."""
    doubted = {k for match in _AMOUNT.finditer(_text(reading)) for k in range(*match.span())}
    return tuple(
        c._replace(confidence=min(c.confidence, DISPUTED)) if k in doubted else c for k, c in enumerate(reading)
    )


def surest(views: Iterable[Reading]) -> tuple[Reading | None, bool]:
    """The reading of the unit that has the most weight, None where no view shows one; and whether another comes close."""
    by_unit: dict[str, list[Reading]] = defaultdict(list)
    for reading in views:
        match = _TOLD.fullmatch(_text(reading))
        if match is not None:
            by_unit[match["unit"]].append(reading)
    weights = {unit: sum(map(mean, readings)) for unit, readings in by_unit.items()}
    ranked = sorted(weights, key=lambda u: -weights[u])
    if not ranked:
        return None, True
    best = max(by_unit[ranked[0]], key=lambda r: (round(mean(r), 1), len(r)))
    return best, len(ranked) > 1 and weights[ranked[1]] >= CLOSE * weights[ranked[0]]


def _text(reading: Reading) -> str:
    return "".join(c.text for c in reading)


def _note(line: Transcript, sheet: Sheet) -> Note:
    spot = line.spot
    box = Box(*(edge / sheet.scale for edge in (spot.x0, spot.top, spot.x1, spot.bottom)))
    text = _text(line.reading)
    message = f"“{text}” decides what the amounts below it are, and may be another unit: look it up"
    return Note("two-readings", message, (Printed(text, sheet.number, box),))
