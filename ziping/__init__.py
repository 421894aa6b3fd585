"""Published budget-performance self-evaluation reports (绩效自评) as a Parquet dataset, every total re-checked.

`from ziping import ingest, check, open_dataset`

The three packages of the house lie beside this folder and are reached through it (`ziping.schemas`, `ziping.parsers`,
`ziping.pipeline`), so that no folder or file of the same name beside a user's notebook stands in their way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ziping.pipeline.api import check, ingest
    from ziping.pipeline.dataset import open_dataset

__all__ = ["check", "ingest", "open_dataset"]


def __getattr__(name: str) -> object:
    """Loads a public function when it is first used: the command line's help needs none of them."""
    if name in __all__:
        from ziping import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
