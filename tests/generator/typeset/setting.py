"""What a form is made of, before it is set on pages, and the manner in which it is set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.generator.dice import Dice
from tests.generator.typeset.pdf import width

ATOM = re.compile(r"[0-9A-Za-z.,%/]+|.", re.DOTALL)


@dataclass(frozen=True)
class Cell:
    """A cell of a row. `x0`, `x1` are shares of the table's width; `rows` is how many rows it covers.

    `mark` names what it says, so that the page it lands on can be asked for.
    """

    text: str
    x0: float
    x1: float
    rows: int = 1
    left: bool = False
    upright: bool = False
    shaded: bool = False
    mark: str | None = None


@dataclass
class Table:
    """Rows of cells, each cell given in its first row.

    Attributes:
        header: Rows (first, last + 1) that may be printed again after a page break further down.
        covers: Rows (first, last + 1) that the header is the header of.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    header: tuple[int, int] = (0, 0)
    covers: tuple[int, int] = (0, 0)

    def add(self, *cells: Cell) -> int:
        self.rows.append(list(cells))
        return len(self.rows) - 1


@dataclass(frozen=True)
class Line:
    """A line outside tables, or several side by side."""

    texts: tuple[str, ...]
    size: float = 10.5
    align: str = "spread"  # or centre
    bold: bool = False
    mark: str | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph of prose; the first line begins two characters in."""

    text: str
    mark: str | None = None


@dataclass(frozen=True)
class Break:
    """A new page."""


@dataclass(frozen=True)
class End:
    """Nothing; tells where what came before it ended."""

    mark: str


Element = Table | Line | Passage | Break | End


@dataclass(frozen=True)
class Manner:
    """How pages look."""

    landscape: bool = False
    turned: bool = False
    size: float = 9.0
    rules: str = "strokes"  # strokes, pieces, bars, frames
    missing: str = "none"  # left, right, both
    header_again: bool = False
    label_again: bool = False
    cut_rows: bool = False
    open_cut: bool = False
    padding: float = 3.0
    footer: str = ""
    prose_size: float = 14.0
    embedded: bool = True


def manner(dice: Dice) -> Manner:
    """A manner at random."""
    return Manner(
        landscape=(page := dice.pick("page", {"portrait": 0, "landscape": 1, "landscape by /Rotate": 2})) > 0,
        turned=page == 2,
        size=dice.pick("type size", {"9": 9.0, "7.5": 7.5, "10.5": 10.5}),
        rules=dice.word("rules drawn as", ["strokes", "pieces", "bars", "frames"]),
        missing=dice.pick("outer rules", {"all": "none", "no left": "left", "no right": "right", "neither": "both"}),
        header_again=dice.chance("header again after a break"),
        label_again=dice.chance("label again after a break"),
        cut_rows=dice.chance("rows cut by pages"),
        open_cut=dice.chance("no rule at the cut"),
        padding=dice.pick("row height", {"normal": 3.0, "tight": 1.5, "tall": 8.0}),
        embedded=dice.pick("font", {"embedded": True, "only named": False}),
        footer=dice.pick("page number", {"none": "", "— 1 —": "— {n} —", "1": "{n}", "第1页": "第{n}页共{all}页"}),
    )


def wrap(text: str, room: float, size: float) -> list[str]:
    """Lines that fit into `room` points. Figures are kept whole where they can be; newlines are kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for atom in _atoms(part, room, size):
            if line and width(line + atom, size) > room:
                lines.append(line)
                line = ""
            line += atom
        lines.append(line)
    return lines


def _atoms(text: str, room: float, size: float) -> Iterable[str]:
    for atom in ATOM.findall(text):
        if width(atom, size) > room:
            yield from atom
        else:
            yield atom
