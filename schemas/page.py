"""A page as the readers hand it over: born-digital and scanned pages look the same from here on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ziping.schemas.geometry import Box


class Method(StrEnum):
    """How the characters of a page were obtained."""

    TEXT = "text"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together on one line, without a wide gap between them.

    Attributes:
        text: What is printed, blanks inside it dropped; never empty.
        box: Around its characters, in points.
        confidence: 0 to 1 as the recogniser gave it; None for text that was not recognised.
        edges: Where each character begins, and where the last one ends (points, `len(text) + 1`
            values, ascending). Empty when unknown: characters are then taken as equally wide.
        raw: What a recogniser read, where `text` is what it was settled to (O among figures is 0). None where
            they are the same.
    """

    text: str
    box: Box
    confidence: float | None = None
    edges: tuple[float, ...] = ()
    raw: str | None = None

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("a word has at least one character")
        if self.edges and len(self.edges) != len(self.text) + 1:
            raise ValueError(f"{len(self.edges)} edges for the {len(self.text)} characters of {self.text!r}")


@dataclass(frozen=True, slots=True)
class RulingLine:
    """A ruling line as a reader of the page sees it, as thin as it is drawn. In points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright.

    Attributes:
        number: Counts from 1.
        width: In points, after `rotation` is undone.
        height: In points, after `rotation` is undone.
        words: In no particular order.
        rules: The ruling lines that are seen, joined where they touch.
        method: Where `words` come from.
        rotation: By how many degrees clockwise the content was turned to stand upright (0, 90, 180, 270).
        skew: By how many degrees the picture was straightened (scans only).
        confidence: Lowest confidence of its words; None for text.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[RulingLine, ...]
    method: Method = Method.TEXT
    rotation: int = 0
    skew: float = 0.0
    confidence: float | None = None
