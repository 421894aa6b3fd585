"""Measures what slips the checks find.

python -m tests.mutations --number 1000 --seed 1 [--show 20]         forms and passages drawn at random
python -m tests.mutations --samples --number 300 --seed 1 [--scanned]  the sample reports, typeset anew
"""

from __future__ import annotations

import argparse

from tests.mutations.bench import Outcome, run, run_samples
from tests.mutations.figures import summary


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--number", type=int, default=1000, help="slips that break something")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0, help="how many of each kind of mistake to list")
    options.add_argument("--samples", action="store_true", help="slips in the sample reports")
    options.add_argument("--scanned", action="store_true", help="the sample reports as pictures")
    given = options.parse_args()
    if given.samples or given.scanned:
        outcome: Outcome = run_samples(given.number, given.seed, scanned=given.scanned)
    else:
        outcome = run(given.number, given.seed)
    print(summary(outcome, given.show))


if __name__ == "__main__":
    main()
