"""Arrow tables → plain lists, a batch of documents at a time, so that memory does not grow with the dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ziping.pipeline.checks.arithmetic.operands import Evidence

BATCH = 64  # documents decoded at once
_BOX = ("page", "x0", "top", "x1", "bottom")


class Print(NamedTuple):
    """What `cells` keeps for one value of a row: its text, places and confidence."""

    text: str
    places: tuple[Evidence, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a table the rules look at: its key, its columns, the columns whose print matters, and whether rows have places."""

    table: str
    key: str
    columns: tuple[str, ...]
    prints: frozenset[str] = frozenset()
    placed: bool = True

    @property
    def read(self) -> tuple[str, ...]:
        """Every column of the table that is looked at, with those that say where rows stand."""
        cells = ("cells",) if self.prints else ()
        places = (*_BOX, "confidence") if self.placed else ()
        return tuple(dict.fromkeys((*self.columns, "doc_id", *places, *cells)))


@dataclass(frozen=True, slots=True)
class Row:
    """One decoded row."""

    values: Mapping[str, Any]
    prints: Mapping[str, Print]
    place: Evidence

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401  # the type is the column's
        return self.values[column]


class Grouped:
    """The rows of one table by document, decoded batch by batch."""

    def __init__(self, table: pa.Table | None, wanted: Wanted, documents: pa.Array) -> None:
        self._wanted = wanted
        self._table = None
        if table is None or not table.num_rows:
            return
        self._table = table.select([n for n in wanted.read if n in table.column_names])
        codes = pc.fill_null(pc.index_in(table["doc_id"], value_set=documents), -1).to_numpy()
        self._order = np.argsort(codes, kind="stable")
        self._starts = np.searchsorted(codes[self._order], np.arange(len(documents) + 1))

    def batch(self, first: int, stop: int) -> list[list[Row]]:
        """The rows of documents `first` to `stop`, a list for each."""
        if self._table is None:
            return [[] for _ in range(first, stop)]
        low, high = int(self._starts[first]), int(self._starts[stop])
        places = self._order[low:high]
        together = bool(len(places)) and bool(np.all(np.diff(places) == 1))
        part = self._table.slice(int(places[0]), len(places)) if together else self._table.take(pa.array(places))
        rows = _decode(part, self._wanted)
        bounds = [int(s) - low for s in self._starts[first : stop + 1]]
        return [rows[a:b] for a, b in pairwise(bounds)]


def in_batches(tables: Mapping[str, pa.Table], wanted: Sequence[Wanted]) -> Iterator[tuple[str, tuple[list[Row], ...]]]:
    """Every document's id and its rows of each wanted table, in the order of `documents`."""
    ids = [tables[n]["doc_id"] for n in ("documents", *(w.table for w in wanted)) if n in tables]
    if not ids:
        return
    chunks = [chunk for column in ids for chunk in column.chunks]
    documents = pc.unique(pa.chunked_array(chunks, pa.string())) if chunks else pa.array([], pa.string())
    grouped = [Grouped(tables.get(w.table), w, documents) for w in wanted]
    names = documents.to_pylist()
    for first in range(0, len(names), BATCH):
        stop = min(first + BATCH, len(names))
        decoded = [g.batch(first, stop) for g in grouped]
        for i in range(stop - first):
            yield names[first + i], tuple(rows[i] for rows in decoded)


def _list_of(column: pa.ChunkedArray | pa.Array) -> list[Any]:
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_decimal(array.type):  # several times quicker than to_pylist
        values: list[Any] = array.to_numpy(zero_copy_only=False).tolist()
        return values
    return array.to_pylist()  # type: ignore[no-any-return]


def _decode(part: pa.Table, wanted: Wanted) -> list[Row]:
    size = part.num_rows
    nothing: list[Any] = [None] * size
    lists = {n: _list_of(part[n]) if n in part.column_names else nothing for n in wanted.columns}
    boxes = [_list_of(part[n]) if n in part.column_names else nothing for n in _BOX]
    sure = _list_of(part["confidence"]) if "confidence" in part.column_names else nothing
    keys: list[str] = lists[wanted.key]
    prints = _prints(part, wanted, keys) if wanted.prints and "cells" in part.column_names else [{}] * size
    names = list(lists)
    rows = []
    for i, values in enumerate(zip(*lists.values(), strict=True)):
        place = Evidence(wanted.table, keys[i], *(b[i] for b in boxes))
        record = dict(zip(names, values, strict=True))
        record["confidence"] = sure[i]
        rows.append(Row(record, prints[i], place))
    return rows


def _prints(part: pa.Table, wanted: Wanted, keys: Sequence[str]) -> list[dict[str, Print]]:
    cells = part["cells"].combine_chunks()
    found: list[dict[str, Print]] = [{} for _ in keys]
    lengths = pc.fill_null(pc.list_value_length(cells), 0).to_numpy(zero_copy_only=False)
    entries = cells.flatten()
    owners = np.repeat(np.arange(len(keys)), lengths)
    chosen = pc.is_in(entries.field("column"), value_set=pa.array(sorted(wanted.prints)))
    at = np.flatnonzero(chosen.to_numpy(zero_copy_only=False))
    entries = entries.take(pa.array(at))
    texts = _list_of(entries.field("text"))
    columns = _list_of(entries.field("column"))
    boxes = zip(*(_list_of(entries.field(n)) for n in _BOX), strict=True)
    sure = _list_of(entries.field("confidence"))
    for owner, column, text, box, confidence in zip(owners[at].tolist(), columns, texts, boxes, sure, strict=True):
        place = Evidence(wanted.table, keys[owner], *box)
        before = found[owner].get(column)
        if before is None:
            found[owner][column] = Print(text or "", (place,), confidence)
        else:  # cut by a page break
            least = min((c for c in (before.confidence, confidence) if c is not None), default=None)
            found[owner][column] = Print(before.text + (text or ""), (*before.places, place), least)
    return found


_OWN = ("evaluation_id", "sequence")
_PAGES = ("first_page", "last_page")
_NAMES = ("sheet", "level1", "level2", "level3", "category", "kind", "reason")
_EXECUTION = ("execution_rate", "execution_rate_text", "weight", "score")
_FACTS = ("kind", "label", "value_text", "value", "unit", "unit_text", "precision", "parent_id", "clause")
_WHEN = ("year", "state")  # of which a figure is told, where that was read
_TIES = ("kind", "from_id", "from_column", "to_id", "to_column", "partition", "complete", "words")
_AMOUNTS = ("initial_budget", "annual_budget", "received", "executed")
_STATEMENTS = tuple(f"{side}_{part}" for side in ("target", "actual") for part in ("text", "operator", "value", "unit"))
_POINTS = ("level1_weight", "level2_weight", "weight", "score")
_RATES = ("completion_rate", "score_coefficient")

WANTED = (
    Wanted(
        "evaluations",
        "evaluation_id",
        (*_OWN, "subject_kind", "subject", "fiscal_year", "total_score", "full_score", "grade", "grade_text", *_PAGES),
        frozenset(("total_score", "full_score", "grade_text", "grade")),
    ),
    Wanted(
        "indicators",
        "indicator_id",
        ("indicator_id", *_OWN, *_NAMES, *_STATEMENTS, *_POINTS, *_RATES),
        frozenset((*_POINTS, *_RATES, "target_text", "target_value", "actual_text", "actual_value")),
    ),
    Wanted(
        "sections",
        "section_id",
        ("section_id", *_OWN, "sheet", "level", "label", "weight", "score"),
        frozenset(("weight", "score")),
    ),
    Wanted(
        "funding",
        "funding_id",
        ("funding_id", *_OWN, "line", "line_text", "unit_text", "extra", *_AMOUNTS, *_EXECUTION),
        frozenset((*_AMOUNTS, *_EXECUTION)),
    ),
    Wanted(
        "facts",
        "fact_id",
        ("fact_id", *_OWN, *_FACTS, *_WHEN),
        frozenset(("value",)),
    ),
    Wanted("relations", "relation_id", ("relation_id", "evaluation_id", *_TIES)),
    Wanted("warnings", "code", ("code", "text")),
    Wanted("pages", "doc_id", ("doc_id", "page", "text"), placed=False),
    Wanted("failures", "doc_id", ("doc_id", "page"), placed=False),
)

# What of each table the rules look at: nothing else needs to be read from disk.
NEEDED: Mapping[str, tuple[str, ...]] = {"documents": ("doc_id",), **{w.table: w.read for w in WANTED}}
