"""Draws reshaped forms, reads them, and says which changes cost what, alone and with each other.

python -m tests.generator.reshaped --forms 300 --seed 1 [--out DIR]
python -m tests.generator.reshaped --alone 8 [--change "total on top"]
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.generator.dice import Chance, Dice
from tests.generator.measure import Result, Tally, judge
from tests.generator.reshaped.draw import CHANGES, draw, named

NAMES = tuple(named(c) for c in CHANGES)
FEWEST = 3  # files that a pair of changes must have met in


def read(seed: int, out: Path, fixed: Mapping[str, str] | None = None, name: str = "") -> Result:
    """Draws a form, reads it and keeps file, answer and mistakes in `out`."""
    drawn = draw(Dice(Chance(f"reshaped-{seed}"), fixed))
    path = out / f"{name or 'reshaped'}-{seed:05}.pdf"
    path.write_bytes(drawn.pdf)
    result = judge(path, drawn.evaluations, drawn.axes)
    path.with_suffix(".json").write_text(json.dumps(drawn.evaluations, ensure_ascii=False, indent=1), "utf-8")
    mistakes = [", ".join(made(result)), *(str(o) for o in result.outcomes if o.verdict != "right")]
    path.with_suffix(".txt").write_text("\n".join([*mistakes, result.failure, *result.alarms]), "utf-8")
    return result


def made(result: Result) -> tuple[str, ...]:
    """The changes that a form went through."""
    return tuple(n for n in NAMES if result.axes.get(n) == {"yes"})


def tally_of(results: Iterable[Result]) -> Tally:
    tally = Tally()
    for result in results:
        tally.add(result.outcomes)
    return tally


def silence(results: Iterable[Result]) -> tuple[int, int]:
    """Values that were lost, and those of them without a word."""
    lost = [(o, r.silent) for r in results for o in r.outcomes if o.verdict in ("wrong", "missing")]
    return len(lost), sum(silent for _, silent in lost)


def told(name: str, results: list[Result]) -> str:
    lost, silent = silence(results)
    worst = ", ".join(f"{r.name} {r.tally.f1:.2f}" for r in sorted(results, key=lambda r: r.tally.f1)[:3])
    alarms = sum(bool(r.alarms) for r in results)
    return f"{tally_of(results).f1:.4f}  lost {lost:5} silent {silent:4} false {alarms:2}  {name}  ({len(results)}; {worst})"


def by_change(results: list[Result]) -> str:
    """The figures of all files, by change and by pair of changes."""
    groups: dict[tuple[str, ...], list[Result]] = defaultdict(list)
    for result in results:
        changes = made(result)
        for size in (1, 2):
            for some in itertools.combinations(changes, size):
                groups[some].append(result)
    ranked = sorted(groups.items(), key=lambda g: tally_of(g[1]).f1)
    singles = [told(k[0], v) for k, v in ranked if len(k) == 1]
    pairs = [told(" × ".join(k), v) for k, v in ranked if len(k) == 2 and len(v) >= FEWEST][:20]
    failed = [f"  {r.name}: {r.failure.strip().splitlines()[-1]}" for r in results if r.failure]
    alarmed = [f"  {r.name}: {r.alarms[0]}" for r in results if r.alarms]
    lines = [told("all", results), "", *singles, "", *pairs, "", f"{len(failed)} failed", *failed[:10]]
    return "\n".join([*lines, f"{len(alarmed)} with errors reported where there are none", *alarmed[:20]])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--forms", type=int, default=0, help="how many forms with changes at random")
    options.add_argument("--alone", type=int, default=0, help="how many forms for each change alone")
    options.add_argument("--change", action="append", default=[], choices=NAMES, help="with --alone: only these")
    options.add_argument("--seed", type=int, default=1, help="the first of the numbers they are drawn from")
    options.add_argument("--out", type=Path, help="folder to keep the files in")
    options.add_argument("--least", type=float, default=0.0, help="the F1 below which the exit status is 1")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        seeds = range(given.seed, given.seed + max(given.forms, given.alone))
        if given.alone:
            for name in given.change or ["", *NAMES]:
                fixed = dict.fromkeys(NAMES, "no") | ({name: "yes"} if name else {})
                results = [read(s, out, fixed, name or "unchanged") for s in seeds[: given.alone]]
                results = [r for r in results if not name or made(r)]
                print(told(name or "unchanged", results), flush=True)
        if given.forms:
            results = [read(s, out) for s in seeds[: given.forms]]
            print(by_change(results))
            if tally_of(results).f1 < given.least or any(r.alarms for r in results):
                sys.exit(1)


if __name__ == "__main__":
    main()
