"""A small bench: the full one is `python -m tests.unknown_words --rounds 20 --printed`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unknown_words.__main__ import rounds
from tests.unknown_words.documents import drawn, laid_out
from tests.unknown_words.losses import Tally
from tests.unknown_words.reading import Failure, Reading
from tests.unknown_words.words import NOBODY_PRINTS, _take_away, some


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> list[Path]:
    return laid_out(drawn(2, 5), tmp_path_factory.mktemp("laid-out"))


@pytest.mark.parametrize("printed", [True, False])
def test_nobody_is_accused_in_words_that_nobody_knows(paths, printed):
    tally = rounds(paths, 1, 2, printed=printed)
    assert not tally.crashed and not tally.false, "\n".join(tally.examples)
    assert tally.lost


def test_the_same_seed_takes_the_same_words():
    assert some(0.05, 3) == some(0.05, 3) != some(0.05, 4)


def test_no_list_of_words_is_left_empty():
    concept = {
        "means": "x",
        "words": ["甲", "乙丙"],
        "beside_headings": {"y": ["丁戊"]},
        "ambiguous": ["乙丙"],
        "not_before": {"乙丙": ["己"]},
    }
    _take_away("z", concept, {"甲", "乙丙", "丁戊"})
    assert concept["words"][0].startswith(NOBODY_PRINTS) and concept["beside_headings"]["y"][0].startswith(
        NOBODY_PRINTS
    )
    assert not concept["ambiguous"] and not concept["not_before"]


def reading(*fields: str, errors: tuple[Failure, ...] = (), warned: tuple[str, ...] = ()) -> Reading:
    return Reading(
        "a", Counter((f, "value") for f in fields), list(errors), Counter((w,) for w in warned), bool(warned)
    )


def test_losses_and_accusations_are_counted():
    tally, error = Tally(), Failure("score-total", "97", "")
    tally.add(reading("facts", "funding", errors=(error,)), reading("facts", errors=(error,)), "")
    tally.add(reading("facts"), reading(errors=(error,), warned=("unread-cell",)), "")
    tally.add(reading("facts"), reading("facts", warned=("unread-cell",)), "")
    assert (tally.lost, tally.silent, tally.true, tally.kept, tally.false) == (2, 1, 1, 1, 1)
    assert (tally.whole, tally.warned) == (1, 1)


def test_a_document_without_any_evaluation_is_loud():
    tally = Tally()
    tally.add(replace(reading("facts"), partial=True), replace(reading(), partial=True, evaluated=False), "")
    tally.add(replace(reading("facts"), partial=True), replace(reading(), partial=True), "")
    assert (tally.lost, tally.silent) == (2, 1)
