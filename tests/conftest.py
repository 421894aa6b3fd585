"""What tests of several folders share."""

import pytest

from tests.audit_page import chromium


@pytest.fixture(scope="session")
def browser():
    """One browser for all of them: two at once cannot be driven from one process."""
    with chromium.browser() as opened:
        yield opened
