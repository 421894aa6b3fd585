"""How fast pages are read, against pdfplumber, and against pdf_oxide where it is installed, on the same pages in one run.

    python -m benchmarks.reading [PDF or FOLDER …] [--rounds N]

Reads words, ruling lines and tables of every page with ours, with pdfplumber's `extract_words` and `extract_tables`, and
with the words and tables of pdf_oxide (`pip install pdf_oxide`), which take turns page by page. Measured is processor
time, which a busy machine changes less than the clock; files are opened anew in each round, and opening them counts. Prints
the median of the rounds, and how many tables each finds; then the same of drawn pages with known tables, and how many
are found with the text of every cell. Pages without a text layer are left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.long import FORMS_A_PAGE, forms_page, small_form
from tests.reading.rawpdf import write

DEFAULT = Path(__file__).parents[1] / "data" / "raw"
DRAWN = 20  # pages with known tables

Found = Iterable[Iterable[str]]  # tables, with the texts of their cells


@dataclass(slots=True)
class Tally:
    """What one library took for all pages (seconds of processor, a round each), and what it found in the last round."""

    seconds: list[float] = field(default_factory=list)
    tables: list[Counter[str]] = field(default_factory=list)

    def begin(self) -> None:
        self.seconds.append(0.0)
        self.tables = []

    def take(self, work: Callable[[], Any], cells: Callable[[Any], Found] | None = None) -> Any:
        """Does what is measured. `cells`, not measured, takes the tables out of what it gave."""
        start = time.process_time()
        done = work()
        self.seconds[-1] += time.process_time() - start
        if cells is not None:
            self.tables += [_filled(table) for table in cells(done)]
        return done

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def _filled(cells: Iterable[str]) -> Counter[str]:
    texts = ("".join((cell or "").split()) for cell in cells)
    return Counter(text for text in texts if text)


def pdf_files(paths: Sequence[Path]) -> list[Path]:
    return [f for p in paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]


def compare(files: Sequence[Path], rounds: int) -> tuple[dict[str, Tally], int]:
    """What each library took for the pages of the files, and how many pages there are."""
    import pdfplumber

    from ziping.pipeline.reading import open_pdf
    from ziping.pipeline.reading.tables import find_tables

    oxide: Any = None
    if importlib.util.find_spec("pdf_oxide") is not None:
        import pdf_oxide as oxide  # type: ignore[import-not-found]
    tallies = {name: Tally() for name in ("ours", "pdfplumber", *(["pdf_oxide"] if oxide else []))}
    pages = 0
    for _ in range(rounds):
        pages = 0
        for tally in tallies.values():
            tally.begin()
        ours, plumber = tallies["ours"], tallies["pdfplumber"]
        for file in files:
            pdf = ours.take(lambda f=file: open_pdf(f))
            theirs = plumber.take(lambda f=file: pdfplumber.open(f))
            other = tallies["pdf_oxide"].take(lambda f=file: oxide.PdfDocument(str(f))) if oxide else None
            scanned = _scanned(file)
            for number in (n for n in range(pdf.page_count) if n + 1 not in scanned):
                ours.take(lambda n=number, p=pdf: find_tables(p.page(n + 1)), _of_ours)
                plumber.take(lambda n=number, p=theirs: _by_pdfplumber(p.pages[n]), _of_pdfplumber)
                if oxide:
                    tallies["pdf_oxide"].take(lambda n=number, p=other: _by_pdf_oxide(p[n]), _of_pdf_oxide)
                pages += 1
            pdf.document.close()
            theirs.close()
    return tallies, pages


def _scanned(file: Path) -> set[int]:
    from ziping.pipeline.reading import open_pdf

    with open_pdf(file) as pdf:
        list(pdf.pages())
        return pdf.scanned


def _of_ours(tables: Any) -> Found:
    return [[cell.text.string for cell in table.cells] for table in tables]


def _by_pdfplumber(page: Any) -> Any:
    page.extract_words()
    tables = page.extract_tables()
    page.close()  # forgets what it has parsed
    return tables


def _of_pdfplumber(tables: Any) -> Found:
    return [[cell for row in table for cell in row] for table in tables]


def _by_pdf_oxide(page: Any) -> Any:
    len(page.words)
    return page.tables


def _of_pdf_oxide(tables: Any) -> Found:
    return [[cell["text"] for row in table["rows"] for cell in row["cells"]] for table in tables]


def show(tallies: dict[str, Tally], pages: int, known: Sequence[Counter[str]] = ()) -> None:
    ours = tallies["ours"].median
    for name, tally in tallies.items():
        right = f", {sum(table in tally.tables for table in known)} of {len(known)} right" if known else ""
        print(
            f"  {name:11} {1000 * tally.median / pages:7.2f} ms of processor a page, {tally.median / ours:5.2f} × ours; "
            f"{len(tally.tables)} tables{right}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = pdf_files(options.paths)
    if not files:
        print(f"no PDF in {', '.join(map(str, options.paths))}", file=sys.stderr)
        return 2
    tallies, pages = compare(files, options.rounds)
    if not pages:
        print("no page with a text layer", file=sys.stderr)
        return 2
    print(f"{pages} pages of {len(files)} files")
    show(tallies, pages)
    with tempfile.TemporaryDirectory() as folder:
        drawn = write(Path(folder, "drawn.pdf"), *(forms_page(n) for n in range(DRAWN)))
        tallies, pages = compare([drawn], options.rounds)
    print(f"{pages} drawn pages")
    known = [_filled(cell for row in small_form(n) for cell in row) for n in range(FORMS_A_PAGE * DRAWN)]
    show(tallies, pages, known)
    return 0


if __name__ == "__main__":
    sys.exit(main())
