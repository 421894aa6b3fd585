"""Lines of print read, looked at again where the reading is doubtful, and settled where characters look alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ziping.pipeline.ocr.image.cells import CellKey
from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.lines.strips import SIZE, to_strip
from ziping.pipeline.ocr.measures import LEAST_CONFIDENCE
from ziping.pipeline.ocr.recognise.engine import Engine, Reading
from ziping.pipeline.ocr.recognise.second_reading import compared, figure_spot, figures_in, with_unit
from ziping.pipeline.ocr.settle.marks import mark_of
from ziping.schemas.geometry import Box

# A line with a character less sure than this is looked at again, larger; a short one also smaller. The surer reading
# of the whole line counts.
DOUBTFUL = 0.72
# Sizes of print in a strip (pixels) for the second look, and how many characters are a short line.
LARGER, SMALLER, SHORT = 36.0, 22.0, 3

# Of more lines than this a sample of so many is looked at first; a second look at the others is worth its time when it
# leaves this part of the sample without a doubt.
MANY, SAMPLE, HELPED = 300, 60, 0.1

# A page whose characters are less sure than this on average is a photograph, handwriting, a drawing, or print too poor to
# read: nothing is taken from it.
LEGIBLE = 0.4

# Rings, dots and strokes of a drawing are read as these, with some certainty. Of very many lines less than this part of the
# characters is something else where none is print: a table of noughts has labels.
_SHAPES, TELLING = frozenset("0OoQ8○〇°。.·•,-—_~|Il1()<>/\\"), 0.05

# Figures are read once more at this size: they are half as wide as ideographs.
FIGURE = 36.0

_FIRST_IDEOGRAPH = "\u4e00"
_DOTS = frozenset("….·•。,")


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
    lines = [_with_mark(line, sheet) for line in read_at(spots, sheet, engine, SIZE)]
    doubtful = [i for i, line in enumerate(lines) if sureness(line.reading) < DOUBTFUL]
    short = [i for i in doubtful if len(lines[i].reading) <= SHORT]
    for size, again in ((LARGER, doubtful), (SMALLER, short)):
        if len(again) > MANY and not _helps(size, [lines[i] for i in again], sheet, engine):
            continue
        for i, line in zip(again, read_at([spots[i] for i in again], sheet, engine, size), strict=True):
            if mean(line.reading) > mean(lines[i].reading):
                lines[i] = line
    return verified(lines, sheet, engine)


def shows_print(spots: Sequence[Spot], sheet: Sheet, engine: Engine) -> bool:
    """Whether a page of very many lines shows print, by a sample of them: drawings, music and noise have thousands of spots,
    and each would be looked at again and again.

    Raises:
        OcrError: when the recogniser fails.
    """
    if len(spots) <= MANY:
        return True
    sample = read_at(spots[:: _step(len(spots))], sheet, engine, SIZE)
    every = [c.text for line in sample for c in line.reading]
    telling = sum(text not in _SHAPES for text in every)
    return mean_sureness(sample) >= LEGIBLE and telling >= TELLING * len(every)


def _helps(size: float, lines: Sequence[Transcript], sheet: Sheet, engine: Engine) -> bool:
    """Whether some of very many doubtful lines are read well at another size, by a sample of them."""
    sample = lines[:: _step(len(lines))]
    again = read_at([line.spot for line in sample], sheet, engine, size)
    return sum(sureness(line.reading) >= DOUBTFUL for line in again) >= HELPED * len(sample)


def _step(lines: int) -> int:
    """Every which of many lines makes a sample from all over the page."""
    return -(-lines // SAMPLE)


def verified(lines: Sequence[Transcript], sheet: Sheet, engine: Engine) -> list[Transcript]:
    """The lines with the figures in their text read once more, on their own and larger: a recogniser that sees a whole
    line of print narrow loses a point, or one of several equal figures, without a doubt."""
    places = [(i, span) for i, line in enumerate(lines) for span in figures_in(line.reading)]
    strips = []
    for i, span in places:
        line = lines[i]
        shown = with_unit(line.reading, span)
        strips.append(to_strip(figure_spot(line.reading, shown, line.spot, sheet, line.strip), sheet, FIGURE))
    checked = list(lines)
    # From the end of a line to its beginning: places further on do not move.
    for (i, span), strip, again in sorted(zip(places, strips, engine.read(strips), strict=True), key=_from_the_end):
        line = checked[i]
        checked[i] = replace(line, reading=compared(line.reading, span, again, strip.box, line.strip))
    return checked


def _from_the_end(item: tuple[tuple[int, tuple[int, int]], object, object]) -> tuple[int, int]:
    (line, (start, _)), _, _ = item
    return line, -start


def _with_mark(line: Transcript, sheet: Sheet) -> Transcript:
    """What was read, or the mark that the ink shows."""
    if len(line.reading) > 1 and sureness(line.reading) >= DOUBTFUL and any(c.text not in _DOTS for c in line.reading):
        return line
    spot = line.spot
    mark = mark_of(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1], spot.size)
    return line if mark is None else replace(line, reading=mark, strip=_box_of(spot, sheet))


def _box_of(spot: Spot, sheet: Sheet) -> Box:
    x0, top, x1, bottom = (v / sheet.scale for v in (spot.x0, spot.top, spot.x1, spot.bottom))
    return Box(x0, top, x1, bottom)


def sureness(reading: Reading) -> float:
    """The confidence of the least certain character; 0 where nothing was read."""
    return min((c.confidence for c in reading), default=0.0)


def mean_sureness(lines: Sequence[Transcript]) -> float:
    """The mean confidence of all characters."""
    every = [c.confidence for line in lines for c in line.reading]
    return sum(every) / len(every) if every else 0.0


def mean_of_ideographs(lines: Sequence[Transcript]) -> float:
    """The mean confidence of ideographs, 1 where there are none: figures on their head are figures, too."""
    every = [c.confidence for line in lines for c in line.reading if c.text >= _FIRST_IDEOGRAPH]
    return sum(every) / len(every) if every else 1.0


def mean(reading: Reading) -> float:
    """The geometric mean of the confidences; 0 where nothing was read."""
    if not reading:
        return 0.0
    return math.exp(sum(math.log(max(c.confidence, LEAST_CONFIDENCE)) for c in reading) / len(reading))


def read_at(spots: Sequence[Spot], sheet: Sheet, engine: Engine, size: float) -> list[Transcript]:
    """What the lines say when their print is shown so high (pixels).

    Raises:
        OcrError: when the recogniser fails.
    """
    if not spots:
        return []
    strips = [to_strip(s, sheet, size) for s in spots]
    return [
        Transcript(s, strip.box, reading, sheet.grids.cell_at((s.x0 + s.x1) / 2 / sheet.scale, s.middle / sheet.scale))
        for s, strip, reading in zip(spots, strips, engine.read(strips), strict=True)
    ]
