"""Checks a dataset anew from its tables alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.dataset import Dataset


def recheck(dataset: Dataset) -> pa.Table:
    """Every check of every document, as a table of the declaration `checks`."""
    from pipeline.checks import NEEDED, check

    return check({name: dataset.scan(name).to_table(columns=list(columns)) for name, columns in NEEDED.items()})
