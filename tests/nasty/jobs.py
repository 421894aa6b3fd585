"""Work for workers. It runs in another process, so it stands in a module of its own."""

from __future__ import annotations

import os
import signal
import time

from tests.nasty.files.raw import page, text


def read_changing(job):
    """`ziping.pipeline.execution.job.read_one`, while somebody writes the file."""
    from ziping.pipeline.execution.job import read_one

    job.location.write_bytes(page(text("second")))
    return read_one(job)


def read_dying(job):
    """`ziping.pipeline.execution.job.read_one`, for a file that takes the worker along at its third page."""
    from ziping.pipeline.execution.job import read_one
    from ziping.pipeline.reading.pdf import PdfFile

    real = PdfFile.page

    def page_of(self, number):
        if number == 3 and "crash" in job.source.path:
            os.kill(os.getpid(), signal.SIGSEGV)
        if number == 3 and "hang" in job.source.path:
            time.sleep(600)
        if "slow" in job.source.path:
            time.sleep(1)
        return real(self, number)

    PdfFile.page = page_of
    return read_one(job)
