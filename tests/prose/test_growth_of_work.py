"""The work that a sentence takes does not grow with the paragraph that it stands in."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from tests.builders import paragraph
from tests.generator.composed import compose
from ziping.parsers.prose import read_prose


def calls(sentences: int) -> int:
    """How many calls of Python functions it takes to read so many composed groups of sentences in one paragraph."""
    text = "".join(compose(seed).text for seed in range(sentences))
    made = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_prose([(0, paragraph(text))], year=2023)
    finally:
        sys.setprofile(before)
    return made


def test_three_times_as_many_sentences_take_no_more_each():
    calls(2)  # patterns are compiled once
    assert calls(96) / 96 < 1.3 * calls(32) / 32  # a few dozen sentences are within reach of each other
