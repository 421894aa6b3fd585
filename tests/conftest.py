"""What tests of several folders share."""

import shutil
from pathlib import Path

import pytest

from tests.audit_page import chromium
from ziping.pipeline import ingest

SAMPLES = Path(__file__).parents[1] / "data/raw"


@pytest.fixture(scope="session")
def browser():
    """One browser for all of them: two at once cannot be driven from one process."""
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The sample documents, and the dataset made from them: read once, one of them is a scan."""
    root = tmp_path_factory.mktemp("samples")
    shutil.copytree(SAMPLES, root / "raw")
    ingest(root / "raw", root / "ds")
    return root
