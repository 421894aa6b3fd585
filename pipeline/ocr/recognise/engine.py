"""The door to recognisers: what a page's picture is asked, and what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.measures import INCH
from ziping.schemas.geometry import Box

Grey = NDArray[np.uint8]  # rows × columns, 0 black to 255 white
Mask = NDArray[np.uint8]  # the same shape, 255 where something is, else 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture, upright and straight.

    Attributes:
        number: Of the page, counting from 1.
        pixels: The page in grey.
        dpi: Pixels an inch.
        height: How high most letters and ideographs (or their parts) are, in points; 0 when unknown.
    """

    number: int
    pixels: Grey
    dpi: float
    height: float = 0.0

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.dpi / INCH


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of print, cut out and scaled for the recogniser.

    Attributes:
        number: Of the page.
        box: What it shows of the page, in points, margins included.
        pixels: `STRIP_HEIGHT` high.
    """

    number: int
    box: Box
    pixels: Grey


STRIP_HEIGHT = 48  # pixels: what the recognition networks of PaddleOCR are made for


class Character(NamedTuple):
    """A recognised character.

    `middle` is where it stands in the strip, as a share of its width. `others` are what else it may be, each with
    its probability, likeliest first. `raw` is what was recognised where `text` is something else: a look-alike, or
    nothing at all for dirt that looks like a stop.
    """

    text: str
    confidence: float
    middle: float
    others: tuple[tuple[str, float], ...] = ()
    raw: str | None = None


Reading = tuple[Character, ...]


class Engine(Protocol):
    """A recogniser. One object serves one process and one thread."""

    @property
    def name(self) -> str:
        """What the column `ocr_model` of `documents` says: program, version, models."""

    def find(self, picture: Picture) -> list[Box]:
        """Where on the page lines of text stand, in points; a few of them may be run together or cut.

        Raises:
            OcrError: when the recogniser fails.
        """

    def read(self, strips: Sequence[Strip]) -> list[Reading]:
        """What the strips say, in their order; blanks left out.

        Raises:
            OcrError: when the recogniser fails.
        """
