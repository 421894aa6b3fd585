"""Arrow tables put aside until they are all there: few in memory, many in a file that nobody else sees."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

MEGABYTE = 1024 * 1024
HELD = 16 * MEGABYTE  # of rows in memory


class Spool:
    """Takes tables of one schema, gives them back as one.

    Beyond some megabytes the rows go to a temporary file, and `table` maps it into memory, where the system takes
    pages of it away again when it needs them. The file has no name any more by then: it goes with the table.
    """

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._held: list[pa.Table] = []
        self._size = 0
        self._files: list[pa.Table] = []

    def add(self, table: pa.Table) -> None:
        """Takes rows.

        Raises:
            StoreError: when the disk for temporary files is full.
        """
        if table.num_rows:
            self._held.append(table)
            self._size += table.nbytes
        if self._size > HELD:
            self._files.append(_on_disk(self._whole(self._held)))
            self._held, self._size = [], 0

    def table(self) -> pa.Table:
        """All rows, in the order in which they came."""
        return self._whole([*self._files, *self._held])

    def _whole(self, tables: list[pa.Table]) -> pa.Table:
        import pyarrow as pa

        return pa.concat_tables([self._schema.empty_table(), *tables])


def _on_disk(table: pa.Table) -> pa.Table:
    import pyarrow as pa

    try:
        with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
            file = Path(folder) / "rows.arrow"
            with pa.OSFile(str(file), "wb") as stream, pa.ipc.new_file(stream, table.schema) as writer:
                writer.write_table(table, max_chunksize=10_000)
            return pa.ipc.open_file(pa.memory_map(str(file))).read_all()
    except OSError as error:
        raise no_room(error) from error


def no_room(error: OSError) -> StoreError:
    """What is told when temporary files cannot be written."""
    return StoreError(
        f"Temporary files cannot be written to {tempfile.gettempdir()}: {error.strerror or error}. "
        "Make room there, or name another folder in TMPDIR."
    )
