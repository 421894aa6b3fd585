"""Findings as CSV: one line each, places as text. With a byte order mark, so that Excel takes it for UTF-8."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import BinaryIO

from ziping.pipeline.formats.selection import Audit, Row
from ziping.pipeline.present.plain import figure
from ziping.pipeline.present.terminal_text import harmless
from ziping.schemas.dataset import CHECKS


def as_csv(found: Audit, stream: BinaryIO) -> None:
    """The columns of `checks`, and first the file; text that a spreadsheet would take for a formula is
    quoted with an apostrophe."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    names = [column.name for column in CHECKS.columns]
    writer.writerow(["path", *names])
    for finding in found.findings:
        writer.writerow([harmless(found.path_of(finding)), *(_cell(finding, name) for name in names)])
    text.detach()  # the stream is its owner's to close


def _cell(finding: Row, name: str) -> str:
    value = finding[name]
    match value:
        case None:
            return ""
        case Decimal():
            return figure(value)
        case list() if name == "evidence":
            return "; ".join(_place(place) for place in value)
        case list():
            return harmless("; ".join(value))
        case _:
            return harmless(str(value))


def _place(place: Row) -> str:
    box = " ".join("" if place[edge] is None else f"{place[edge]:g}" for edge in ("x0", "top", "x1", "bottom"))
    return f"{place['table']} {place['row_id']} page {place['page']} [{box}]"
