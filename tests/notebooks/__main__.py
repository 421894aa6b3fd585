"""Writes the outputs of the notebooks anew: `python -m tests.notebooks`."""

import tempfile
from pathlib import Path

import nbformat

from tests.notebooks.running import NOTEBOOKS, prepared, run

with tempfile.TemporaryDirectory() as folder:
    where = prepared(Path(folder))
    for notebook in NOTEBOOKS:
        done = run(notebook, where)
        for cell in done.cells:
            cell.metadata.pop("execution", None)  # times, which change with every run
        nbformat.write(done, notebook)
