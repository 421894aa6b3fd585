"""The workbook and the plain files of the sample documents: sums, formats, colours, links."""

import csv
import json
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from ziping.pipeline import open_dataset
from ziping.pipeline.export import Format, export
from ziping.schemas.dataset import INDICATORS, TABLES, Kind

CENT = Decimal("0.000001")


@pytest.fixture(scope="module")
def data(samples):
    return open_dataset(samples / "ds")


@pytest.fixture(scope="module")
def file(data, tmp_path_factory):
    file = tmp_path_factory.mktemp("book") / "all.xlsx"
    export(data, file)
    return file


@pytest.fixture(scope="module")
def book(file):
    return openpyxl.load_workbook(file)


def column(sheet, heading):
    number = [c.value for c in sheet[1]].index(heading)
    return [row[number] for row in sheet.iter_rows(min_row=2)]


def test_sums_equal_the_datasets(book, data):
    for spec in TABLES:
        for c in spec.columns:
            if c.kind is Kind.DECIMAL:
                expected = sum((v for v in data.table(spec.name)[c.name].to_pylist() if v is not None), Decimal(0))
                cells = [x.value for x in column(book[spec.name], c.label_zh) if x.value is not None]
                assert all(isinstance(v, int | float) for v in cells)
                assert sum((Decimal(str(v)) for v in cells), Decimal(0)).quantize(CENT) == expected.quantize(CENT), (
                    spec.name,
                    c.name,
                )


def test_money_and_rates_look_like_it(book):
    assert {c.number_format for c in column(book["funding"], "全年执行数（元）") if c.value is not None} == {"#,##0.00"}
    rates = {c.number_format for c in column(book["funding"], "执行率") if c.value is not None}
    assert rates <= {"0.00%", "0.00####%"}


def test_findings_stand_first_worst_on_top_and_coloured(book, data):
    sheet = book.worksheets[0]
    assert sheet.title == "findings" and sheet.freeze_panes == "A2"
    checks = data.table("checks").to_pylist()
    assert sheet.max_row - 1 == sum(c["status"] != "pass" for c in checks)
    first = sheet[2]
    assert (first[0].value, first[1].value) == ("错误", "不符")
    assert first[0].fill.start_color.rgb.endswith("F8D7D4")


def test_a_finding_leads_to_its_rows(book, data):
    checks = {c["check_id"]: c for c in data.table("checks").to_pylist()}
    seen = 0
    for row in book["findings"].iter_rows(min_row=2):
        check = checks[row[12].value]
        rows = dict.fromkeys((e["table"], e["row_id"]) for e in check["evidence"])
        for (table, row_id), cell in zip(rows, row[13:], strict=False):
            title, _, place = cell.hyperlink.location.partition("!")
            assert title == f"'{table}'"
            assert row_id in [c.value for c in book[table][place[1:]]]
            seen += 1
    assert seen > 20


def test_no_cell_is_a_formula(book):
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type in {"f", "e"}]


def test_csv_and_json_lines_hold_the_same(data, tmp_path):
    counts = export(data, tmp_path / "csv", Format.CSV)
    assert counts == export(data, tmp_path / "jsonl", Format.JSONL)
    with (tmp_path / "csv/indicators.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    lines = [json.loads(line) for line in (tmp_path / "jsonl/indicators.jsonl").read_text("utf-8").splitlines()]
    expected = data.table("indicators").to_pylist()
    assert len(rows) == len(lines) == len(expected) == counts["indicators"]
    for row, line, truth in zip(rows, lines, expected, strict=True):
        assert list(row) == [c.name for c in INDICATORS.columns]
        score = truth["score"]
        assert (row["score"] or None) == line["score"] == (None if score is None else f"{score.normalize():f}")
        assert line["level3"] == truth["level3"] and json.loads(row["cells"]) == line["cells"]


CSV_IN_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76"  # separator, quotes, character set


def test_libreoffice_opens_it(file, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    call = [office, "--headless", "--convert-to", CSV_IN_UTF8, "--outdir", str(tmp_path), str(file)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=120, check=True)
    # LibreOffice grumbles at start-up where there is no Java; what it says of the workbook is what counts
    said = [line for line in done.stderr.splitlines() if "javaldx" not in line and line.strip()]
    assert not said
    assert "级别" in (tmp_path / "all.csv").read_text("utf-8", errors="replace")
