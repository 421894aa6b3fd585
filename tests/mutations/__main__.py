"""Measures what slips the checks find.

python -m tests.mutations --number 1000 --seed 1 [--show 20]
"""

from __future__ import annotations

import argparse

from tests.mutations.bench import Outcome, run
from tests.mutations.figures import summary


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--number", type=int, default=1000, help="slips that break something")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0, help="how many of each kind of mistake to list")
    given = options.parse_args()
    outcome: Outcome = run(given.number, given.seed)
    print(summary(outcome, given.show))


if __name__ == "__main__":
    main()
