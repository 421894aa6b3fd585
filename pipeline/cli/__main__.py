"""The program `ziping`; `python -m pipeline.cli` is the same."""

from __future__ import annotations

from pipeline.cli import main
from pipeline.lean import hide_pandas


def start() -> None:
    """Runs the command line in a process of its own."""
    hide_pandas()
    main(prog_name="ziping")


if __name__ == "__main__":
    start()
