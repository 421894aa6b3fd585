"""Working papers: what stands on them, on paper of A4, in both languages, with reviews and corrections."""

import datetime
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from PIL import Image

from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.cli import main
from ziping.pipeline.errors import UsageError
from ziping.pipeline.options import Options
from ziping.pipeline.reviews import Act, add
from ziping.pipeline.reviews.acts import act_of
from ziping.pipeline.workpaper import write_workpaper
from ziping.pipeline.workpaper.gathering import gather
from ziping.pipeline.workpaper.recomputation import lines_of

RAW = Path(__file__).parents[2] / "data" / "raw"
OPTIONS = Options(jobs=1, ocr="never")
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two reports, a spending corrected to 3.94万元 instead of 3.49, and one finding judged."""
    root = tmp_path_factory.mktemp("made")
    for name in ("2021-chengde.pdf", "2024-panzhihua.pdf"):
        shutil.copy(RAW / name, root)
    ingest(root, root / "ds", OPTIONS)
    dataset = open_dataset(root / "ds")
    row = dataset.frame("funding").iloc[0]
    cell = next(c for c in row["cells"] if c["column"] == "executed")
    act_of_the_page = {
        "doc_id": row["doc_id"], "act": "correct", "table": "funding", "row_id": row["funding_id"], "column": "executed",
        "value_text": "3.94万元", "place": {e: cell[e] for e in ("page", "x0", "top", "x1", "bottom")},
    }  # fmt: skip
    found = next(c for c in dataset.table("checks").to_pylist() if c["status"] == "fail")
    noon = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
    judged = Act("a1", found["doc_id"], noon, "accept", found["check_id"], remark="=与原件一致", reviewer="甲")
    add(root / "ds", [act_of(act_of_the_page, reviewer="乙"), judged])
    return root / "ds"


def written(dataset, file, lang="zh"):
    return write_workpaper(open_dataset(dataset), file, lang=lang, options=OPTIONS)


@pytest.fixture(scope="module")
def sheet_file(made, tmp_path_factory):
    file = tmp_path_factory.mktemp("book") / "底稿.xlsx"
    assert written(made, file).units == 2
    return file


@pytest.fixture(scope="module")
def word_file(made, tmp_path_factory):
    file = tmp_path_factory.mktemp("word") / "底稿.docx"
    written(made, file)
    return file


def texts(sheet):
    return [[c.value for c in row if c.value is not None] for row in sheet.iter_rows()]


def of_chengde(book):
    return next(s for s in book.worksheets if "承德县" in s.title)


def test_the_index_leads_to_a_sheet_for_every_unit(sheet_file):
    book = openpyxl.load_workbook(sheet_file)
    index = book.worksheets[0]
    assert index.title == "索引" and len(book.worksheets) == 3
    for row, sheet in zip(index.iter_rows(min_row=3), book.worksheets[1:], strict=True):
        assert row[0].hyperlink.location == f"'{sheet.title}'!A1"
        assert row[0].value == sheet["C2"].value and row[1].value == sheet["C3"].value
        assert sheet.title == f"{row[0].value.removeprefix('ZP-')} {row[1].value}"


def test_a_sheet_has_its_head_and_places_to_sign(sheet_file):
    rows = texts(of_chengde(openpyxl.load_workbook(sheet_file)))
    head = {row[0]: row[1:] for row in rows[:9]}
    assert head["被审计单位"] == ["承德县社会保险事业管理局"] and head["年度"] == ["2021"]
    assert head["所审文件"] == ["2021-chengde.pdf"] and "社保工作专项经费" in head["评价对象"][0]
    assert ["编制人", "日期"] in rows and ["复核人", "日期"] in rows


def test_the_recomputation_is_worked_out_with_the_corrected_figure(sheet_file):
    rows = texts(of_chengde(openpyxl.load_workbook(sheet_file)))
    start = next(n for n, row in enumerate(rows) if row[:1] == ["序号"] and "复算数" in row)
    assert rows[start] == ["序号", "项目", "出处", "报告数", "复算数", "差异", "标记"]
    budget = next(row for row in rows[start:] if row[1:2] == ["年度资金总额 · 全年预算数"])
    spent = next(row for row in rows[start:] if row[1:2] == ["年度资金总额 · 全年执行数"])
    rate = next(row for row in rows[start:] if row[1:2] == ["年度资金总额 · 执行率"])
    assert budget[3:] == ["8.89万元", "○"] and spent[3:] == ["3.94万元", "○"]
    assert rate[3] == "39.25%" and rate[4].startswith("44.31") and rate[5].startswith("−5.06") and rate[-1] == "×"
    said = {tuple(row) for row in rows if len(row) == 2}
    assert ("规则依据", "表中栏目：执行率（B/A），A 为全年预算数，B 为全年执行数。") in said
    assert any(name == "发现" and "3.94万元 ÷ 8.89万元" in text and "按更正后的数" in text for name, text in said)


def test_every_finding_shows_the_page_where_its_figures_stand(sheet_file, word_file):
    for file, folder in ((sheet_file, "xl/media/"), (word_file, "word/media/")):
        with zipfile.ZipFile(file) as archive:
            pictures = [name for name in archive.namelist() if name.startswith(folder)]
            assert len(pictures) >= 3
            for name in pictures:
                with archive.open(name) as stream, Image.open(stream) as picture:
                    colours = {colour for _, colour in picture.convert("RGB").getcolors(99999)}
                    assert picture.width > 500 and picture.height < 1000
                    assert any(r > 150 and r - g > 70 and r - b > 90 for r, g, b in colours)  # the frames


def test_reviews_are_told(sheet_file, word_file):
    book = openpyxl.load_workbook(sheet_file)
    rows = [row for sheet in book.worksheets[1:] for row in texts(sheet)]
    assert ["复核状态", "属实（甲 2026-01-02）"] in rows and ["复核状态", "未复核"] in rows
    remark = next(c for s in book.worksheets for row in s.iter_rows() for c in row if c.value == "=与原件一致")
    assert remark.data_type == "s"  # no formula
    assert "属实（甲 2026-01-02）" in "\n".join(cell for row in cells(docx.Document(word_file)) for cell in row)
    choices = {v.formula1 for s in book.worksheets[1:] for v in s.data_validations.dataValidation}
    assert choices == {'"属实,不成立,待核实,未复核"'}


def cells(document):
    return [[c.text for c in row.cells] for table in document.tables for row in table.rows]


def test_sheets_are_set_up_for_paper(sheet_file):
    for sheet in openpyxl.load_workbook(sheet_file).worksheets:
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight in ("0", 0)
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_the_document_has_a_section_for_every_unit(word_file, sheet_file):
    document = docx.Document(word_file)
    assert len(document.sections) == 2
    heads = [section.header.paragraphs[0].text for section in document.sections]
    assert [h.split()[1] for h in heads] == ["ZP-1", "ZP-2"] and any("承德县社会保险事业管理局" in h for h in heads)
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        fields = section.footer._element.xpath(".//w:fldSimple/@w:instr")
        assert fields == ["PAGE", "NUMPAGES"]
    rows = {tuple(row) for row in cells(document)}
    book = openpyxl.load_workbook(sheet_file)
    lines = [row for sheet in book.worksheets[1:] for row in texts(sheet) if row[-1:] in (["○"], ["×"])]
    assert lines
    for line in lines:  # the same recomputations, figure by figure
        assert any(set(line) <= set(row) for row in rows), line


def test_rows_of_a_table_stay_whole_and_its_heading_is_repeated(word_file):
    document = docx.Document(word_file)
    grids = [t for t in document.tables if t.rows[0].cells[0].text == "序号"]
    assert grids
    for table in grids:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") and len(table._tbl.xpath(".//w:cantSplit")) == len(
            table.rows
        )


def test_in_english_only_what_is_quoted_is_chinese(made, tmp_path):
    written(made, tmp_path / "w.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    index, *sheets = book.worksheets
    assert index.title == "index of papers" and not [
        c for row in list(index.iter_rows())[:2] for c in row if CHINESE.search(str(c.value))
    ]
    names = {row[0] for sheet in sheets for row in texts(sheet) if len(row) == 2}
    assert {"unit under audit", "source of the rule", "finding", "review"} <= names
    assert not [name for name in names if CHINESE.search(name) and not name.startswith("ZP-")]
    assert any("the report states 39.25%" in str(row[1]) for s in sheets for row in texts(s) if row[:1] == ["finding"])


def test_a_unit_without_findings_has_a_paper_too(tmp_path):
    shutil.copy(RAW / "2021-chengde.pdf", tmp_path)
    ingest(tmp_path, tmp_path / "ds", OPTIONS)
    (paper,) = gather(open_dataset(tmp_path / "ds"), "zh", str)
    assert not paper.matters and paper.count("pass") > 20 and paper.count("fail") == 0
    counts = open_dataset(tmp_path / "ds").table("checks").num_rows
    assert sum(sum(work.counts.values()) for work in paper.work) == counts


def test_a_picture_that_cannot_be_drawn_is_said(made, tmp_path):
    original = made.parent / "2024-panzhihua.pdf"
    original.rename(tmp_path / "elsewhere.pdf")
    done = written(made, tmp_path / "w.docx")
    (tmp_path / "elsewhere.pdf").rename(original)
    told = [p.text for p in docx.Document(tmp_path / "w.docx").paragraphs]
    assert done.pictures and any("无截图" in text for text in told)


def test_a_figure_that_the_rule_implies_is_called_so():
    finding = {
        "stated": Decimal(100), "computed": Decimal(95), "difference": Decimal(5), "status": "fail", "subject": "总分值",
        "evidence": [{"table": "indicators", "row_id": "i1", "page": 2, "x0": 1.0, "top": 2.0, "x1": 3.0, "bottom": 4.0}],
    }  # fmt: skip
    cell = {"column": "weight", "text": "95", "page": 2, "x0": 1.0, "top": 2.0, "x1": 3.0, "bottom": 4.0}
    rows = {("indicators", "i1"): {"level3": "完成率", "weight": Decimal(95), "cells": [cell]}}
    part, total = lines_of(finding, rows, str)
    assert (part.label, part.reported, part.place) == ("完成率 · weight", "95", "indicators, p. 2")
    assert (total.label, total.place, total.reported) == ("总分值", "implied by the rule", "100")
    assert (total.recomputed, total.difference, total.tick) == ("95", "+5", "×")


@pytest.mark.parametrize("name", ["w.pdf", "w"])
def test_other_names_are_refused(made, tmp_path, name):
    with pytest.raises(UsageError, match=r"ends in \.xlsx or \.docx"):
        written(made, tmp_path / name)
    call = ["export", "--dataset", str(made), "--format", "workpaper", "--out", str(tmp_path / name)]
    assert CliRunner().invoke(main, call).exit_code == 2 and not list(tmp_path.iterdir())


def test_the_command_tells_what_it_wrote(made, tmp_path):
    call = [
        "export",
        "--dataset",
        str(made),
        "--format",
        "workpaper",
        "--out",
        str(tmp_path / "w.docx"),
        "--lang",
        "zh",
    ]
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 0 and re.search(r"w\.docx：2 个单位，\d+ 条发现，\d+ 幅截图", done.stderr)
