"""One row per evaluation, as statistics want it: from the sample reports, in every program that reads it."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from click.testing import CliRunner

from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.cli import main
from ziping.pipeline.dataset import NAMES
from ziping.pipeline.errors import UsageError
from ziping.pipeline.options import Options
from ziping.pipeline.panel import FORMATS, write_panel
from ziping.schemas.dataset import PANEL

RAW = Path(__file__).parents[2] / "data" / "raw"
BORN_DIGITAL = ("2021-chengde.pdf", "2024-panzhihua.pdf", "2024-rugao.pdf", "2024-xingning.pdf")

pyreadstat = pytest.importorskip("pyreadstat")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The sample reports, one of them published twice."""
    folder = tmp_path_factory.mktemp("reports")
    for name in BORN_DIGITAL:
        (folder / name).write_bytes((RAW / name).read_bytes())
    (folder / "again.pdf").write_bytes((RAW / BORN_DIGITAL[0]).read_bytes() + b"\n%\n")
    ingest(folder, folder / "parsed", Options(jobs=2, ocr="never"))
    return open_dataset(folder / "parsed")


@pytest.fixture(scope="module")
def panel(data):
    return data.panel()


def test_it_has_a_row_for_each_evaluation_and_the_declared_columns(data, panel):
    assert list(panel.columns) == [c.name for c in PANEL.columns]
    assert sorted(panel["evaluation_id"]) == sorted(data.evaluations["evaluation_id"])
    assert {str(t) for t in panel.dtypes} <= {"str", "object", "float64", "int32", "bool"}


def test_it_groups_describes_and_fits(panel):
    assert panel.groupby("province").execution_rate_stated.mean()["河北省"] == pytest.approx(0.3925)
    panel.describe(include="all")
    known = panel.dropna(subset=["score_ratio", "output_score", "output_weight"])
    slope, _ = np.polyfit(known["output_score"] / known["output_weight"], known["score_ratio"], 1)
    assert np.isfinite(slope)


def test_it_tells_the_level_of_government(data, panel):
    levels = dict(zip(panel["subject"], panel["government_level"], strict=True))
    assert levels["社保工作专项经费"] == "county"
    assert set(panel["government_level"].dropna()) <= {"province", "city", "county", "township"}
    assert data.sql("FROM panel WHERE (government_level IS NULL) <> (province IS NULL)").empty


def test_its_rate_is_computed_from_its_money(panel):
    row = panel[panel["subject"] == "社保工作专项经费"].iloc[0]
    assert (row["annual_budget"], row["executed"]) == (88900.0, 34900.0)
    assert row["execution_rate"] == pytest.approx(34900 / 88900)


def test_the_same_evaluation_published_twice_is_marked(panel):
    twice = panel[panel["subject"] == "社保工作专项经费"].sort_values("evaluation_id")
    first, second = twice.itertuples()
    assert pd.isna(first.duplicate_of)
    assert second.duplicate_of == first.evaluation_id
    assert panel["duplicate_of"].notna().sum() == 1


def test_points_add_up_to_those_of_the_indicators(data, panel):
    score = sum(panel[f"{c}_score"].sum() for c in ("decision", "process", "output", "benefit", "satisfaction"))
    score += sum(panel[f"{c}_score"].sum() for c in ("budget_execution", "management", "other"))
    assert Decimal(str(round(score, 6))) == sum(data.indicators["score"].dropna())


@pytest.mark.parametrize("form", FORMATS)
def test_every_program_reads_the_same_sums(panel, tmp_path, form):
    file = tmp_path / f"panel.{form}"
    write_panel(panel, file)
    match form:
        case "parquet":
            back = pl.read_parquet(file).to_pandas()
        case "csv":
            back = duckdb.sql(f"FROM read_csv('{file}')").df()
        case "xlsx":
            back = pd.read_excel(file)
        case "dta":
            back, meta = pyreadstat.read_dta(str(file))
            assert meta.column_names_to_labels["executed"] == "全年执行数"
            assert meta.variable_value_labels["grade"][1] == "优"
        case "sav":
            back, meta = pyreadstat.read_sav(str(file))
            assert meta.column_names_to_labels["executed"] == "全年执行数"
            assert meta.variable_value_labels["subject_kind"][2] == "部门"
    for column in ("annual_budget", "executed", "total_score", "indicator_count"):
        assert back[column].sum() == pytest.approx(panel[column].sum(), abs=0.5), column  # to the yuan


def test_it_is_a_view_in_sql_and_a_command(data, tmp_path):
    assert data.sql("SELECT count(*) AS n FROM panel")["n"][0] == len(data.evaluations)
    folder = str(data.folder)
    done = CliRunner().invoke(main, ["panel", "--dataset", folder, "--out", str(tmp_path / "p.csv")])
    assert done.exit_code == 0, done.output
    assert len(pd.read_csv(tmp_path / "p.csv")) == len(data.evaluations)


def test_an_unknown_format_is_told(panel, tmp_path):
    with pytest.raises(UsageError, match=r"\.dta"):
        write_panel(panel, tmp_path / "panel.ods")


def test_tables_as_floats_add_up_in_all_three(data):
    exact = data.table("funding")["executed"].to_pylist()
    total = float(sum(v for v in exact if v is not None))
    frame = data.frame("funding", numbers="float")
    frame.describe()
    assert frame["executed"].sum() == pytest.approx(total)
    assert pl.from_arrow(data.table("funding"))["executed"].cast(pl.Float64).sum() == pytest.approx(total)
    assert data.sql("SELECT sum(executed)::DOUBLE AS s FROM funding")["s"][0] == pytest.approx(total)
    with pytest.raises(UsageError, match="no table"):
        data.frame("nothing")


@pytest.mark.parametrize("form", FORMATS)
def test_the_program_writes_it_in_a_process_of_its_own(data, tmp_path, form):
    """The program keeps pandas out of its process, and lets it in for this."""
    file = tmp_path / f"panel.{form}"
    call = [sys.executable, "-m", "ziping", "panel", "--dataset", str(data.folder), "--out", str(file)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    assert file.stat().st_size


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", NAMES)
def test_opened_with_floats_every_frame_describes_sums_and_divides(data, name):
    floats = open_dataset(data.folder, numbers="float")
    frame = getattr(floats, name)
    frame.describe()
    exact = data.table(name)
    for field in exact.schema:
        if pa.types.is_decimal(field.type):
            total = float(sum(v for v in exact[field.name].to_pylist() if v is not None))
            assert frame[field.name].dtype == "float64"
            assert frame[field.name].sum() == pytest.approx(total, abs=0.5)  # to the yuan
    if name == "funding":
        assert (frame["executed"] / frame["annual_budget"]).max() > 0
        assert floats.sql("FROM funding")["executed"].sum() == pytest.approx(frame["executed"].sum())
        assert floats.frame(name) is frame and str(floats.frame(name, "decimal")["executed"].dtype).startswith(
            "decimal"
        )
