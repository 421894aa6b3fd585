"""How well scans are read, measured against their born-digital twins.

    python -m tests.ocr.accuracy SCANS TWINS [--show 20] [--write docs/confidence.md]

SCANS holds NAME-….pdf for every NAME.pdf of TWINS (or files of the same name). Both are read by the real pipeline; where
a point of the twin stands on the scan is told by their pictures alone, so that nothing is judged by itself.

    fields      F1 of the dataset's values, those of the twin being right
    figures     share of the printed scores, weights, amounts and rates whose every character was read, in their place
    doubted     share of the figures read wrongly that are doubted: a word in the place states less than 0.9, or a warning
                lies on it
    places      share of the scan's values whose box holds what the twin prints there
    alarms      errors that the twin does not give, not marked as possible misreadings
    confidence  of recognised words: share rightly read, by what was said
    wear        the same by what comes behind the last hyphen of a scan's name
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.comparison import compare
from tests.generator.measure import Tally
from tests.ocr.measuring import calibration, truth
from tests.ocr.measuring.calibration import Kind, Sample
from tests.ocr.measuring.twins import Pair, pairs
from ziping.pipeline.checks.arithmetic.operands import LOW_CONFIDENCE
from ziping.pipeline.present.page_transform import shown_box
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page


@dataclass
class Share:
    """How many of how many, and which not."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, is_right: bool, what: str) -> None:
        self.all += 1
        self.right += is_right
        if not is_right:
            self.wrong.append(what)

    def __str__(self) -> str:
        return f"{self.right / max(1, self.all):.4f}  ({self.right} of {self.all})"


@dataclass
class Measured:
    """The figures of one or several scans."""

    fields: Tally = field(default_factory=Tally)
    figures: Share = field(default_factory=Share)
    doubted: Share = field(default_factory=Share)
    places: Share = field(default_factory=Share)
    mistakes: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    def add(self, other: Measured) -> None:
        self.fields.counts.update(other.fields.counts)
        for name in ("figures", "doubted", "places"):
            one, more = getattr(self, name), getattr(other, name)
            one.right, one.all, one.wrong = one.right + more.right, one.all + more.all, one.wrong + more.wrong
        self.mistakes += other.mistakes
        self.alarms += other.alarms
        self.samples += other.samples

    def kind(self, name: str) -> Kind:
        """As one line of the table by wear."""
        right = sum(s.is_right for s in self.samples)
        wrong, doubted = self.doubted.all, self.doubted.right
        return Kind(name, self.figures.all, wrong, doubted, len(self.samples), right, self.fields.f1)


def measure(pair: Pair) -> Measured:
    found = Measured()
    name = pair.scan.path.stem
    outcomes = list(compare(pair.twin.answers, pair.scan.tables))
    found.fields.add(outcomes)
    found.mistakes = [f"{name} {o}" for o in outcomes if o.verdict != "right"]
    found.alarms = [f"{name}: {rule} {subject}" for rule, subject in sorted(pair.scan.alarms - pair.twin.alarms)]
    values = list(pair.scan.values())
    for scan, twin, mapping in pair.pages():
        printed, read = truth.of_twin(twin, scan, mapping), truth.of_scan(scan)
        for text, box in pair.figures(twin):
            place = truth.grown(truth.on_scan(box, scan, mapping), 0.4, 0.3)
            there = read.said(place)
            is_right = text in (m.group() for m in truth.FIGURE.finditer(there))
            what = f"{name} page {scan.number}: {text} printed, {there!r} read"
            found.figures.add(is_right, what)
            if not is_right:
                found.doubted.add(_is_doubted(place, scan, pair), what)
        for value in values:
            if value.page == scan.number and value.text.strip():
                box = _upright(value.box, scan)
                is_there = truth.stands_there(value.text, box, printed)
                found.places.add(
                    is_there, f"{name} page {scan.number} {value.column}: {value.text!r}, {printed.said(box)!r}"
                )
        found.samples += calibration.samples(scan, printed)
    return found


def _is_doubted(place: Box, scan: Page, pair: Pair) -> bool:
    """Whether a reader is told not to trust what was read in a place."""
    unsure = (w.box for w in scan.words if w.confidence is not None and w.confidence < LOW_CONFIDENCE)
    return any(_meet(place, box) for box in (*unsure, *pair.scan.warned(scan.number)))


def _meet(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom


def _upright(box: Box, scan) -> Box:
    """A box of the page as it is shown on the upright, straight one: the smallest that may have been meant."""
    pose = truth.pose_of(scan)
    points = [pose.upright(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    around = Box(
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    )
    back = shown_box(around, scan)
    across, along = (back.width - box.width) / 2, (back.height - box.height) / 2
    if scan.rotation % 180:
        across, along = along, across
    across, along = min(across, around.width / 3), min(along, around.height / 3)
    return Box(around.x0 + across, around.top + along, around.x1 - across, around.bottom - along)


def report(all_of: Measured, show: int) -> str:
    lines = [
        f"fields   F1  {all_of.fields.f1:.4f}  {dict(all_of.fields.counts)}",
        f"figures      {all_of.figures}",
        f"doubted      {all_of.doubted}  of the figures read wrongly",
        f"places       {all_of.places}",
        f"alarms       {len(all_of.alarms)}",
        "",
        *calibration.table(all_of.samples),
    ]
    lists = (
        ("field", all_of.mistakes),
        ("figure", all_of.figures.wrong),
        ("not doubted", all_of.doubted.wrong),
        ("place", all_of.places.wrong),
        ("alarm", all_of.alarms),
    )
    for name, wrong in lists:
        lines += [f"  {name}: {what}" for what in wrong[:show]]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("scans", type=Path)
    options.add_argument("twins", type=Path)
    options.add_argument("--show", type=int, default=20, help="how many mistakes of each kind to list")
    options.add_argument("--write", type=Path, help="a page of the documentation whose tables are renewed")
    given = options.parse_args(arguments)
    every, kinds = Measured(), dict[str, Measured]()
    for pair in pairs(given.scans, given.twins):
        one = measure(pair)
        print(
            f"{pair.scan.path.stem:24} fields {one.fields.f1:.4f}  figures {one.figures}  places {one.places}",
            flush=True,
        )
        every.add(one)
        kinds.setdefault(pair.scan.path.stem.rpartition("-")[2], Measured()).add(one)
    told = [kind.kind(name) for name, kind in sorted(kinds.items())]
    print(report(every, given.show), "", *calibration.by_wear(told), sep="\n")
    if given.write:
        calibration.renew(given.write, every.samples, told)


if __name__ == "__main__":
    main()
