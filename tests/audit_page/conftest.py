"""Reports for tests: of the sample documents, and of one that wishes us ill."""

import shutil
from pathlib import Path

import pytest

from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.audit_page import write_report
from ziping.pipeline.options import Options

SAMPLES = Path(__file__).parents[2] / "data/raw"


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The sample documents, and the dataset made from them."""
    root = tmp_path_factory.mktemp("samples")
    shutil.copytree(SAMPLES, root / "raw")
    ingest(root / "raw", root / "ds")
    return root


@pytest.fixture(scope="session")
def report(samples):
    """The report of the sample documents."""
    file = samples / "out" / "report.html"
    file.parent.mkdir()
    write_report(open_dataset(samples / "ds"), file, options=Options(jobs=2))
    return file
