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
LIMIT = 120_000  # milliseconds: what has not come by then does not come, however busy the machine is
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
        opened = api.chromium.launch(executable_path=path(), args=FLAGS, timeout=LIMIT)
        yield opened
        opened.close()


def busy(opened, file) -> float:
    """How many seconds of processor time the page needs to open: whatever else the machine does counts not."""
    window = opened.new_context()
    page = window.new_page()
    meter = window.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.as_uri(), timeout=LIMIT)
    ready(page)
    figures = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    window.close()
    return figures["ProcessTime"]


def expect(what):
    """An assertion about a page or a place on it that waits until it holds, and fails when it does not in time."""
    playwright = pytest.importorskip("playwright.sync_api")
    playwright.expect.set_options(timeout=LIMIT)
    return playwright.expect(what)


def ready(page) -> None:
    """Waits until the page has started: what it draws without asking for anything is there, and it takes keys."""
    page.wait_for_selector("html[data-ready]")


def at_rest(page) -> None:
    """Waits until what the view asked for is there: contents, pictures that are near, movements."""
    ready(page)
    page.wait_for_function(
        """() => !document.querySelector('.loading')
            && [...document.images].every((i) => i.complete || i.loading === 'lazy')
            && document.getAnimations().every((a) => a.playState !== 'running')"""
    )


def press(page, key: str, shows: str) -> None:
    """Presses a key and waits for what it brings about."""
    page.keyboard.press(key)
    page.wait_for_selector(shows, state="attached")


def fill_list(page) -> None:
    """Rows that are far are there too, as for print."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def close_dialog(page, key: str) -> None:
    """Closes the dialog by a key; keys count for the page again when it is gone."""
    page.keyboard.press(key)
    page.wait_for_selector("dialog", state="detached")


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
    window.set_default_timeout(LIMIT)
    page = window.new_page()
    if slower := os.environ.get("ZIPING_SLOW_BROWSER"):  # how many times: finds tests that do not wait
        window.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": float(slower)})
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(f"error: {e}"))
    page.on("dialog", lambda d: (complaints.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("request", lambda r: complaints.append(r.url) if not r.url.startswith((own, "data:", "blob:")) else None)
    try:
        page.goto(address)
        ready(page)
        yield page
    finally:
        window.close()
    complaints = [c for c in complaints if expected not in c]
    assert not complaints, complaints
