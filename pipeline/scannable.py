"""A dataset, as far as those that look at its tables need it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow.dataset as pads

    from ziping.pipeline.inputs.url import Url


class Scannable(Protocol):
    """Where it lies, and its tables."""

    @property
    def folder(self) -> Path | Url:
        """Where the dataset lies."""

    def scan(self, name: str) -> pads.Dataset:
        """A table of the dataset, as `pyarrow` reads it bit by bit."""
