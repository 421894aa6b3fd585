"""Reads documents with words missing and says what was lost, what of it in silence, and who was accused wrongly.

python -m tests.unknown_words --rounds 20 --seed 1 [--show 40] [--drawn 40] [--folder DIR …] [--cache DIR] [--half 0|1]

In every round a share of the lexicon's words is taken away, or (`--printed`) other words stand in their places in each
document. What is read with all words known counts as right; `--half` takes one half of the documents.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from tests.unknown_words import reading, words
from tests.unknown_words.documents import drawn, folders, laid_out, samples
from tests.unknown_words.losses import Tally
from tests.unknown_words.reading import Reading

SHARES = (0.03, 0.05, 0.1)
MOST_FALSE = 1  # errors a hundred readings that nobody made


def rounds(
    paths: list[Path], number: int, seed: int, *, printed: bool = False, jobs: int = 1, part: float = 1.0
) -> Tally:
    """As many rounds, each in a process of its own, with shares of the words in turn.

    Args:
        paths: The documents, laid out.
        number, seed: How many rounds, and from which seed.
        printed: Whether words of the documents are changed in place of the lexicon's.
        jobs: Processes at once.
        part: The share of the documents that each round reads.
    """
    tally = Tally()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, max_tasks_per_child=1) as pool:
        first = pool.submit(reading.read_all, paths, frozenset())
        tasks = []
        for n in range(seed, seed + number):
            share = SHARES[n % len(SHARES)]
            chosen = [p for p in paths if random.Random(f"{n}/{p.stem}").random() < part]
            gone = frozenset[str]() if printed else words.some(share, n)
            tasks.append((n, pool.submit(reading.read_all, chosen, gone, share if printed else 0.0, n)))
        known: dict[str, Reading] = {r.name: r for r in first.result()}
        for n, task in tasks:
            for poor in task.result():
                tally.add(known[poor.name], poor, f"round {n}")
    return tally


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--drawn", type=int, default=40, help="forms and passages that are drawn, of each kind")
    options.add_argument("--folder", type=Path, action="append", default=[], help="further PDFs, read right or not")
    options.add_argument("--cache", type=Path, help="where documents are kept once they are laid out")
    options.add_argument("--printed", action="store_true", help="change the documents in place of the lexicon")
    options.add_argument("--half", type=int, choices=(0, 1), help="one half of the documents")
    options.add_argument("--part", type=float, default=1.0, help="share of the documents that a round reads")
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--show", type=int, default=0, help="how many mistakes to list")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = chain(samples(), drawn(given.drawn, 1), folders(given.folder))
        paths = laid_out(inputs, given.cache or Path(folder))
        if given.half is not None:
            paths = [p for p in paths if random.Random(p.stem).randrange(2) == given.half]
        tally = rounds(paths, given.rounds, given.seed, printed=given.printed, jobs=given.jobs, part=given.part)
    print(tally)
    print("\n".join(tally.examples[: given.show]))
    if tally.crashed or tally.false * 100 > MOST_FALSE * tally.readings:
        sys.exit(1)


if __name__ == "__main__":
    main()
