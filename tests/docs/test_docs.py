"""The documentation says what is so: commands exist, examples run, links lead somewhere, the site builds."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ziping.pipeline import ingest
from ziping.pipeline.cli import COMMANDS, main

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
def checkout(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "data/raw", folder / "data/raw")
    ingest(folder / "data/raw", folder / "data/parsed")
    return folder


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_examples_run(page, checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)


def test_the_site_builds_without_a_complaint(tmp_path):
    pytest.importorskip("mkdocs", reason="the site needs the extra docs")
    pytest.importorskip("material", reason="the site needs the extra docs")
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= len(list((ROOT / "docs").glob("*.md")))
    loaded = {u for p in pages for u in re.findall(r'(?:src|href)="(https?://[^"]+)"', p.read_text("utf-8"))}
    assert not {u for u in loaded if u.endswith((".js", ".css", ".woff2"))}
