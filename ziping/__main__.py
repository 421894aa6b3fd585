"""`python -m ziping` is the program `ziping`."""

from __future__ import annotations

from ziping.pipeline.cli.__main__ import start

if __name__ == "__main__":
    start()
