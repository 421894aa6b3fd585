"""One file per document: its rows of every table, written before the next document is begun.

The name says all that the content depends on: the document (hash of its bytes), and what read it
(version of the rules, options). A result that may turn out otherwise the next time (a timeout, a
crash) is marked `retry` and never reused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.errors import StoreError
from pipeline.store.arrow import schema_of
from pipeline.store.durable import replacing, telling
from schemas.dataset import TABLES, TableSpec

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
                for spec in TABLES:
                    table = tables[spec.name].replace_schema_metadata({_NAME: spec.name, _COUNT: str(len(TABLES))})
                    with pa.ipc.new_stream(sink, table.schema) as writer:
                        writer.write_table(table)
        return name

    def read(self, name: str) -> Iterator[tuple[str, pa.Table]]:
        """The tables of a result, one after the other, with the columns that they have today.

        Raises:
            StoreError: when the file is damaged.
        """
        path = self.folder / name
        specs = {spec.name: spec for spec in TABLES}
        try:
            with pa.CompressedInputStream(str(path), _COMPRESSION) as source:
                number, count = 0, 1
                while number < count:
                    with pa.ipc.open_stream(source) as reader:
                        about, table = reader.schema.metadata, reader.read_all()
                    number, count = number + 1, int(about[_COUNT])
                    spec = specs.get(about[_NAME].decode())
                    if spec is not None:
                        yield spec.name, _conformed(table, spec)
        except (pa.ArrowException, OSError, KeyError, TypeError) as error:
            raise StoreError(f"{path} is damaged ({error}). Ingest its input again with --force.") from error

    def remove_all_but(self, names: set[str]) -> None:
        """Drops results that no input of the dataset refers to any more, and what a killed run left half done."""
        for path in self.folder.glob("*/*"):
            if path.relative_to(self.folder).as_posix() not in names:
                path.unlink(missing_ok=True)


def _conformed(table: pa.Table, spec: TableSpec) -> pa.Table:
    """A table of an earlier version with today's columns: null where it did not have them."""
    schema = schema_of(spec)
    names = set(table.schema.names)
    columns = [
        table.column(f.name)
        if f.name in names and table.schema.field(f.name).type == f.type
        else pa.nulls(len(table), f.type)
        for f in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
