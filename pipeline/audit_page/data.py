"""What the report says, as plain values for its page: short, for hundreds of documents travel in one file."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ziping.pipeline.audit_page.amounts import amount_of, stands_at
from ziping.pipeline.audit_page.content import (
    Paper,
    Row,
    execution_ratio,
    score_ratio,
)
from ziping.pipeline.audit_page.shown_columns import SHOWN, shown_columns
from ziping.pipeline.checks import RULES
from ziping.pipeline.present.figures import (
    fact_written,
    form_of,
    number,
    written,
)
from ziping.pipeline.present.plain import Plain
from ziping.pipeline.reviews.store import EDGES
from ziping.pipeline.reviews.typed import takes
from ziping.pipeline.version import version
from ziping.schemas.dataset import (
    FACTS,
    FUNDING,
    PAGES,
    Column,
    TableSpec,
)
from ziping.schemas.dataset.column import PROVENANCE

_KEYS = {spec.name: spec.key for spec in SHOWN if spec.key}
_PLACES = {*(c.name for c in PROVENANCE), "cells", "extra"}
_FIGURES = ("stated", "computed", "difference", "lower", "upper")
_LABELS = ("level3", "level2", "level1", "label", "line_text", "subject")  # what a row is about
SHORT = 16  # characters of a doc_id that name a document in addresses


def frame_of(name: str) -> dict[str, Plain]:
    """What is the same for every report of this version, and its heading."""
    return {
        "version": version(),
        "dataset": name,
        "made": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "rules": [
            {"name": r.name, "zh": r.title_zh, "en": r.name.replace("-", " "), "law": r.law.partition("\n")[0]}
            for r in RULES
        ],
        "tables": [_declaration(spec) for spec in SHOWN],
    }


def contents_of(paper: Paper) -> dict[str, Plain]:
    """One document: its pages, rows with their places, findings, and what was not understood."""
    return {
        "pages": [_page(row) for row in paper.rows[PAGES.name]],
        "rows": {spec.name: list(_rows(spec, paper.rows[spec.name])) for spec in SHOWN},
        "findings": list(_findings(paper)),
        "warnings": [
            {**_texts(row, ("code", "message", "text")), "page": row["page"], "box": _box(row)}
            for row in paper.rows["warnings"]
        ],
        "failures": [failure_of(row) for row in paper.rows["failures"]],
    }


def _declaration(spec: TableSpec) -> Plain:
    shown = shown_columns(spec)
    columns: list[Plain] = [  # also those that are not shown: findings speak of them
        {
            "name": c.name,
            "zh": c.label_zh,
            "en": c.name.replace("_", " "),
            "about": c.description,
            "form": form_of(c),
            "typed": c in shown and takes(spec.name, c.name),
        }
        for c in spec.columns
        if c.name not in _PLACES
    ]
    return {"name": spec.name, "zh": spec.label_zh, "columns": columns}


def document_of(paper: Paper) -> dict[str, Plain]:
    """A document as lists name it."""
    row = paper.row
    return {
        "id": paper.doc_id[:SHORT],
        "doc_id": paper.doc_id,
        "paths": list(paper.paths),
        **_texts(row, ("title", "agency", "document_number", "fiscal_year", "report_date", "status", "text_source")),
        "pages": row["page_count"],
        "warnings": len(paper.rows["warnings"]),
        "failures": [failure_of(failure) for failure in paper.rows["failures"]],
    }


def evaluations_of(paper: Paper) -> list[dict[str, Plain]]:
    """Its evaluations as lists name them."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for line in paper.rows[FUNDING.name]:
        lines[line["evaluation_id"]].append(line)
    return [
        {
            "id": row["evaluation_id"],
            **_texts(row, ("subject", "subject_kind", "agency", "fiscal_year", "grade")),
            "score": None if row["total_score"] is None else number(row["total_score"]),
            "part": score_ratio(row),
            "rate": execution_ratio(lines[row["evaluation_id"]]),
            "page": row["first_page"],
        }
        for row in paper.evaluations
    ]


def findings_of(paper: Paper, *, failures: bool) -> list[dict[str, Plain]]:
    """Its findings as lists name them; where they are many, only failures."""
    rows = _cited(paper)
    return [
        {
            "id": row["check_id"],
            **_texts(row, ("rule", "status", "severity", "subject", "evaluation_id", "verdict")),
            "zh": row["message_zh"],
            "en": row["message_en"],
            "pages": sorted({place["page"] for place in row["evidence"] or () if place["page"] is not None}),
            "misread": row["status"] == "fail" and (row["verdict"] == "reading" or bool(row["possible_misread"])),
            **({} if row["status"] != "fail" else _amount(row, rows)),
        }
        for row in paper.findings
        if row["status"] == "fail" or not failures
    ]


def _amount(finding: Row, rows: Mapping[tuple[str, str], Row]) -> dict[str, Plain]:
    amount = amount_of(finding, rows)
    if amount is None:
        return {}
    return {"amount": {"kind": amount.kind, "size": float(amount.size), "zh": amount.zh, "en": amount.en}}


def _cited(paper: Paper) -> dict[tuple[str, str], Row]:
    """The rows that its findings are about."""
    cited = {(place["table"], place["row_id"]) for row in paper.findings for place in row["evidence"] or ()}
    return {
        (name, row[key]): row
        for name, key in _KEYS.items()
        for row in paper.rows.get(name, ())
        if (name, row[key]) in cited
    }


def _findings(paper: Paper) -> Iterable[Plain]:
    """What a finding says beyond what the list of findings has of it."""
    rows = _cited(paper)
    for row in paper.findings:
        yield {
            "id": row["check_id"],
            **{name: None if row[name] is None else number(row[name]) for name in _FIGURES},
            "slips": list(row["explanations"] or ()),
            "evidence": [
                _evidence(place, rows.get((place["table"], place["row_id"]))) for place in row["evidence"] or ()
            ],
        }


def _evidence(place: Row, row: Row | None) -> Plain:
    """A place with the words that stand there: the cell of the row that lies on it, or the fact."""
    found = {"table": place["table"], "row": place["row_id"], "page": place["page"], "box": _box(place)}
    if row is None:
        return found
    label = next((row[name] for name in _LABELS if row.get(name)), None)
    cell = next((c for c in row.get("cells") or () if stands_at(c, place)), None)
    if (
        cell is None and place["table"] == FACTS.name
    ):  # its clause: as it was read before the figure's own place was kept
        return {**found, "label": label, "column": "value", "text": row["value_text"]}
    return {**found, "label": label, **({"column": cell["column"], "text": cell["text"]} if cell else {})}


def _page(row: Row) -> Plain:
    return {
        "page": row["page"],
        "width": _rounded(row["width"]),
        "height": _rounded(row["height"]),
        "rotation": row["rotation"] or 0,
        "source": row["text_source"],
        "confidence": _rounded(row["confidence"], 3),
    }


def _rows(spec: TableSpec, rows: Iterable[Row]) -> Iterator[Plain]:
    columns = shown_columns(spec)
    for row in rows:
        yield _row(spec, columns, row)


def _row(spec: TableSpec, columns: Iterable[Column], row: Row) -> Plain:
    """A row: what it says by column, and where each print stands, as [column, text, page, box, confidence]."""
    values = {c.name: written(c, row[c.name]) for c in columns}
    values |= {f"extra.{heading}": text for heading, text in row.get("extra") or ()}
    cells: list[Plain] = [
        [c["column"], c["text"], c["page"], _box(c), _rounded(c["confidence"], 3)] for c in row.get("cells") or ()
    ]
    if spec is FACTS:
        values["value"] = fact_written(row)
        cells.append(["clause", row["clause"], row["page"], _box(row), _rounded(row["confidence"], 3)])
    return {
        "id": row[_KEYS[spec.name]],
        "of": row["evaluation_id"],
        "page": row["page"],
        "box": _box(row),
        "values": {name: text for name, text in values.items() if text is not None},
        "cells": cells,
    }


def failure_of(row: Row) -> Plain:
    """A row of `failures`."""
    return {**_texts(row, ("path", "stage", "error", "message")), "page": row["page"]}


def _texts(row: Row, names: Iterable[str]) -> dict[str, Plain]:
    return {name: None if row[name] is None else str(row[name]) for name in names}


def _box(row: Row) -> Plain:
    """The box in points, to a tenth; null where a place has none."""
    edges = [row[edge] for edge in EDGES]
    return None if None in edges else [_rounded(edge) for edge in edges]


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(float(value), digits)
