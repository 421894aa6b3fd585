"""Results → Parquet files, put in place whole: a reader sees the old file or the new one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ziping.pipeline.store import parts as noted
from ziping.pipeline.store.durable import sync, telling
from ziping.pipeline.store.folder import Folder
from ziping.pipeline.store.manifest import Entry
from ziping.pipeline.store.parts import FIRST, Part, Plan
from ziping.pipeline.store.results import Results
from ziping.schemas.dataset import FAILURES, TABLES
from ziping.schemas.dataset.arrow import schema_of, to_table

ROWS_A_GROUP = 50_000  # few enough to hold in memory, enough to compress well
_NAMED = ("documents", "failures")  # tables that say what an input is called
_GATHERED = 200  # results whose rows are put together at a time: many small tables take more memory than a large one
_SUFFIX = ".parquet"


def part_of(table: str, part: str = FIRST) -> str:
    """The file that a part of a table is published in, relative to the dataset."""
    return f"{table}/{part}{_SUFFIX}"


def names_of(root: Folder, table: str) -> list[str]:
    """The files of a table, relative to the dataset."""
    return [f"{table}/{name}" for name in root.under(table).names(_SUFFIX)]


def publish(root: Folder, hidden: str, entries: Iterable[Entry], results: Results) -> bool:
    """Writes those parts of the tables whose inputs' results are not what they were.

    Args:
        hidden: Name of the folder for notes and half-done files.

    Returns:
        Whether anything was written.

    Raises:
        StoreError: when it cannot be written; what was published before is still there.
    """
    notes, tables = root.under(hidden).under("parts"), _declaration()
    with telling(root.place):
        for folder in (notes, *(root.under(spec.name) for spec in TABLES)):
            folder.make()
        before = noted.load(notes)
        files = {name for spec in TABLES for name in names_of(root, spec.name)}
        unknown = _unknown(files, before)
        for file in unknown:
            root.remove(file)
        changed = bool(unknown)
        plan = Plan(before, results.years_of, results.size_of).parts(entries)
        for name, (inputs, size) in sorted(plan.items()):
            old = before.get(name, Part(name))
            written = {e.doc_id: results.written_at(e.result) for e in inputs if e.doc_id and e.result}
            again = {doc for doc, when in written.items() if when > old.newest}  # under the same name: --force, retries
            after = Part(name, inputs, tables, size, max(written.values(), default=0), whole=True)
            there = files.issuperset(part_of(spec.name, name) for spec in TABLES)
            if there and not again and replace(after, size=old.size, newest=old.newest) == old:
                continue
            noted.save(notes, replace(after, whole=False))
            usable = old if there and old.whole and old.tables == tables else Part(name)
            with root.staging(f"{hidden}/staging") as staging:
                try:
                    _write(root, staging, after, usable, again, results)
                except pa.ArrowException:  # a file of the part is damaged
                    _write(root, staging, after, Part(name), again, results)
            noted.save(notes, after)
            changed = True
    pa.default_memory_pool().release_unused()
    return changed


def _declaration() -> str:
    return hashlib.sha256(repr(TABLES).encode()).hexdigest()


def _unknown(files: Iterable[str], parts: Mapping[str, Part]) -> list[str]:
    """Files of parts that nobody remembers: the dataset's own notes were deleted."""
    kept = {FIRST, *parts}
    return [file for file in files if PurePosixPath(file).stem not in kept]


def _write(root: Folder, staging: Path, part: Part, old: Part, again: set[str], results: Results) -> None:  # noqa: PLR0913, PLR0917
    """Writes the files of a part: what is not as in `old`, and what was read again, is taken from the results, all
    else from the files."""
    then, now = _documents(old), _documents(part)
    stale = {doc for doc, known in then.items() if now.get(doc) != known or doc in again}
    fresh = [doc for doc, wanted in now.items() if then.get(doc) != wanted or doc in again]
    rows = _Rows()
    for doc, tables in zip(fresh, results.read_all(now[doc][0] for doc in fresh), strict=True):
        for name, table in tables:
            if len(table):
                rows.add(name, _named(table, now[doc][1]) if name in _NAMED else table)
    for spec in TABLES:
        schema = schema_of(spec)
        table = rows.of(spec.name, schema)
        if old.entries:
            table = pa.concat_tables([_without(root, part_of(spec.name, part.name), schema, stale), table])
        if spec is FAILURES:
            table = pa.concat_tables([table, to_table(FAILURES, [_unusable(e) for e in part.entries if not e.result])])
        target = staging / spec.name
        pq.write_table(_sorted(table, part.entries), target, compression="zstd", row_group_size=ROWS_A_GROUP)
        sync(target)
    for spec in TABLES:
        root.take(part_of(spec.name, part.name), staging / spec.name)


def _documents(part: Part) -> dict[str, tuple[str, tuple[str, ...]]]:
    """doc_id → its result, and the names it is listed under (once each, also where two folders have it)."""
    names: dict[str, tuple[str, dict[str, None]]] = {}
    for entry in part.entries:
        if entry.doc_id and entry.result:
            names.setdefault(entry.doc_id, (entry.result, {}))[1][entry.path] = None
    return {doc: (result, tuple(paths)) for doc, (result, paths) in names.items()}


def _unusable(entry: Entry) -> dict[str, str | None]:
    return {"path": entry.path, "stage": "input", "error": entry.error, "message": entry.message}


def _named(table: pa.Table, paths: Iterable[str]) -> pa.Table:
    """The rows under each name that the input has now: a file may move without being read again."""
    index = table.schema.get_field_index("path")
    field = table.schema.field(index)
    return pa.concat_tables(
        table.set_column(index, field, pa.array([path] * len(table), pa.string())) for path in paths
    )


def _without(root: Folder, file: str, schema: pa.Schema, stale: set[str]) -> pa.Table:
    """The rows of a file that stay: those of inputs that could not be opened are always written anew."""
    path, file_system = root.parquet(file)
    table = pq.read_table(path, filesystem=file_system, schema=schema, partitioning=None)
    gone = pc.is_in(table["doc_id"], value_set=pa.array(sorted(stale), pa.string()))
    return table.filter(pc.and_(pc.invert(gone), pc.is_valid(table["doc_id"])))


def _sorted(table: pa.Table, entries: Iterable[Entry]) -> pa.Table:
    """In order of the inputs' paths; the rows of one document in the order that they had."""
    by = "path" if "path" in table.column_names else "doc_id"
    ranks = list(dict.fromkeys(e.path if by == "path" else e.doc_id for e in entries if by == "path" or e.doc_id))
    rank = pc.index_in(table[by], value_set=pa.array(ranks, pa.string()))
    return table.take(pc.sort_indices(rank))


class _Rows:
    """Rows of many results, table by table."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[pa.Table]] = {spec.name: [] for spec in TABLES}
        self._gathered: dict[str, list[pa.Table]] = {spec.name: [] for spec in TABLES}

    def add(self, name: str, table: pa.Table) -> None:
        waiting = self._waiting[name]
        waiting.append(table)
        if len(waiting) >= _GATHERED:
            self._gathered[name].append(pa.concat_tables(waiting).combine_chunks())
            waiting.clear()

    def of(self, name: str, schema: pa.Schema) -> pa.Table:
        found = [schema.empty_table(), *self._gathered.pop(name), *self._waiting.pop(name)]
        return pa.concat_tables(found).combine_chunks()
