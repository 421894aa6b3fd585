"""Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format).

SARIF's regions are lines of text; a place on a page has no line. The file is the physical location, the
row of the dataset the logical one, page and box are properties of the location.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO
from urllib.parse import quote

from ziping.pipeline.checks import RULES
from ziping.pipeline.formats.selection import Audit, Row
from ziping.pipeline.formats.streams import LIST, write_json
from ziping.pipeline.present.plain import Plain
from ziping.pipeline.reviews.acts import Act
from ziping.pipeline.version import version

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# A result that is no failure has no level; what could not be checked is for a person to look at.
_KINDS = {"fail": "fail", "rounding": "informational", "unchecked": "review", "pass": "pass"}
_FIGURES = ("stated", "computed", "difference", "lower", "upper", "verdict", "possible_misread", "explanations")


def as_sarif(found: Audit, stream: BinaryIO) -> None:
    """One run with every rule of the catalogue; `partialFingerprints` carry the stable `check_id`."""
    numbers = {rule.name: number for number, rule in enumerate(RULES)}
    run: Mapping[str, object] = {
        "tool": {"driver": {"name": "ziping", "version": version(), "rules": _rules()}},
        "columnKind": "unicodeCodePoints",
        "results": LIST,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    write_json(stream, log, (_result(finding, found, numbers) for finding in found.findings))


def _rules() -> list[Plain]:
    return [
        {
            "id": rule.name,
            "name": "".join(part.capitalize() for part in rule.name.split("-")),
            "shortDescription": {"text": rule.law.partition("\n")[0]},
            "fullDescription": {"text": rule.law},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {"title_zh": rule.title_zh},
        }
        for rule in RULES
    ]


def _result(finding: Row, found: Audit, numbers: Mapping[str, int]) -> Mapping[str, object]:
    failed = finding["status"] == "fail"
    places = finding["evidence"] or [None]
    return {
        "ruleId": finding["rule"],
        **({"ruleIndex": numbers[finding["rule"]]} if finding["rule"] in numbers else {}),
        "kind": _KINDS[finding["status"]],
        "level": _LEVELS[finding["severity"]] if failed else "none",
        "message": {"text": f"{finding['message_zh']}\n{finding['message_en']}"},
        "locations": [_location(places[0], found.path_of(finding))],
        "relatedLocations": [
            {"id": number, **_location(place, found.path_of(finding))} for number, place in enumerate(places[1:], 1)
        ],
        "partialFingerprints": {"checkId/v1": finding["check_id"]},
        **_suppressions(found.reviewed.get(finding["check_id"])),
        "properties": {name: finding[name] for name in _FIGURES},
    }


# Calling a finding unfounded asks to suppress it; calling it right turns such a request down.
_STATES = {"reject": "accepted", "accept": "rejected", "later": "underReview"}


def _suppressions(act: Act | None) -> Mapping[str, object]:
    if act is None or act.act is None:
        return {}
    said = ": ".join(part for part in (act.reviewer, act.remark) if part)
    reason = {"justification": said} if said else {}
    return {"suppressions": [{"kind": "external", "status": _STATES[act.act], **reason}]}


def _location(place: Row | None, path: str) -> Mapping[str, object]:
    physical = {"artifactLocation": {"uri": quote(path)}}
    if place is None:
        return {"physicalLocation": physical}
    box = [place[edge] for edge in ("x0", "top", "x1", "bottom")]
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": f"{place['table']}/{place['row_id']}", "kind": "element"}],
        "properties": {"page": place["page"], "box": box},
    }
