"""Figures in running text, read once more on their own."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import regex

from ziping.pipeline.ocr.image.sheet import Sheet, columns_of
from ziping.pipeline.ocr.lines.edges import character_edges
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.measures import LEAST_CONFIDENCE
from ziping.pipeline.ocr.recognise.ctc import folded
from ziping.pipeline.ocr.recognise.engine import Character, Reading
from ziping.schemas.geometry import Box

# Figures of two places or more. A year of which every place is sure is not looked at again: there are many.
_FIGURE_OF_PLACES = regex.compile(r"[0-9][0-9.,，．·％%]*[0-9](?:[%％])?|[0-9][%％]")
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}")
# The unit of money behind a figure is shown with it.
_UNIT = regex.compile(r"[百千]?[万亿]?元")
SURE_YEAR = 0.98  # as sure as print of a good scan is, nearly always

# Where two readings of a figure differ, the surer one counts, and is at most this sure.
DISPUTED = 0.6

Span = tuple[int, int]


def figures_in(reading: Reading) -> Iterator[Span]:
    """Where in a line figures stand that are worth a second look; none in a line that is nothing but a figure: that was
    read large already."""
    text = "".join(c.text if len(c.text) == 1 else " " for c in reading)
    for match in _FIGURE_OF_PLACES.finditer(text):
        start, stop = match.span()
        sure = min(c.confidence for c in reading[start:stop])
        if (start, stop) != (0, len(text)) and not (_YEAR.fullmatch(match.group()) and sure >= SURE_YEAR):
            yield start, stop


def with_unit(reading: Reading, span: Span) -> Span:
    """The place of a figure, with the unit of money that stands behind it."""
    start, stop = span
    text = "".join(c.text if len(c.text) == 1 else " " for c in reading)
    unit = _UNIT.match(text, stop)
    return start, unit.end() if unit else stop


def figure_spot(reading: Reading, span: Span, spot: Spot, sheet: Sheet, strip: Box) -> Spot:
    """The part of a line that a figure takes."""
    edges = character_edges(reading, spot, sheet, strip)
    x0, x1 = spot.x0 + math.floor(edges[span[0]]), spot.x0 + math.ceil(edges[span[1]])
    filled = np.flatnonzero(columns_of(sheet.ink[spot.top : spot.bottom, x0:x1]))
    if filled.size:
        x0, x1 = x0 + int(filled[0]), x0 + int(filled[-1]) + 1
    return Spot(x0, spot.top, max(x1, x0 + 2), spot.bottom, spot.size)


def compared(reading: Reading, span: Span, again: Reading, shown: Box, strip: Box) -> Reading:
    """The line with a figure as the second look has it, if that is surer, and its unit of money in doubt if that look has
    another. `shown` and `strip` are what was read then and before."""
    stop = span[1]
    until = with_unit(reading, span)[1]
    figure, unit = _parted(again)
    if unit and stop < until and unit != "".join(c.text for c in reading[stop:until]):
        doubted = tuple(c._replace(confidence=min(c.confidence, DISPUTED)) for c in reading[stop:until])
        reading = (*reading[:stop], *doubted, *reading[until:])
    return _figure_compared(reading, span, figure, shown, strip)


def _parted(reading: Reading) -> tuple[Reading, str]:
    """A figure and the unit of money behind it."""
    text = "".join(c.text if len(c.text) == 1 else " " for c in reading)
    match = regex.search(rf"{_UNIT.pattern}$", text)
    return (reading[: match.start()], match.group()) if match else (reading, "")


def _figure_compared(reading: Reading, span: Span, again: Reading, shown: Box, strip: Box) -> Reading:
    start, stop = span
    before = reading[start:stop]
    old, new = _text(before), _text(again)
    # More at its ends than before is a piece of its neighbours.
    if new.startswith(old) or new.endswith(old) or _FIGURE_OF_PLACES.fullmatch(new) is None:
        return reading
    chosen = before
    if _mean(again) >= _mean(before) or len(again) > len(before):
        factor, offset = shown.width / strip.width, (shown.x0 - strip.x0) / strip.width
        chosen = tuple(c._replace(middle=offset + factor * c.middle) for c in again)
        chosen = (chosen[0]._replace(raw=old), *(c._replace(raw="") for c in chosen[1:]))
    disputed = tuple(c._replace(confidence=min(c.confidence, DISPUTED)) for c in chosen)
    return (*reading[:start], *disputed, *reading[stop:])


def _text(reading: Reading) -> str:
    return "".join(folded(c.text) for c in reading)


def _mean(reading: tuple[Character, ...]) -> float:
    return math.exp(sum(math.log(max(c.confidence, LEAST_CONFIDENCE)) for c in reading) / len(reading))
