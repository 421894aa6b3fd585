"""How long the panel of a large dataset takes, and how much memory.

    python -m benchmarks.panel [--evaluations 100000] [--keep DIR]

The dataset is that of `benchmarks.checks`, made as large as it takes for so many evaluations. The panel is made in a
process of its own: as a frame, and as a Parquet file. The target: 100,000 evaluations in 10 s and 1 GB on two cores.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from pyarrow import parquet

from benchmarks.checks import make

_TRIAL = 400  # documents, to see how many evaluations one has
_MADE = """
import resource, sys, time
from pathlib import Path
from ziping.pipeline import open_dataset
from ziping.pipeline.panel import write_panel
started = time.perf_counter()
panel = open_dataset(Path(sys.argv[1])).panel()
made = time.perf_counter()
write_panel(panel, Path(sys.argv[2]))
written = time.perf_counter()
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print(f"{len(panel)} rows: {made - started:.1f} s as a frame, {written - made:.1f} s more as a file; at most {most} MB")
"""


def documents_for(evaluations: int, folder: Path) -> int:
    """How many documents hold so many evaluations."""
    make(folder, _TRIAL)
    rows = sum(parquet.read_metadata(file).num_rows for file in (folder / "evaluations").glob("*.parquet"))
    papers = sum(parquet.read_metadata(file).num_rows for file in (folder / "documents").glob("*.parquet"))
    return -(-evaluations * papers // rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evaluations", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="folder to keep the dataset in, or to find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name) / "dataset"
        if not folder.exists():
            documents = documents_for(given.evaluations, Path(name) / "trial")
            print(f"{documents} documents, {make(folder, documents)} indicators", flush=True)
        made = subprocess.run(
            [sys.executable, "-c", _MADE, str(folder), str(Path(name) / "panel.parquet")],
            check=True,
            capture_output=True,
            text=True,
        )
        print(made.stdout, end="")


if __name__ == "__main__":
    main()
