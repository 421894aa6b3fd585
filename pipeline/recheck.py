"""Checks a dataset anew from its tables alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.dataset import NAMES
from schemas.dataset import CHECKS

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.dataset import Dataset


def recheck(dataset: Dataset) -> pa.Table:
    """Every check of every document, as a table of the declaration `checks`."""
    from pipeline.checks import check

    return check({name: dataset.table(name) for name in NAMES if name != CHECKS.name})
