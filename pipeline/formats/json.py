"""Findings as JSON: exact figures as strings."""

from __future__ import annotations

import json

from pipeline.formats.selection import Audit
from pipeline.plain import plain


def as_json(found: Audit) -> bytes:
    """`{"findings": [the columns of checks, and path], "checks": {status: number}, "known": number}`."""
    content = {
        "findings": [{**finding, "path": found.path_of(finding)} for finding in found.findings],
        "checks": found.counts,
        "known": found.known,
    }
    return (json.dumps(plain(content), ensure_ascii=False, indent=1) + "\n").encode()
