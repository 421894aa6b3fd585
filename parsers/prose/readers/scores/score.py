"""What is said of the points of one thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from ziping.parsers.lexicon.prose import score_words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses


class Role(Enum):
    """What the words before a figure make of it."""

    FULL = "full"
    GOT = "got"
    CUT = "cut"
    BARE = "bare"


def told_role(clauses: Clauses, place: Mention) -> Role | None:
    """What the words right before points make of them; None where they do not say."""
    match = score_words().role_tail.search(clauses.string, place.lead, place.figure.outer_start)
    return None if match is None else Role(match.lastgroup)


@dataclass(slots=True)
class Score:
    """What is said of the points of one thing.

    Attributes:
        item: The item of the outline that it stands in, or that it heads.
        name: Where its name stands.
        heads: Whether the name is the item's heading.
        full: Index of the figure of the full points.
        got: Index of the figure of the points given.
        bare: Index of a figure that may be either.
        goal: The indicator told by target and result whose points these are, None for any other.
        above: Whether it sums up what stands above it (以上…满分共15分).
        split: Whether several points are given to parts of it that have no name (资金管理（12分）。…得4分；…得3分).
        within: The heading of its item whose points are made up by those of its statements.
        sums: Whether indicators without points of their own are told below it.
        figures: All figures that belong to it, points taken off included.
    """

    item: int
    name: tuple[int, int]
    heads: bool
    full: int | None = None
    got: int | None = None
    bare: int | None = None
    above: bool = False
    goal: int | None = None
    split: bool = False
    within: Score | None = None
    sums: bool = False
    figures: list[int] = field(default_factory=list)

    def held(self, role: Role) -> int | None:
        """The figure that has a role; points may be taken off several times."""
        return {Role.FULL: self.full, Role.GOT: self.got, Role.BARE: self.bare}.get(role)

    def put(self, role: Role, index: int) -> bool:
        """Gives a figure its place; False where another one has it."""
        if self.held(role) is not None:
            return False
        if role is Role.FULL:
            self.full = index
        elif role is Role.GOT:
            self.got = index
        elif role is Role.BARE:
            self.bare = index
        self.figures.append(index)
        return True

    def settle(self) -> None:
        """Decides what the bare figure is where the other one is known: 12分，自评12分; 2分（满分2分). Points of parts
        without a name are not the points of the whole."""
        if self.split:
            self.figures = [k for k in self.figures if k != self.got]
            self.got = None
            return
        if self.bare is None:
            return
        if self.full is None and self.got is not None:
            self.full, self.bare = self.bare, None
        elif self.got is None and self.full is not None:
            self.got, self.bare = self.bare, None
