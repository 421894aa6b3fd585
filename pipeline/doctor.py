"""What is installed, what is missing and how to get it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from ziping.pipeline.options import usable_cores
from ziping.pipeline.version import parser_version, version

NEEDED = (
    "pypdfium2",
    "pdfplumber",
    "numpy",
    "pyarrow",
    "pandas",
    "duckdb",
    "click",
    "rich",
    "XlsxWriter",
    "python-docx",
    "babel",
    "pillow",
)
OPTIONAL = {
    "s3fs": ("s3:// addresses", "pip install 'ziping[s3]'"),
    "ray": ("--engine ray", "pip install 'ziping[ray]'"),
    "openvino": ("faster recognition of scans", "pip install 'ziping[openvino]'"),
    "matplotlib": ("notebooks", "pip install 'ziping[notebooks]'"),
    "nbclient": ("notebooks", "pip install 'ziping[notebooks]'"),
}
_OCR = ("paddleocr", "onnxruntime", "rapidocr", "opencv-python-headless")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the program uses.

    Attributes:
        name: What it is.
        found: Its version, or whatever there is to say of it; None where it is missing.
        needed: Whether the main job fails without it.
        purpose: What it is for.
        remedy: How to get it, where it is missing.
    """

    name: str
    found: str | None
    needed: bool = False
    purpose: str = ""
    remedy: str = ""


def examine() -> tuple[Part, ...]:
    """Looks at everything, needed things first."""
    return tuple(_parts())


def _parts() -> Iterator[Part]:
    yield Part("ziping", f"{version()} ({parser_version()})", needed=True)
    yield Part("Python", sys.version.split()[0], needed=True)
    for name in NEEDED:
        yield Part(name, _version(name), True, "", f"pip install {name}")
    yield _models()
    for name in _OCR:
        yield Part(name, _version(name), False, "OCR", f"pip install {name}")
    for name, (purpose, remedy) in OPTIONAL.items():
        yield Part(name, _version(name), False, purpose, remedy)
    yield Part(
        "Chinese fonts", _fonts(), False, "plots, and pages without fonts of their own", "apt install fonts-noto-cjk"
    )
    yield Part("cores", f"{usable_cores()} / {os.cpu_count()}")
    yield Part("language", os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "-")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _models() -> Part:
    found = None
    if importlib.util.find_spec("rapidocr") or os.environ.get("ZIPING_OCR_MODELS"):
        from ziping.pipeline.ocr.errors import OcrUnavailable
        from ziping.pipeline.ocr.recognise.models import models

        try:
            with models() as those:
                found = f"{those.detection.name}, {those.recognition.name} ({those.runtime}, {those.device})"
        except OcrUnavailable as error:
            return Part("recognition models", None, False, "OCR", str(error))
    return Part("recognition models", found, False, "OCR", "pip install rapidocr onnxruntime paddleocr")


def _fonts() -> str | None:
    """Families that have Chinese, as fontconfig knows them; where there is no fontconfig nothing is known."""
    tool = shutil.which("fc-list")
    if tool is None:
        return None
    listed = subprocess.run([tool, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False, timeout=20)
    families = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    return ", ".join(families[:4]) + (" …" if len(families) > 4 else "") if families else None
