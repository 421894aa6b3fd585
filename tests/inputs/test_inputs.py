"""Which files are meant by the paths of a call."""

import hashlib
import os
from pathlib import Path

import pytest

from ziping.pipeline.errors import UsageError
from ziping.pipeline.inputs.discovery import find_inputs, read_source
from ziping.pipeline.inputs.types import Input
from ziping.schemas.document import Source


def names(inputs) -> list[str]:
    return [f.path for f in inputs.files]


def make(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encode())


def test_folder_is_searched_to_any_depth(tmp_path):
    make(tmp_path, "b.pdf", "a/深/c.PDF", "notes.txt", ".hidden.pdf", ".git/d.pdf")
    assert names(find_inputs([tmp_path])) == ["a/深/c.PDF", "b.pdf"]


def test_names_are_relative_to_the_deepest_common_folder(tmp_path):
    make(tmp_path, "2023/a.pdf", "2024/a.pdf")
    assert names(find_inputs([tmp_path / "2023/a.pdf", tmp_path / "2024/a.pdf"])) == ["2023/a.pdf", "2024/a.pdf"]
    assert names(find_inputs([tmp_path / "2023/a.pdf"])) == ["a.pdf"]


def test_a_file_named_twice_is_one_input(tmp_path):
    make(tmp_path, "a.pdf")
    assert names(find_inputs([tmp_path, tmp_path / "a.pdf", str(tmp_path / "*.pdf")])) == ["a.pdf"]


def test_glob_and_relative_path(tmp_path, monkeypatch):
    make(tmp_path, "x/a.pdf", "x/b.pdf", "y/c.pdf")
    monkeypatch.chdir(tmp_path)
    assert names(find_inputs(["x/*.pdf"])) == ["a.pdf", "b.pdf"]
    assert names(find_inputs(["**/*.pdf"])) == ["x/a.pdf", "x/b.pdf", "y/c.pdf"]
    assert names(find_inputs(["x/../y/c.pdf"])) == ["c.pdf"]


def test_a_name_with_glob_characters_is_that_file(tmp_path):
    make(tmp_path, "report[1].pdf")
    assert names(find_inputs([tmp_path / "report[1].pdf"])) == ["report[1].pdf"]


def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path):
    make(tmp_path, "in/a.pdf", "out/b.pdf")
    (tmp_path / "in/link.pdf").symlink_to(tmp_path / "out/b.pdf")
    (tmp_path / "in/circle").symlink_to(tmp_path / "in")
    (tmp_path / "in/broken.pdf").symlink_to(tmp_path / "nowhere.pdf")
    inputs = find_inputs([tmp_path / "in"])
    assert names(inputs) == ["a.pdf", "link.pdf"]
    assert [(u.path, u.error) for u in inputs.unusable] == [("broken.pdf", "not-found")]


def test_a_pipe_is_not_opened(tmp_path):
    make(tmp_path, "a.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    inputs = find_inputs([tmp_path])
    assert names(inputs) == ["a.pdf"]
    assert [(u.path, u.error) for u in inputs.unusable] == [("pipe.pdf", "not-a-file")]


def test_one_slip_costs_no_other_file(tmp_path):
    make(tmp_path, "a.pdf")
    (tmp_path / "empty").mkdir()
    inputs = find_inputs([tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "empty", str(tmp_path / "*.PDF")])
    assert names(inputs) == ["a.pdf"]
    assert [(u.path, u.error) for u in inputs.unusable] == [
        ("*.PDF", "not-found"),
        ("b.pdf", "not-found"),
        ("empty", "no-pdf"),
    ]


@pytest.mark.parametrize("missing", ["", "nothing.pdf", "*.pdf"])
def test_no_input_at_all_is_bad_usage(tmp_path, missing):
    with pytest.raises(UsageError, match="no input") as error:
        find_inputs([tmp_path / missing])
    assert str(tmp_path) in str(error.value)


def test_no_path_is_bad_usage():
    with pytest.raises(UsageError, match="no input"):
        find_inputs([])


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xbc\xa8.pdf")).write_bytes(b"x")
    (name,) = names(find_inputs([tmp_path]))
    assert name.encode("utf-8").endswith(b".pdf")


def test_identity_is_size_and_hash(tmp_path):
    make(tmp_path, "a.pdf")
    source = read_source(Input(tmp_path / "a.pdf", "x/a.pdf"))
    assert source == Source("x/a.pdf", hashlib.sha256(b"a.pdf").hexdigest(), 5)
