"""The tables as files of Stata and SPSS: the sums of the dataset, its words, and what the columns are called."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from tests.panel.test_panel import data  # noqa: F401 - a fixture
from ziping.pipeline.panel.labelled import write_labelled
from ziping.schemas.dataset import REVIEWS, TABLES, Kind

pyreadstat = pytest.importorskip("pyreadstat")
READ = {"dta": pyreadstat.read_dta, "sav": pyreadstat.read_sav}


@pytest.fixture(scope="module", params=["dta", "sav"])
def back(request, data, tmp_path_factory):  # noqa: F811
    """The tables as `ziping export` writes them: name → (frame, what the file says of it)."""
    folder = tmp_path_factory.mktemp("files") / request.param
    call = [
        sys.executable,
        "-m",
        "ziping",
        "export",
        "--dataset",
        data.folder,
        "--format",
        request.param,
        "--out",
        folder,
    ]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    return {file.stem: READ[request.param](str(file)) for file in folder.iterdir()}


@pytest.mark.parametrize("spec", (*TABLES, REVIEWS), ids=lambda spec: spec.name)
def test_every_table_has_its_rows_sums_and_labels(data, back, spec):  # noqa: F811
    frame, told = back[spec.name]
    columns = [c for c in spec.columns if c.kind is not Kind.STRUCTS]
    assert told.column_names_to_labels == {c.name: c.label_zh for c in columns}
    exact = data.table(spec.name)
    assert len(frame) == exact.num_rows
    for field in exact.schema:
        if pa.types.is_decimal(field.type):
            total = sum((v for v in exact[field.name].to_pylist() if v is not None), Decimal(0))
            assert abs(Decimal(str(frame[field.name].sum())) - total) < Decimal("0.5"), field.name  # to the yuan


def test_text_dates_and_lists_come_back(data, back):  # noqa: F811
    documents, _ = back["documents"]
    exact = data.table("documents")
    assert sorted(documents["path"]) == sorted(exact["path"].to_pylist())
    dates = {d for d in exact["report_date"].to_pylist() if d is not None}
    assert {d for d in documents["report_date"] if not pd.isna(d)} == dates
    indicators, _ = back["indicators"]
    extras = [json.loads(one) for one in indicators["extra"] if one]
    assert [e for e in data.table("indicators")["extra"].to_pylist() if e] == [
        [tuple(p) for p in e] for e in extras if e
    ]


def test_a_text_that_spss_cannot_hold_says_that_it_goes_on(tmp_path):
    frame = pd.DataFrame({"text": ["字" * 20_000, "短", None]})
    write_labelled(frame, tmp_path / "a.sav", "sav", {"text": "文本"})
    back, _ = pyreadstat.read_sav(str(tmp_path / "a.sav"))
    assert back["text"][0].endswith("字…") and len(back["text"][0]) > 10_000
    assert list(back["text"][1:]) == ["短", ""]
    write_labelled(frame, tmp_path / "a.dta", "dta", {"text": "文本"})
    back, _ = pyreadstat.read_dta(str(tmp_path / "a.dta"))
    assert back["text"][0] == "字" * 20_000
