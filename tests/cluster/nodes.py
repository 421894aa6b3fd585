"""A cluster on this machine: one head that does no work, and nodes with a core each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ray.cluster_utils import Cluster

ROOT = Path(__file__).parents[2]


@contextmanager
def cluster(nodes: int = 2) -> Iterator[tuple[str, list[Any], Cluster]]:
    """The cluster's address, and its nodes (which `Cluster.remove_node` kills)."""
    os.environ["PYTHONPATH"] = str(ROOT)
    whole = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        yield whole.address, [whole.add_node(num_cpus=1) for _ in range(nodes)], whole
    finally:
        whole.shutdown()


def start(folder: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """`ziping ingest --json` in a process of its own; it finds the cluster by RAY_ADDRESS."""
    command = [
        sys.executable,
        "-m",
        "ziping.pipeline.cli",
        "ingest",
        str(folder),
        "--out",
        str(out),
        "--json",
        "--quiet",
        *more,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def finish(child: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = child.communicate(timeout=600)
    assert child.returncode == 0, err
    assert "Traceback" not in err
    summary: dict[str, Any] = json.loads(out)
    return summary
