"""The public functions, for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.dataset import Dataset, open_dataset
from ziping.pipeline.execution.summary import Summary, summarise
from ziping.pipeline.options import Options

if TYPE_CHECKING:
    import pandas as pd


def ingest(
    paths: str | Path | Iterable[str | Path],
    out: str | Path = "data/parsed",
    options: Options | None = None,
    *,
    add: bool = False,
) -> Summary:
    """Reports (PDF, Word, Excel, web pages, pictures, archives) → Parquet dataset, as `ziping ingest` does it, without progress.

    Args:
        paths: Files, folders (searched to any depth) and globs.
        out: Folder of the dataset.
        options: Workers, time and memory limits; the defaults are those of the command line.
        add: Whether the reports of another folder than those that the dataset holds may be added to it.

    Returns:
        What was read and found. Inputs that could not be read are listed there; they raise nothing.

    Raises:
        UsageError: when none of the paths is an input, or the dataset holds another folder.
        StoreError: when the dataset cannot be written.
    """
    from ziping.pipeline.execution.ingestion import ingest_files

    named = [paths] if isinstance(paths, str | Path) else list(paths)
    return summarise(ingest_files(named, Path(out), options, add=add))


def check(dataset: str | Path | Dataset = "data/parsed") -> pd.DataFrame:
    """Re-checks a dataset from its tables alone: one row per check made, the columns of the table `checks`.

    Raises:
        UsageError: when the folder holds no dataset.
    """
    import pandas as pd

    from ziping.pipeline.execution.recheck import recheck

    opened = dataset if isinstance(dataset, Dataset) else open_dataset(dataset)
    frame: pd.DataFrame = recheck(opened).rows.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
