"""One file per document: its rows of every table, written before the next document is begun.

The name says all that the content depends on: the document (hash of its bytes), and what read it
(version of the rules, options). A result that may turn out otherwise the next time (a timeout, a
crash) is marked `retry` and never reused.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from ziping.pipeline.errors import StoreError
from ziping.pipeline.store.durable import telling
from ziping.pipeline.store.folder import Folder
from ziping.schemas.dataset import DOCUMENTS, TABLES
from ziping.schemas.dataset.arrow import schema_of

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

    folder: Folder
    key: str

    @staticmethod
    def of(folder: Folder, parser_version: str, reading_options: str) -> Results:
        digest = hashlib.sha256(f"{parser_version}\n{reading_options}".encode()).hexdigest()
        return Results(folder, digest[:_DIGITS])

    def name_of(self, doc_id: str, *, retry: bool = False) -> str:
        """Name of the document's result, relative to the folder; spread over 256 folders."""
        return f"{doc_id[:2]}/{doc_id}-{self.key}{RETRY if retry else SUFFIX}"

    def find(self, doc_id: str) -> str | None:
        """The name of a result that can be reused; None where the document has to be read."""
        name = self.name_of(doc_id)
        return name if self.folder.facts(name) else None

    def write(self, doc_id: str, tables: Mapping[str, pa.Table], *, retry: bool = False) -> str:
        """Puts a result on disk and returns its name.

        Raises:
            StoreError: when it cannot be written.
        """
        name = self.name_of(doc_id, retry=retry)
        content = pa.BufferOutputStream()
        with pa.CompressedOutputStream(content, _COMPRESSION) as sink:
            filled = [spec.name for spec in TABLES if len(tables[spec.name])] or [TABLES[0].name]
            for kept in filled:  # a schema outweighs the rows of a short report, and costs time to read
                table = tables[kept].replace_schema_metadata({_NAME: kept, _COUNT: str(len(filled))})
                with pa.ipc.new_stream(sink, table.schema) as writer:
                    writer.write_table(table)
        with telling(self.folder.place):
            self.folder.write(name, content.getvalue())
        return name

    def read(self, name: str) -> Generator[tuple[str, pa.Table]]:
        """The tables of a result, one after the other, with the columns that they have today; the empty ones last.

        Raises:
            StoreError: when the file is damaged.
        """
        yield from next(self.read_all([name]))

    def read_all(self, names: Iterable[str]) -> Iterator[Generator[tuple[str, pa.Table]]]:
        """The tables of results, one result after the other; `read` says the rest."""
        try:
            for name, file in self.folder.read_all(names):
                yield self._tables(name, file)
        except OSError as error:
            raise _damaged(error.filename or self.folder.place, error) from error

    def _tables(self, name: str, file: pa.NativeFile) -> Generator[tuple[str, pa.Table]]:
        schemas = _schemas()
        missing = set(schemas)
        try:
            with file, pa.CompressedInputStream(file, _COMPRESSION) as source:
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
            raise _damaged(self.folder.place / name, error) from error
        yield from ((spec.name, _empty()[spec.name]) for spec in TABLES if spec.name in missing)

    def years_of(self, names: Iterable[str]) -> Iterator[int | None]:
        """The fiscal years of the results' documents, each from the first of its tables alone.

        Raises:
            StoreError: when a file is damaged.
        """
        for result in self.read_all(names):
            with contextlib.closing(result) as tables:
                kept, table = next(tables)
            year: int | None = table.column("fiscal_year")[0].as_py() if kept == DOCUMENTS.name and len(table) else None
            yield year

    def size_of(self, name: str) -> int:
        """Bytes that a result takes on disk."""
        facts = self.folder.facts(name)
        return facts.size if facts else 0

    def written_at(self, name: str) -> int:
        """When a result was written, as the file system says (ns); 0 where it is not there."""
        facts = self.folder.facts(name)
        return facts.written_at if facts else 0

    def remove_all_but(self, names: set[str]) -> None:
        """Drops results that no input of the dataset refers to any more, and what a killed run left half done."""
        for name in set(self.folder.names()) - names:
            self.folder.remove(name)


def _damaged(path: object, error: Exception) -> StoreError:
    return StoreError(f"{path} is damaged ({error}). Ingest its input again with --force.")


@functools.cache
def _schemas() -> Mapping[str, pa.Schema]:
    """The schemas of the tables, by name."""
    return {spec.name: schema_of(spec) for spec in TABLES}


@functools.cache
def _empty() -> Mapping[str, pa.Table]:
    """The tables without rows, by name: most documents have some of them, and making one takes as long as reading one."""
    return {name: schema.empty_table() for name, schema in _schemas().items()}


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
