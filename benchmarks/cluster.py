"""A Ray cluster of two nodes on this machine against two local workers: the same dataset, and in what time?

    python -m benchmarks.cluster [--count 1000] [--rounds 2] [--nodes 2] [--form small|drawn]       (needs: pip install '.[ray]')

Both engines read the same reports into an empty dataset, start of the program and publishing included, and take turns;
the best round of each counts: what else a machine does can only lengthen a run. The cluster stands already, as a
cluster does. At the end a node is killed when half of the results are on the disk. Exit status 1 where a dataset
differs from the local one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.cluster.nodes import cluster, finish, start
from tests.generator import form
from tests.generator.dice import Chance, Dice
from tests.generator.small import report
from tests.nasty.killing import rows


def seconds(folder: Path, out: Path, *more: str) -> float:
    started = time.monotonic()
    finish(start(folder, out, *more))
    return time.monotonic() - started


def killed(folder: Path, out: Path, half: int, nodes: list[Any], whole: Any) -> float:
    """A run on the cluster in the middle of which a node dies."""
    started = time.monotonic()
    child = start(folder, out, "--engine", "ray")
    while child.poll() is None and sum(1 for _ in out.glob(".ziping/results/*/*.arrows")) < half:
        time.sleep(0.05)
    whole.remove_node(nodes[0], allow_graceful=False)
    finish(child)
    return time.monotonic() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--form", choices=["small", "drawn"], default="small", help="a few lines, or whole drawn forms")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, cluster(given.nodes) as (address, nodes, whole):
        os.environ["RAY_ADDRESS"] = address
        folder, place = Path(temporary, "in"), Path(temporary)
        folder.mkdir()
        for n in range(given.count):
            drawn = report(n) if given.form == "small" else form.draw(Dice(Chance(f"cluster-{n}"))).pdf
            (folder / f"{n}.pdf").write_bytes(drawn)
        engines = {"local": ("--jobs", str(given.nodes)), "ray": ("--engine", "ray")}
        times: dict[str, list[float]] = {engine: [] for engine in engines}
        for turn in range(given.rounds):
            for engine, more in engines.items():
                times[engine].append(seconds(folder, place / f"{engine}-{turn}", *more))
                print(f"{engine}: {times[engine][-1]:.1f} s", flush=True)
        local, ray = min(times["local"]), min(times["ray"])
        print(f"{given.count} reports: local {local:.1f} s, ray {ray:.1f} s, ratio {ray / local:.2f}", flush=True)
        taken = killed(folder, place / "killed", given.count // 2, nodes, whole)
        expected = rows(place / "local-0")
        same = {name: rows(place / name) == expected for name in ("ray-0", "killed")}
        print(f"one of {given.nodes} nodes killed half-way: {taken:.1f} s")
        print(*(f"dataset {name}: {'the same' if equal else 'DIFFERENT'}" for name, equal in same.items()), sep="\n")
    return not all(same.values())


if __name__ == "__main__":
    sys.exit(main())
