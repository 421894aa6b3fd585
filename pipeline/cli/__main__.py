"""The program `ziping`; `python -m ziping.pipeline.cli` is the same."""

from __future__ import annotations

from ziping.pipeline.cli import main
from ziping.pipeline.without_pandas import skip_pandas


def start() -> None:
    """Runs the command line in a process of its own."""
    skip_pandas()
    main(prog_name="ziping")


if __name__ == "__main__":
    start()
