"""Units of money that decide what all amounts below them are: read in several views where the first is unsure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.recognise.engine import Engine, Reading
from ziping.pipeline.ocr.recognise.transcribing import DOUBTFUL, Transcript, mean, read_at, sureness
from ziping.schemas.geometry import Box
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

# A unit is looked at in these sizes; what most of the views say, by how sure they are, counts.
SIZES = (22.0, 36.0, 60.0, 72.0)

# The unit is in doubt where another has so much of the weight of the one that counts.
CLOSE = 0.5

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
    for index, line in enumerate(lines):
        if sureness(line.reading) >= DOUBTFUL or not _LIKE.fullmatch(_text(line.reading)):
            continue
        views = [line, *(view for size in SIZES for view in read_at([line.spot], sheet, engine, size))]
        best, doubted = surest(v.reading for v in views)
        if best is not None:
            settled[index] = next(v for v in views if v.reading is best)
        if doubted or best is None:
            notes.append(_note(settled[index], sheet))
    return settled, tuple(notes)


def surest(views: Iterable[Reading]) -> tuple[Reading | None, bool]:
    """The reading of the unit that has the most weight, None where no view shows one; and whether another comes close."""
    by_unit: dict[str, list[Reading]] = defaultdict(list)
    for reading in views:
        told = _TOLD.fullmatch(_text(reading))
        if told is not None:
            by_unit[told["unit"]].append(reading)
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
