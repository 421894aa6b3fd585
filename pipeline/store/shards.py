"""A dataset in shares of some hundred documents, each with all of its rows, whatever files they stand in.

The parts of a dataset are such shares. Files that others have put together (one large file a table, or cut after so
many rows) are gathered by document first, on disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import StoreError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from ziping.pipeline.dataset import Dataset

MOST = 2_000  # documents of a share that is taken as it is
GATHERED = 500  # documents of a share that is gathered here; more of them where there would be too many shares
SHARES = 200  # files open at once
_AT_ONCE = 8_192  # rows
Columns = Mapping[str, tuple[str, ...]]  # of each table


@dataclass(frozen=True, slots=True)
class Share:
    """Some documents.

    Attributes:
        files: Table → the file that holds its rows of these documents; none where there are none.
        gathered: Whether the files are ours (Arrow), and not those of the dataset (Parquet).
    """

    files: Mapping[str, Path]
    gathered: bool

    def read(self, columns: Columns) -> dict[str, pa.Table]:
        """The rows, table by table.

        Raises:
            StoreError: when a file is damaged.
        """
        with _telling():
            return {name: self._read(file, columns[name]) for name, file in self.files.items()}

    def _read(self, file: Path, columns: tuple[str, ...]) -> pa.Table:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self.gathered:
            return pa.ipc.open_file(pa.memory_map(str(file))).read_all()
        there = set(pq.read_schema(file).names)
        return pq.read_table(file, columns=[c for c in columns if c in there], partitioning=None, use_threads=False)


def shares_of(dataset: Dataset, columns: Columns, folder: Path) -> list[Share]:
    """The whole dataset in shares, in the order of its documents.

    Args:
        dataset: The dataset.
        columns: What of which tables is wanted.
        folder: Where rows can be gathered; it has to stay there as long as the shares are read.

    Raises:
        StoreError: when a file is damaged.
    """
    with _telling():
        return _parts(dataset, columns) or _gathered(dataset, columns, folder)


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, FileNotFoundError) as error:
        raise StoreError(f"The dataset cannot be read: {error}. Make it again with ziping ingest.") from error


def _parts(dataset: Dataset, columns: Columns) -> list[Share]:
    """The parts of the dataset; none where its files are no parts: they are too large, or a document's rows stand in
    several; or where they lie at an address, from which it is better to fetch them once."""
    folder = dataset.folder
    if not isinstance(folder, Path):
        return []
    names = {name: {f.name for f in (folder / name).glob("*.parquet")} for name in columns}
    parts = sorted(names["documents"])
    if any(found != names["documents"] for found in names.values()):
        return []
    seen: set[str | None] = set()
    for part in parts:
        ids = {name: _ids(folder / name / part) for name in columns}
        here = ids["documents"]
        if len(here) > MOST or not seen.isdisjoint(here) or any(not i <= here for i in ids.values()):
            return []
        seen |= here
    return [Share({name: folder / name / part for name in columns}, gathered=False) for part in parts]


def _ids(file: Path) -> set[str | None]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    found: set[str | None] = set()
    with pq.ParquetFile(file, read_dictionary=["doc_id"]) as parquet:
        for batch in parquet.iter_batches(columns=["doc_id"]):
            found.update(pc.unique(batch.column(0)).to_pylist())
    return found - {None}  # an input that could not be opened is no document


def _gathered(dataset: Dataset, columns: Columns, folder: Path) -> list[Share]:
    import numpy as np
    import pyarrow.compute as pc

    rows = dataset.scan("documents").to_table(columns=["doc_id"])["doc_id"]
    documents = pc.unique(rows.combine_chunks())
    size = max(GATHERED, -(-len(documents) // SHARES))
    number = len(documents) // size + 1  # the last one also takes rows of documents that are not in `documents`
    found: list[dict[str, Path]] = [{} for _ in range(number)]
    for name, wanted in columns.items():
        with contextlib.ExitStack() as stack:
            writers: dict[int, pa.RecordBatchFileWriter] = {}
            for batch in _batches(dataset, name, wanted):
                index = pc.index_in(batch.column("doc_id"), value_set=documents)
                share = np.minimum(pc.fill_null(index, len(documents)).to_numpy() // size, number - 1)
                for n in np.unique(share).tolist():
                    if n not in writers:
                        found[n][name] = folder / f"{name}-{n}.arrow"
                        writers[n] = stack.enter_context(_writer(found[n][name], batch.schema))
                    writers[n].write_batch(_chosen(batch, share == n))
    return [Share(files, gathered=True) for files in found if files]


def _batches(dataset: Dataset, name: str, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """The rows of a table, some thousand at a time: a scan of the dataset would hold whole row groups, and others
    write large tables as one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    scanned = dataset.scan(name)
    wanted = pa.schema([scanned.schema.field(column) for column in columns])
    for fragment in scanned.get_fragments():
        with fragment.open() as file, pq.ParquetFile(file, pre_buffer=False) as parquet:
            there = set(parquet.schema_arrow.names)
            some = [column for column in columns if column in there]
            for batch in parquet.iter_batches(batch_size=_AT_ONCE, columns=some, use_threads=False):
                rows = [
                    batch.column(f.name).cast(f.type) if f.name in there else pa.nulls(batch.num_rows, f.type)
                    for f in wanted
                ]
                yield pa.RecordBatch.from_arrays(rows, schema=wanted)


def _writer(file: Path, schema: pa.Schema) -> pa.RecordBatchFileWriter:
    import pyarrow as pa

    return pa.ipc.new_file(str(file), schema, options=pa.ipc.IpcWriteOptions(compression="zstd"))


def _chosen(batch: pa.RecordBatch, mask: np.ndarray) -> pa.RecordBatch:
    import pyarrow as pa

    return batch if mask.all() else batch.filter(pa.array(mask))
