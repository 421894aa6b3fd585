"""Text cut into lines of a width: every character of ASCII is half as wide as the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ziping.schemas.geometry import Box
from ziping.schemas.page import Word

PITCH = 1.3  # from line to line, in sizes
TAB = 2.0  # width of a tab, in sizes: a wide blank
BASELINE = 0.86  # from the top of a character down, in sizes

_TOKEN = re.compile(r"[!-~]+|\s+|[^!-~\s]")


@dataclass(frozen=True, slots=True)
class SetWord:
    """Characters without a blank between them, from `x` on (points from where the line begins)."""

    text: str
    x: float
    edges: tuple[float, ...]


Line = tuple[SetWord, ...]


def text_to_lines(text: str, width: float, size: float) -> list[Line]:
    """The lines of a text; a line break in it begins one, and words of ASCII are broken only where they must be."""
    return [line for part in text.split("\n") for line in _lines(part, width, size) if line]


def line_to_words(line: Line, x: float, top: float, size: float) -> list[Word]:
    """A line as it stands on a page."""
    return [
        Word(word.text, Box(x + word.x, top, x + word.edges[-1], top + size), edges=tuple(x + e for e in word.edges))
        for word in line
    ]


def line_width(line: Line) -> float:
    """From its beginning to the end of its last word, in points."""
    return line[-1].edges[-1] if line else 0.0


def text_width(text: str, size: float) -> float:
    """Of a text on one line, in points."""
    return sum(_width(c, size) for c in text)


def _width(character: str, size: float) -> float:
    if character == "\t":
        return TAB * size
    return size / 2 if character <= "~" or character == "\xa0" else size


def _lines(text: str, width: float, size: float) -> Iterator[Line]:
    words: list[SetWord] = []
    run: list[str] = []
    edges: list[float] = [0.0]
    x = 0.0

    def close() -> None:
        if run:
            words.append(SetWord("".join(run), edges[0], tuple(edges)))
        run.clear()
        edges[:] = [x]

    for token in _TOKEN.findall(text):
        if token.isspace():
            close()
            if words:  # an indent is no part of the text
                x += text_width(token, size)
                edges[:] = [x]
            continue
        fits = text_width(token, size) <= width
        for piece in [token] if fits else token:
            if x + text_width(piece, size) > width and (words or run):
                close()
                yield tuple(words)
                words.clear()
                x = 0.0
                edges[:] = [x]
            for character in piece:
                x += _width(character, size)
                run.append(character)
                edges.append(x)
    close()
    yield tuple(words)
