"""Keeps pandas out of processes of our own that have no use for it.

pyarrow loads pandas on its first conversion of a list, where it is installed, to learn whether the list
is a pandas object: half a second, in the command line and again in every worker.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

_HIDDEN = "pandas"


class _Without:
    """An importer that says of pandas that it is not installed."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == _HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r} in this process, on purpose", name=name)
        return None


def skip_pandas() -> None:
    """From here on this process cannot load pandas. `allow_pandas` ends that, before code of others is
    loaded that cannot do without."""
    if _HIDDEN not in sys.modules:
        sys.meta_path.insert(0, _Without)


def allow_pandas() -> None:
    """Ends `skip_pandas`: for code of others that cannot do without (PaddleOCR)."""
    if _Without in sys.meta_path:
        sys.meta_path.remove(_Without)
