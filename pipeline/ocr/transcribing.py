"""Lines of print read, looked at again where the reading is doubtful, and settled where characters look alike."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.ocr.edges import character_edges
from pipeline.ocr.engine import Engine, Reading
from pipeline.ocr.grids import CellKey
from pipeline.ocr.lookalikes import settle, settle_alone, settle_dash
from pipeline.ocr.sheet import Sheet
from pipeline.ocr.spotting import Spot
from pipeline.ocr.strips import SIZE, to_strip
from schemas.geometry import Box

# A line with a character less sure than this is looked at again, larger; a short one also smaller. The surer reading
# of the whole line counts.
DOUBTFUL = 0.72
LARGER, SMALLER, SHORT = 36.0, 22.0, 3


@dataclass(frozen=True, slots=True)
class Transcript:
    """A line of print and what it says.

    Attributes:
        strip: What was shown to the recogniser, in points.
        cell: The cell of a table that it stands in.
    """

    spot: Spot
    strip: Box
    reading: Reading
    cell: CellKey | None


def transcribe(spots: Sequence[Spot], sheet: Sheet, engine: Engine) -> list[Transcript]:
    """What the lines say, as recognised.

    Raises:
        OcrError: when the recogniser fails.
    """
    lines = _read(spots, sheet, engine, SIZE)
    doubtful = [i for i, line in enumerate(lines) if sureness(line.reading) < DOUBTFUL]
    short = [i for i in doubtful if len(lines[i].reading) <= SHORT]
    for size, again in ((LARGER, doubtful), (SMALLER, short)):
        for i, line in zip(again, _read([spots[i] for i in again], sheet, engine, size), strict=True):
            if _mean(line.reading) > _mean(lines[i].reading):
                lines[i] = line
    return lines


def settle_all(lines: Sequence[Transcript], sheet: Sheet) -> list[Transcript]:
    """The same with look-alikes settled, where the ink, the line or the column of the table tells which it must be."""
    lines = [replace(line, reading=settle(_with_dashes(line, sheet))) for line in lines]
    alone: dict[CellKey, int] = defaultdict(int)
    columns: dict[tuple[int, int], list[tuple[CellKey, str]]] = defaultdict(list)
    for line in lines:
        if line.cell is not None:
            alone[line.cell] += 1
            columns[line.cell.grid, line.cell.column].append((line.cell, "".join(c.text for c in line.reading)))
    settled = []
    for line in lines:
        if line.cell is not None and alone[line.cell] == 1:
            others = [text for cell, text in columns[line.cell.grid, line.cell.column] if cell != line.cell]
            line = replace(line, reading=settle_alone(line.reading, others))  # noqa: PLW2901
        settled.append(line)
    return settled


def _with_dashes(line: Transcript, sheet: Sheet) -> Reading:
    """The reading with dashes told from the figure one by their ink."""
    if not any(c.text == "一" for c in line.reading):
        return line.reading
    spot = line.spot
    edges = character_edges(line.reading, spot, sheet, line.strip)
    told = []
    for character, (a, b) in zip(line.reading, itertools.pairwise(edges), strict=True):
        ink = sheet.ink[spot.top : spot.bottom, spot.x0 + int(a) : spot.x0 + int(b)] > 0
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        if rows.size:
            height, width = (float(k[-1] - k[0] + 1) / spot.size for k in (rows, columns))
            character = settle_dash(character, height, width)  # noqa: PLW2901
        told.append(character)
    return tuple(told)


def sureness(reading: Reading) -> float:
    """The confidence of the least certain character; 0 where nothing was read."""
    return min((c.confidence for c in reading), default=0.0)


def mean_sureness(lines: Sequence[Transcript]) -> float:
    """The mean confidence of all characters."""
    every = [c.confidence for line in lines for c in line.reading]
    return sum(every) / len(every) if every else 0.0


def _mean(reading: Reading) -> float:
    """The geometric mean of the confidences; 0 where nothing was read."""
    if not reading:
        return 0.0
    return math.exp(sum(math.log(max(c.confidence, 1e-3)) for c in reading) / len(reading))


def _read(spots: Sequence[Spot], sheet: Sheet, engine: Engine, size: float) -> list[Transcript]:
    if not spots:
        return []
    strips = [to_strip(s, sheet, size) for s in spots]
    return [
        Transcript(s, strip.box, reading, sheet.grids.cell_at((s.x0 + s.x1) / 2 / sheet.scale, s.middle / sheet.scale))
        for s, strip, reading in zip(spots, strips, engine.read(strips), strict=True)
    ]
