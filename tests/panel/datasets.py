"""Datasets whose rows a test writes down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from ziping.schemas.dataset import TABLES
from ziping.schemas.dataset.arrow import to_table


def written(folder: Path, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """A dataset of these rows (table → rows) in that folder."""
    for spec in TABLES:
        (folder / spec.name).mkdir(parents=True)
        pq.write_table(to_table(spec, rows.get(spec.name, ())), folder / spec.name / "part-0.parquet")
    return folder
