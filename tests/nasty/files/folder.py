"""A folder full of it: names and kinds of files that bite, besides what the files hold."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path

from tests.nasty.files.classes import CLASSES
from tests.nasty.files.mutator import mutant, originals
from tests.nasty.files.odd import odd
from tests.nasty.files.raw import page, text

NAMES = (
    "line\nziping: forged line.pdf",
    "\x1b]0;owned\x07\x1b[2J.pdf",
    '=HYPERLINK("http:x","y").pdf',
    "-rf.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "up..\\..\\..pdf",
    "right\u202eto left.pdf",
    "a'b\"c; DROP TABLE documents; --.pdf",
    "\u202e\u2028.PDF",
    "n" * 240 + ".pdf",
)


def fill(folder: Path, mutants: int, classes: Iterable[str] = tuple(CLASSES), *, odds: int = 0, first: int = 0) -> int:
    """Fills the folder, with so many mutants and odd files from the number `first` on. Returns how many inputs it holds."""
    folder.mkdir(parents=True)
    sources = originals()
    for number in range(first, first + mutants):
        (folder / f"mutant-{number:05}.pdf").write_bytes(mutant(number, sources))
    for number in range(first, first + odds):
        (folder / f"odd-{number:05}.pdf").write_bytes(odd(number))
    for name in classes:
        (folder / f"class-{name}.pdf").write_bytes(CLASSES[name]())
    harmless = page(text("harmless"))
    for name in NAMES:
        (folder / name).write_bytes(harmless)
    Path(os.fsdecode(os.fsencode(folder) + b"/not utf-8 \xff\xfe.pdf")).write_bytes(harmless)
    os.mkfifo(folder / "pipe.pdf")
    socket.socket(socket.AF_UNIX).bind(_short(folder / "socket.pdf"))
    (folder / "device.pdf").symlink_to("/dev/zero")
    (folder / "circle.pdf").symlink_to("circle.pdf")
    (folder / "nowhere.pdf").symlink_to("../../../nowhere")
    (folder / "up.pdf").symlink_to(f"../{folder.name}/-rf.pdf")
    (folder / "around").symlink_to(".", target_is_directory=True)
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf/in a folder.pdf").write_bytes(harmless)
    with (folder / "sparse.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300 * 1024 * 1024)
    return sum(f.name.lower().endswith(".pdf") and f.name != "folder.pdf" for f in _walk(folder))


def _walk(folder: Path) -> Iterable[Path]:
    for place, _, files in os.walk(folder):
        yield from (Path(place, f) for f in files)


def _short(path: Path) -> str:
    """A name for a socket may have a hundred bytes only: reached through the open folder."""
    handle = os.open(path.parent, os.O_RDONLY)
    return f"/proc/self/fd/{handle}/{path.name}"
