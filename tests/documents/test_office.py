"""Old office formats through a LibreOffice that a test plays."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.documents.word.word_files import paragraph, write
from ziping.pipeline.documents import office
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.errors import ReadError

ROOT = str(Path(__file__).parents[2])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def old(path: Path, stream: str = "WordDocument") -> Path:
    path.write_bytes(OLE + stream.encode("utf-16-le") + b"\0\0")
    return path


@pytest.fixture
def player(tmp_path, monkeypatch):
    """Puts a shell script in the place of LibreOffice."""

    def play(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return play


def test_without_it_the_failure_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_ON_MACOS", tmp_path / "none")
    with pytest.raises(ReadError) as error, open_document(old(tmp_path / "a.doc")):
        pass
    assert error.value.code == "needs-libreoffice"
    assert "install" in error.value.message


def test_what_it_makes_is_read(tmp_path, player):
    made = write(tmp_path / "made.docx", paragraph("自评得分95分"))
    player(
        f'while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done; mkdir -p "$out"; cp {made} "$out/document.docx"'
    )
    with open_document(old(tmp_path / "a.wps")) as laid:
        assert [b.text.string for b in laid.blocks] == ["自评得分95分"]


def test_it_has_a_profile_of_its_own_without_macros(tmp_path, player):
    player(
        f'for a in "$@"; do case "$a" in -env:UserInstallation=file://*) cp "${{a#*file://}}/user/registrymodifications.xcu" {tmp_path}/seen;; esac; done'
    )
    with pytest.raises(ReadError), open_document(old(tmp_path / "a.doc")):
        pass
    assert "DisableMacrosExecution" in (tmp_path / "seen").read_text()


def test_when_it_makes_nothing_the_document_is_corrupt(tmp_path, player):
    player("exit 1")
    with pytest.raises(ReadError) as error, open_document(old(tmp_path / "a.doc")):
        pass
    assert error.value.code == "corrupt"


def test_when_it_hangs_it_is_killed_with_its_children(tmp_path, player, monkeypatch):
    monkeypatch.setattr(office, "SECONDS", 0.5)
    monkeypatch.setattr(office, "_limited", lambda: None)
    player(f"sleep 60 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(ReadError) as error, open_document(old(tmp_path / "a.doc")):
        pass
    assert error.value.code == "timeout"
    child = int((tmp_path / "child").read_text())
    _wait_for(lambda: not _is_running(child))


ASKS = """
import sys
from pathlib import Path
from ziping.pipeline.documents import office
office._limited = lambda: None
office.read_text_document(Path(sys.argv[1]))
"""


def test_it_does_not_outlive_the_process_that_asked_for_it(tmp_path, player):
    player(f"sleep 60 & echo $! > {tmp_path}/child.new; mv {tmp_path}/child.new {tmp_path}/child; wait")
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKS, old(tmp_path / "a.doc")], env={**os.environ, "PYTHONPATH": ROOT}
    )
    _wait_for((tmp_path / "child").exists)
    child = int((tmp_path / "child").read_text())
    assert _is_running(child)
    asking.kill()
    asking.wait()
    _wait_for(lambda: not _is_running(child))


def _wait_for(met, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


def _is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_document_with_a_password_is_encrypted(tmp_path):
    with pytest.raises(ReadError) as error, open_document(old(tmp_path / "a.docx", "EncryptedPackage")):
        pass
    assert error.value.code == "encrypted"
