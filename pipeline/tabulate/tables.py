"""Report and document → the tables that they fill: all but `checks` and `failures`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from ziping.pipeline.places import body_name, region_of
from ziping.pipeline.present.page_transform import shown_size
from ziping.pipeline.tabulate.record_row import (
    Row,
    cell_of,
    place_of,
    provenance,
    row_of,
    values_of,
)
from ziping.schemas.dataset import TABLES
from ziping.schemas.dataset.arrow import to_table
from ziping.schemas.document import Document, PageInfo, Source
from ziping.schemas.geometry import Place
from ziping.schemas.report import (
    Endpoint,
    Evaluation,
    Fact,
    Note,
    Relation,
    Report,
    Stated,
)
from ziping.schemas.text import Printed

Rows = dict[str, list[Row]]
Tables = dict[str, pa.Table]
ID_LENGTH = 16  # of the 64 digits: enough to tell documents apart, short enough to read out

_LETTERS = {"indicators": "i", "sections": "s", "funding": "f", "facts": "n"}
_KEYS = {"indicators": "indicator_id", "sections": "section_id", "funding": "funding_id", "facts": "fact_id"}


def tabulate(document: Document, report: Report) -> Tables:
    """The tables that a report gives; of `documents` one row, not yet complete (see `ziping.pipeline.execution.outcome`)."""
    rows = rows_of(document, report)
    return {spec.name: to_table(spec, rows[spec.name]) for spec in TABLES if spec.name in rows}


def rows_of(document: Document, report: Report) -> Rows:
    """The rows that a report gives: evaluations and what belongs to them, pages, warnings, and of
    `documents` what the report states about itself."""
    pages = {p.number: p for p in document.pages}
    source = document.source
    rows: Rows = {name: [] for name in ("evaluations", *_LETTERS, "relations")}
    named = [(f"{source.doc_id[:ID_LENGTH]}-e{n:02}", e) for n, e in enumerate(report.evaluations, 1)]
    # what belongs to no evaluation is the document's: it has a row of no evaluation
    outside = [] if report.outside is None else [(f"{source.doc_id[:ID_LENGTH]}-d", report.outside)]
    for number, (name, evaluation) in enumerate((*named, *outside), 1):
        evaluated = evaluation is not report.outside
        own = {"doc_id": source.doc_id, "evaluation_id": name if evaluated else None}
        if evaluated:
            where = _region(evaluation, report)
            rows["evaluations"].append({**own, "sequence": number, **_evaluation(evaluation, pages), **where})
        for table in ("indicators", "sections", "funding"):
            for i, item in enumerate(getattr(evaluation, table), 1):
                key = {_KEYS[table]: _row_id(name, table, i)}
                rows[table].append({**key, **own, "sequence": i, **row_of(item, item.row, pages)})
        rows["facts"].extend({**own, **row} for row in _facts(name, evaluation.facts, pages))
        rows["relations"].extend({**own, **row} for row in _relations(name, evaluation.relations, pages))
    rows["documents"] = [_document(source, document.pages, report)]
    rows["pages"] = [_page(source.doc_id, p) for p in document.pages]
    rows["warnings"] = [_warning(source.doc_id, note, pages) for note in report.notes]
    return rows


def _row_id(evaluation_id: str, table: str, number: int) -> str:
    return f"{evaluation_id}-{_LETTERS[table]}{number:03}"


def _evaluation(evaluation: Evaluation, pages: Mapping[int, PageInfo]) -> Row:
    stated = evaluation.total_score or evaluation.subject or evaluation.grade_text or evaluation.agency
    return row_of(evaluation, None if stated is None else place_of(stated.printed), pages)


def _region(evaluation: Evaluation, report: Report) -> Row:
    """Where its agency is, and what it is called there; 本单位 is whoever reports."""
    agency = evaluation.agency or report.agency
    stated = (agency, evaluation.supervising_department, evaluation.subject, report.title, report.agency)
    year = evaluation.fiscal_year.value if evaluation.fiscal_year is not None else None
    region = region_of((s.value for s in stated if s is not None), year)
    return {
        "agency_name": _name(agency, report.agency, evaluation.supervising_department),
        "province": region.province,
        "city": region.city,
        "county": region.county,
        "region_code": region.code,
    }


def _name(agency: Stated[str] | None, *others: Stated[str] | None) -> str | None:
    """The name of an agency; where what is printed names nobody, that of the first other that is named."""
    if agency is None:
        return None
    return next((name for one in (agency, *others) if one is not None and (name := body_name(one.value))), None)


def _facts(evaluation_id: str, facts: Sequence[Fact], pages: Mapping[int, PageInfo]) -> Iterable[Row]:
    for number, fact in enumerate(facts, 1):
        row = values_of(fact)
        parent = row.pop("parent")
        del row["rule"], row["runner_up"]  # for `inspect --why`, not for the dataset
        yield {
            **row,
            "fact_id": _row_id(evaluation_id, "facts", number),
            "sequence": number,
            "parent_id": None if parent is None else _row_id(evaluation_id, "facts", parent + 1),
            "clause": "".join(p.text for p in fact.clause),
            **provenance(_place_of_fact(fact), fact.clause, pages),
            "cells": [cell_of("value", printed, pages) for printed in _figure_of(fact)],
        }


def _relations(evaluation_id: str, relations: Sequence[Relation], pages: Mapping[int, PageInfo]) -> Iterable[Row]:
    for number, relation in enumerate(relations, 1):
        yield {
            "relation_id": f"{evaluation_id}-r{number:03}",
            "kind": relation.kind,
            **_endpoint("from", evaluation_id, relation.source),
            **_endpoint("to", evaluation_id, relation.target),
            "partition": relation.partition,
            "complete": relation.complete,
            "words": relation.words,
            **provenance(place_of(relation.printed), relation.printed, pages),
            "confidence": relation.confidence,
        }


def _endpoint(side: str, evaluation_id: str, figure: Endpoint) -> Row:
    row = evaluation_id if figure.table == "evaluations" else _row_id(evaluation_id, figure.table, figure.index + 1)
    return {f"{side}_table": figure.table, f"{side}_id": row, f"{side}_column": figure.column}


def _place_of_fact(fact: Fact) -> Place | None:
    """The clause on its first page; on the value's first page where a page break comes before it."""
    page = fact.value.printed[0].page if fact.value else None
    return place_of(p for p in fact.clause if p.page == page) or place_of(fact.clause)


def _figure_of(fact: Fact) -> tuple[Printed, ...]:
    """The print of the figure alone: its box on the page holds nothing beside it."""
    return fact.lines or (fact.value.printed if fact.value else ())


def _document(source: Source, pages: Sequence[PageInfo], report: Report) -> Row:
    methods = {str(p.method) for p in pages}
    return {
        **values_of(report),
        "doc_id": source.doc_id,
        "path": source.path,
        "file_size": source.size,
        "media_type": source.media_type,
        "text_source": "mixed" if len(methods) > 1 else next(iter(methods), None),
        "warning_count": len(report.notes),
    }


def _page(doc_id: str, page: PageInfo) -> Row:
    width, height = shown_size(page)
    return {
        "doc_id": doc_id,
        "page": page.number,
        "width": width,
        "height": height,
        "text_source": str(page.method),
        "rotation": page.rotation,
        "skew": page.skew,
        "text": page.text,
        "confidence": page.confidence,
    }


def _warning(doc_id: str, note: Note, pages: Mapping[int, PageInfo]) -> Row:
    return {
        "doc_id": doc_id,
        "code": note.code,
        "message": note.message,
        "text": "".join(p.text for p in note.printed) or None,
        **provenance(place_of(note.printed), note.printed, pages),
    }
