"""Kills the run, or one of its workers, at a random moment, and says what that cost.

    python -m tests.nasty.killing [--moments 50] [--reports 24] [--seed 1]

After the death of a worker, or of the process that starts them, the run has to go on. After each: the dataset has to be
readable and without duplicates, no process may be left over, and a second run has to come to the same rows as a run that
nobody disturbed. Exit status 1 where anything of that fails.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.dataset as pads
import pyarrow.parquet as pq

from tests.generator.small import report
from tests.nasty.reading import ingest
from ziping.schemas.dataset import TABLES

REPORTS = 24
_OF_THE_RUN = {"documents": {"ingested_at", "seconds"}}  # differs from run to run
LIMIT = 300.0  # seconds within which a run ends on the slowest machine


class Field:
    """Reports, the dataset that they make, and how long that takes."""

    def __init__(self, folder: Path, reports: int = REPORTS) -> None:
        self.reports = reports
        self.input, self.out, self._folder = folder / "in", folder / "ds", folder
        self.input.mkdir()
        for number in range(reports):
            (self.input / f"{number}.pdf").write_bytes(report(number))
        started = time.monotonic()
        done = ingest(self.input, folder / "undisturbed", "--jobs", "2")
        assert done.status == 0, done.err
        self.seconds = time.monotonic() - started
        self.rows = rows(folder / "undisturbed")

    def disturb(self, dice: random.Random) -> tuple[str, list[str]]:
        """Kills at a random moment. Returns what was killed when, and what is wrong afterwards."""
        shutil.rmtree(self.out, ignore_errors=True)
        if dice.random() < 0.5:  # half of the time there is something there already, and some of it changes
            ingest(self.input, self.out, "--jobs", "2", "--ocr", "never")
        child = start(self.input, self.out)
        moment = dice.uniform(0.02, 1.1) * self.seconds
        time.sleep(moment)
        family = list(descendants(child.pid))
        victim = child.pid if dice.random() < 0.5 or not family else dice.choice(family)
        what = f"{'run' if victim == child.pid else 'worker'} after {moment:.2f} s"
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            what += " (over already)"
        try:
            _, err = child.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            child.kill()
            return what, ["the run hangs"]
        wrong = ["a traceback: " + err[-2000:]] if "Traceback" in err else []
        if victim != child.pid and child.returncode:
            wrong.append(f"the run ends with {child.returncode} for the death of one of its processes: {err[-500:]}")
        wrong += [] if none_left(family) else ["processes are left over"]
        wrong += readable(self.out)
        again = ingest(self.input, self.out, "--jobs", "2")
        if again.status:
            return what, [*wrong, f"the second run ends with {again.status}: {again.err}"]
        s = again.summary
        if s["read"] + s["unchanged"] != self.reports or s["failed"]:
            wrong.append(f"the second run read {s['read']}, knew {s['unchanged']}, failed {s['failed']}")
        found = rows(self.out)
        wrong += [f"table {name} differs" for name in self.rows if found[name] != self.rows[name]]
        leftover = [f.name for f in (self.out / ".ziping").rglob("*.tmp")]
        return what, wrong + ([f"left over: {leftover}"] if leftover else [])


def start(folder: Path, out: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "ziping.pipeline.cli",
        "ingest",
        str(folder),
        "--out",
        str(out),
        "--jobs",
        "2",
        "--quiet",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def rows(out: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table in an order that does not depend on its parts."""
    found = {}
    for spec in TABLES:
        table = pads.dataset(out / spec.name).to_table()
        kept = [c for c in table.column_names if c not in _OF_THE_RUN.get(spec.name, ())]
        found[spec.name] = sorted(table.select(kept).to_pylist(), key=repr)
    return found


def readable(out: Path) -> list[str]:
    """What is wrong with the tables as they are, whatever run was at work on them."""
    wrong = []
    for spec in TABLES:
        seen: set[Any] = set()
        for file in sorted((out / spec.name).glob("*.parquet")):
            try:
                found = pq.read_table(file, partitioning=None)
            except Exception as error:
                wrong.append(f"{file} cannot be read: {error}")
                continue
            if spec.key:
                also = ["path"] if spec.name == "documents" else []
                keys = [tuple(row.values()) for row in found.select([spec.key, *also]).to_pylist()]
                if len(set(keys)) < len(keys) or seen & set(keys):
                    wrong.append(f"duplicates in {file}")
                seen.update(keys)
    return wrong


def descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(n) for n in task.read_text("ascii").split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from descendants(child)


def none_left(family: list[int], seconds: float = 20) -> bool:
    """Whether these processes end within that time."""
    limit = time.monotonic() + seconds
    while any(_alive(pid) for pid in family):
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=REPORTS)
    given = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        field = Field(Path(folder), given.reports)
        print(f"{field.reports} reports, undisturbed in {field.seconds:.1f} s", flush=True)
        for number in range(given.moments):
            what, wrong = field.disturb(random.Random(f"{given.seed}-{number}"))
            bad += bool(wrong)
            print(f"{number + 1:3} {what}: {'; '.join(wrong) or 'nothing lost'}", flush=True)
    print(f"{given.moments} moments, {bad} with a loss")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
