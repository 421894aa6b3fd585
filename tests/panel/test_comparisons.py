"""The corpus as a whole: what is alike, what is unspent, which way figures are rounded."""

import json
from decimal import Decimal

import openpyxl
import pytest
from click.testing import CliRunner

from tests.panel.datasets import written
from ziping.pipeline import open_dataset
from ziping.pipeline.cli import main
from ziping.pipeline.panel.comparisons import COMPARISONS, HEADINGS

WORDS = "全年共完成培训一百二十场，覆盖全部乡镇和街道，参训人员满意度较高，达到了年初设定的各项绩效目标，社会反响良好。"


def evaluation(number, year, place, *, text=None, scores=(9, 10, 8, 10, 7), spent=70, total=99):
    """Rows of an evaluation by table; `place` is (county, code)."""
    county, code = place
    key = f"e{number}"
    names = {"evaluation_id": key, "doc_id": f"d{number}", "sequence": 1}
    return {
        "documents": {"doc_id": f"d{number}", "path": f"{number}.pdf", "fiscal_year": year},
        "evaluations": {
            **names, "subject": f"项目{number}", "subject_kind": "project", "agency": f"{county}财政局", "agency_name": "财政局",
            "province": "河北省", "city": "承德市", "county": county, "region_code": code, "fiscal_year": year,
            "total_score": Decimal(total), "full_score": Decimal(100), "outcome_text": text,
        },
        "funding": {
            **names, "funding_id": f"f{number}", "line": "total", "annual_budget": Decimal(100), "executed": Decimal(spent)
        },
        "indicators": [
            {**names, "indicator_id": f"{key}-{n}", "sequence": n, "category": "output", "weight": Decimal(10), "score": Decimal(s)}
            for n, s in enumerate(scores)
        ],
        "checks": [
            {
                "check_id": f"c{number}-{n}", "doc_id": f"d{number}", "evaluation_id": key, "rule": "execution-rate",
                "status": "rounding", "severity": "error", "stated": Decimal("0.34"), "computed": Decimal("0.335"),
            }
            for n in range(2)
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One body in two years with the same scores and words; the body of that name in another county."""
    here, there = ("承德县", "130821"), ("滦平县", "130824")
    made = [
        evaluation(1, 2022, here, text=WORDS),
        evaluation(2, 2023, here, text=WORDS),
        evaluation(3, 2023, there, text="按期完成。", scores=(10, 10, 10, 10, 10), spent=95),
    ]
    rows = {}
    for tables in made:
        for name, those in tables.items():
            rows.setdefault(name, []).extend(those if isinstance(those, list) else [those])
    return written(tmp_path_factory.mktemp("corpus") / "ds", rows)


def compared(folder, *names):
    done = CliRunner().invoke(main, ["compare", *names, "--dataset", str(folder), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_each_has_headings_for_its_columns(folder):
    data = open_dataset(folder)
    for comparison in COMPARISONS:
        assert set(data.arrow(comparison.sql).column_names) <= HEADINGS.keys(), comparison.name


def test_full_marks_with_unspent_money(folder):
    assert [row["subject"] for row in compared(folder, "unspent")["unspent"]] == ["项目1", "项目2"]


def test_same_words_and_scores_in_two_years(folder):
    found = compared(folder, "same-text", "same-scores")
    (text,), (scores,) = found["same-text"], found["same-scores"]
    assert WORDS.startswith(text["beginning"]) and (text["evaluations"], text["years"], text["agencies"]) == (2, 2, 1)
    assert (scores["indicators"], scores["evaluations"]) == (5, 2)  # full marks are everybody's
    assert scores["bodies"].count("财政局") == 2


def test_bodies_named_alike_in_two_places_are_two(folder):
    found = compared(folder, "rounding", "bodies")
    assert [(r["place"], r["rounded"], r["share"]) for r in found["rounding"]] == [("河北省承德市承德县", 4, 1.0)]
    assert [(r["place"], r["fiscal_year"]) for r in found["bodies"]] == [
        ("河北省承德市承德县", 2022),
        ("河北省承德市承德县", 2023),
    ]


def test_distributions_by_region_year_and_category(folder):
    found = compared(folder, "regions", "years", "categories", "bands")
    assert [(r["province"], r["evaluations"], r["rate_median"]) for r in found["regions"]] == [("河北省", 3, 0.7)]
    assert [(r["fiscal_year"], r["evaluations"]) for r in found["years"]] == [(2022, 1), (2023, 2)]
    assert [(r["category"], r["weight"], r["score"]) for r in found["categories"]] == [("output", 150.0, 138.0)]
    assert [(r["band"], r["rates"], r["scores"]) for r in found["bands"]] == [("2: 60-80%", 2, 0), ("5: 95-100%", 1, 3)]


@pytest.mark.parametrize(
    ("lang", "said", "sheet"),
    [("zh", "不是核对结论", "满分而钱没有花完"), ("en", "accuses nobody", "Full marks with unspent money")],
)
def test_it_is_told_and_written_in_both_languages(folder, tmp_path, lang, said, sheet):
    call = ["compare", "--dataset", str(folder), "--lang", lang]
    told = CliRunner().invoke(main, call)
    assert told.exit_code == 0 and said in told.stdout and sheet in told.stdout
    done = CliRunner().invoke(main, [*call, "--out", str(tmp_path / "x.xlsx")])
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert len(book.sheetnames) == len(COMPARISONS) + 1
    assert book[sheet].max_row == 3 and book[sheet]["G2"].number_format == "0.0%"


def test_a_corpus_without_anything_of_the_kind_says_so(tmp_path):
    told = CliRunner().invoke(
        main, ["compare", "unspent", "--dataset", str(written(tmp_path / "ds", {})), "--lang", "en"]
    )
    assert told.exit_code == 0 and "nothing of the kind" in told.stdout
