"""Measures documents of other formats against their PDFs, and their pages against what recognition reads on them.

    python -m tests.documents.measure [--twins] [--pictures] [--grounding] [--speed] [--forms 10]

`--twins`: the sample reports and drawn forms as .docx, .html and .xlsx, field by field against their PDFs; `--pictures`: the
same as pictures, against scans of the same pages in PDFs; `--grounding`: characters of printed values that recognition finds in their
boxes on the drawn pages; `--speed`: seconds of a long .docx and a workbook of five sheets, and of their PDFs. Without any of them
all are measured. Exit status 1 where a figure is below what is asked.
"""

from __future__ import annotations

import argparse
import difflib
import io
import os
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageSequence

from tests.documents import twins
from tests.documents.test_folder import document_of
from tests.documents.test_twins import RAW, REPORTS, fields
from tests.generator import form, small
from tests.generator.dice import Chance, Dice
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.options import Options
from ziping.pipeline.run import process
from ziping.schemas.document import Source
from ziping.schemas.geometry import Box
from ziping.schemas.page import Page

ASKED = {"docx": 0.995, "html": 0.995, "xlsx": 0.99}
GROUNDED = 0.99
_WRITERS = {"docx": twins.to_docx, "html": twins.to_html, "xlsx": twins.to_xlsx}
_DOTS = 200

# Drawn by a process that has read nothing: what reads replaces fonts by squares.
_DRAW = """
import sys
from pathlib import Path
from ziping.pipeline.documents.opening import drawable
dots = int(sys.argv[3])
images = [page.render(scale=dots / 72).to_pil().convert("L") for page in drawable(Path(sys.argv[1]))]
images[0].save(sys.argv[2], save_all=True, append_images=images[1:], dpi=(dots, dots), compression="jpeg", quality=95)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("twins", "pictures", "grounding", "speed"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--forms", type=int, default=10)
    given = parser.parse_args()
    every = not (given.twins or given.pictures or given.grounding or given.speed)
    good = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        forms = list(drawn_forms(folder, given.forms))
        if given.twins or every:
            good += [measure_twins(folder, [*(RAW / f"{r}.pdf" for r in REPORTS), *forms])]
        if given.pictures or every:
            good += [measure_pictures(folder, [*(RAW / f"{r}.pdf" for r in REPORTS), *forms])]
        if given.grounding or every:
            good += [measure_grounding(folder, forms[:3])]
        if given.speed or every:
            good += [measure_speed(folder)]
    return not all(good)


def drawn_forms(folder: Path, count: int) -> Iterator[Path]:
    for number in range(count):
        path = folder / f"form-{number}.pdf"
        path.write_bytes(form.draw(Dice(Chance(f"twin-{number}"))).pdf)
        yield path


def measure_twins(folder: Path, pdfs: list[Path]) -> bool:
    """Whether documents of each format have the fields of their PDFs."""
    alike: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for path in pdfs:
        expected, document = fields(path), document_of(path)
        for ending, write in _WRITERS.items():
            twin = folder / f"twin.{ending}"
            twin.write_bytes(write(document))
            found = fields(twin)
            alike[ending] += (found & expected).total()
            whole[ending] += max(found.total(), expected.total())
            if found != expected:
                print(f"{path.name} as {ending}: lost {expected - found}, more {found - expected}"[:600], flush=True)
    for ending, asked in ASKED.items():
        print(
            f"twins {ending}: {alike[ending] / whole[ending]:.4f} of {whole[ending]} fields (asked {asked})", flush=True
        )
    return all(alike[e] >= a * whole[e] for e, a in ASKED.items())


def measure_pictures(folder: Path, pdfs: list[Path]) -> bool:
    """Whether pictures of pages give what the same pages give as a scan in a PDF."""
    alike = whole = 0
    for path in pdfs:
        twin, picture, scan = folder / "twin.docx", folder / "twin.tif", folder / "scan.pdf"
        if path.parent == RAW:
            _draw(path, picture)
        else:
            twin.write_bytes(twins.to_docx(document_of(path)))
            _draw(twin, picture)
        with Image.open(picture) as file:
            images = [frame.copy() for frame in ImageSequence.Iterator(file)]
        images[0].save(scan, save_all=True, append_images=images[1:], resolution=_DOTS, quality=95)
        found, expected = fields(picture, "always"), fields(scan, "always")
        alike += (found & expected).total()
        whole += max(found.total(), expected.total())
        if found != expected:
            print(f"{path.name} as a picture: lost {expected - found}, more {found - expected}"[:600], flush=True)
    print(f"pictures: {alike / max(1, whole):.4f} of {whole} fields of the scan", flush=True)
    return alike >= 0.99 * whole


def measure_grounding(folder: Path, forms: list[Path]) -> bool:
    """Whether recognition finds on the drawn pages what the dataset says is printed there."""
    paths = [RAW / n for n in ("2021-nanxian.docx", "2022-tangxi.xlsx", "2023-qingshen.html")]
    for number, path in enumerate(forms):
        for ending, write in _WRITERS.items():
            paths.append(folder / f"ground-{number}.{ending}")
            paths[-1].write_bytes(write(document_of(path)))
    right = count = 0
    for path in paths:
        found, asked = grounded(path)
        print(f"{path.name}: {found / max(1, asked):.4f} of {asked} characters", flush=True)
        right, count = right + found, count + asked
    print(f"grounding: {right / max(1, count):.4f} of {count} characters (asked {GROUNDED})", flush=True)
    return right >= GROUNDED * count


def grounded(path: Path) -> tuple[int, int]:
    """How many characters of printed values recognition finds within their boxes, and of how many."""
    drawn = path.with_name(f"{path.name}.tif") if path.parent != RAW else Path(tempfile.mkdtemp()) / f"{path.name}.tif"
    _draw(path, drawn)
    result = process(path, Source(path.name, "0" * 64, 1), Options(jobs=1, ocr="never"))
    with open_document(drawn) as pdf:
        pages = {p.number: p for p in PageReader(pdf, Options(jobs=1, ocr="always"), FailureCollector(path)).pages()}
    right = count = 0
    for table in ("evaluations", "indicators", "sections", "funding"):
        for row in result.tables[table].to_pylist():
            for cell in row["cells"]:
                box = Box(cell["x0"], cell["top"], cell["x1"], cell["bottom"])
                printed, seen = _plain(cell["text"]), _plain(_within(pages[cell["page"]], box))
                blocks = difflib.SequenceMatcher(None, printed, seen, autojunk=False).get_matching_blocks()
                right, count = right + sum(b.size for b in blocks), count + len(printed)
    return right, count


def _draw(path: Path, picture: Path) -> None:
    subprocess.run([sys.executable, "-c", _DRAW, path, picture, str(_DOTS)], check=True)


def _within(page: Page, box: Box) -> str:
    """The characters whose middles lie in a box, line by line."""
    seen = []
    for word in page.words:
        edges = word.edges or [word.box.x0 + i * word.box.width / len(word.text) for i in range(len(word.text) + 1)]
        for index, character in enumerate(word.text):
            x, y = (edges[index] + edges[index + 1]) / 2, word.box.middle[1]
            if box.x0 - 2 <= x <= box.x1 + 2 and box.top - 2 <= y <= box.bottom + 2:
                seen.append((round(y / 6), x, character))
    return "".join(c for _, _, c in sorted(seen))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def measure_speed(folder: Path) -> bool:
    """Whether a .docx of twenty pages and a workbook of five sheets take no longer than their PDFs."""
    long, short = folder / "long.pdf", folder / "short.pdf"
    long.write_bytes(_many(20))
    short.write_bytes(_many(5))
    word, book = folder / "long.docx", folder / "short.xlsx"
    word.write_bytes(twins.to_docx(document_of(long)))
    book.write_bytes(twins.to_xlsx(document_of(short)))
    good = True
    for twin, path in ((word, long), (book, short)):
        taken, asked = (min(_seconds(lambda p=p: fields(p)) for _ in range(3)) for p in (twin, path))
        print(f"speed {twin.suffix}: {taken:.2f} s, its PDF {asked:.2f} s", flush=True)
        good = good and taken <= asked
    return good


def _many(pages: int) -> bytes:
    """A PDF of so many pages, each a form."""
    with pdfium.PdfDocument.new() as whole:
        for number in range(pages):
            with pdfium.PdfDocument(small.report(number)) as one:
                whole.import_pages(one)
        buffer = io.BytesIO()
        whole.save(buffer)
    return buffer.getvalue()


def _seconds(call: Callable[[], object]) -> float:
    with _to_itself():
        began = time.process_time()
        call()
        return time.process_time() - began


@contextmanager
def _to_itself() -> Iterator[None]:
    """On one processor: what others do there takes no time of ours."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


if __name__ == "__main__":
    sys.exit(main())
