"""Printed text that knows where every character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ziping.schemas.geometry import Box, Place


@dataclass(frozen=True, slots=True)
class Printed:
    """Something printed on one page, and the tight box around it.

    `confidence` is that of the least certain recognised character, 0 to 1; None for born-digital text.
    """

    text: str
    page: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one printed line. `edges` as in `Word`; a blank kept between two Latin words
    belongs to the piece before it."""

    text: str
    page: int
    box: Box
    edges: tuple[float, ...] = ()
    confidence: float | None = None

    def part(self, start: int, stop: int) -> Box:
        """The box around the characters `start` to `stop`, in points."""
        if start <= 0 and stop >= len(self.text):
            return self.box
        if self.edges:
            return Box(self.edges[start], self.box.top, self.edges[stop], self.box.bottom)
        step = self.box.width / len(self.text)
        return Box(self.box.x0 + start * step, self.box.top, self.box.x0 + stop * step, self.box.bottom)


# Characters of a piece, from the first to the one before the second
Cut = tuple[Piece, int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A string put together from pieces of lines, perhaps of several pages.

    Invariant: `string` is the concatenation of the pieces. Parsers search `string` and ask
    `printed` where a match stands.
    """

    string: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(pieces: Iterable[Piece]) -> Text:
        every = tuple([p for p in pieces if p.text])
        if len(every) == 1:
            return Text(every[0].text, every, (0,))
        starts, offset = [], 0
        for piece in every:
            starts.append(offset)
            offset += len(piece.text)
        return Text("".join(p.text for p in every), every, tuple(starts))

    def __len__(self) -> int:
        return len(self.string)

    def __bool__(self) -> bool:
        return bool(self.string)

    def _cuts(self, start: int, stop: int) -> Iterable[Cut]:
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.pieces) and self.starts[index] < stop:
            piece, offset = self.pieces[index], self.starts[index]
            a, b = max(0, start - offset), min(len(piece.text), stop - offset)
            if a < b:
                yield piece, a, b
            index += 1

    def printed(self, start: int = 0, stop: int | None = None) -> tuple[Printed, ...]:
        """The characters `start` to `stop` as they are printed: one `Printed` for each page they
        stand on, in reading order; none for an empty stretch."""
        end = len(self.string) if stop is None else stop
        cuts = tuple(self._cuts(start, end))
        pages = (cuts,) if len(cuts) == 1 else (tuple(cut) for _, cut in groupby(cuts, key=lambda cut: cut[0].page))
        return tuple(p for p in map(_print_of, pages) if p.text)

    def printed_by_line(self, start: int, stop: int) -> tuple[Printed, ...]:
        """The same, one `Printed` for each line: the box of a figure that a line break cuts holds nothing beside it."""
        lines: list[list[Cut]] = []
        for cut in self._cuts(start, stop):
            if lines and _on_one_line(lines[-1][-1][0], cut[0]):
                lines[-1].append(cut)
            else:
                lines.append([cut])
        return tuple(p for p in map(_print_of, map(tuple, lines)) if p.text)

    def slice(self, start: int, stop: int) -> Text:
        """The same for a part of the string, as a `Text` of its own."""
        return Text.of(
            Piece(p.text[a:b], p.page, p.part(a, b), p.edges[a : b + 1] if p.edges else (), p.confidence)
            for p, a, b in self._cuts(start, stop)
        )

    def places(self) -> tuple[Place, ...]:
        """Where it stands: one place a page."""
        return tuple(Place(p.page, p.box) for p in self.printed())


def _on_one_line(before: Piece, after: Piece) -> bool:
    """Whether two pieces in reading order stand on one line: they share more than half of the lower one's height."""
    shared = min(before.box.bottom, after.box.bottom) - max(before.box.top, after.box.top)
    return before.page == after.page and shared * 2 > min(before.box.height, after.box.height)


def _print_of(cuts: tuple[Cut, ...]) -> Printed:
    """Cuts of one page as one print."""
    if len(cuts) == 1:
        piece, a, b = cuts[0]
        return Printed(piece.text[a:b].strip(), piece.page, piece.part(a, b), piece.confidence)
    sure = [p.confidence for p, _, _ in cuts if p.confidence is not None]
    return Printed(
        "".join(p.text[a:b] for p, a, b in cuts).strip(),
        cuts[0][0].page,
        Box.around(p.part(a, b) for p, a, b in cuts),
        min(sure) if sure else None,
    )
