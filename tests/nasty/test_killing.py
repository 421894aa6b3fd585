"""`kill -9` at a few random moments; `python -m tests.nasty.killing` tries fifty."""

import random

import pytest

from tests.nasty.killing import Field


@pytest.fixture(scope="module")
def field(tmp_path_factory):
    return Field(tmp_path_factory.mktemp("killing"), reports=8)


@pytest.mark.parametrize("seed", range(5))
def test_a_kill_costs_nothing_but_time(field, seed):
    what, wrong = field.disturb(random.Random(seed))
    assert not wrong, what
