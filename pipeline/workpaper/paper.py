"""What a working paper (底稿) says, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ziping.pipeline.checks.findings.laws import Law
from ziping.pipeline.formats.findings import Row
from ziping.pipeline.reviews import Act

# What an auditor writes beside a figure, and what it means (in English; the catalogue has the Chinese).
TICKS = {"pass": "√", "rounding": "≈", "fail": "×", "unchecked": "？"}
TRACED = "○"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a recomputation.

    Attributes:
        label: What the figure measures.
        place: Table and page that it stands in.
        reported: As printed.
        recomputed: What the other lines give; "" in these.
        difference: Reported less recomputed, in the unit of the print; "" where there is none.
        tick: `TRACED` for a figure that is taken from the page, else by the outcome.
    """

    label: str
    place: str
    reported: str
    recomputed: str = ""
    difference: str = ""
    tick: str = TRACED


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of a page to be drawn, with its figures marked.

    Attributes:
        page: Number of the page, from 1.
        rotation: Degrees clockwise by which the page as it is shown has to be turned.
        whole: Whether boxes count from the corner of the media box.
        size: Width and height of the page as it is shown, in points.
        boxes: Of the figures (x0, top, x1, bottom) on the page as it is shown.
        name: Of the picture.
    """

    page: int
    rotation: int
    whole: bool
    size: tuple[float, float]
    boxes: tuple[tuple[float, float, float, float], ...]
    name: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A finding, as it is worked out on paper.

    Attributes:
        index: Its number (`ZP-3-2`).
        finding: Its row of `checks`.
        title: What the rule is called.
        document: The file that it is in.
        law: The rule's law.
        lines: The recomputation, the stated figure last.
        clips: What is shown of its pages.
        act: The last judgement of it by a person; None where nobody has judged it.
    """

    index: str
    finding: Row
    title: str
    document: str
    law: Law
    lines: tuple[Line, ...]
    clips: tuple[Clip, ...]
    act: Act | None


@dataclass(frozen=True, slots=True)
class Work:
    """How many checks of a rule were made, by their outcome."""

    title: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Paper:
    """The working paper of a unit under audit.

    Attributes:
        index: Its number (`ZP-3`).
        unit: The unit under audit.
        years: Of its reports.
        documents: Files that were examined.
        subjects: What they evaluate.
        work: The checks that were made, in the order of the catalogue.
        matters: Findings, worst first.
    """

    index: str
    unit: str
    years: tuple[int, ...]
    documents: tuple[str, ...]
    subjects: tuple[str, ...]
    work: tuple[Work, ...]
    matters: tuple[Matter, ...]

    def count(self, status: str) -> int:
        """How many of its checks ended so."""
        return sum(work.counts.get(status, 0) for work in self.work)


Pictures = Mapping[str, Path]  # name of a clip → its picture, of those that could be drawn
