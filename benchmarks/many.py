"""How the house bears many reports: memory of the main process, time a document from first to last, and what little changes cost.

    python -m benchmarks.many [--count 10000] [--jobs 2] [--keep DIR]

Draws that many small reports (a form of a page each), reads them, reads them again with nothing new, and once
more with one report added. The main process is watched from outside; the times of the documents are those at which
their results came to lie on the disk.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.generator.small import report

FOLDERS = 100
MEGABYTE = 1024 * 1024


@dataclass
class Watched:
    """A run of the command line.

    Attributes:
        seconds: From start to end.
        worked: Seconds of processor time of the main process: what counts on a machine that has other things to do.
        memory: Bytes that the main process held, second by second.
    """

    seconds: float
    worked: float
    summary: dict[str, object]
    memory: list[int] = field(default_factory=list)


def draw(folder: Path, numbers: range) -> None:
    """Reports number so and so, in folders of a hundred."""
    for number in numbers:
        place = folder / f"{number % FOLDERS:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.pdf").write_bytes(report(number))


def ingest(folder: Path, out: Path, jobs: int) -> Watched:
    """`ziping ingest` in a process of its own, watched."""
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "ingest",
        str(folder),
        "--out",
        str(out),
        "--json",
        "--jobs",
        str(jobs),
    ]
    started, before = time.monotonic(), _worked()
    with tempfile.TemporaryFile("w+") as said, subprocess.Popen(command, stdout=said) as child:
        memory = []
        while child.poll() is None:
            memory.append(_held(child.pid))
            time.sleep(1 if time.monotonic() - started > 20 else 0.1)
        seconds = time.monotonic() - started
        said.seek(0)
        return Watched(seconds, _worked() - before, json.load(said), memory)


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def per_thousand(out: Path) -> list[float]:
    """Seconds a document, of each thousand of results one after the other."""
    times = sorted(f.stat().st_mtime for f in (out / ".ziping" / "results").glob("*/*.arrows"))
    size = max(10, min(1000, len(times) // 10))
    marks = times[::size]
    return [(b - a) / size for a, b in itertools.pairwise(marks)]


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
        steps = per_thousand(out)
        print(f"reading {given.count}: {first.seconds:.1f} s ({first.worked:.1f} of the processor); {first.summary['ok']} ok, {first.summary['partial']} partial, {first.summary['failed']} failed")  # fmt: skip
        tenths = [first.memory[len(first.memory) * n // 10] // MEGABYTE for n in range(1, 10)]
        print(f"main process: at most {max(first.memory) // MEGABYTE} MB; by tenths of the time {tenths}")
        print("ms a document, thousand by thousand:", *(f"{1000 * s:.1f}" for s in steps))
        if steps:
            print(f"last ÷ first {steps[-1] / steps[0]:.2f}; median {1000 * statistics.median(steps):.1f} ms")
        again = ingest(folder, out, given.jobs)
        print(
            f"nothing new: {again.seconds:.1f} s, {again.worked:.1f} of the processor (read {again.summary['read']}), {max(again.memory) // MEGABYTE} MB"
        )
        new = int(time.time()) * 10
        draw(folder, range(new, new + 1))
        more = ingest(folder, out, given.jobs)
        print(
            f"one more: {more.seconds:.1f} s, {more.worked:.1f} of the processor (read {more.summary['read']}), {max(more.memory) // MEGABYTE} MB"
        )
        files = list(out.glob("*/*.parquet"))
        print(f"{len(files)} files of {sum(f.stat().st_size for f in files) / MEGABYTE:.1f} MB, the largest {max(f.stat().st_size for f in files) / MEGABYTE:.1f} MB")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
