"""Findings for people and machines: text, JSON, CSV, XLSX, SARIF 2.1.0 and JUnit XML.

`audit` leaves what a reader wants to see of a table of checks; `write` writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from ziping.pipeline.formats.csv import as_csv
from ziping.pipeline.formats.json import as_json
from ziping.pipeline.formats.junit import as_junit
from ziping.pipeline.formats.sarif import as_sarif
from ziping.pipeline.formats.selection import Audit, audit, read_baseline
from ziping.pipeline.formats.text import as_text
from ziping.pipeline.formats.xlsx import as_xlsx
from ziping.pipeline.language import CHINESE

FORMATS: Mapping[str, Callable[[Audit, BinaryIO], None]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "sarif": as_sarif,
    "junit": as_junit,
}


def write(form: str, found: Audit, stream: BinaryIO, lang: str = CHINESE) -> None:
    """Writes the findings in one of `FORMATS` to a file or a pipe (text is UTF-8), as they are taken up one by one.

    Args:
        form: The format.
        found: The findings.
        stream: Gets them.
        lang: The language of a workbook, zh or en; formats for programs are as they are.

    Raises:
        KeyError: for a format that is none of them.
    """
    if form == "xlsx":
        as_xlsx(found, stream, lang)
    else:
        FORMATS[form](found, stream)


__all__ = ["FORMATS", "Audit", "audit", "read_baseline", "write"]
