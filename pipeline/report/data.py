"""What the report says, as plain values for its page: short, for hundreds of documents travel in one file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from pipeline.checks import RULES
from pipeline.figures import fact_written, form_of, number, written
from pipeline.plain import Plain, plain
from pipeline.report.columns import SHOWN, shown_columns
from pipeline.report.content import Content, Paper, Row, execution_ratio, score_ratio
from pipeline.report.sources import Original
from pipeline.version import version
from schemas.dataset import FACTS, FUNDING, PAGES, TableSpec
from schemas.dataset.column import PROVENANCE

_KEYS = {spec.name: spec.key for spec in SHOWN if spec.key}
_PLACES = {*(c.name for c in PROVENANCE), "cells", "extra"}
_FIGURES = ("stated", "computed", "difference", "lower", "upper")
_LABELS = ("level3", "level2", "level1", "label", "line_text", "subject")  # what a row is about
_EDGES = ("x0", "top", "x1", "bottom")
SHORT = 16  # characters of a doc_id that name a document in addresses


def overview_of(content: Content, originals: Mapping[str, Original], name: str) -> dict[str, Plain]:
    """Everything but the contents of the documents."""
    return {
        "version": version(),
        "dataset": name,
        "made": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "rules": [
            {"name": r.name, "zh": r.title_zh, "en": r.name.replace("-", " "), "law": r.law.partition("\n")[0]}
            for r in RULES
        ],
        "tables": [_declaration(spec) for spec in SHOWN],
        "checks": plain(content.checks),
        "documents": [_document(paper, originals[paper.doc_id]) for paper in content.papers],
        "evaluations": [e for number_, paper in enumerate(content.papers) for e in _evaluations(number_, paper)],
        "findings": [f for number_, paper in enumerate(content.papers) for f in _findings(number_, paper)],
        "unopened": [_failure(row) for row in content.unopened],
    }


def document_of(paper: Paper, pictures: Mapping[int, str]) -> dict[str, Plain]:
    """One document: its pages, rows with their places, and what was not understood.

    Args:
        paper: The document.
        pictures: Page → address of its picture.
    """
    return {
        "pages": [_page(row, pictures) for row in paper.rows[PAGES.name]],
        "rows": {spec.name: [_row(spec, row) for row in paper.rows[spec.name]] for spec in SHOWN},
        "warnings": [
            {**_texts(row, ("code", "message", "text")), "page": row["page"], "box": _box(row)}
            for row in paper.rows["warnings"]
        ],
        "failures": [_failure(row) for row in paper.rows["failures"]],
    }


def _declaration(spec: TableSpec) -> Plain:
    columns: list[Plain] = [  # also those that are not shown: findings speak of them
        {"name": c.name, "zh": c.label_zh, "en": c.name.replace("_", " "), "about": c.description, "form": form_of(c)}
        for c in spec.columns
        if c.name not in _PLACES
    ]
    return {"name": spec.name, "zh": spec.label_zh, "columns": columns}


def _document(paper: Paper, original: Original) -> Plain:
    row = paper.row
    return {
        "id": paper.doc_id[:SHORT],
        "doc_id": paper.doc_id,
        "paths": list(paper.paths),
        **_texts(row, ("title", "agency", "document_number", "fiscal_year", "report_date", "status", "text_source")),
        "pages": row["page_count"],
        "warnings": len(paper.rows["warnings"]),
        "failures": [_failure(failure) for failure in paper.rows["failures"]],
        "original": original.state,
    }


def _evaluations(document: int, paper: Paper) -> Iterable[Plain]:
    for row in paper.evaluations:
        lines = [line for line in paper.rows[FUNDING.name] if line["evaluation_id"] == row["evaluation_id"]]
        yield {
            "id": row["evaluation_id"],
            "document": document,
            **_texts(row, ("subject", "agency", "fiscal_year", "grade")),
            "score": None if row["total_score"] is None else number(row["total_score"]),
            "part": score_ratio(row),
            "rate": execution_ratio(lines),
            "page": row["first_page"],
        }


def _findings(document: int, paper: Paper) -> Iterable[Plain]:
    cited = {(place["table"], place["row_id"]) for row in paper.findings for place in row["evidence"] or ()}
    rows = {
        (name, row[key]): row
        for name, key in _KEYS.items()
        for row in paper.rows.get(name, ())
        if (name, row[key]) in cited
    }
    for row in paper.findings:
        yield {
            "id": row["check_id"],
            "document": document,
            **_texts(row, ("rule", "status", "severity", "subject", "verdict", "evaluation_id")),
            **{name: None if row[name] is None else number(row[name]) for name in _FIGURES},
            "zh": row["message_zh"],
            "en": row["message_en"],
            "slips": list(row["explanations"] or ()),
            "misread": bool(row["possible_misread"]),
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
    if place["table"] == FACTS.name:
        return {**found, "label": label, "column": "value", "text": row["value_text"]}
    cell = next((c for c in row["cells"] or () if _same(c, place)), None)
    return {**found, "label": label, **({"column": cell["column"], "text": cell["text"]} if cell else {})}


def _same(cell: Row, place: Row) -> bool:
    return cell["page"] == place["page"] and all(_near(cell[e], place[e]) for e in _EDGES)


def _near(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and abs(a - b) < 0.5


def _page(row: Row, pictures: Mapping[int, str]) -> Plain:
    return {
        "page": row["page"],
        "width": _rounded(row["width"]),
        "height": _rounded(row["height"]),
        "rotation": row["rotation"] or 0,
        "source": row["text_source"],
        "confidence": _rounded(row["confidence"], 3),
        "picture": pictures.get(row["page"]),
    }


def _row(spec: TableSpec, row: Row) -> Plain:
    """A row: what it says by column, and where each print stands, as [column, text, page, box, confidence]."""
    values = {c.name: written(c, row[c.name]) for c in shown_columns(spec)}
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


def _failure(row: Row) -> Plain:
    return {**_texts(row, ("path", "stage", "error", "message")), "page": row["page"]}


def _texts(row: Row, names: Iterable[str]) -> dict[str, Plain]:
    return {name: None if row[name] is None else str(row[name]) for name in names}


def _box(row: Row) -> Plain:
    """The box in points, to a tenth; null where a place has none."""
    edges = [row[edge] for edge in _EDGES]
    return None if None in edges else [_rounded(edge) for edge in edges]


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(float(value), digits)
