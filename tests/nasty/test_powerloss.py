"""The power fails at some moments; `python -m tests.nasty.powerloss` tries a thousand."""

import os
import random
import sys

import pytest

from tests.nasty.crashing import TORN, Recorder
from tests.nasty.powerloss import Field

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is synced is told by /proc")
POINTS = 24


@pytest.fixture(scope="module")
def field(tmp_path_factory):
    return Field(tmp_path_factory.mktemp("powerloss"))


@pytest.mark.parametrize("share", range(POINTS))
def test_what_was_reported_outlives_the_power(field, share, tmp_path):
    point = (share + 1) * field.points // POINTS
    assert field.cut(point, random.Random(share), tmp_path / "cut") == []


def disks(recorder, tmp_path):
    """All that the disk may hold behind the last step."""
    found = set()
    for seed in range(40):
        place = tmp_path / f"disk{seed}"
        place.mkdir()
        recorder.disk(len(recorder.steps), random.Random(seed), place)
        files = sorted(f for f in place.rglob("*") if f.is_file())
        found.add(tuple((f.relative_to(place).as_posix(), f.read_bytes()) for f in files))
    return found


def put(path, content, *, sync_file=True, sync_folder=True):
    path.with_suffix(".new").write_bytes(content)
    if sync_file:
        sync(path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)
    if sync_folder:
        sync(path.parent)


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@pytest.fixture
def recorder(tmp_path):
    root = tmp_path.resolve() / "root"
    root.mkdir()
    recorder = Recorder(root)
    with recorder.recording():
        yield recorder


def test_what_was_synced_is_there(recorder, tmp_path):
    put(recorder.root / "a", b"1")
    put(recorder.root / "a", b"2")
    assert disks(recorder, tmp_path) == {(("a", b"2"),)}


def test_a_name_that_was_not_synced_may_be_the_old_one(recorder, tmp_path):
    put(recorder.root / "a", b"1")
    put(recorder.root / "a", b"2", sync_folder=False)
    assert {(("a", b"1"),), (("a", b"2"),)} <= disks(recorder, tmp_path)


def test_content_that_was_not_synced_is_torn(recorder, tmp_path):
    put(recorder.root / "a", b"1", sync_file=False)
    assert disks(recorder, tmp_path) == {(("a", TORN),)}


def test_a_folder_whose_name_was_not_synced_may_be_gone_with_all_that_is_in_it(recorder, tmp_path):
    (recorder.root / "folder").mkdir()
    put(recorder.root / "folder/a", b"1")
    assert disks(recorder, tmp_path) == {(), (("folder/a", b"1"),)}
