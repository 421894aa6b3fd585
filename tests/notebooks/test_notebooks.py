"""The notebooks run from top to bottom, and what they show is worth showing."""

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("matplotlib")

from tests.notebooks.running import NOTEBOOKS, prepared, run


@pytest.fixture(scope="module")
def where(tmp_path_factory):
    """The first notebook makes the dataset that the others read."""
    folder = prepared(tmp_path_factory.mktemp("notebooks"))
    return folder, {notebook.name: run(notebook, folder) for notebook in NOTEBOOKS}


def test_there_are_five():
    assert len(NOTEBOOKS) == 5


@pytest.mark.parametrize("name", [n.name for n in NOTEBOOKS])
def test_it_runs_and_every_cell_is_of_use(where, name):
    _, done = where
    code = [cell for cell in done[name].cells if cell.cell_type == "code"]
    said = [out for cell in code for out in cell.outputs]
    assert not [out for out in said if out.output_type == "error"]
    assert not [out.text for out in said if out.output_type == "stream" and out.name == "stderr"]
    assert len([cell for cell in code if cell.outputs]) >= len(code) - 1, "a cell shows nothing"


def test_plots_are_drawn_and_pages_are_shown(where):
    _, done = where
    pictures = {
        n: sum("image/png" in o.get("data", {}) for c in nb.cells for o in c.get("outputs", ()))
        for n, nb in done.items()
    }
    assert pictures["02-execution-and-scores.ipynb"] == 3
    assert pictures["01-first-look.ipynb"] == 1
    pages = [
        o["data"]["text/html"]
        for c in done["03-audit.ipynb"].cells
        for o in c.get("outputs", ())
        if "text/html" in o.get("data", {})
    ]
    assert any("data:image/webp" in html for html in pages)
