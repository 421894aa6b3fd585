"""Runs the notebooks on the sample documents, in a folder of their own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def prepared(folder: Path) -> Path:
    """The notebooks and the samples as they lie beside each other in the checkout; gives the notebooks' folder."""
    shutil.copytree(ROOT / "data/raw", folder / "data/raw")
    (folder / "notebooks").mkdir()
    return folder / "notebooks"


def run(notebook: Path, where: Path):
    """The notebook with what its cells gave; an error in a cell is raised."""
    import nbclient
    import nbformat

    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the kernel warns of frozen modules
    content = nbformat.read(notebook, as_version=4)
    client = nbclient.NotebookClient(content, timeout=300, resources={"metadata": {"path": str(where)}})
    return client.execute()
