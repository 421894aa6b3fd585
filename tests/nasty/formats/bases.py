"""Whole files of each kind, from which damaged ones are made."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import py7zr
from PIL import Image, ImageDraw

from tests.documents import twins
from tests.documents.test_folder import document_of, message, old_workbook
from tests.generator import small
from tests.inputs.packing import packed
from ziping.schemas.document import Document

RAW = Path(__file__).parents[3] / "data" / "raw"
BY_LIBREOFFICE = ("doc", "rtf", "odt", "ods", "wps", "et")  # written by it, and read through it, but for the last
KINDS = (
    "docx", "xlsx", "xls", "html", "mht", "png", "jpg", "tif", "bmp", "webp", "zip", "tar.gz", "7z", *BY_LIBREOFFICE
)  # fmt: skip
_FROM = {"doc": "docx", "wps": "docx", "rtf": "docx", "odt": "docx", "ods": "xlsx", "et": "xlsx"}
_AS = {"wps": "doc", "et": "xls"}


@cache
def _document(number: int) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(small.report(number))
        return document_of(path)


@cache
def base(kind: str, number: int) -> bytes:
    """A whole file of a kind, one of three; the first is a sample of the project where there is one."""
    if kind in BY_LIBREOFFICE:
        return _converted(base(_FROM[kind], number), _FROM[kind], _AS.get(kind, kind))
    return _WRITERS[kind](number)


def _picture(ending: str) -> Callable[[int], bytes]:
    def draw(number: int) -> bytes:
        image = Image.new("RGB", (420, 620), "white")
        ImageDraw.Draw(image).text((30, 30 + 20 * number), f"{number}0.5 / 100", fill="black")
        buffer = io.BytesIO()
        more = {"save_all": True, "append_images": [image]} if ending == "tif" and number else {}
        image.save(buffer, {"tif": "TIFF", "jpg": "JPEG"}.get(ending, ending.upper()), **more)
        return buffer.getvalue()

    return draw


def _zip(number: int) -> bytes:
    return packed({"表/一.docx": base("docx", number), "二.html": base("html", number), "note.txt": b"words"}, 8)


def _tar(number: int) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in ("html", "xlsx"):
            info = tarfile.TarInfo(f"a.{name}")
            data = base(name, number)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _seven_zip(number: int) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        archive.writestr(base("docx", number), "一.docx")
        archive.writestr(base("html", number), "二.html")
    return buffer.getvalue()


def _sample(name: str, other: Callable[[Document], bytes]) -> Callable[[int], bytes]:
    return lambda number: other(_document(number)) if number else (RAW / name).read_bytes()


_WRITERS: dict[str, Callable[[int], bytes]] = {
    "docx": _sample("2021-nanxian.docx", twins.to_docx),
    "xlsx": _sample("2022-tangxi.xlsx", twins.to_xlsx),
    "html": _sample("2023-qingshen.html", twins.to_html),
    "xls": lambda number: old_workbook(_document(number)),
    "mht": lambda number: message(twins.to_html(_document(number))),
    **{ending: _picture(ending) for ending in ("png", "jpg", "tif", "bmp", "webp")},
    "zip": _zip,
    "tar.gz": _tar,
    "7z": _seven_zip,
}


def _converted(data: bytes, from_: str, to: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{from_}"
        path.write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation={Path(folder).as_uri()}/profile",
            "--headless",
            "--convert-to",
            to,
        ]
        subprocess.run([*command, "--outdir", f"{folder}/out", path], check=True, capture_output=True, timeout=120)
        return (Path(folder) / "out" / f"a.{to}").read_bytes()
