"""Old office formats, turned into new ones by LibreOffice where it is installed.

It runs without a window, in a profile of its own that is thrown away, runs no macros, and is killed with all that it has
started when it takes too long, or when the process that asked for it is gone.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ziping.pipeline.documents.paper.flow import Flow
from ziping.pipeline.documents.sheets.layout import sheets_to_flow
from ziping.pipeline.documents.sheets.xlsx import read_xlsx
from ziping.pipeline.documents.word.read import read_word
from ziping.pipeline.errors import ReadError

SECONDS = 120  # for one document
MOST_OUTPUT = 1_000_000_000  # bytes that it may write into one file
MOST_MEMORY = 1_200_000_000  # bytes of data that one of its processes may hold

# Runs a command beside a reader of its own input: that ends when whoever started it is gone, killed or not, and then ends the
# whole group of processes.
_WATCHED = 'exec 3<&0; "$@" </dev/null 3<&- & work=$!; { read -r _ <&3; kill -s KILL 0; } & exec 3<&-; wait "$work"'

_NAMES = ("soffice", "libreoffice")
_ON_MACOS = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_SPREADSHEET = b"office:spreadsheet"

# No macros, no content that runs or is fetched from elsewhere.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""


def read_text_document(path: Path) -> Flow:
    """A document that becomes a .docx.

    Raises:
        ReadError: `needs-libreoffice`, `timeout`, `corrupt` and those of Word documents.
    """
    with converted(path, "docx") as new:
        return _told_of(path, new, read_word)


def read_spreadsheet(path: Path) -> Flow:
    """A document that becomes an .xlsx.

    Raises:
        ReadError: `needs-libreoffice`, `timeout`, `corrupt` and those of workbooks.
    """
    with converted(path, "xlsx") as new:
        return _told_of(path, new, lambda file: sheets_to_flow(read_xlsx(file)))


def read_flat(path: Path) -> Flow:
    """A document of Office 2003 that is a single file of XML.

    Raises:
        ReadError: as the others.
    """
    with path.open("rb") as file:
        is_sheet = _SPREADSHEET in file.read(4096)
    return read_spreadsheet(path) if is_sheet else read_text_document(path)


def refuse_locked(path: Path) -> Flow:
    """A document with a password.

    Raises:
        ReadError: `encrypted`, always.
    """
    raise ReadError("encrypted", f"{path} needs a password: save a copy without one")


def _told_of(path: Path, new: Path, read: Callable[[Path], Flow]) -> Flow:
    try:
        return read(new)
    except ReadError as error:
        raise ReadError(error.code, error.message.replace(str(new), str(path)), error.page) from error


@contextmanager
def converted(path: Path, to: str) -> Iterator[Path]:
    """What LibreOffice makes of a file, in the format that such an ending means, for as long as it is looked at.

    Raises:
        ReadError: `needs-libreoffice`, `timeout` or `corrupt`.
    """
    program = _program()
    if program is None:
        raise ReadError(
            "needs-libreoffice",
            f"{path} is of an old format that LibreOffice reads. Install it ({_how()}) and run again",
        )
    with tempfile.TemporaryDirectory(prefix="ziping-office-", ignore_cleanup_errors=True) as folder:
        yield _convert(program, path, to, Path(folder))


def _convert(program: str, path: Path, to: str, folder: Path) -> Path:
    profile, copy, out = folder / "profile", folder / f"document{path.suffix.lower()}", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    shutil.copyfile(path, copy)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--nofirststartwizard", "--convert-to", to, "--outdir", str(out), str(copy),
    ]  # fmt: skip
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TMPDIR": str(folder)}
    process = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHED, "sh", *command],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limited,  # noqa: PLW1509 - a worker has no other threads that hold locks
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        message = f"LibreOffice did not open {path} within {SECONDS} s. Save it as .docx, .xlsx or PDF"
        raise ReadError("timeout", message) from error
    finally:
        _end(process)
    made = next(iter(sorted(out.glob(f"*.{to}"))), None)
    if made is None:
        message = f"{path} cannot be opened by LibreOffice: it is damaged, or needs a password. Save it as .docx or PDF"
        raise ReadError("corrupt", message)
    return made


def _limited() -> None:
    """What holds for it and its children even when nobody is left who would end them."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 2, SECONDS * 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    with suppress(ValueError, OSError):  # no such limit here
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it with all that it has started: what opens the window is another process."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _program() -> str | None:
    found = next((p for name in _NAMES if (p := shutil.which(name))), None)
    return found or (str(_ON_MACOS) if _ON_MACOS.is_file() else None)


def _how() -> str:
    if sys.platform == "darwin":
        return "brew install --cask libreoffice"
    if shutil.which("dnf"):
        return "sudo dnf install libreoffice-writer libreoffice-calc"
    return "sudo apt install libreoffice-writer libreoffice-calc"
