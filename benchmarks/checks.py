"""How long a re-check of a large dataset takes, and how much memory.

    python -m benchmarks.checks [--documents 10000] [--jobs 2] [--whole] [--keep DIR]

The dataset is made of the sample reports and of generated forms, half and half, about 30 indicators a document; they are
read once and repeated under other ids until there are enough. `ziping check` re-checks it in processes of its own, which
are watched from outside: processor time and wall time of all of them, and the most memory that they held together
(pages that they share counted once). With --whole, each table is a single file, as other programs write it.
The target: 10,000 reports with 300,000 indicators in 60 s and 1.5 GB on two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from tests.generator import form
from tests.generator.dice import Chance, Dice
from ziping.pipeline.inputs.discovery import find_inputs, read_source
from ziping.pipeline.options import Options
from ziping.pipeline.run import process

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
FORMS = 40
IDS = ("doc_id", "evaluation_id", "indicator_id", "section_id", "funding_id", "fact_id", "parent_id")
DOCUMENTS_A_FILE = 1000
WATCHED = 0.2  # seconds from one look at the processes to the next


def read(folder: Path) -> list[dict[str, pa.Table]]:
    """The tables of the documents that are repeated: forms, and as many copies of sample reports."""
    for number in range(FORMS):
        (folder / f"{number}.pdf").write_bytes(form.draw(Dice(Chance(f"benchmark-{number}"), {})).pdf)
    samples, forms = _tables(SAMPLES), _tables(folder)
    return [table for number, table in enumerate(forms) for table in (table, samples[number % len(samples)])]


def _tables(folder: Path) -> list[dict[str, pa.Table]]:
    files = find_inputs([folder]).files
    results = [process(f.location, read_source(f), Options(jobs=1, ocr="never")) for f in files]
    return [dict(r.tables) for r in results if r.tables["indicators"].num_rows]


def make(folder: Path, documents: int, *, whole: bool = False) -> int:
    """Writes the dataset; gives the number of its indicators."""
    with tempfile.TemporaryDirectory() as drawn:
        base = [_renamed(tables, n, "b") for n, tables in enumerate(read(Path(drawn)))]
    indicators = 0
    for name in base[0]:
        (folder / name).mkdir(parents=True)
        together = pa.concat_tables([tables[name] for tables in base])
        copies, at_once = -(-documents // len(base)), DOCUMENTS_A_FILE // len(base)
        parts = [range(start, min(copies, start + at_once)) for start in range(0, copies, at_once)]
        tables = [pa.concat_tables(_renamed({name: together}, n)[name] for n in part) for part in parts]
        for number, table in enumerate([pa.concat_tables(tables)] if whole else tables):
            parquet.write_table(table, folder / name / f"part-{number}.parquet")
        indicators += copies * together.num_rows if name == "indicators" else 0
    return indicators


def _renamed(tables: dict[str, pa.Table], number: int, mark: str = "c") -> dict[str, pa.Table]:
    """The same under other ids."""
    return {name: _with_ids(table, f"{mark}{number:06}") for name, table in tables.items()}


def _with_ids(table: pa.Table, prefix: str) -> pa.Table:
    for column in IDS:
        if column in table.column_names:
            place = table.column_names.index(column)
            other = pc.binary_join_element_wise(prefix, table[column].cast(pa.string()), "-")
            table = table.set_column(place, table.schema.field(place), other)
    return table


def measure(folder: Path, jobs: int) -> str:
    """Runs `ziping check` and watches it."""
    command = [sys.executable, "-m", "ziping.pipeline.cli", "check", "--dataset", str(folder), "--jobs", str(jobs)]
    most, own, worked = 0, 0, dict[int, float]()
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        with subprocess.Popen([*command, "--lang", "en"], stdout=said) as child:
            while child.poll() is None:
                pids = list(family(child.pid))
                held = [_held(pid) for pid in pids]
                most, own = max(most, sum(held)), max(own, held[0])
                worked |= {pid: seconds for pid in pids if (seconds := _worked(pid))}
                time.sleep(WATCHED)
        wall = time.perf_counter() - started
        said.seek(0)
        last = said.read().decode().splitlines()[-1]
    return (
        f"{last}\n{wall:.1f} s, {sum(worked.values()):.1f} s of processor time; "
        f"at most {most >> 20} MB in all processes, {own >> 20} MB in the main one"
    )


def family(pid: int) -> Iterator[int]:
    """The process and all that it has started."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for other in (task / "children").read_text("ascii").split():
                yield from family(int(other))
    except OSError:  # it has ended
        return


def _held(pid: int) -> int:
    """Bytes of memory of a process, its part of shared pages only."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def _worked(pid: int) -> float:
    """Seconds of processor time of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--keep", type=Path, help="folder to keep the dataset in, or to find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name) / "dataset"
        if not folder.exists():
            indicators = make(folder, given.documents, whole=given.whole)
            print(f"{given.documents} documents, {indicators} indicators", flush=True)
        print(measure(folder, given.jobs))


if __name__ == "__main__":
    main()
