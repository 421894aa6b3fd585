"""How much faster two workers are than one: parallel efficiency, born-digital documents.

    python -m benchmarks.workers [--count 150] [--jobs 2] [--rounds 3] [--engine local|ray]

Efficiency is the time of one worker, divided by the number of workers and their time. Drawn forms of a page or two are
read into an empty dataset each time; start of the program and publishing count. Runs of one worker and of several take
turns, and the best of the rounds counts: what else a machine does can only lengthen a run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.generator import form
from tests.generator.dice import Chance, Dice
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.options import ENGINES, Options


def seconds(folder: Path, out: Path, options: Options) -> float:
    started = time.monotonic()
    run = ingest_files([folder], out, options)
    assert run.read == run.found
    return time.monotonic() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES, default="local")
    given = parser.parse_args()
    times: dict[int, list[float]] = {1: [], given.jobs: []}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "in"
        folder.mkdir()
        for number in range(given.count):
            (folder / f"{number}.pdf").write_bytes(form.draw(Dice(Chance(f"workers-{number}"))).pdf)
        for turn in range(given.rounds):
            for jobs, taken in times.items():
                out = Path(temporary) / f"ds-{turn}-{jobs}"
                taken.append(seconds(folder, out, Options(jobs=jobs, engine=given.engine)))
                print(f"{jobs} workers: {taken[-1]:.1f} s", flush=True)
    one, several = min(times[1]), min(times[given.jobs])
    print(f"efficiency of {given.jobs} workers: {one / several / given.jobs:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
