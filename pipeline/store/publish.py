"""Results → one Parquet file a table, put in place whole: a reader sees the old table or the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.arrow import schema_of, to_table
from pipeline.store.durable import sync, telling
from pipeline.store.manifest import Entry
from pipeline.store.results import Results
from schemas.dataset import FAILURES, TABLES, TableSpec

PART = "part-0.parquet"
ROWS_A_GROUP = 50_000  # few enough to hold in memory, enough to compress well
_NAMED = ("documents", "failures")  # tables that say what an input is called


def part_of(root: Path, table: str) -> Path:
    """The file that a table is published in."""
    return root / table / PART


def publish(root: Path, staging: Path, entries: Iterable[Entry], results: Results) -> None:
    """Writes every table anew from the inputs' results, in order of `entries`.

    Raises:
        StoreError: when it cannot be written; what was published before is still there.
    """
    with telling(root):
        staging.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            growing = {spec.name: stack.enter_context(_Growing(staging / spec.name, spec)) for spec in TABLES}
            for name, table in _rows(entries, results):
                growing[name].add(table)
        for spec in TABLES:
            sync(staging / spec.name)
            target = part_of(root, spec.name)
            target.parent.mkdir(exist_ok=True)
            (staging / spec.name).replace(target)
            sync(target.parent)


def _rows(entries: Iterable[Entry], results: Results) -> Iterator[tuple[str, pa.Table]]:
    """The rows of every input; a document found twice gives its own rows once, and its name twice."""
    seen: set[str] = set()
    named: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.result is None:
            row = {"path": entry.path, "stage": "input", "error": entry.error, "message": entry.message}
            yield FAILURES.name, to_table(FAILURES, [row])
            continue
        if (entry.path, entry.result) in named:  # of the same name in another folder
            continue
        named.add((entry.path, entry.result))
        for name, table in results.read(entry.result):
            if name in _NAMED:
                yield name, _renamed(table, entry.path)
            elif entry.result not in seen:
                yield name, table
        seen.add(entry.result)


def _renamed(table: pa.Table, path: str) -> pa.Table:
    """The rows under the name that the input has now: a file may move without being read again."""
    index = table.schema.get_field_index("path")
    return table.set_column(index, table.schema.field(index), pa.array([path] * len(table), pa.string()))


class _Growing:
    """A Parquet file that takes tables and writes them in groups of rows."""

    def __init__(self, path: Path, spec: TableSpec) -> None:
        self._schema = schema_of(spec)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def __enter__(self) -> _Growing:
        return self

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._rows += len(table)
        if self._rows >= ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.concat_tables(self._waiting))
        self._waiting, self._rows = [], 0

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()
