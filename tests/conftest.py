"""What tests of several folders share."""

import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tests.audit_page import chromium
from tests.pipeline.reports import document, printed, report
from ziping.pipeline import ingest
from ziping.pipeline.execution.outcome import finish
from ziping.pipeline.options import Options
from ziping.pipeline.store.dataset import opened
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.report import Note

settings.register_profile("untimed", deadline=None)  # how long an example takes says nothing on a busy machine
settings.load_profile("untimed")

SAMPLES = Path(__file__).parents[1] / "data/raw"
REPORTS = {
    "2023/甲.pdf": report(),
    "2023/乙.pdf": report(
        notes=(Note("unread-table", "A table that looks like a form was not read.", printed("某表")),)
    ),
}


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


@pytest.fixture(scope="session")
def dataset(tmp_path_factory):
    """A dataset made from reports built by hand: no PDF is read for it."""
    root = tmp_path_factory.mktemp("dataset") / "ds"
    with opened(root, Options(jobs=1)) as store:
        entries = []
        for number, (path, content) in enumerate(REPORTS.items()):
            laid_out = document(path, doc_id=f"{number + 10:02x}" * 32)
            result = finish(laid_out.source, tabulate(laid_out, content), (), 2, 0.1)
            name = store.results.write(result.source.doc_id, result.tables)
            entries.append(Entry(f"/in/{path}", path, result.source.doc_id, name))
        store.publish(entries)
    return root


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_is_heeded():
    """What a shell starts in the background ignores Ctrl-C, and so would all programs that the tests start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
