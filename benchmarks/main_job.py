"""How long the whole main job takes, against reading alone, for the same born-digital documents in the same run.

    python benchmarks/main_job.py [PDF or FOLDER …] [--rounds N]

Reading is words, ruling lines and tables of every page. The main job is what a worker does for a document: read,
lay out, parse, tabulate, check, and put the result on disk. The two take turns document by document, so that a busy
machine is equally busy for both; of each the median of the rounds counts. Documents without a text layer are left out.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from ziping.pipeline.execution.job import Job, read_one
from ziping.pipeline.inputs.discovery import find_inputs, read_source
from ziping.pipeline.options import Options
from ziping.pipeline.reading import open_pdf
from ziping.pipeline.reading.tables import find_tables
from ziping.pipeline.store.folder import LocalFolder
from ziping.pipeline.store.results import Results

DEFAULT = Path(__file__).parents[1] / "data" / "raw"


def read_alone(path: Path) -> int:
    """Reads every page; gives the number of pages with a text layer."""
    with open_pdf(path) as pdf:
        for page in pdf.pages():
            find_tables(page)
        return pdf.page_count - len(pdf.unread)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    reading = whole = 0.0
    pages = 0
    with tempfile.TemporaryDirectory() as folder:
        for item in find_inputs(given.paths).files:
            count = read_alone(item.location)
            if not count:
                continue
            job = Job(
                item.location,
                read_source(item),
                Options(jobs=1),
                Results(LocalFolder(Path(folder)), "benchmark"),
                Path(folder),
            )
            read_one(job)  # what is loaded on first use is not counted
            alone, every = [], []
            for _ in range(given.rounds):
                started = time.perf_counter()
                read_alone(item.location)
                between = time.perf_counter()
                read_one(job)
                alone.append(between - started)
                every.append(time.perf_counter() - between)
            one, other = statistics.median(alone), statistics.median(every)
            print(f"{item.path:40} {count:4} pages  reading {1000 * one / count:6.2f} ms  whole {1000 * other / count:6.2f} ms  {other / one:5.2f} x")  # fmt: skip
            reading, whole, pages = reading + one, whole + other, pages + count
    if not pages:
        print("no page with a text layer", file=sys.stderr)
        return 2
    print(f"{'all':40} {pages:4} pages  reading {1000 * reading / pages:6.2f} ms  whole {1000 * whole / pages:6.2f} ms  {whole / reading:5.2f} x")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
