"""The sample reports in another format give what their PDFs give."""

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.documents import twins
from tests.documents.test_folder import document_of
from tests.generator import form
from tests.generator.dice import Chance, Dice
from ziping.pipeline.options import Options
from ziping.pipeline.run import process
from ziping.schemas.document import Source

RAW = Path(__file__).parents[2] / "data" / "raw"
REPORTS = ("2021-chengde", "2024-panzhihua", "2024-rugao", "2024-xingning")  # the fifth is a scan
PLACES = {
    "confidence",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
    "first_page",
    "last_page",
    "cells",
    "doc_id",
    "evaluation_id",
    "parent_id",
    "sheet",
}
TABLES = ("evaluations", "indicators", "sections", "funding", "facts")


def fields(path: Path, ocr: str = "never") -> Counter:
    """Every value of every row, with its column."""
    content = path.read_bytes()
    source = Source(path.name, hashlib.sha256(content).hexdigest(), len(content))
    result = process(path, source, Options(jobs=1, ocr=ocr))
    return Counter(
        (table, column, str(value))
        for table in TABLES
        for row in result.tables[table].to_pylist()
        for column, value in row.items()
        if column not in PLACES and value is not None and not column.endswith("_id")
    )


@cache
def of_pdf(name: str) -> Counter:
    return fields(RAW / f"{name}.pdf")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(
    ("write", "least"),
    [(twins.to_docx, 0.995), (twins.to_html, 0.995), (twins.to_xlsx, 0.99)],
    ids=["docx", "html", "xlsx"],
)
def test_a_twin_has_the_fields_of_its_pdf(tmp_path, name, write, least):
    twin = tmp_path / "twin"
    twin.write_bytes(write(document_of(RAW / f"{name}.pdf")))
    found, expected = fields(twin), of_pdf(name)
    assert (found & expected).total() >= least * max(found.total(), expected.total()), (
        expected - found,
        found - expected,
    )


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("write", [twins.to_docx, twins.to_html, twins.to_xlsx], ids=["docx", "html", "xlsx"])
def test_a_drawn_form_has_the_fields_of_its_pdf(tmp_path, number, write):
    path = tmp_path / "a.pdf"
    path.write_bytes(form.draw(Dice(Chance(f"twin-{number}"))).pdf)
    (tmp_path / "twin").write_bytes(write(document_of(path)))
    found, expected = fields(tmp_path / "twin"), fields(path)
    assert (found & expected).total() >= 0.995 * max(found.total(), expected.total()), (
        expected - found,
        found - expected,
    )
