"""R reads the panel: as CSV with what every R has, as Stata and SPSS files where the package haven is installed."""

import shutil
import subprocess

import pandas as pd
import pytest

from tests.panel.datasets import written
from tests.panel.test_comparisons import evaluation
from ziping.pipeline import open_dataset
from ziping.pipeline.panel import write_panel

RSCRIPT = shutil.which("Rscript")
pytestmark = pytest.mark.skipif(
    RSCRIPT is None, reason="no R: install the system's packages r-base-core and r-cran-haven"
)
READERS = {
    "csv": "read.csv(file, fileEncoding = 'UTF-8-BOM')",
    "dta": "haven::read_dta(file)",
    "sav": "haven::read_sav(file)",
}


def r(script, *arguments):
    call = [str(RSCRIPT), "-e", script, *map(str, arguments)]
    return subprocess.run(
        call, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    ).stdout


@pytest.mark.parametrize("form", READERS)
def test_it_has_the_same_sums_and_words(tmp_path, form):
    if form != "csv" and r("cat(requireNamespace('haven', quietly = TRUE))") != "TRUE":
        pytest.skip("no package haven")
    made = [evaluation(n, 2021 + n, ("承德县", "130821"), spent=10 * n) for n in range(1, 4)]
    rows = {t: [m[t] for m in made] for t in ("documents", "evaluations", "funding")}
    panel = open_dataset(written(tmp_path / "ds", rows)).panel()
    write_panel(panel, tmp_path / f"panel.{form}")
    script = f"file <- commandArgs(TRUE)[1]; p <- {READERS[form]}; cat(sum(p$executed), sum(p$total_score), p$county[1], nrow(p))"
    executed, score, county, count = r(script, tmp_path / f"panel.{form}").split()
    assert (float(executed), float(score)) == (panel["executed"].sum(), panel["total_score"].sum()) == (60, 297)
    assert (county, int(count)) == ("承德县", len(panel))
    assert isinstance(panel, pd.DataFrame)
