"""Findings as JUnit XML, as continuous integration shows it: a suite for each document, a case for each finding."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree as ET

from pipeline.formats.selection import Audit, Row

# What XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(found: Audit) -> bytes:
    """Failures are `failure`s with their severity as type; what could not be checked is `skipped`."""
    root = ET.Element("testsuites", name="ziping")
    totals = [0, 0, 0]
    for path, group in groupby(sorted(found.findings, key=found.path_of), key=found.path_of):
        findings = list(group)
        counts = [len(findings), _number(findings, "fail"), _number(findings, "unchecked")]
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        suite = ET.SubElement(root, "testsuite", {"name": _clean(path), "errors": "0", **_counts(counts)})
        for finding in findings:
            suite.append(_case(finding))
    root.attrib.update(_counts(totals))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _number(findings: list[Row], status: str) -> int:
    return sum(f["status"] == status for f in findings)


def _counts(numbers: list[int]) -> dict[str, str]:
    return dict(zip(("tests", "failures", "skipped"), map(str, numbers), strict=True))


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
