"""How long a re-check of a large dataset takes, and how much memory.

    python benchmarks/checks.py [--documents N]

The dataset is made of the sample reports, read once and repeated under other ids until there are N documents. The
re-check runs in a process of its own, from the files on disk as `ziping check` does; its time is processor time and
wall time, its memory the most that it held. The target: 10,000 reports with 300,000 indicators in 60 s and 1.5 GB
on two cores.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from pipeline.dataset import open_dataset
from pipeline.inputs import find_inputs, read_source
from pipeline.options import Options
from pipeline.recheck import recheck
from pipeline.run import process

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
IDS = ("doc_id", "evaluation_id", "indicator_id", "section_id", "funding_id", "fact_id", "parent_id")
AT_ONCE = 250  # copies written as one file


def make(folder: Path, documents: int) -> int:
    """Writes the dataset; gives the number of its indicators."""
    read = [process(f.location, read_source(f), Options(jobs=1, ocr="never")) for f in find_inputs([SAMPLES]).files]
    tables = [r.tables for r in read if r.tables["indicators"].num_rows]
    copies, indicators = -(-documents // len(tables)), 0
    for name in tables[0]:
        (folder / name).mkdir(parents=True)
        together = pa.concat_tables([t[name] for t in tables])
        for start in range(0, copies, AT_ONCE):
            some = [_renamed(together, n) for n in range(start, min(copies, start + AT_ONCE))]
            parquet.write_table(pa.concat_tables(some), folder / name / f"part-{start:06}.parquet")
        indicators += copies * together.num_rows if name == "indicators" else 0
    return indicators


def _renamed(table: pa.Table, number: int) -> pa.Table:
    for column in IDS:
        if column in table.column_names:
            place = table.column_names.index(column)
            other = pc.binary_join_element_wise(table[column].cast(pa.string()), f"{number:06}", "-")
            table = table.set_column(place, table.schema.field(place), other)
    return table


def measure(folder: Path) -> None:
    started, processor = time.perf_counter(), time.process_time()
    checks = recheck(open_dataset(folder))
    wall, own = time.perf_counter() - started, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{checks.num_rows} checks: {wall:.1f} s, {own:.1f} s of processor time, {memory:.0f} MB at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "dataset"
        indicators = make(folder, given.documents)
        print(f"{given.documents} documents, {indicators} indicators", flush=True)
        subprocess.run([sys.executable, __file__, "--measure", str(folder)], check=True)


if __name__ == "__main__":
    main()
