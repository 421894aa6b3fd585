"""Datasets for the server: of a form whose amounts and rate do not fit."""

import shutil
from pathlib import Path

import pytest

from tests.review_server.serving import serving
from ziping.pipeline import ingest
from ziping.pipeline.options import Options

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="session")
def read_once(tmp_path_factory):
    root = tmp_path_factory.mktemp("reviewed")
    (root / "raw").mkdir()
    for name in ("2021-chengde.pdf", "2024-panzhihua.pdf"):
        shutil.copy(RAW / name, root / "raw")
    ingest(root / "raw", root / "parsed", Options(jobs=1, ocr="never"))
    return root


@pytest.fixture
def dataset(read_once, tmp_path):
    shutil.copytree(read_once / "parsed", tmp_path / "parsed")
    return tmp_path / "parsed"


@pytest.fixture
def served(dataset):
    with serving(dataset) as running:
        yield running.enter()
