"""Readings settled where the ink, the line or the column of a table tells which of two look-alikes it must be."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ziping.pipeline.ocr.image.cells import CellKey
from ziping.pipeline.ocr.image.sheet import Sheet, columns_of, rows_of
from ziping.pipeline.ocr.lines.edges import character_edges
from ziping.pipeline.ocr.recognise.engine import Reading
from ziping.pipeline.ocr.recognise.transcribing import Transcript
from ziping.pipeline.ocr.settle.lookalikes import NO_DOUBT, WITH_BAR, settle, settle_alone, settle_dash, settled
from ziping.pipeline.ocr.settle.signs import has_bar
from ziping.pipeline.ocr.settle.terms import settle_terms


def settle_all(lines: Sequence[Transcript], sheet: Sheet) -> list[Transcript]:
    """The same with look-alikes settled, where the ink, the line or the column of the table tells which it must be."""
    readings = settle_terms([settle(_by_strokes(line, sheet)) for line in lines])
    lines = [replace(line, reading=reading) for line, reading in zip(lines, readings, strict=True)]
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


def _by_strokes(line: Transcript, sheet: Sheet) -> Reading:
    """The reading with dashes told from the figure one by their ink, and signs of comparison with a bar from those
    without."""
    if not any(c.text == "一" or c.text in WITH_BAR for c in line.reading):
        return line.reading
    spot = line.spot
    edges = character_edges(line.reading, spot, sheet, line.strip)
    characters = []
    for character, (a, b) in zip(line.reading, itertools.pairwise(edges), strict=True):
        ink = sheet.ink[spot.top : spot.bottom, spot.x0 + int(a) : spot.x0 + int(b)]
        rows, columns = np.flatnonzero(rows_of(ink)), np.flatnonzero(columns_of(ink))
        if rows.size:
            height, width = (float(k[-1] - k[0] + 1) / spot.size for k in (rows, columns))
            character = settle_dash(character, height, width)  # noqa: PLW2901
            if character.text in WITH_BAR and character.confidence < NO_DOUBT and has_bar(ink):
                character = settled(character, WITH_BAR[character.text])  # noqa: PLW2901
        characters.append(character)
    return tuple(characters)
