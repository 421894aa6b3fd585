"""Draws forms and prose, reads them with the real pipeline and says what was lost where.

    python -m tests.generator --forms 500 --seed 7 [--out DIR]

With --out, the files, their right answers (JSON) and the mistakes of each (text) are kept there.
`--fix "axis=value"` (repeatable) holds an axis still.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.generator import form
from tests.generator.dice import Chance, Dice
from tests.generator.measure import Result, judge, report


class Drawing(Protocol):
    """What can be drawn: a file and its right answer."""

    pdf: bytes
    evaluations: list[dict]
    axes: dict[str, set[str]]


def run(
    draw: Callable[[Dice], Drawing], kind: str, seeds: list[int], out: Path, fixed: dict[str, str], *, all_facts: bool
) -> list[Result]:
    results = []
    for seed in seeds:
        drawn = draw(Dice(Chance(f"{kind}-{seed}"), fixed))
        path = out / f"{kind}-{seed:05}.pdf"
        path.write_bytes(drawn.pdf)
        result = judge(path, drawn.evaluations, drawn.axes, all_facts=all_facts)
        answer = json.dumps(drawn.evaluations, ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(answer, encoding="utf-8")
        mistakes = [str(o) for o in result.outcomes if o.verdict != "right"] + [result.failure] + result.alarms
        path.with_suffix(".txt").write_text("\n".join(mistakes), encoding="utf-8")
        results.append(result)
    return results


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--forms", type=int, default=0, help="how many forms")
    options.add_argument("--seed", type=int, default=1, help="the first of the numbers they are drawn from")
    options.add_argument("--out", type=Path, help="folder to keep the files in")
    options.add_argument("--worst", type=int, default=30, help="how many axis values to list")
    options.add_argument("--fix", action="append", default=[], metavar="AXIS=VALUE")
    given = options.parse_args()
    fixed = dict(pair.split("=", 1) for pair in given.fix)
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        if given.forms:
            seeds = list(range(given.seed, given.seed + given.forms))
            results = run(form.draw, "form", seeds, out, fixed, all_facts=False)
            print(f"== {given.forms} forms\n{report(results, worst=given.worst)}")


if __name__ == "__main__":
    main()
