"""How the house bears many reports: memory of the main process, time a document from first to last, and what little changes cost.

    python -m benchmarks.many [--count 10000] [--jobs 2] [--keep DIR]

Draws that many small reports (a form of a page each), reads them, reads them again with nothing new, and once
more with one report added. The processes are watched from outside: what the main process holds, and what all of them
have worked when so many documents were done. Processor time is what counts on a machine that has other things to do.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.generator.small import report

FOLDERS = 100
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """A look at a run: documents done, seconds of the processor so far (all processes), bytes that the main one holds."""

    done: int
    worked: float
    memory: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A run of the command line.

    Attributes:
        seconds: From start to end.
        worked: Seconds of processor time of the main process.
    """

    seconds: float
    worked: float
    summary: dict[str, object]
    samples: list[Sample]

    @property
    def memory(self) -> int:
        return max(s.memory for s in self.samples) // MEGABYTE


def draw(folder: Path, numbers: range) -> None:
    """Reports number so and so, in folders of a hundred."""
    for number in numbers:
        place = folder / f"{number % FOLDERS:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.pdf").write_bytes(report(number))


def ingest(folder: Path, out: Path, jobs: int) -> Watched:
    """`ziping ingest` in a process of its own, watched."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as log, tempfile.TemporaryFile("w+") as said:
        command = [
            sys.executable,
            "-m",
            "ziping.pipeline.cli",
            "ingest",
            folder,
            "--out",
            out,
            "--json",
            "--jobs",
            jobs,
        ]
        command += ["--log-json", log.name]
        started, before = time.monotonic(), _worked()
        with subprocess.Popen(list(map(str, command)), stdout=said) as child:
            done, samples = 0, []
            while child.poll() is None:
                done += sum('"event": "document"' in line for line in log)
                samples.append(Sample(done, _worked_by(child.pid), _held(child.pid)))
                time.sleep(1 if time.monotonic() - started > 20 else 0.1)
            seconds = time.monotonic() - started
        said.seek(0)
        return Watched(seconds, _worked() - before, json.load(said), samples)


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _worked_by(pid: int) -> float:
    """Seconds of the processor that a process, its children and theirs have used, those that have ended included."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        children = [c for task in Path(f"/proc/{pid}/task").glob("*/children") for c in task.read_text("ascii").split()]
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") + sum(_worked_by(int(c)) for c in children)


def _held(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def each(samples: list[Sample], size: int) -> list[float]:
    """Processor milliseconds a document, of each so many documents one after the other, from the first one on."""
    marks: list[Sample] = []
    for sample in samples:
        if sample.done > (size * len(marks) - 1 if marks else 0):
            marks.append(sample)
    return [1000 * (b.worked - a.worked) / (b.done - a.done) for a, b in itertools.pairwise(marks)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder to keep reports and dataset in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, out = (given.keep or Path(temporary)) / "in", (given.keep or Path(temporary)) / "ds"
        if not folder.exists():
            draw(folder, range(given.count))
        first = ingest(folder, out, given.jobs)
        print(f"reading {given.count}: {first.seconds:.1f} s ({first.worked:.1f} of the processor in the main process); {first.summary['ok']} ok, {first.summary['partial']} partial, {first.summary['failed']} failed")  # fmt: skip
        tenths = [first.samples[len(first.samples) * n // 10].memory // MEGABYTE for n in range(1, 10)]
        print(f"main process: at most {first.memory} MB; by tenths of the time {tenths}")
        steps = each(first.samples, max(1, given.count // 10))
        print("ms of the processor a document, tenth by tenth:", *(f"{s:.1f}" for s in steps))
        if steps:
            print(f"last ÷ first {steps[-1] / steps[0]:.2f}")
        new = int(time.time()) * 10
        for what in ("nothing new", "one more"):
            more = ingest(folder, out, given.jobs)
            print(f"{what}: {more.seconds:.1f} s, {more.worked:.1f} of the processor (read {more.summary['read']}), {more.memory} MB", flush=True)  # fmt: skip
            draw(folder, range(new, new + 1))
        files = list(out.glob("*/*.parquet"))
        print(f"{len(files)} files of {sum(f.stat().st_size for f in files) / MEGABYTE:.1f} MB, the largest {max(f.stat().st_size for f in files) / MEGABYTE:.1f} MB")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
