"""A recogniser that knows what stands where, and pages of rings for it: no network, no font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ziping.pipeline.ocr.recognise.engine import (
    Character,
    Picture,
    Reading,
    Strip,
)
from ziping.schemas.geometry import Box

DPI = 150
SIZE = (300.0, 400.0)  # of a page, points


@dataclass(frozen=True)
class Print:
    """A line of print: where it begins (points) and what it says. `read` is what a recogniser makes of it, character by
    character, `sure` how sure it is of each."""

    x: float
    top: float
    text: str
    size: float = 12.0
    read: str = ""
    sure: tuple[float, ...] = ()
    others: tuple[tuple[str, float], ...] = ()
    seen: bool = True

    @property
    def box(self) -> Box:
        return Box(self.x, self.top, self.x + self.size * len(self.text), self.top + self.size)


class Replay:
    """Finds the lines that are to be seen, as they are or in the boxes given, and reads what stands in each strip."""

    name = "replay"

    def __init__(self, *lines: Print, boxes: Sequence[Box] = ()) -> None:
        self.lines, self.boxes, self.asked = lines, boxes, 0

    def find(self, picture: Picture) -> list[Box]:
        return list(self.boxes) or [line.box for line in self.lines if line.seen]

    def read(self, strips: Sequence[Strip]) -> list[Reading]:
        self.asked += len(strips)
        return [tuple(self._within(strip.box)) for strip in strips]

    def _within(self, box: Box):
        for line in self.lines:
            said = line.read or line.text
            for k, text in enumerate(said):
                x, y = line.x + line.size * (k + 0.5), line.top + line.size / 2
                if text != " " and box.holds(x, y):
                    sure = line.sure[k] if line.sure else 0.999
                    yield Character(text, sure, (x - box.x0) / box.width, line.others if sure < 0.97 else ())


def painted(lines: Sequence[Print], rules: Sequence[Box] = (), dpi: int = DPI, size=SIZE) -> np.ndarray:
    """The page in colour: a ring for each character, black ruling lines."""
    scale = dpi / 72
    page = np.full((round(size[1] * scale), round(size[0] * scale), 3), 255, np.uint8)

    def corner(x: float, y: float) -> tuple[int, int]:
        return round(x * scale), round(y * scale)

    for rule in rules:
        cv2.line(page, corner(rule.x0, rule.top), corner(rule.x1, rule.bottom), (0, 0, 0), max(1, round(0.7 * scale)))
    for line in lines:
        for k, text in enumerate(line.text):
            x, y = line.x + line.size * (k + 0.5), line.top + 0.5 * line.size
            if text in "—-":
                half = 0.45 * line.size
                cv2.line(page, corner(x - half, y), corner(x + half, y), (0, 0, 0), 2)
            elif text != " ":
                cv2.circle(page, corner(x, y), round(0.44 * line.size * scale), (0, 0, 0), 2)
    return page


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    """The ruling lines of a table."""
    across = [Box(xs[0], y, xs[-1], y) for y in ys]
    return across + [Box(x, ys[0], x, ys[-1]) for x in xs]
