"""The notebooks on the data of three thousand documents: nothing fails, and no picture or table grows with them."""

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("matplotlib")

from tests.notebooks.running import NOTEBOOKS, run
from tests.panel.datasets import written
from tests.panel.test_comparisons import WORDS, evaluation

DOCUMENTS = 3_000
LARGEST = 400_000  # characters of one output
PLACES = (("承德县", "130821"), ("滦平县", "130824"), ("隆化县", "130825"))


@pytest.fixture(scope="module")
def where(tmp_path_factory):
    """A folder of notebooks beside a dataset of many bodies over several years."""
    root = tmp_path_factory.mktemp("many")
    rows: dict[str, list] = {}
    for number in range(DOCUMENTS):
        made = evaluation(
            number,
            2019 + number % 5,
            PLACES[number % 3],
            text=WORDS if number % 50 == 0 else None,
            scores=(9, 10, number % 11, 10, 7),
            spent=40 + number % 61,
            total=60 + number % 41,
        )
        made["evaluations"]["agency"] = made["evaluations"]["agency_name"] = f"第{number % 700}局"
        made["documents"]["agency"] = made["evaluations"]["agency"]
        for name, those in made.items():
            rows.setdefault(name, []).extend(those if isinstance(those, list) else [those])
    written(root / "data" / "parsed", rows)
    (root / "notebooks").mkdir()
    return root / "notebooks"


@pytest.mark.parametrize("name", ["02-execution-and-scores", "04-duckdb", "05-corpus"])
def test_it_stands_many_documents(where, name):
    done = run(next(n for n in NOTEBOOKS if n.stem == name), where)
    said = [out for cell in done.cells if cell.cell_type == "code" for out in cell.outputs]
    assert not [out for out in said if out.output_type == "error"]
    assert not [out.text for out in said if out.output_type == "stream" and out.name == "stderr"]
    assert all(len(str(content)) < LARGEST for out in said for content in out.get("data", {}).values())
