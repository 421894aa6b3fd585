"""Findings as JSON: exact figures as strings."""

from __future__ import annotations

from typing import BinaryIO

from ziping.pipeline.formats.selection import Audit
from ziping.pipeline.formats.streams import LIST, write_json


def as_json(found: Audit, stream: BinaryIO) -> None:
    """`{"findings": [the columns of checks, and path], "checks": {status: number}, "known": number}`."""
    content = {"findings": LIST, "checks": found.counts, "known": found.known}
    write_json(stream, content, ({**finding, "path": found.path_of(finding)} for finding in found.findings))
