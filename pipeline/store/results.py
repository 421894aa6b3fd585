"""One file per document: its rows of every table, written before the next document is begun.

The name says all that the content depends on: the document (hash of its bytes), and what read it
(version of the rules, options). A result that may turn out otherwise the next time (a timeout, a
crash) is marked `retry` and never reused.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.errors import StoreError
from pipeline.store.arrow import schema_of
from pipeline.store.durable import replacing, telling
from schemas.dataset import DOCUMENTS, TABLES

_COMPRESSION = "zstd"  # also shrinks the ten schemas, which outweigh the rows of a short report
_DIGITS = 12
SUFFIX, RETRY = ".arrows", ".retry.arrows"
_NAME, _COUNT = b"table", b"tables"  # metadata of each table in the file: its name, and how many there are


@dataclass(frozen=True, slots=True)
class Results:
    """The folder of results.

    Attributes:
        folder: Where they are.
        key: Stands for the version of the rules and the options that change what is read.
    """

    folder: Path
    key: str

    @staticmethod
    def of(folder: Path, parser_version: str, reading_options: str) -> Results:
        digest = hashlib.sha256(f"{parser_version}\n{reading_options}".encode()).hexdigest()
        return Results(folder, digest[:_DIGITS])

    def name_of(self, doc_id: str, *, retry: bool = False) -> str:
        """Name of the document's result, relative to the folder; spread over 256 folders."""
        return f"{doc_id[:2]}/{doc_id}-{self.key}{RETRY if retry else SUFFIX}"

    def find(self, doc_id: str) -> str | None:
        """The name of a result that can be reused; None where the document has to be read."""
        name = self.name_of(doc_id)
        return name if (self.folder / name).is_file() else None

    def write(self, doc_id: str, tables: Mapping[str, pa.Table], *, retry: bool = False) -> str:
        """Puts a result on disk and returns its name.

        Raises:
            StoreError: when it cannot be written.
        """
        name = self.name_of(doc_id, retry=retry)
        path = self.folder / name
        with telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as temporary, pa.CompressedOutputStream(str(temporary), _COMPRESSION) as sink:
                filled = [spec.name for spec in TABLES if len(tables[spec.name])] or [TABLES[0].name]
                for kept in filled:  # a schema outweighs the rows of a short report, and costs time to read
                    table = tables[kept].replace_schema_metadata({_NAME: kept, _COUNT: str(len(filled))})
                    with pa.ipc.new_stream(sink, table.schema) as writer:
                        writer.write_table(table)
        return name

    def read(self, name: str) -> Generator[tuple[str, pa.Table]]:
        """The tables of a result, one after the other, with the columns that they have today; the empty ones last.

        Raises:
            StoreError: when the file is damaged.
        """
        path, schemas = self.folder / name, _schemas()
        missing = set(schemas)
        try:
            with pa.CompressedInputStream(str(path), _COMPRESSION) as source:
                number, count = 0, 1
                while number < count:
                    with pa.ipc.open_stream(source) as reader:
                        about, table = reader.schema.metadata, reader.read_all()
                    number, count = number + 1, int(about[_COUNT])
                    kept = about[_NAME].decode()
                    if kept in schemas:
                        missing.discard(kept)
                        yield kept, _conformed(table, schemas[kept])
        except (pa.ArrowException, OSError, KeyError, TypeError) as error:
            raise StoreError(f"{path} is damaged ({error}). Ingest its input again with --force.") from error
        yield from ((spec.name, schemas[spec.name].empty_table()) for spec in TABLES if spec.name in missing)

    def year_of(self, name: str) -> int | None:
        """The fiscal year of a result's document, from the first of its tables alone.

        Raises:
            StoreError: when the file is damaged.
        """
        with contextlib.closing(self.read(name)) as tables:
            kept, table = next(tables)
        year: int | None = table.column("fiscal_year")[0].as_py() if kept == DOCUMENTS.name and len(table) else None
        return year

    def size_of(self, name: str) -> int:
        """Bytes that a result takes on disk."""
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return 0

    def written_at(self, name: str) -> int:
        """When a result was written, as the file system says (ns); 0 where it is not there."""
        try:
            return (self.folder / name).stat().st_mtime_ns
        except OSError:
            return 0

    def remove_all_but(self, names: set[str]) -> None:
        """Drops results that no input of the dataset refers to any more, and what a killed run left half done."""
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            for file in os.scandir(folder):
                if f"{folder.name}/{file.name}" not in names:
                    Path(file.path).unlink(missing_ok=True)


@functools.cache
def _schemas() -> Mapping[str, pa.Schema]:
    """The schemas of the tables, by name."""
    return {spec.name: schema_of(spec) for spec in TABLES}


def _conformed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """A table of an earlier version with today's columns: null where it did not have them."""
    if table.schema.equals(schema):
        return table.replace_schema_metadata(schema.metadata)
    names = set(table.schema.names)
    columns = [
        table.column(f.name)
        if f.name in names and table.schema.field(f.name).type == f.type
        else pa.nulls(len(table), f.type)
        for f in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
