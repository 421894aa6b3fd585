"""A browser for tests: the system's Chromium, without network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path() -> str:
    """Where it is. Without one the tests are skipped, but in what has to pass before a change goes in they fail."""
    found = os.environ.get("ZIPING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        reason = "no Chromium: install the system's package chromium, or name one in ZIPING_CHROMIUM"
        if os.environ.get("ZIPING_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextmanager
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as api:
        opened = api.chromium.launch(executable_path=path(), args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def page_of(opened, file, hash_: str = "", **context):
    """The report in a fresh window; whatever it complains about, or asks of a network, fails the test."""
    with page_at(opened, file.as_uri() + hash_, **context) as page:
        yield page


@contextmanager
def page_at(opened, address: str, own: str = "file:", expected: str = "nothing", **context):
    """The page at an address; whatever it asks of another place than its own, or complains about unexpectedly, fails
    the test."""
    complaints: list[str] = []
    window = opened.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **context})
    page = window.new_page()
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(f"error: {e}"))
    page.on("dialog", lambda d: (complaints.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("request", lambda r: complaints.append(r.url) if not r.url.startswith((own, "data:", "blob:")) else None)
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    yield page
    window.close()
    complaints = [c for c in complaints if expected not in c]
    assert not complaints, complaints
