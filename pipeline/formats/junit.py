"""Findings as JUnit XML, as continuous integration shows it: a suite for each document, a case for each finding."""

from __future__ import annotations

import re
from itertools import groupby
from typing import BinaryIO
from xml.etree import ElementTree as ET

from ziping.pipeline.formats.selection import Audit, Row

# What XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(found: Audit, stream: BinaryIO) -> None:
    """Failures are `failure`s with their severity as type; what could not be checked is `skipped`."""
    status = {value: number for (value,), number in found.findings.number_by("status").items()}
    numbers = _counts(len(found.findings), status.get("fail", 0), status.get("unchecked", 0))
    head = ET.Element("testsuites", {"name": "ziping", **numbers})
    # The root is opened and closed by hand, and each suite written when it is complete: all of them together
    # may be more than fits in memory.
    opened, closed = ET.tostring(head, encoding="unicode", short_empty_elements=False).split("><")
    stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n{opened}>\n'.encode())
    stream.writelines(
        ET.tostring(_suite(path, list(group)), encoding="utf-8") + b"\n"
        for path, group in groupby(found.findings.by_document(), key=found.path_of)
    )
    stream.write(f"<{closed}\n".encode())


def _suite(path: str, findings: list[Row]) -> ET.Element:
    failed, unchecked = (sum(f["status"] == status for f in findings) for status in ("fail", "unchecked"))
    numbers = _counts(len(findings), failed, unchecked)
    suite = ET.Element("testsuite", {"name": _clean(path), "errors": "0", **numbers})
    for finding in findings:
        suite.append(_case(finding))
    return suite


def _counts(tests: int, failures: int, skipped: int) -> dict[str, str]:
    return {"tests": str(tests), "failures": str(failures), "skipped": str(skipped)}


def _case(finding: Row) -> ET.Element:
    name = f"{finding['subject'] or finding['rule']} [{finding['check_id']}]"
    case = ET.Element("testcase", classname=finding["rule"], name=_clean(name))
    message = _clean(finding["message_zh"] or "")
    if finding["status"] == "fail":
        failure = ET.SubElement(case, "failure", type=finding["severity"], message=message)
        failure.text = _clean("\n".join([finding["message_en"] or "", *(finding["explanations"] or ())]))
    elif finding["status"] == "unchecked":
        ET.SubElement(case, "skipped", message=message)
    else:
        ET.SubElement(case, "system-out").text = message
    return case


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
