"""A few of the reshaped forms; `python -m tests.generator.reshaped --forms 300` reads more, and says which change costs what."""

from __future__ import annotations

import pytest

from tests.generator.dice import Chance, Dice
from tests.generator.reshaped.__main__ import NAMES, by_change, made, read, silence, tally_of
from tests.generator.reshaped.draw import draw

ALONE = dict.fromkeys(NAMES, "no") | {"font": "embedded"}


def test_most_of_what_reshaped_forms_say_is_read_right(tmp_path):
    results = [read(seed, tmp_path) for seed in range(20)]
    assert tally_of(results).f1 >= 0.92, by_change(results)
    assert not any(r.failure for r in results)


def test_a_form_without_changes_is_read_in_full(tmp_path):
    results = [read(seed, tmp_path, ALONE) for seed in range(3)]
    assert tally_of(results).f1 == 1.0 and silence(results) == (0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_every_change_changes_what_is_drawn(name):
    """Of some seeds: a change may not be possible, or make no difference, for a single form."""
    plain = [draw(Dice(Chance(f"reshaped-{seed}"), ALONE)).pdf for seed in range(6)]
    changed = [draw(Dice(Chance(f"reshaped-{seed}"), ALONE | {name: "yes"})).pdf for seed in range(6)]
    assert plain != changed


def test_losses_are_told_by_change(tmp_path):
    result = read(1, tmp_path, ALONE | {"total below": "yes", "labels once": "yes"})
    assert made(result) == ("total below", "labels once")
    result.outcomes = [o for o in result.outcomes if o.column != "weight"]
    assert "total below × labels once" in by_change([result] * 3)
