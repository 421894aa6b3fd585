"""Reads a folder of hostile files with the command line and says whether all of them are accounted for.

    python -m tests.nasty [--mutants 2000] [--odds 2000] [--first 0] [--timeout 20] [--jobs 2] [--ocr never] [--keep DIR]

Exit status 1 where an input is lost, the run fails, hangs past the limit or shows a traceback.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.nasty.files.folder import fill
from tests.nasty.reading import complaints, ingest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--odds", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant: to read them in shares")
    parser.add_argument("--timeout", type=float, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ocr", default="never", help="as ziping has it; recognition takes seconds a page")
    parser.add_argument("--keep", type=Path, help="folder to keep files and dataset in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        inputs = fill(folder / "in", given.mutants, odds=given.odds, first=given.first)
        more = ["--timeout", f"{given.timeout:g}", "--jobs", str(given.jobs), "--ocr", given.ocr]
        print(f"{inputs} inputs made", flush=True)
        started = time.monotonic()
        done = ingest(folder / "in", folder / "ds", *more)
        seconds = time.monotonic() - started
        wrong = complaints(done, folder / "ds", inputs, given.timeout)
        summary = done.summary
        print(
            f"{seconds:.0f} s; "
            + ", ".join(f"{k} {summary.get(k)}" for k in ("found", "ok", "partial", "failed", "skipped"))
        )
        print(*Counter(f["error"] for f in summary.get("failures", ())).most_common(), sep="\n")
        print(
            *(f"{f['path']!r}: {f['message']}" for f in summary.get("failures", ()) if f["error"] == "internal-error"),
            sep="\n",
        )
    print(*wrong or ["everything accounted for"], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
