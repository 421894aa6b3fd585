"""Whether the embedded fonts of a document draw the ideographs that they say.

A font's table of meanings may be mixed up: its text is then made of real characters that hardly ever stand together. That
is cheap to see, by pairs of characters that the lexicon knows; only a font of which hardly any pair is known is recognised,
a few lines of it, and believed or not by what they show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ziping.parsers.lexicon.entries import Use, every_entry
from ziping.pipeline.ocr.image.ruling import Lines
from ziping.pipeline.ocr.image.sheet import to_sheet
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.measures import INCH
from ziping.pipeline.ocr.recognise.transcribing import mean, read_at

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from ziping.pipeline.ocr.recognise.engine import Engine, Grey
    from ziping.pipeline.reading.text.stretches import Stretch

# Of so many pairs of ideographs, less than this part is known where meanings are mixed up: where all are, and where only
# some are. Of the fonts of published reports three in ten and more are known, but for lists of names.
STRANGE = ((24, 0.12), (150, 0.22))

# So many stretches of a font are recognised, at this resolution (dots an inch), the longest of at most so many ideographs
# first; the font is believed where this part of their ideographs is what it says.
SAMPLE, DPI, LONGEST, HONEST = 6, 200.0, 12, 0.8

# A stretch tells something where its characters are so sure on average; so many ideographs tell enough.
SURE, ENOUGH = 0.85, 8

STRIP_SIZE = 36.0  # pixels: print is shown so high


@dataclass(slots=True)
class _Said:
    """How many pairs of ideographs a font has been seen to print, and how many of them are known."""

    pairs: int = 0
    known: int = 0

    @property
    def is_strange(self) -> bool:
        return any(self.pairs >= pairs and self.known < part * self.pairs for pairs, part in STRANGE)


@dataclass(slots=True)
class FontCheck:
    """What is known of the fonts of a document, page by page."""

    _said: dict[str, _Said] = field(default_factory=dict)
    _judged: dict[str, bool] = field(default_factory=dict)  # whether the font draws what it says

    def lies(self, stretches: Sequence[Stretch], look: Callable[[Sequence[Stretch]], Sequence[str]]) -> bool:
        """Whether a font of a page draws other ideographs than it says.

        Args:
            stretches: What the fonts of the page say.
            look: Recognises stretches of that page; one that cannot be read is empty.

        Raises:
            OcrError: when the recogniser fails.
        """
        of_font: dict[str, list[Stretch]] = {}
        for stretch in stretches:
            of_font.setdefault(stretch.font, []).append(stretch)
        is_false = False
        for font, own in of_font.items():
            said = self._said.setdefault(font, _Said())
            for stretch in own:
                pairs = [a + b for a, b in pairwise(stretch.text)]
                said.pairs += len(pairs)
                said.known += sum(pair in _known_pairs() for pair in pairs)
            if font not in self._judged and said.is_strange:
                chosen = sorted(own, key=lambda s: -min(len(s.text), LONGEST))[:SAMPLE]
                honest = _is_honest(chosen, look(chosen))
                if honest is not None:
                    self._judged[font] = honest
            is_false |= not self._judged.get(font, True)
        return is_false


def _is_honest(stretches: Sequence[Stretch], seen: Sequence[str]) -> bool | None:
    """Whether stretches show what they say; None where too little can be read."""
    same = every = 0
    for stretch, text in zip(stretches, seen, strict=True):
        if len(text) == len(stretch.text):
            every += len(text)
            same += sum(a == b for a, b in zip(stretch.text, text, strict=True))
    return None if every < ENOUGH else same >= HONEST * every


def looked_at(page: pdfium.PdfPage, number: int, stretches: Sequence[Stretch], engine: Engine) -> list[str]:
    """What stretches of a page show; one that cannot be read is empty.

    Raises:
        OcrError: when the recogniser fails.
    """
    from ziping.pipeline.ocr.image.raster import render

    pixels, dpi = render(page, number, DPI)
    grey: Grey = pixels if pixels.ndim == 2 else pixels[:, :, 1].copy()
    sheet = to_sheet(number, grey, Lines((), ()), dpi)
    scale = dpi / INCH
    spots = [
        Spot(
            round(box.x0 * scale),
            round(box.top * scale),
            round(box.x1 * scale),
            round(box.bottom * scale),
            box.height * scale,
        )
        for box in (stretch.box for stretch in stretches)
    ]
    lines = read_at(spots, sheet, engine, STRIP_SIZE)
    return ["".join(c.text for c in k.reading) if mean(k.reading) >= SURE else "" for k in lines]


@cache
def _known_pairs() -> frozenset[str]:
    """Every pair of characters that stand beside one another in the lexicon."""
    return frozenset(_pairs())


def _pairs() -> Iterator[str]:
    for entry in every_entry():
        for use in Use:
            for word in entry.of(use):
                yield from (a + b for a, b in pairwise(word))
