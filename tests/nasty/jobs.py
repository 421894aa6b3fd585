"""Work for workers. It runs in another process, so it stands in a module of its own."""

from __future__ import annotations

from tests.nasty.raw import page, text


def read_changing(job):
    """`pipeline.ingestion.read_one`, while somebody writes the file."""
    from pipeline.ingestion import read_one

    job.location.write_bytes(page(text("second")))
    return read_one(job)
