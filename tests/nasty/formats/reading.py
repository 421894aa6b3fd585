"""The command line on a folder of hostile files, and what may be held against it afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow.dataset as pads

from tests.nasty.formats.damage import damaged
from tests.nasty.formats.hurting import SECRET, hurting
from ziping.pipeline.execution.run_record import FOLDER

MOST_MEMORY = 1_500_000  # kilobytes, of one process
_SECONDS = 3.0  # of the run beside what its files may take


# Asks all processes below the run, ten times a second, for the most that each has taken: workers and LibreOffice are killed now and
# then, and leave no account. A process that is begun looks as large as the one that began it: a small one has to stand between.
_MEASURED = """
import os, pathlib, subprocess, sys, time

def below(process):
    for task in listed(f"/proc/{process}/task"):
        for child in told(f"/proc/{process}/task/{task}/children").split():
            yield child
            yield from below(child)

def listed(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return ()  # it ended while it was asked

def told(file):
    try:
        return pathlib.Path(file).read_text()
    except OSError:
        return ""  # it ended while it was asked

def taken(process):
    held = told(f"/proc/{process}/status").partition("VmHWM:")[2].split()
    return int(held[0]) if held else 0

most, run = 0, subprocess.Popen(sys.argv[2:])
while run.poll() is None:
    most = max(most, *map(taken, [run.pid, *below(run.pid)]))
    time.sleep(0.1)
pathlib.Path(sys.argv[1]).write_text(str(most))
sys.exit(run.returncode)
"""

Files = Callable[[str, Path], Iterable[tuple[str, bytes]]]


@dataclass(frozen=True)
class Seen:
    """What a run gave.

    Attributes:
        names: Of the files that it was given.
        asked: What was fetched from the address that must not be asked.
        memory: The most that a process took, in kilobytes: the run, its workers, or what they began.
    """

    out: Path
    names: tuple[str, ...]
    asked: tuple[str, ...]
    status: int
    err: str
    summary: dict[str, Any]
    seconds: float
    memory: int

    @property
    def told(self) -> str:
        """In one line."""
        counts = ", ".join(
            f"{k} {self.summary.get(k)}" for k in ("found", "ok", "partial", "failed", "skipped", "other")
        )
        errors = dict(Counter(f["error"] for f in self.summary.get("failures", ())).most_common())
        return f"{len(self.names)} files, {counts}; {self.seconds:.0f} s, {self.memory / 1000:.0f} MB; {errors}"

    def rows(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = pads.dataset(self.out / table).to_table().to_pylist()
        return rows


def damaged_files(kind: str, numbers: range) -> Files:
    """The damaged files of a kind that have these numbers."""
    return lambda address, secret: ((f"{one:05}.{kind}", damaged(kind, one)) for one in numbers)


def hurting_files(address: str, secret: Path) -> Iterable[tuple[str, bytes]]:
    """All that are made to hurt."""
    return hurting(address, secret).items()


def run(folder: Path, files: Files, timeout: float, jobs: int) -> Seen:
    """Fills a folder and reads it.

    Args:
        files: Gives them, from the address that must not be asked and the file that must not be read.
        timeout: Seconds that a file may take.
    """
    inputs, out, secret = folder / "in", folder / "ds", folder / "secret.txt"
    inputs.mkdir(parents=True)
    secret.write_text(f"{SECRET}\n<p>{SECRET} 得分95分</p>")
    with _listening() as asked:
        for name, data in files(asked.address, secret):
            (inputs / name).write_bytes(data)
        command = [sys.executable, "-m", "ziping", "ingest", str(inputs), "--out", str(out), "--json", "--ocr", "never"]
        command += ["--jobs", str(jobs), "--timeout", f"{timeout:g}"]
        began = time.monotonic()
        measured = [sys.executable, "-c", _MEASURED, str(folder / "memory.txt"), *command]
        done = subprocess.run(measured, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - began
    names = tuple(sorted(p.name for p in inputs.iterdir()))
    summary = json.loads(done.stdout) if done.stdout else {}
    told = [json.loads(p.read_text())["peak_memory"] for p in out.rglob("*.json") if p.parent.name == FOLDER]
    memory = max(int((folder / "memory.txt").read_text()), *(n // 1024 for one in told for n in one.values()), 0)
    return Seen(out, names, tuple(asked.paths), done.returncode, done.stderr, summary, seconds, memory)


def complaints(seen: Seen, timeout: float) -> list[str]:
    """What went wrong; nothing where every file is accounted for."""
    wrong = [f"{a} was fetched" for a in sorted(set(seen.asked))]
    if seen.status or "Traceback" in seen.err or not seen.summary:
        return [*wrong, f"exit status {seen.status}: {seen.err[-2000:]}"]
    if seen.memory > MOST_MEMORY:
        wrong.append(f"a process took {seen.memory / 1000:.0f} MB")
    return [*wrong, *_unaccounted(seen, timeout)]


def _unaccounted(seen: Seen, timeout: float) -> Iterator[str]:
    summary = seen.summary
    counted = sum(summary[k] for k in ("ok", "partial", "failed", "skipped", "other"))
    if summary["found"] != counted:
        yield f"found {summary['found']}, but {counted} accounted for"
    documents, failures = seen.rows("documents"), seen.rows("failures")
    told = {r["path"].partition("!")[0] for r in (*documents, *failures)}
    told |= {name.partition("!")[0] for name in summary["other_files"]}
    if lost := [n for n in seen.names if n not in told]:
        yield f"{len(lost)} inputs are named nowhere: {lost[:5]}"
    for failure in failures:
        if failure["error"] in {"internal-error", "crashed"}:
            yield f"{failure['path']}: {failure['message']}"
    for document in documents:
        if (document["seconds"] or 0) > timeout + _SECONDS:
            yield f"{document['path']} took {document['seconds']:.0f} s"
    if any(SECRET in (p["text"] or "") for p in seen.rows("pages")):
        yield "a file that nobody gave was read"


class _Asked:
    """An address, and what was asked of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.paths: list[str] = []


@contextmanager
def _listening() -> Iterator[_Asked]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked = _Asked(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
