"""What the reader saw on a page, and what the parsers made of it: to find out why a value is missing or wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ziping.parsers import parse
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.documents.reader import DocumentReader
from ziping.pipeline.errors import ReadError
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.inputs.archives.bounds import Budget
from ziping.pipeline.inputs.archives.unpacking import is_container, unpack
from ziping.pipeline.inputs.discovery import read_source
from ziping.pipeline.inputs.file_kinds import PDF
from ziping.pipeline.inputs.remote import FetchError, at_hand
from ziping.pipeline.inputs.sniffing import sniff
from ziping.pipeline.inputs.types import Input, located
from ziping.pipeline.inspect.why import SeenFigure, figures_of
from ziping.pipeline.options import Options
from ziping.pipeline.present.plain import Plain
from ziping.schemas.document import Paragraph, Source, Table
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Page
from ziping.schemas.report import Report

_NAMED = 5  # members of an archive that a message names


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page and the ruled tables on it."""

    page: Page
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class SeenBlock:
    """A paragraph or table of the document on one of its pages; `claimed_by` names the parsers that read it."""

    kind: str
    place: Place
    claimed_by: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document as it was read.

    Attributes:
        failures: What went wrong, for a person.
        figures: Every figure printed in the parts that were read, and where it went.
    """

    source: Source
    page_count: int
    pages: tuple[SeenPage, ...]
    blocks: tuple[SeenBlock, ...]
    failures: tuple[str, ...]
    figures: tuple[SeenFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    """What a worker is asked: this file, called `name`, and of its pages those wanted (all of them where None)."""

    path: Path
    name: str
    wanted: frozenset[int] | None
    options: Options


def inspect(path: Path, wanted: Iterable[int] | None = None, options: Options | None = None) -> Inspection:
    """Reads the whole document, for blocks depend on their neighbours, and keeps the pages that are wanted.

    It is read in a worker, with the limits that hold for every document: a file that hangs, crashes or fills the
    memory ends that worker, not the caller.

    Args:
        path: Of a file, or of a member of an archive: `outer.zip!member`.

    Raises:
        ReadError: when the document cannot be opened; `timeout`, `out-of-memory` or `crashed` when it ends its worker.
        OSError: when the file cannot be read.
    """
    options = replace(options or Options(), jobs=1)
    pages = None if wanted is None else frozenset(wanted)
    with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
        try:
            with at_hand(located(str(path)), Path(scratch)) as copy:
                if copy.is_file() and is_container(copy) and sniff(copy) != PDF:
                    raise ReadError("unsupported-format", _holds(path, copy, Path(scratch)))
                ((_, seen),) = run_all(_seen, [_Question(copy, path.name, pages, options)], options)
        except FetchError as error:
            raise ReadError("unreadable", f"{path}: {error}") from error
    if isinstance(seen, Failure):
        raise ReadError(seen.error, f"{path}: {seen.message.replace(str(copy), str(path))}", seen.page)
    return seen


def _holds(path: Path, archive: Path, scratch: Path) -> str:
    """What to say of an archive that is named where a document is wanted."""
    names = [str(location) for location, copy in unpack(path, archive, Budget(scratch)) if isinstance(copy, Path)]
    if not names:
        return f"{path} is an archive of which nothing can be taken out: fetch it again"
    more = f" (and {len(names) - _NAMED} more)" if len(names) > _NAMED else ""
    return f"{path} is an archive; name one of the documents in it: {', '.join(names[:_NAMED])}{more}"


def _seen(question: _Question) -> Inspection:
    """Runs in a worker."""
    path, wanted = question.path, question.wanted
    source = read_source(Input(path, question.name))
    collector = FailureCollector(path)
    blocks: tuple[SeenBlock, ...] = ()
    figures: tuple[SeenFigure, ...] = ()
    with open_document(path) as opened:
        reader = DocumentReader(opened, question.options, collector, keep=True)
        document = reader.document(source)
        report = None
        with collector.collect_failures("parse"):
            report = parse(document)
        blocks = tuple(_blocks(document.blocks, report))
        figures = tuple(figures_of(document, report)) if report is not None else ()
        seen = tuple(SeenPage(p, reader.tables(p)) for p in reader.pages if wanted is None or p.number in wanted)
    return Inspection(
        source,
        reader.page_count,
        seen,
        tuple(b for b in blocks if wanted is None or b.place.page in wanted),
        tuple(f"{f.error}: {f.message}" for f in collector.failures),
        tuple(f for f in figures if wanted is None or f.place.page in wanted),
    )


def _blocks(blocks: Iterable[Paragraph | Table], report: Report | None) -> Iterator[SeenBlock]:
    parsers: dict[int, list[str]] = {}
    for claim in report.claims if report else ():
        if claim.parser not in parsers.setdefault(claim.block, []):
            parsers[claim.block].append(claim.parser)
    for number, block in enumerate(blocks):
        claimed_by = ", ".join(parsers.get(number, ())) or None
        if isinstance(block, Table):
            text = " | ".join(c.text.string for c in block.cells if c.text)
            for place in block.places:
                yield SeenBlock("table", place, claimed_by, text)
        else:
            for printed in block.text.printed():
                yield SeenBlock("paragraph", Place(printed.page, printed.box), claimed_by, printed.text)


def to_json(path: str, seen: Inspection, *, why: bool = False) -> Plain:
    """The form of `--format json`: boxes are [x0, top, x1, bottom] in points. With `why`, where each figure went, too."""
    figures: dict[str, Plain] = {"figures": [_figure(f) for f in seen.figures]} if why else {}
    return {
        "file": path,
        "doc_id": seen.source.doc_id,
        "pages": [_page(p) for p in seen.pages],
        "blocks": [
            {"kind": b.kind, "page": b.place.page, "bbox": _bbox(b.place.box), "claimed_by": b.claimed_by}
            for b in seen.blocks
        ],
        **figures,
    }


def _figure(figure: SeenFigure) -> dict[str, Plain]:
    return {
        "text": figure.text,
        "page": figure.place.page,
        "bbox": _bbox(figure.place.box),
        "table": figure.table,
        "column": figure.column,
        "row": figure.row,
        "name": figure.name,
        "reason": figure.reason,
        "meaning": figure.meaning,
        "ties": list(figure.ties),
        "unread": figure.unread,
    }


def _page(seen: SeenPage) -> dict[str, Plain]:
    page = seen.page
    return {
        "page": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "method": str(page.method),
        "rotation": page.rotation,
        "skew": page.skew,
        "words": [{"text": w.text, "bbox": _bbox(w.box), "confidence": w.confidence} for w in page.words],
        "rules": [
            {"x0": round(r.x0, 2), "top": round(r.top, 2), "x1": round(r.x1, 2), "bottom": round(r.bottom, 2)}
            for r in page.rules
        ],
        "tables": [_table(t) for t in seen.tables],
    }


def _table(table: Table) -> dict[str, Plain]:
    return {
        "bbox": _bbox(table.places[0].box),
        "cells": [
            {
                "row": c.row,
                "column": c.column,
                "row_span": c.row_span,
                "column_span": c.column_span,
                "text": c.text.string,
                "bbox": _bbox(c.places[0].box),
            }
            for c in table.cells
        ],
    }


def _bbox(box: Box) -> list[Plain]:
    return [round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)]
