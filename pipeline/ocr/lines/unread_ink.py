"""Ink of a line that no recognised character accounts for: recognisers drop signs that they do not know without a trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ziping.pipeline.ocr.image.components import components_of
from ziping.pipeline.ocr.image.seal_places import Disc
from ziping.pipeline.ocr.image.sheet import Sheet
from ziping.pipeline.ocr.lines.edges import NARROW
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.recognise.engine import Character, Mask, Reading
from ziping.pipeline.ocr.recognise.transcribing import Transcript
from ziping.pipeline.ocr.settle.signs import sign_of
from ziping.schemas.geometry import Box
from ziping.schemas.report import Note
from ziping.schemas.text import Printed

# Ink of a character is at least so high and so wide (parts of the size); wider ink is of several that touch, and what
# is left of it between those that were read is one if it is so wide.
HEIGHT, WIDTH, WIDEST, LEFT = 0.4, 0.3, 1.6, 0.45

# A character accounts for ink this far beyond its own width (parts of the size): the recogniser tells its middle roughly.
OFF = 0.2

# Of a line of figures, ink so high (parts of the size) is of a figure or sign; points and commas are lower.
TALL, _LOW = 0.5, frozenset(".,，．·")

# A character beside ink that was not read is at most so sure.
DOUBTED = 0.5

_FIRST_CJK = "\u2e80"


@dataclass(frozen=True, slots=True)
class _Reach:
    """From where to where a character accounts for ink, in pixels of the page."""

    x0: float
    x1: float

    def holds(self, x: float) -> bool:
        return self.x0 <= x <= self.x1


def doubt_unread_ink(
    lines: Sequence[Transcript], sheet: Sheet, discs: Sequence[Disc]
) -> tuple[list[Transcript], tuple[Note, ...]]:
    """The lines with the characters doubted that stand beside ink which was not read, and a note for each such ink.

    What was read stays as it is; a sign of comparison that its ink shows is added, in doubt. Ink under a seal (`discs`) may be the seal's, and is passed over.
    """
    doubted, notes = list(lines), []
    for index, line in enumerate(lines):
        unread = [
            s for s in (*_unread(line, sheet), *_crowded(line, sheet)) if not any(disc.holds(s) for disc in discs)
        ]
        signs = [(s, sign) for s in unread if (sign := _sign(s, sheet)) is not None]
        for spot, sign in signs:
            unread.remove(spot)
            doubted[index] = replace(doubted[index], reading=_with(sign, spot, doubted[index], sheet.scale))
        if unread:
            doubted[index] = replace(line, reading=_doubted(doubted[index], unread, sheet.scale))
            notes += [_note(line, spot, sheet) for spot in unread]
    return doubted, tuple(notes)


def _unread(line: Transcript, sheet: Sheet) -> Iterator[Spot]:
    """Pieces of ink as large as characters, of which none was read."""
    spot = line.spot
    reaches = [_reach(c, line, sheet.scale) for c in line.reading]
    for piece in _pieces(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1], spot):
        height, width = piece.bottom - piece.top, piece.x1 - piece.x0
        if height < HEIGHT * spot.size or width < WIDTH * spot.size:
            continue
        if width > WIDEST * spot.size:
            yield from _between(piece, reaches)
        elif not any(reach.holds((piece.x0 + piece.x1) / 2) for reach in reaches):
            yield piece


def _crowded(line: Transcript, sheet: Sheet) -> Iterator[Spot]:
    """A line of figures alone that has more pieces of ink than were read: of equal figures beside one another recognisers
    lose one, and the others account for its ink."""
    text = "".join(c.text for c in line.reading)
    if not any(c.isdigit() for c in text) or any(c >= _FIRST_CJK for c in text):
        return
    spot = line.spot
    tall = [
        piece
        for piece in _pieces(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1], spot)
        if piece.bottom - piece.top >= TALL * spot.size and piece.x1 - piece.x0 >= WIDTH * spot.size
    ]
    if len(tall) > sum(c not in _LOW for c in text):
        yield spot


def _between(piece: Spot, reaches: Sequence[_Reach]) -> Iterator[Spot]:
    """The stretches of ink of several characters that touch, of which none was read."""
    at, least = float(piece.x0), LEFT * piece.size
    for reach in sorted(reaches, key=lambda r: r.x0):
        if min(reach.x0, piece.x1) - at >= least:
            yield replace(piece, x0=round(at), x1=round(min(reach.x0, piece.x1)))
        at = max(at, reach.x1)
    if piece.x1 - at >= least:
        yield replace(piece, x0=round(at))


def _pieces(ink: Mask, spot: Spot) -> list[Spot]:
    """What hangs together, with what stands above or below it."""
    _, _, stats, _ = components_of(ink)
    pieces: list[Spot] = []
    for x, y, width, height, _ in sorted(stats[1:].tolist()):
        x0, top, x1, bottom = spot.x0 + x, spot.top + y, spot.x0 + x + width, spot.top + y + height
        if pieces and x0 < pieces[-1].x1:
            last = pieces[-1]
            pieces[-1] = Spot(last.x0, min(last.top, top), max(last.x1, x1), max(last.bottom, bottom), spot.size)
        else:
            pieces.append(Spot(x0, top, x1, bottom, spot.size))
    return pieces


def _sign(spot: Spot, sheet: Sheet) -> str | None:
    return sign_of(sheet.ink[spot.top : spot.bottom, spot.x0 : spot.x1], spot.size)


def _with(sign: str, spot: Spot, line: Transcript, scale: float) -> Reading:
    """The reading with a sign of comparison that its ink shows, which the recogniser passed over."""
    share = ((spot.x0 + spot.x1) / 2 / scale - line.strip.x0) / line.strip.width
    seen = Character(sign, DOUBTED, share, raw="")
    return tuple(sorted((*line.reading, seen), key=lambda c: c.middle))


def _middle(character: Character, strip: Box, scale: float) -> float:
    return (strip.x0 + character.middle * strip.width) * scale


def _reach(character: Character, line: Transcript, scale: float) -> _Reach:
    wide = 1.0 if (character.text or character.raw or "") >= _FIRST_CJK else NARROW
    middle, half = _middle(character, line.strip, scale), (wide / 2 + OFF) * line.spot.size
    return _Reach(middle - half, middle + half)


def _doubted(line: Transcript, unread: Sequence[Spot], scale: float) -> Reading:
    """The reading, less sure beside the ink."""
    middles = [_middle(c, line.strip, scale) for c in line.reading]
    beside: set[int] = set()
    for spot in unread:
        x = (spot.x0 + spot.x1) / 2
        before = [i for i, middle in enumerate(middles) if middle <= x]
        after = [i for i, middle in enumerate(middles) if middle > x]
        beside.update((*before[-1:], *after[:1]))
    return tuple(
        c._replace(confidence=min(c.confidence, DOUBTED)) if i in beside else c for i, c in enumerate(line.reading)
    )


def _note(line: Transcript, spot: Spot, sheet: Sheet) -> Note:
    text = "".join(c.text for c in line.reading)
    box = Box(*(edge / sheet.scale for edge in (spot.x0, spot.top, spot.x1, spot.bottom)))
    message = f"Beside what was read of “{text}” there is print that could not be read."
    return Note("unreadable-cell", message, (Printed("", sheet.number, box),))
