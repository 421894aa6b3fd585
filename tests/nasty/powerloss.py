"""Cuts the power at any point of what the store writes, and says what that cost.

    python -m tests.nasty.powerloss [--points 1000] [--seed 1]

Three runs over changing inputs and acts of review between them are recorded; then the disk is laid out as it may be after a
failure behind each step (see `crashing`). The dataset has to be readable then, with every row of the runs that were over and
every act that was answered; every result that was reported has to be there; and the next run has to come to the same tables
as runs that nobody disturbed. Exit status 1 where anything of that fails.
"""

from __future__ import annotations

import argparse
import datetime
import random
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from benchmarks.long import forms_page
from tests.nasty.crashing import Recorder
from tests.nasty.killing import readable, rows
from tests.reading.rawpdf import write
from ziping.pipeline.errors import ZipingError
from ziping.pipeline.options import Options
from ziping.pipeline.reviews.acts import Act
from ziping.pipeline.reviews.store import Journal, load
from ziping.pipeline.run import process
from ziping.pipeline.store.dataset import Store, opened
from ziping.pipeline.store.manifest import Entry
from ziping.schemas.dataset import TABLES
from ziping.schemas.document import Source

OPTIONS = Options(ocr="never")
_BEGAN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
# What each run finds: file → version of its content
RUNS = (
    {"a": 1, "b": 1, "c": 1},
    {"a": 1, "b": 2, "c": 1, "d": 1},
    {"b": 2, "c": 1, "d": 3, "e": 1},
)


@dataclass(frozen=True)
class Told:
    """What was reported to be done: a result, a run, or an act, by its name or number."""

    what: str
    name: str


@dataclass
class Field:
    """The runs, their recording, and the tables behind each."""

    folder: Path
    results: dict[str, Mapping[str, pa.Table]] = field(default_factory=dict)
    undisturbed: list[dict[str, list[dict[str, object]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.input, self.out = self.folder / "in", self.folder / "ds"
        self.input.mkdir(parents=True)
        for number, doc in enumerate(sorted({self.doc(*item) for run in RUNS for item in run.items()})):
            file = write(self.folder / f"{doc[:6]}.pdf", forms_page(number))
            self.results[doc] = process(file, Source(f"{doc[0]}.pdf", doc, 1), OPTIONS).tables
        self.recorder = Recorder(self.out)
        with self.recorder.recording():
            for number in range(len(RUNS)):
                self.run(self.out, number, self.recorder)
                self.undisturbed.append(rows(self.out))
                act = self.act(number)
                Journal(self.out).add([act])
                self.recorder.tell(Told("act", act.review_id))

    @property
    def points(self) -> int:
        return len(self.recorder.steps)

    @staticmethod
    def doc(name: str, version: int) -> str:
        return f"{name}{version}".ljust(64, "0")

    @staticmethod
    def act(number: int) -> Act:
        at = _BEGAN + datetime.timedelta(days=number)
        return Act(f"act-{number}", Field.doc("a", 1), at, "accept", check_id=f"check-{number}", reviewer="r")

    def run(self, out: Path, number: int, recorder: Recorder | None = None) -> None:
        """A run as `ingest` makes it: results first, then the tables; what is known already is not read again."""
        for file in self.input.iterdir():
            file.unlink()
        for name in RUNS[number]:
            (self.input / f"{name}.pdf").write_text("what a run finds")
        with opened(out, OPTIONS) as store:
            entries = [self._entry(store, name, version, recorder) for name, version in RUNS[number].items()]
            if recorder is not None:
                recorder.tell(Told("begun", str(number)))
            store.publish(entries, prune=True)
        if recorder is not None:
            recorder.tell(Told("run", str(number)))

    def _entry(self, store: Store, name: str, version: int, recorder: Recorder | None) -> Entry:
        doc = self.doc(name, version)
        known = store.results.find(doc)
        result = known or store.results.write(doc, self.results[doc])
        if recorder is not None and known is None:
            recorder.tell(Told("result", doc))
        return Entry(str(self.input / f"{name}.pdf"), f"{name}.pdf", doc, result)

    def cut(self, point: int, dice: random.Random, out: Path) -> list[str]:
        """Cuts the power behind so many steps. Returns what is wrong afterwards."""
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        self.recorder.disk(point, dice, out)
        told = [what for step, what in self.recorder.told if step <= point]
        over = [int(t.name) for t in told if t.what == "run"]
        begun = [int(t.name) for t in told if t.what == "begun"]
        wrong = readable(out)
        if not wrong and over:
            wrong += self._lost_rows(out, over[-1], begun[-1])
        acts = {act.review_id for act in load(out)} if (out / "reviews").is_dir() else set()
        wrong += [f"{t.name} is lost" for t in told if t.what == "act" and t.name not in acts]
        if wrong:
            return wrong
        with opened(out, OPTIONS) as store:
            kept = self._documents(out) if over else set()
            wrong += [
                f"the result of {t.name[:2]} is lost"
                for t in told
                if t.what == "result"
                and not store.results.find(t.name)
                and t.name not in kept
                and not self._pruned(t.name, begun)
            ]
        last = max([*over, *begun, 0])
        try:
            self.run(out, last)
        except ZipingError as error:
            return [*wrong, f"the next run cannot be made: {error}"]
        found = rows(out)
        wanted = self.undisturbed[last]
        names = [spec.name for spec in TABLES if spec.name != "reviews"]
        return wrong + [f"table {n} differs after the next run" for n in names if found[n] != wanted[n]]

    def _documents(self, out: Path) -> set[str]:
        return {str(row["doc_id"]) for row in rows(out)["documents"]}

    def _pruned(self, doc: str, begun: list[int]) -> bool:
        """Whether a run that had begun to publish was to drop the document."""
        wanted = {self.doc(*item) for item in RUNS[begun[-1]].items()} if begun else {doc}
        return doc not in wanted

    def _lost_rows(self, out: Path, over: int, begun: int) -> list[str]:
        """Rows of the last run that was over which are not there, but for what a later one has begun to replace."""
        found, wrong = rows(out), []
        stays = {self.doc(*i) for i in RUNS[over].items()} & {self.doc(*i) for i in RUNS[begun].items()}
        for name, wanted in self.undisturbed[over].items():
            if name != "reviews":
                there = {repr(row) for row in found[name]}
                lost = [r for r in wanted if r.get("doc_id") in stays and repr(r) not in there]
                wrong += [f"{len(lost)} rows of {name} are lost"] if lost else []
        return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        field = Field(Path(folder).resolve())
        for number in range(given.points):
            point = number % (field.points + 1)
            wrong = field.cut(point, random.Random(f"{given.seed}-{number}"), Path(folder, "cut"))
            bad += bool(wrong)
            if wrong:
                print(f"{number + 1:4} behind step {point}: {'; '.join(wrong)}", flush=True)
    print(f"{given.points} failures at {field.points} steps, {bad} with a loss")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
