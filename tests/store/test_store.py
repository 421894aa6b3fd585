"""The dataset on disk: whole or not at all, and no more work than there is news."""

import json
import os
from pathlib import Path

import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from tests.pipeline.reports import document, report
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.outcome import failed, finish
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.options import Options
from ziping.pipeline.store import manifest
from ziping.pipeline.store.dataset import HIDDEN, opened
from ziping.pipeline.store.durable import replacing
from ziping.pipeline.store.folder import LocalFolder
from ziping.pipeline.store.lock import locked
from ziping.pipeline.store.manifest import Entry, Manifest
from ziping.pipeline.store.publish import part_of
from ziping.pipeline.store.results import Results
from ziping.pipeline.tabulate import tabulate
from ziping.schemas.dataset import TABLES
from ziping.schemas.dataset.arrow import schema_of

OPTIONS = Options(jobs=1)


def result(doc_id: str):
    rows = tabulate(document(doc_id=doc_id), report())
    return finish(document(doc_id=doc_id).source, rows, (), 2, 0.1)


def put(root, *inputs: tuple[str, str]):
    """Publishes documents (location, hash of content) as one run would."""
    with opened(root, OPTIONS) as store:
        entries = []
        for location, doc_id in inputs:
            name = store.results.find(doc_id) or store.results.write(doc_id, result(doc_id).tables)
            entries.append(Entry(str(location), Path(location).name, doc_id, name))
        return store.publish(entries)


def column(root, table, name):
    return pads.dataset(root / table).to_table().column(name).to_pylist()


def test_every_table_is_there_with_its_schema(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    for spec in TABLES:
        schema = pq.read_schema(tmp_path / part_of(spec.name))
        assert schema.equals(schema_of(spec)), spec.name
        assert schema.field(0).metadata[b"label_zh"]


def test_results_come_back_as_they_were(tmp_path):
    results = Results(LocalFolder(tmp_path), "key")
    written = result("a" * 64).tables
    name = results.write("a" * 64, written)
    assert dict(results.read(name)) == dict(written)


def test_a_result_of_another_version_or_option_is_not_reused(tmp_path):
    one = Results.of(LocalFolder(tmp_path), "1.0", "ocr=auto")
    one.write("a" * 64, result("a" * 64).tables)
    assert one.find("a" * 64)
    assert Results.of(LocalFolder(tmp_path), "1.1", "ocr=auto").find("a" * 64) is None
    assert Results.of(LocalFolder(tmp_path), "1.0", "ocr=never").find("a" * 64) is None


def test_what_may_end_otherwise_is_not_reused(tmp_path):
    results = Results(LocalFolder(tmp_path), "key")
    lost = failed(document().source, Failure("worker", "timeout", "too long"))
    name = results.write(lost.source.doc_id, lost.tables, retry=True)
    assert results.find(lost.source.doc_id) is None
    assert dict(results.read(name))["failures"].column("error").to_pylist() == ["timeout"]


def test_a_damaged_result_is_told_with_a_remedy(tmp_path):
    results = Results(LocalFolder(tmp_path), "key")
    name = results.write("a" * 64, result("a" * 64).tables)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(StoreError, match="--force"):
        dict(results.read(name))


def test_a_second_run_adds_nothing_twice(tmp_path):
    for _ in range(2):
        put(tmp_path, ("/in/a.pdf", "a" * 64), ("/in/b.pdf", "b" * 64))
    assert column(tmp_path, "documents", "path") == ["a.pdf", "b.pdf"]
    assert len(column(tmp_path, "indicators", "doc_id")) == 2


def test_nothing_is_written_where_nothing_is_new(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file() and p.name != "lock"} == {
        p: t for p, t in before.items() if p.name != "lock"
    }


def test_a_table_that_was_deleted_comes_back(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    (tmp_path / part_of("indicators")).unlink()
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    assert len(column(tmp_path, "indicators", "doc_id")) == 1


def test_other_inputs_of_the_dataset_are_kept(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    put(tmp_path, ("/in/b.pdf", "b" * 64))
    assert column(tmp_path, "documents", "path") == ["a.pdf", "b.pdf"]


def test_changed_content_takes_the_place_of_the_old(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    put(tmp_path, ("/in/a.pdf", "b" * 64))
    assert column(tmp_path, "documents", "doc_id") == ["b" * 64]
    assert len(list((tmp_path / HIDDEN / "results").glob("*/*"))) == 1


def test_a_renamed_file_keeps_its_rows_under_the_new_name(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    put(tmp_path, ("/in/new name.pdf", "a" * 64))
    assert column(tmp_path, "documents", "path") == ["new name.pdf"]


def test_the_same_content_twice_is_listed_twice_and_its_rows_are_there_once(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64), ("/in/copy.pdf", "a" * 64))
    assert column(tmp_path, "documents", "path") == ["a.pdf", "copy.pdf"]
    assert len(column(tmp_path, "indicators", "doc_id")) == 1


def test_the_same_name_in_two_folders_is_two_inputs(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.pdf").write_bytes(b"still there")
    put(tmp_path / "ds", (tmp_path / "x/a.pdf", "a" * 64))
    put(tmp_path / "ds", (tmp_path / "y/a.pdf", "b" * 64))
    assert column(tmp_path / "ds", "documents", "path") == ["a.pdf", "a.pdf"]


def test_the_same_content_under_the_same_name_in_two_folders_is_listed_once(tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.pdf").write_bytes(b"still there")
        put(tmp_path / "ds", (tmp_path / folder / "a.pdf", "a" * 64))
    assert column(tmp_path / "ds", "documents", "path") == ["a.pdf"]


def test_an_input_whose_file_is_gone_is_kept_and_told(tmp_path):
    after = put(tmp_path, ("/in/a.pdf", "a" * 64))
    assert [e.path for e in after.gone()] == ["a.pdf"]


def test_an_input_that_could_not_be_opened_is_a_failure(tmp_path):
    with opened(tmp_path, OPTIONS) as store:
        store.publish([Entry("/in/p.pdf", "p.pdf", error="not-a-file", message="It is a pipe.")])
    (row,) = pads.dataset(tmp_path / "failures").to_table().to_pylist()
    assert (row["path"], row["doc_id"], row["stage"], row["error"]) == ("p.pdf", None, "input", "not-a-file")


def test_results_of_an_earlier_version_with_other_columns_still_fit(tmp_path):
    results = Results(LocalFolder(tmp_path), "key")
    tables = dict(result("a" * 64).tables)
    tables["indicators"] = tables["indicators"].drop_columns(["basis"])
    found = dict(results.read(results.write("a" * 64, tables)))
    assert found["indicators"].schema.equals(schema_of(next(s for s in TABLES if s.name == "indicators")))


def test_one_run_at_a_time(tmp_path):
    with (
        locked(LocalFolder(tmp_path / "x")),
        pytest.raises(StoreError, match=f"process {os.getpid()}"),
        locked(LocalFolder(tmp_path / "x")),
    ):
        pass
    with locked(LocalFolder(tmp_path / "x")):
        pass


def test_an_interrupted_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_told_with_a_remedy(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--out") as error, opened(tmp_path / "file", OPTIONS):
        pass
    assert error.value.exit_code == 3


def test_a_damaged_manifest_is_told_with_a_remedy(tmp_path):
    put(tmp_path, ("/in/a.pdf", "a" * 64))
    (tmp_path / HIDDEN / "inputs.json").write_text("{")
    with pytest.raises(StoreError, match="Delete the file"), opened(tmp_path, OPTIONS):
        pass


def test_manifest_survives(tmp_path):
    entries = Manifest(
        (Entry("/in/\udcbc.pdf", "a.pdf", "a" * 64, "aa/x"), Entry("/in/b", "b", error="e", message="m"))
    )
    manifest.save(LocalFolder(tmp_path), entries)
    assert manifest.load(LocalFolder(tmp_path)) == entries
    assert json.loads((tmp_path / "inputs.json").read_text())["format"] == 1
