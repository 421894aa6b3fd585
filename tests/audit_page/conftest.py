"""Reports for tests: of the sample documents, and of one that wishes us ill."""

import pytest

from ziping.pipeline import open_dataset
from ziping.pipeline.audit_page import write_report
from ziping.pipeline.options import Options


@pytest.fixture(scope="session")
def report(samples):
    """The report of the sample documents."""
    file = samples / "out" / "report.html"
    file.parent.mkdir()
    write_report(open_dataset(samples / "ds"), file, options=Options(jobs=2))
    return file
