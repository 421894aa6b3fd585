"""The documentation says what is so: commands exist, examples run, links lead somewhere, the site builds."""

import re
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError

from tests.audit_page.chromium import LIMIT
from ziping.pipeline.cli import COMMANDS, main
from ziping.pipeline.docs import DICTIONARY, DICTIONARY_ZH, data_dictionary

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "README.zh-CN.md"]
NAMES = [page.name for page in PAGES]


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands():
    for page in PAGES:
        for block in blocks(page, "sh"):
            for line in block.splitlines():
                if line.startswith("ziping "):
                    yield page.name, line


@pytest.mark.parametrize(("page", "line"), list(commands()))
def test_commands_are_such_as_there_are(page, line):
    words = shlex.split(re.split(r" [>|] ", line)[0], comments=True)[1:]
    assert words[0] in COMMANDS
    known = {name for p in main.get_command(None, words[0]).params for name in p.opts}
    assert {w.partition("=")[0] for w in words if w.startswith("--")} <= known


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_to_files(page):
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert not [t for t in targets if "://" not in t and not (page.parent / t).exists()]


@pytest.fixture(scope="module")
def checkout(samples, tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(samples / "raw", folder / "data/raw")
    shutil.copytree(samples / "ds", folder / "data/parsed")
    return folder


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_examples_run(page, checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site as it is built, in a folder of its own."""
    pytest.importorskip("zensical", reason="the site needs the extra docs")
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    call = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_the_site_is_whole_and_loads_nothing_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) >= len(list((ROOT / "docs").glob("*.md")))
    loaded = {u for p in pages for u in re.findall(r'(?:src|href)="(https?://[^"]+)"', p.read_text("utf-8"))}
    assert not {u for u in loaded if u.endswith((".js", ".css", ".woff2")) or "unpkg" in u}


@pytest.mark.parametrize(
    ("asked", "page"), [("执行率", "核对规则"), ("execution rate", "Rules"), ("年度总体目标", "数据字典")]
)
def test_the_site_is_searched_in_both_languages_from_a_folder(site, browser, asked, page):
    window = browser.new_page()
    elsewhere: list[str] = []
    window.on("request", lambda r: elsewhere.append(r.url) if r.url.startswith("http") else None)
    window.goto((site / "index.html").as_uri())
    window.wait_for_function("[...document.querySelectorAll('div')].some(d => d.shadowRoot)")  # the dialog is there
    window.keyboard.press("/")
    window.wait_for_function("document.activeElement.shadowRoot?.activeElement?.matches('input')")
    field = window.get_by_placeholder("Search")
    found = window.get_by_role("option").filter(has_text=page).first
    for _ in range(
        LIMIT // 4_000
    ):  # the dialog is drawn anew when the index is read, and forgets what was typed before
        field.fill(asked)
        with suppress(TimeoutError):
            found.wait_for(timeout=4_000)
            break
    assert found.is_visible()
    window.close()
    assert not elsewhere


@pytest.mark.parametrize(("file", "lang"), [(DICTIONARY, "en"), (DICTIONARY_ZH, "zh")])
def test_the_dictionary_is_that_of_the_declarations(file, lang):
    assert (ROOT / file).read_text("utf-8") == data_dictionary(lang), "run python -m ziping.pipeline.docs"
