"""A scan and its born-digital twin, both read by the real pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from tests.ocr.measuring.registration import register
from tests.ocr.measuring.truth import FIGURE, Mapping, folded
from ziping.parsers import parse
from ziping.pipeline.checks import check
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.layout import lay_out
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.options import Options
from ziping.pipeline.present.page_transform import shown_box
from ziping.pipeline.reading import open_pdf
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.document import Source
from ziping.schemas.geometry import Box
from ziping.schemas.page import Method, Page
from ziping.schemas.report import Note

# Columns whose print is a score, a weight, an amount or a rate.
FIGURES = {
    *("total_score", "full_score", "level1_weight", "level2_weight", "weight", "score", "score_coefficient"),
    *("initial_budget", "annual_budget", "received", "executed", "execution_rate", "execution_rate_text"),
    *("target_text", "target_value", "initial_target_text", "actual_text", "actual_value", "completion_rate", "fact"),
}
ROWS = ("evaluations", "indicators", "sections", "funding")
ALIKE = 0.3  # a scan whose picture matches less is not of this page
FEW = 40  # words; a page with less is told by its seal rather than by its print, and is passed over


@dataclass(frozen=True)
class Value:
    """A value of the dataset with its place on the page as it is shown."""

    column: str
    text: str
    page: int
    box: Box


@dataclass
class Document:
    """A file read: its pages and its tables."""

    path: Path
    pages: list[Page]
    tables: dict[str, list[dict[str, Any]]]
    notes: tuple[Note, ...] = ()

    @staticmethod
    def read(path: Path) -> Document:
        content = path.read_bytes()
        source = Source(path.name, hashlib.sha256(content).hexdigest(), len(content))
        with open_pdf(path) as pdf:
            reader = PageReader(pdf, Options(jobs=1), FailureCollector(path))
            pages = list(reader.pages())
        document = lay_out(source, iter(pages))
        tables = tabulate(document, parse(document))
        tables["checks"] = check(tables)
        return Document(path, pages, {name: table.to_pylist() for name, table in tables.items()}, tuple(reader.notes))

    def warned(self, page: int) -> Iterator[Box]:
        """Where on a page something is said to be unread or doubtful, in points of the upright, straight page."""
        for note in self.notes:
            yield from (printed.box for printed in note.printed if printed.page == page)

    def values(self) -> Iterator[Value]:
        for table in ROWS:
            for row in self.tables[table]:
                for cell in row["cells"]:
                    yield _value(cell["column"], cell["text"], cell)
        for row in self.tables["facts"]:
            yield _value("fact", row["value_text"], row)

    @cached_property
    def answers(self) -> list[dict[str, Any]]:
        """The evaluations with their rows, as right answers are told."""
        labels = {row["fact_id"]: row["label"] for row in self.tables["facts"]}
        facts = [{**row, "parent": labels.get(row["parent_id"])} for row in self.tables["facts"]]
        lists = {"facts": facts, **{table: self.tables[table] for table in ROWS[1:]}}
        return [
            {**row, **{t: [r for r in rows if r["evaluation_id"] == row["evaluation_id"]] for t, rows in lists.items()}}
            for row in self.tables["evaluations"]
        ]

    @cached_property
    def alarms(self) -> set[tuple[str, str]]:
        """Errors found that are not said to be likely misreadings."""
        return {
            (row["rule"], folded(row["subject"]))
            for row in self.tables["checks"]
            if row["status"] == "fail" and row["severity"] == "error" and not row["possible_misread"]
        }


def _value(column: str, text: str, row: dict[str, Any]) -> Value:
    return Value(column, text, row["page"], Box(row["x0"], row["top"], row["x1"], row["bottom"]))


@dataclass
class Pair:
    """A scan beside its twin."""

    scan: Document
    twin: Document

    def pages(self) -> Iterator[tuple[Page, Page, Mapping]]:
        """Recognised pages with their twins, and where points of these stand on them."""
        with pdfium.PdfDocument(self.scan.path) as scanned, pdfium.PdfDocument(self.twin.path) as own:
            for scan, twin in zip(self.scan.pages, self.twin.pages, strict=True):
                if scan.method is not Method.OCR:
                    continue
                number = scan.number - 1
                placing = register(own[number], scanned[number])
                if placing.correlation < ALIKE:
                    if len(twin.words) < FEW:
                        continue
                    raise ValueError(f"{self.scan.path.name}, page {scan.number}: the twin's page looks otherwise")
                width, height = own[number].get_size()
                wide, high = scanned[number].get_size()

                def mapping(x, y, twin=twin, placing=placing, sizes=(width, height, wide, high)):
                    box = shown_box(Box(x, y, x, y), twin)
                    u, v = placing.at(box.x0 / sizes[0], box.top / sizes[1])
                    return u * sizes[2], v * sizes[3]

                yield scan, twin, mapping

    def figures(self, twin: Page) -> Iterator[tuple[str, Box]]:
        """The scores, weights, amounts and rates that are printed on a page of the twin, each once: words of figures
        that a value of the dataset holds."""
        values = [v for v in self.twin.values() if v.page == twin.number and v.column in FIGURES]
        held = [(shown, {m.group() for m in FIGURE.finditer(folded(v.text))}) for v in values for shown in (v.box,)]
        for word in twin.words:
            edges = word.edges
            if not edges:
                continue
            for match in FIGURE.finditer(folded(word.text) if len(folded(word.text)) == len(word.text) else word.text):
                a, b = match.span()
                box = Box(edges[a], word.box.top, edges[b], word.box.bottom)
                middle = shown_box(box, twin).middle
                if any(place.holds(*middle) and match.group() in texts for place, texts in held):
                    yield match.group(), box


def pairs(scans: Path, twins: Path) -> Iterator[Pair]:
    """Every scan NAME-*.pdf with NAME.pdf, or with a twin of the same name."""
    known: dict[Path, Document] = {}
    for scan in sorted(scans.glob("*.pdf")):
        names = [scan.stem, *(scan.stem[:k] for k in range(len(scan.stem), 0, -1) if scan.stem[k : k + 1] == "-")]
        twin = next(
            (p for name in names if (p := twins / f"{name}.pdf").is_file() and p.resolve() != scan.resolve()), None
        )
        if twin is None:
            raise FileNotFoundError(f"{scan.name}: no twin in {twins}")
        if twin not in known:
            known[twin] = Document.read(twin)
        yield Pair(Document.read(scan), known[twin])
