"""How fast pages are read, against pdfplumber on the same pages in the same run.

    python benchmarks/reading.py [PDF or FOLDER …] [--rounds N]

Reads words, ruling lines and tables of every page with ours and with pdfplumber's `extract_words` and
`extract_tables`, the two taking turns page by page, so that a busy machine is equally busy for both. Prints the median
time of each page's rounds, summed over the pages, and their ratio. Pages without a text layer are left out.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from ziping.pipeline.reading import open_pdf
from ziping.pipeline.reading.tables import find_tables

DEFAULT = Path(__file__).parents[1] / "data" / "raw"


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pdf_files(paths: list[Path]) -> list[Path]:
    return [f for p in paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]


def theirs(path: Path, number: int) -> Callable[[], object]:
    def read() -> None:
        with pdfplumber.open(path) as pdf:
            page = pdf.pages[number - 1]
            page.extract_words()
            page.extract_tables()

    return read


def compare(path: Path, rounds: int) -> tuple[float, float, int]:
    """Seconds of ours and of theirs for the pages of a file, and how many there are."""
    ours_total = theirs_total = 0.0
    pages = 0
    with open_pdf(path) as pdf, pdfplumber.open(path) as plumber:
        for number in range(1, pdf.page_count + 1):
            pdf.page(number)
            if number in pdf.unread:
                continue
            ours, others = [], []
            for _ in range(rounds):
                ours.append(seconds(lambda n=number: find_tables(pdf.page(n))))
                page = plumber.pages[number - 1]
                others.append(seconds(lambda p=page: (p.extract_words(), p.extract_tables())))
                page.close()  # forgets what it has parsed
            ours_total += statistics.median(ours)
            theirs_total += statistics.median(others)
            pages += 1
    return ours_total, theirs_total, pages


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = pdf_files(options.paths)
    if not files:
        print(f"no PDF in {', '.join(map(str, options.paths))}", file=sys.stderr)
        return 2
    totals = [0.0, 0.0]
    pages = 0
    for file in files:
        ours, others, count = compare(file, options.rounds)
        if count:
            print(
                f"{file.name:40} {count:4} pages  {1000 * ours / count:7.2f} ms  pdfplumber {1000 * others / count:7.2f} ms  {others / ours:5.1f} x"
            )
        totals[0] += ours
        totals[1] += others
        pages += count
    if not pages:
        print("no page with a text layer", file=sys.stderr)
        return 2
    print(
        f"{'all':40} {pages:4} pages  {pages / totals[0]:7.1f} pages/s  pdfplumber {pages / totals[1]:7.1f} pages/s  ratio {totals[1] / totals[0]:.2f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
