"""Findings for people and machines: text, JSON, CSV, XLSX, SARIF 2.1.0 and JUnit XML.

`select` leaves what a reader wants to see of a table of checks; `render` writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.formats.csv import as_csv
from pipeline.formats.json import as_json
from pipeline.formats.junit import as_junit
from pipeline.formats.sarif import as_sarif
from pipeline.formats.selection import Audit, audit, read_baseline
from pipeline.formats.text import as_text
from pipeline.formats.xlsx import as_xlsx

FORMATS: Mapping[str, Callable[[Audit], bytes]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "sarif": as_sarif,
    "junit": as_junit,
}


def render(form: str, found: Audit) -> bytes:
    """The findings in one of `FORMATS`, ready to be written to a file or a pipe (text is UTF-8).

    Raises:
        KeyError: for a format that is none of them.
    """
    return FORMATS[form](found)


__all__ = ["FORMATS", "Audit", "audit", "read_baseline", "render"]
