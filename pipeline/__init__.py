"""What we do: everything that touches disk, processes, engines and people.

`from pipeline import ingest, check, open_dataset`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ziping.pipeline.api import check, ingest
    from ziping.pipeline.dataset import open_dataset

__all__ = ["check", "ingest", "open_dataset"]


def __getattr__(name: str) -> object:
    """Loads a public function when it is first used: the command line's help needs none of them."""
    if name == "open_dataset":
        from ziping.pipeline.dataset import open_dataset

        return open_dataset
    if name in __all__:
        from ziping.pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
