"""The steps that make a table plain, in their order."""

from __future__ import annotations

from collections.abc import Callable

from ziping.parsers.forms.parting.entry_bars import part_entry_bars
from ziping.parsers.forms.parting.halves import part_halves
from ziping.parsers.forms.parting.joint_columns import part_joint_columns
from ziping.parsers.forms.parting.joint_rows import part_joint_rows
from ziping.parsers.forms.parting.side_by_side import put_below
from ziping.schemas.document import Table

STEPS: tuple[Callable[[Table], Table], ...] = (
    part_entry_bars,
    part_halves,
    put_below,
    part_joint_columns,
    part_joint_rows,
)


def parted(table: Table) -> Table:
    """The table after every step; the same table where none has anything to part. Boxes and printed text stay as they are."""
    for step in STEPS:
        table = step(table)
    return table
