"""Findings as JSON: exact figures as strings."""

from __future__ import annotations

from typing import BinaryIO

from ziping.pipeline.formats.selection import Audit, Row
from ziping.pipeline.formats.streams import LIST, write_json


def as_json(found: Audit, stream: BinaryIO) -> None:
    """`{"findings": [the columns of checks, path and review], "checks": {status: number}, "known": number}`.

    `review` is null, or `{act, remark, reviewer, at}` of the last judgement.
    """
    content = {"findings": LIST, "checks": found.counts, "known": found.known}
    write_json(
        stream,
        content,
        ({**finding, "path": found.path_of(finding), "review": _review(found, finding)} for finding in found.findings),
    )


def _review(found: Audit, finding: Row) -> Row | None:
    act = found.reviewed.get(finding["check_id"])
    return None if act is None else {"act": act.act, "remark": act.remark, "reviewer": act.reviewer, "at": act.at}
