"""Draws forms and prose, reads them with the real pipeline and says what was lost where.

    python -m tests.generator --forms 500 --prose 500 --seed 7 [--out DIR]

With --out, the files, their right answers (JSON) and the mistakes of each (text) are kept there.
`--fix "axis=value"` (repeatable) holds an axis still. `--invent 0.1` replaces a tenth of the headings of forms by words
that nobody knows, `--invent 1` all of them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.generator import form, prose
from tests.generator.dice import Chance, Dice
from tests.generator.inventing import Inventor, Told
from tests.generator.measure import (
    Result,
    judge,
    judge_prose,
    report,
)

KINDS: dict[str, tuple[Callable[[Dice], form.Drawing], Callable[..., Result]]] = {
    "form": (form.draw, judge),
    "prose": (prose.draw, judge_prose),
}


def run(kind: str, seeds: list[int], out: Path, fixed: dict[str, str], invent: float = 0.0) -> list[Result]:
    """Draws, reads and compares; leaves file, answer and mistakes in `out`."""
    draw, compare = KINDS[kind]
    results = []
    for seed in seeds:
        inventor = Inventor(invent, str(seed)) if kind == "form" else None
        drawn = draw(Dice(Chance(f"{kind}-{seed}"), fixed, inventor))
        path = out / f"{kind}-{seed:05}.pdf"
        path.write_bytes(drawn.pdf)
        more = (inventor.fields,) if inventor is not None else ()
        result = compare(path, drawn.evaluations, drawn.axes, *more)
        answer = json.dumps(drawn.evaluations, ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(answer, encoding="utf-8")
        mistakes = [str(o) for o in result.outcomes if o.verdict != "right"] + [result.failure] + result.alarms
        path.with_suffix(".txt").write_text("\n".join(mistakes), encoding="utf-8")
        results.append(result)
    return results


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--forms", type=int, default=0, help="how many forms")
    options.add_argument("--prose", type=int, default=0, help="how many passages")
    options.add_argument("--seed", type=int, default=1, help="the first of the numbers they are drawn from")
    options.add_argument("--out", type=Path, help="folder to keep the files in")
    options.add_argument("--worst", type=int, default=30, help="how many axis values to list")
    options.add_argument("--fix", action="append", default=[], metavar="AXIS=VALUE")
    options.add_argument("--invent", type=float, default=0.0, metavar="SHARE", help="of the headings of forms")
    given = options.parse_args()
    fixed = dict(pair.split("=", 1) for pair in given.fix)
    if given.invent:
        fixed.setdefault("forms in the file", "one")  # what is invented is told form by form
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        for kind, count in (("form", given.forms), ("prose", given.prose)):
            if count:
                results = run(kind, list(range(given.seed, given.seed + count)), out, fixed, given.invent)
                print(f"== {kind}: {count} files\n{report(results, worst=given.worst)}")
            if count and given.invent and kind == "form":
                every = Told()
                for result in results:
                    every.add(result.told)
                print(every)


if __name__ == "__main__":
    main()
