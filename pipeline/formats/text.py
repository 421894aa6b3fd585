"""Findings for people: the equation with its figures, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.formats.selection import SEVERITIES, Audit, Row
from pipeline.text import one_line

_VERDICTS = {
    "document": "the document is wrong",
    "reading": "the reading may be wrong",
    "undecided": "cannot be decided: look at the page",
}


def as_text(found: Audit) -> bytes:
    """The findings by document, then how many there are."""
    return "\n".join([*_documents(found), *_summary(found), ""]).encode()


def _documents(found: Audit) -> Iterator[str]:
    ordered = sorted(found.findings, key=found.path_of)
    for path, findings in groupby(ordered, key=found.path_of):
        yield one_line(path)
        for finding in findings:
            yield from finding_lines(finding)
        yield ""


def finding_lines(finding: Row) -> Iterator[str]:
    """A finding as a person reads it: the equation in both languages, what may explain it, its name."""
    status = "" if finding["status"] == "fail" else f" ({finding['status']})"
    yield f"  {finding['severity']}{status}  {finding['rule']}  {one_line(finding['subject'] or '')}{_pages(finding)}"
    yield f"      {one_line(finding['message_zh'] or '')}"
    yield f"      {one_line(finding['message_en'] or '')}"
    if finding["explanations"]:
        yield f"      perhaps: {'; '.join(map(one_line, finding['explanations']))}"
    if finding["verdict"]:
        misread = "; a misreading could explain it" if finding["possible_misread"] else ""
        yield f"      {_VERDICTS[finding['verdict']]}{misread}"
    yield f"      id {finding['check_id']}"


def _pages(finding: Row) -> str:
    pages = sorted({place["page"] for place in finding["evidence"] or () if place["page"] is not None})
    return f"  (page {', '.join(map(str, pages))})" if pages else ""


def _summary(found: Audit) -> Iterator[str]:
    by_severity = Counter(f["severity"] for f in found.findings)
    parts = _counted((s, by_severity[s]) for s in SEVERITIES if by_severity[s])
    files = len({f["doc_id"] for f in found.findings})
    if found.findings:
        yield f"{len(found.findings)} findings in {files} documents: {parts}"
    else:
        yield "no findings"
    if found.known:
        yield f"{found.known} known findings left out"
    yield f"{sum(found.counts.values())} checks: {_counted(found.counts.items())}"


def _counted(items: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {name}" for name, number in items)
