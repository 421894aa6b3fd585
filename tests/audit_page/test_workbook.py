"""The workbook and the plain files of the sample documents: sums, formats, colours, links."""

import csv
import json
import re
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from tests.pipeline.files import PATIENCE
from ziping.pipeline import open_dataset
from ziping.pipeline.export import Format, export
from ziping.pipeline.present.codes import _GROUPS, _OTHERS
from ziping.schemas.dataset import INDICATORS, TABLES, Kind

CENT = Decimal("0.000001")
CODED = {*_GROUPS, *_OTHERS}
LABELS = {spec.name: spec.label_zh for spec in TABLES}


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
                cells = [x.value for x in column(book[spec.label_zh], c.label_zh) if x.value is not None]
                assert all(isinstance(v, int | float) for v in cells)
                assert sum((Decimal(str(v)) for v in cells), Decimal(0)).quantize(CENT) == expected.quantize(CENT), (
                    spec.name,
                    c.name,
                )


def test_money_and_rates_look_like_it(book):
    assert {c.number_format for c in column(book["资金"], "全年执行数（元）") if c.value is not None} == {"#,##0.00"}
    rates = {c.number_format for c in column(book["资金"], "执行率") if c.value is not None}
    assert rates <= {"0.00%", "0.00####%"}


def test_findings_stand_first_worst_on_top_and_coloured(book, data):
    sheet = book.worksheets[0]
    assert sheet.title == "发现" and sheet.freeze_panes == "A2"
    checks = data.table("checks").to_pylist()
    assert sheet.max_row - 1 == sum(c["status"] != "pass" for c in checks)
    first = sheet[2]
    assert (first[0].value, first[1].value) == ("错误", "不符")
    assert first[0].fill.start_color.rgb.endswith("F8D7D4")


def test_a_finding_leads_to_its_rows(book, data):
    checks = {c["check_id"]: c for c in data.table("checks").to_pylist()}
    seen = 0
    for row in book["发现"].iter_rows(min_row=2):
        check = checks[row[15].value]
        rows = dict.fromkeys((e["table"], e["row_id"]) for e in check["evidence"])
        for (table, row_id), cell in zip(rows, row[16:], strict=False):
            title, _, place = cell.hyperlink.location.partition("!")
            assert title == f"'{LABELS[table]}'"
            assert row_id in [c.value for c in book[LABELS[table]][place[1:]]]
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
    done = subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE, check=True)
    # LibreOffice grumbles at start-up where there is no Java; what it says of the workbook is what counts
    said = [line for line in done.stderr.splitlines() if "javaldx" not in line and line.strip()]
    assert not said
    assert "级别" in (tmp_path / "all.csv").read_text("utf-8", errors="replace")


def test_codes_are_words(book):
    kinds = {c.value for c in column(book["评价对象"], "对象类型")}
    assert kinds <= {"项目", "部门整体"} and "项目" in kinds
    assert {c.value for c in column(book["文件"], "文件类别")} == {"自评"}
    assert {"相符", "四舍五入后相符"} <= {c.value for c in column(book["核对"], "结果")}
    assert "预算执行率" in {c.value for c in column(book["核对"], "规则")}
    coded = [n for n in CODED if n not in ("stage", "from_column", "to_column")]
    for spec in TABLES:
        for c in spec.columns:
            if c.name in coded:
                left = {str(x.value) for x in column(book[spec.label_zh], c.label_zh) if x.value is not None}
                assert not [w for w in left if re.fullmatch("[a-z_-]{3,}", w)], (spec.name, c.name)


def test_rates_of_findings_are_per_cent_with_their_unit(book):
    sheet = book["发现"]
    heads = [c.value for c in sheet[1]]
    rates = [
        r for r in sheet.iter_rows(min_row=2) if r[heads.index("规则")].value == "预算执行率" and r[5].value is not None
    ]
    assert rates and all("%" in r[5].number_format and r[heads.index("单位")].value == "%" for r in rates)


def test_names_and_boxes_are_folded_up_behind_what_people_read(book):
    for sheet in book.worksheets[2:]:
        folded = {n for d in sheet.column_dimensions.values() if d.hidden for n in range(d.min, d.max + 1)}
        shown = [c.value for c in sheet[1] if c.column not in folded]
        assert not {"文件编号", "评价编号", "左", "上", "右", "下", "单元格出处"} & set(shown)
        assert shown[0] in ("文件", "路径")
    box = column(book["绩效指标"], "左")
    assert all(len(str(c.value)) <= 6 for c in box)  # 450.0, not 450.114074707031


def test_the_sheet_about_it_counts_the_others(book, data):
    rows = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    for spec in TABLES:
        assert rows[spec.label_zh] == data.table(spec.name).num_rows
    assert {"相符", "四舍五入后相符", "未核对", "不符", "错误", "提醒"} <= set(rows)


def test_sheets_are_set_up_for_paper(book):
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$1:$1" and sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_wide_sheets_go_over_several_pages_that_can_be_read(book):
    for sheet in book.worksheets:
        shown = [d.width for d in sheet.column_dimensions.values() if not d.hidden]
        across = int(sheet.page_setup.fitToWidth or 1)
        assert sheet.title == "说明" or sum(shown) / across <= 260
        assert (sheet.print_title_cols == "$A:$A") == (across > 1) == (sheet.page_setup.pageOrder == "overThenDown")
    assert int(book["绩效指标"].page_setup.fitToWidth) > 1


def test_sentences_of_findings_are_shown_whole(book):
    sheet = book["发现"]
    place = next(c.column_letter for c in sheet[1] if c.value == "发现")
    longest = max(sheet[place][1:], key=lambda c: len(str(c.value)))
    assert longest.alignment.wrap_text
    assert (
        sheet.row_dimensions[longest.row].height
        >= 15 * len(str(longest.value)) * 1.2 / sheet.column_dimensions[place].width
    )


def test_in_english_headings_are_names_of_columns(data, tmp_path):
    export(data, tmp_path / "en.xlsx", lang="en")
    book = openpyxl.load_workbook(tmp_path / "en.xlsx")
    assert book.sheetnames == ["findings", "about", *(s.name for s in TABLES)]
    heads = [c.value for sheet in book for c in sheet[1] if c.value]
    assert not [h for h in heads if re.search("[\u4e00-\u9fff]", str(h))]
    assert {c.value for c in column(book["evaluations"], "subject_kind")} <= {"project", "department"}
