"""Spots of print on a picture: found twice, and very many of them."""

import random

import pytest

from ziping.pipeline.ocr.image.tracing import Line
from ziping.pipeline.ocr.lines import spotting
from ziping.pipeline.ocr.lines.spotting import Spot, _merged, _shared

SAME = 0.6


def spots(count, seed=1):
    chosen = random.Random(seed)
    found = []
    for _ in range(count):
        x, y, height = chosen.randrange(2000), chosen.randrange(3000), chosen.choice((12, 20, 90))
        found.append(Spot(x, y, x + chosen.randrange(8, 160), y + height, float(height)))
    return found


def pairwise(every):
    kept = []
    for spot in sorted(every, key=lambda s: s.x0 - s.x1):
        area = (spot.x1 - spot.x0) * (spot.bottom - spot.top)
        if not any(_shared(spot, other) > SAME * area for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda s: (s.top, s.x0))


def test_the_same_are_merged_as_when_each_is_compared_with_each():
    for seed in range(4):
        every = spots(400, seed)
        assert _merged(every) == pairwise(every)


def test_of_five_thousand_few_are_compared_with_each_other(monkeypatch):
    every, compared = spots(5000), 0

    def counted(a, b):
        nonlocal compared
        compared += 1
        return _shared(a, b)

    monkeypatch.setattr(spotting, "_shared", counted)
    _merged(every)
    assert 0 < compared < len(every) ** 2 / 20


@pytest.mark.parametrize("line", [Line(0, 100, 10, 14, 10, 2), Line(20, 400, 5, 30, 60, 1), Line(0, 90, 8, 8, 8, 3)])
def test_a_line_lies_within_its_extent(line):
    low, high = line.extent
    assert all(low <= line.at(x) <= high for x in range(-10, 420, 7))
