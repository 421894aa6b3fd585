"""The same dataset from a cluster as from local workers, also when a node dies half-way."""

import time

import pytest

from tests.execution import jobs
from tests.generator.small import report
from tests.nasty.killing import rows
from tests.pipeline.files import pdf
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution.cluster import run_on_cluster
from ziping.pipeline.execution.ingestion import ingest_files
from ziping.pipeline.options import Options

pytest.importorskip("ray", reason="pip install 'ziping[ray]'")

REPORTS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "in").mkdir()
    for number in range(REPORTS):
        (folder / f"in/{number}.pdf").write_bytes(report(number))
    (folder / "in/empty.pdf").write_bytes(b"")
    (folder / "in/no evaluation.pdf").write_bytes(pdf("minutes"))
    ingest_files([folder / "in"], folder / "local", Options(jobs=2))
    return folder


def test_a_cluster_gives_the_same_dataset_also_when_a_node_dies(folder, monkeypatch):
    from tests.cluster.nodes import cluster, finish, start

    with cluster() as (address, nodes, whole):
        monkeypatch.setenv("RAY_ADDRESS", address)
        summary = finish(start(folder / "in", folder / "whole", "--engine", "ray"))
        assert (summary["found"], summary["read"]) == (REPORTS + 2, REPORTS + 2)
        assert rows(folder / "whole") == rows(folder / "local")

        child = start(folder / "in", folder / "half", "--engine", "ray")
        limit = time.monotonic() + 300
        while len(list((folder / "half").glob(".ziping/results/*/*.arrows"))) < REPORTS // 3:
            assert child.poll() is None, child.communicate()[1]
            assert time.monotonic() < limit
            time.sleep(0.1)
        whole.remove_node(nodes[0], allow_graceful=False)
        summary = finish(child)
        assert summary["read"] == REPORTS + 2
        assert rows(folder / "half") == rows(folder / "local")


def test_an_actor_says_what_ended_its_worker(monkeypatch):
    """As local workers do; and it goes on with the next document."""
    from tests.cluster.nodes import cluster

    options = Options(jobs=1, engine="ray", timeout=5, memory=400 * 1024**2)
    with cluster(nodes=1) as (address, nodes, whole):
        monkeypatch.setenv("RAY_ADDRESS", address)
        found = dict(run_on_cluster(jobs.do, ["a", "crash", "hog", "b", "hang", "c"], options))
        with pytest.raises(StoreError, match="disk is full"):
            list(run_on_cluster(jobs.do, ["disk full"], options))
        whole.remove_node(nodes[0])
        monkeypatch.setattr("ziping.pipeline.execution.cluster._DESERTED_SECONDS", 1)
        with pytest.raises(StoreError, match="No machine"):
            list(run_on_cluster(jobs.do, ["a"], options))
    assert {k: v for k, v in found.items() if k in "abc"} == {"a": "A", "b": "B", "c": "C"}
    assert {k: v.error for k, v in found.items() if k not in "abc"} == {
        "crash": "crashed",
        "hog": "out-of-memory",
        "hang": "timeout",
    }
    assert "SIGSEGV" in found["crash"].message
