"""What `open_dataset` offers a notebook."""

import shutil

import pytest

from ziping.pipeline import open_dataset


@pytest.fixture(scope="module")
def data(samples):
    return open_dataset(samples / "ds")


@pytest.mark.parametrize("name", ["indicators", "funding", "facts", "sections", "checks", "evaluations", "pages"])
def test_joining_keeps_every_row_and_column(data, name):
    rows, joined = getattr(data, name), data.joined(name)
    assert len(joined) == len(rows)
    assert {*rows.columns, "path", "agency", "fiscal_year"} <= {*joined.columns}
    assert joined["path"].notna().all()


def test_findings_say_where_they_are_from(data):
    found = data.findings
    assert len(found) == (data.checks["status"] == "fail").sum() > 0
    assert found["path"].str.endswith((".pdf", ".xlsx", ".jpg")).all()


def test_an_evaluation_comes_with_everything(data):
    chosen = data.findings["evaluation_id"].iloc[0]
    parts = data.evaluation(chosen)
    assert len(parts["evaluations"]) == 1 and len(parts["findings"]) >= 1
    assert (parts["facts"]["evaluation_id"] == chosen).all()
    with pytest.raises(KeyError):
        data.evaluation("none")


def test_showing_a_finding_marks_its_figures(data):
    finding = data.findings.iloc[0]
    shown = data.show(finding)
    assert [n for n, _ in shown.pages] == sorted({e["page"] for e in finding["evidence"]})
    place = finding["evidence"][0]
    image = dict(shown.pages)[place["page"]]
    scale = image.width / data.pages.query("doc_id == @finding.doc_id and page == @place['page']")["width"].iloc[0]
    edge = image.getpixel((round(place["x0"] * scale) + 5, round(place["top"] * scale) - 2))
    assert edge[0] > 150 and edge[2] < 60
    assert "<img" in shown._repr_html_() and finding["rule"] in shown._repr_html_()
    with pytest.raises(KeyError):
        data.show("none")


def test_without_the_pdf_it_says_why(samples, tmp_path):
    shutil.copytree(samples / "ds", tmp_path / "ds")
    shutil.rmtree(tmp_path / "ds/.ziping")
    moved = open_dataset(tmp_path / "ds")
    shown = moved.show(moved.findings["check_id"].iloc[0])
    assert not shown.pages and "no longer" in shown._repr_html_()
