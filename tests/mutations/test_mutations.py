"""A small bench: the full one is `python -m tests.mutations --number 1000`."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.generator.dice import Chance, Dice
from tests.mutations.bench import Outcome, Trial, run
from tests.mutations.figures import (
    by_precision,
    explained,
    precision,
    recall,
    summary,
)
from tests.mutations.slip import Slip, in_text

NUMBER = 40
SEED = 1


@pytest.fixture(scope="module")
def outcome():
    return run(NUMBER, SEED)


def test_slips_are_found_and_nothing_else(outcome):
    told = summary(outcome, show=NUMBER)
    assert recall(outcome) >= 0.97, told
    assert precision(outcome) >= 0.99, told


def test_the_slip_is_among_the_explanations(outcome):
    assert explained(outcome) >= 0.9, summary(outcome, show=NUMBER)


def test_most_slips_can_be_judged(outcome):
    assert len(outcome.unjudged) <= NUMBER // 4, "\n".join(outcome.unjudged)


def test_slips_are_told_apart_by_the_digits_that_were_printed():
    slips = [Slip("digit", right, "7") for right in ("20", "0.95", "1,234", "98.75", "12345.6", "优")]
    trials = [Trial(s.right, s, Counter(), Counter(), []) for s in slips]
    told = {title: [t.name for t in some.trials] for title, some in by_precision(Outcome(trials))}
    assert told == {
        "1 to 2 digits": ["20", "0.95"],
        "3 to 4 digits": ["1,234", "98.75"],
        "more than 4 digits": ["12345.6"],
    }


@pytest.mark.parametrize("seed", range(30))
def test_a_slip_changes_one_figure(seed):
    found = in_text(Dice(Chance(seed)), "支出 1,234.50 万元")
    if found is not None:
        text, slip = found
        assert text != "支出 1,234.50 万元"
        assert slip.wrong in text
        assert slip.right == "1,234.50"
