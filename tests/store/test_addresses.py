"""Inputs and datasets in an object store: a real S3 server, run by the tests."""

import json
import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from click.testing import CliRunner

from tests.generator.small import report
from tests.pipeline.files import PATIENCE
from ziping.pipeline.cli import main
from ziping.pipeline.dataset import open_dataset
from ziping.pipeline.errors import StoreError, UsageError
from ziping.pipeline.inputs.discovery import find_inputs
from ziping.pipeline.inputs.url import Url, place
from ziping.pipeline.options import Options
from ziping.pipeline.store import lock
from ziping.pipeline.store.dataset import opened
from ziping.pipeline.store.folder import Facts, ObjectFolder, folder_at
from ziping.pipeline.store.lock import LOCK, Lease, locked
from ziping.schemas.dataset import TABLES

pytest.importorskip("s3fs", reason="needs the extra s3")
server = pytest.importorskip("moto.server", reason="needs moto")
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def endpoint():
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture(scope="module")
def store(endpoint):
    """The file system of the server, for this process; a bucket with three reports."""
    import fsspec

    before = dict(fsspec.config.conf)
    fsspec.config.conf["s3"] = {"endpoint_url": endpoint, "key": "key", "secret": "secret"}
    system = fsspec.filesystem("s3")
    system.mkdir("bucket")
    for number in range(3):
        system.pipe_file(f"bucket/in/{2020 + number}/报告 {number}.pdf", report(number))
    system.pipe_file("bucket/in/.hidden/x.pdf", b"hidden")
    yield system
    fsspec.config.conf.clear()
    fsspec.config.conf.update(before)


def start(endpoint, *arguments):
    command = [sys.executable, "-m", "ziping.pipeline.cli", "ingest", *arguments, "--json", "--quiet", "--jobs", "1"]
    env = {**os.environ, **KEYS, "AWS_ENDPOINT_URL": endpoint}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def ingest(endpoint, *arguments):
    out, err = start(endpoint, *arguments).communicate(timeout=PATIENCE)
    assert not err
    return json.loads(out)


@pytest.fixture(scope="module")
def dataset(endpoint, store):
    first = ingest(endpoint, "s3://bucket/in", "--out", "s3://bucket/ds")
    assert (first["read"], first["ok"], first["dataset"]) == (3, 3, "s3://bucket/ds")
    return "s3://bucket/ds"


def test_tables_of_an_object_store_read_as_they_stand(dataset, endpoint, store):
    there = open_dataset(dataset)
    assert there.documents.path.tolist() == [f"{2020 + n}/报告 {n}.pdf" for n in range(3)]
    assert all(there.table(spec.name).schema for spec in TABLES)
    assert there.sql("SELECT count(*) AS n FROM indicators").n.tolist() == [9]
    options = {"endpoint_url": endpoint, "key": "key", "secret": "secret"}
    assert len(pd.read_parquet(f"{dataset}/indicators", storage_options=options)) == 9
    assert not store.exists("bucket/ds/.ziping/lock")


def test_the_second_run_fetches_nothing_and_writes_nothing(dataset, endpoint, store):
    before = {k: v["LastModified"] for k, v in store.find("bucket/ds", detail=True).items()}
    again = ingest(endpoint, "s3://bucket/in", "--out", dataset)
    assert (again["read"], again["unchanged"], again["ok"]) == (0, 3, 3)
    store.invalidate_cache()
    after = {k: v["LastModified"] for k, v in store.find("bucket/ds", detail=True).items() if "/runs/" not in k}
    assert after == {k: v for k, v in before.items() if "/runs/" not in k}


def test_a_run_that_was_killed_is_taken_up_and_what_is_gone_is_told(endpoint, store):
    for number in range(12):
        store.pipe_file(f"bucket/many/{number}.pdf", report(100 + number))
    child = start(endpoint, "s3://bucket/many", "--out", "s3://bucket/killed")
    limit = time.monotonic() + PATIENCE
    while len(store.glob("bucket/killed/.ziping/results/*/*")) < 3:
        assert time.monotonic() < limit
        store.invalidate_cache()
        time.sleep(0.05)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate(timeout=PATIENCE)
    assert store.exists("bucket/killed/.ziping/lock"), "nobody was there to let go of it"
    store.rm_file("bucket/many/11.pdf")
    again = ingest(endpoint, "s3://bucket/many", "--out", "s3://bucket/killed", "--prune")
    assert (again["found"], again["ok"]) == (11, 11)
    assert again["unchanged"] >= 3
    assert sorted(open_dataset("s3://bucket/killed").documents.path) == sorted(f"{n}.pdf" for n in range(11))


def test_a_reader_in_the_middle_of_a_file_that_is_replaced_is_told(store):
    store.pipe_file("bucket/table.parquet", b"old" * 100_000)
    with store.open("bucket/table.parquet", "rb", block_size=1000, cache_type="none") as file:
        assert file.read(3) == b"old"
        ObjectFolder(Url("s3://bucket")).write("table.parquet", b"new" * 100_000)
        with pytest.raises(OSError, match="no longer exists"):
            file.read(3)


def test_addresses_are_found_named_and_told_apart(store):
    inputs = find_inputs(["s3://bucket/in"])
    assert [f.path for f in inputs.files] == [f"{2020 + n}/报告 {n}.pdf" for n in range(3)]
    assert all(f.stamp and f.size for f in inputs.files)
    assert [f.path for f in find_inputs(["s3://bucket/in/2021/报告 1.pdf"]).files] == ["报告 1.pdf"]
    assert [f.path for f in find_inputs(["s3://bucket/in/202[01]/*.pdf"]).files] == [
        "2020/报告 0.pdf",
        "2021/报告 1.pdf",
    ]
    mixed = find_inputs(["s3://bucket/in", "s3://bucket/nowhere", "s3://no-such-bucket/x"])
    assert len(mixed.files) == 3
    assert {u.error for u in mixed.unusable} == {"not-found"}


def test_one_run_at_a_time_writes(store):
    folder = folder_at(Url("s3://bucket/locked/.ziping"))
    with locked(folder), pytest.raises(StoreError, match=f"process {os.getpid()}"), locked(folder):
        pass
    with locked(folder) as held:
        held.check()


def test_a_lock_without_a_sign_of_life_is_taken_over_and_its_run_notices(store, monkeypatch):
    folder = folder_at(Url("s3://bucket/asleep/.ziping"))
    assert isinstance(folder, ObjectFolder)
    asleep = Lease(folder)
    asleep.take()
    monkeypatch.setattr(lock, "_seconds_between", lambda then, now: lock.LEASE + 1)
    awake = Lease(folder)
    awake.take()
    with pytest.raises(StoreError, match="another run"):
        asleep.check()
    asleep.release()
    awake.check()
    awake.release()
    assert not store.exists(f"bucket/asleep/.ziping/{LOCK}")


def test_a_run_that_lost_its_lock_publishes_nothing(store):
    with (
        pytest.raises(StoreError, match="belongs to another run"),
        opened(Url("s3://bucket/lost"), Options(jobs=1)) as ds,
    ):
        ds.hidden.write(LOCK, b'{"token": "of another"}')
        ds.publish([])
    assert not store.glob("bucket/lost/*/*.parquet")


def test_signs_of_life_are_compared_by_the_clock_of_the_store():
    assert lock._seconds_between(Facts(1, 5_000_000_000), Facts(1, 7_000_000_000)) == 2
    assert lock._seconds_between(None, Facts(1, 7)) > lock.LEASE


@pytest.mark.parametrize("address", ["memory://ds", "https://example.org/ds", "ftp://example.org/ds"])
def test_a_dataset_goes_only_where_files_are_put_whole(tmp_path, address):
    (tmp_path / "a.pdf").write_bytes(report(1))
    done = CliRunner().invoke(main, ["ingest", str(tmp_path), "--out", address])
    assert done.exit_code == 2
    assert "s3://" in done.output


def test_what_is_missing_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(UsageError, match=r"ziping\[s3\]"):
        find_inputs(["s3://bucket/in"])
    with pytest.raises(UsageError, match="gcsfs"):
        open_dataset("gs://bucket/ds")


def test_a_protocol_that_nothing_speaks_is_told():
    with pytest.raises(UsageError, match="gopher"):
        find_inputs(["gopher://hole/in"])


def test_an_address_within_another_is_told():
    with pytest.raises(UsageError, match="within addresses"):
        find_inputs(["zip://a.pdf::s3://bucket/reports.zip"])


def test_a_file_address_is_a_path(tmp_path):
    (tmp_path / "含 空格.pdf").write_bytes(report(1))
    assert place((tmp_path / "含 空格.pdf").as_uri()) == tmp_path / "含 空格.pdf"
    assert [f.path for f in find_inputs([tmp_path.as_uri()]).files] == ["含 空格.pdf"]
