"""How long a run will take: learnt from the files that are done, for scanned pages and text apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ziping.pipeline.inputs.weighing import Weight

Vector = npt.NDArray[np.float64]

# Seconds a picture of a page, a kilobyte and a file, before anything has been learnt; and how far they may be trusted:
# as much as this many files of usual size.
_BEFORE = np.array([1.5, 0.006, 0.1])
_TRUST = 0.3
_DOUBT = 0.3  # and how far the speed of the machine may be
_LEAST_EXPECTED = 0.02  # seconds
_TELLING = 0.1  # part of a document behind which its pages tell how long it takes
_LEAST_SHARE = 0.1  # of what was expected of a file that takes longer than that: so much is always left


@dataclass(frozen=True, slots=True)
class AtWork:
    """A file in work.

    Attributes:
        weight: What it holds.
        seconds: Since it was begun.
        share: Which part of its pages has been read; None where it is not known.
    """

    weight: Weight
    seconds: float
    share: float | None = None


class Estimate:
    """Fits the seconds of a picture, a kilobyte and a file to what was measured. A file counts by the ratio of what it
    took to what was expected, so that one of 300 pages is not all that matters. How fast the machine is is learnt from all
    files, how much dearer a scanned page is than text from those that differ in it."""

    def __init__(self) -> None:
        self._rows: list[Vector] = []
        self._took: list[float] = []
        self._rates: Vector | None = None

    def learn(self, weight: Weight, seconds: float) -> None:
        """Takes note of a file that is done."""
        self._rows.append(_row(weight))
        self._took.append(seconds)
        self._rates = None

    def seconds_for(self, weight: Weight) -> float:
        """How long files of that weight take one worker."""
        if self._rates is None:
            self._rates = _fitted(self._rows, self._took)
        return float(_row(weight) @ self._rates)

    def left(self, waiting: Weight, at_work: Sequence[AtWork], elapsed: float) -> float | None:
        """Seconds until all is done; None before there is anything to judge by.

        Args:
            waiting: All files that nobody has begun.
            at_work: Those in work.
            elapsed: Seconds since the run has begun.
        """
        worked = sum(self._took) + sum(work.seconds for work in at_work)
        moving = [work for work in at_work if work.share is not None and work.share >= _TELLING]
        if elapsed <= 0 or not worked or not (self._rows or moving):
            return None
        now = Estimate()
        now._rows = [*self._rows, *(_row(work.weight) for work in moving)]
        now._took = [*self._took, *(work.seconds / work.share for work in moving if work.share)]
        rests = [now._rest(work) for work in at_work]
        side_by_side = max(1.0, worked / elapsed)
        return max((now.seconds_for(waiting) + sum(rests)) / side_by_side, max(rests, default=0.0))

    def _rest(self, work: AtWork) -> float:
        expected = self.seconds_for(work.weight)
        rest = max(expected - work.seconds, _LEAST_SHARE * expected)
        if work.share is not None and work.share >= _TELLING:  # understanding comes behind the last page
            rest = (rest + work.seconds * (1 - work.share) / work.share) / 2
        return rest


def _fitted(rows: Sequence[Vector], took: Sequence[float]) -> Vector:
    if not rows:
        return _BEFORE
    expected = [max(float(row @ _BEFORE), _LEAST_EXPECTED) for row in rows]
    speed = float(
        np.exp(sum(np.log(max(t, 1e-3) / e) for t, e in zip(took, expected, strict=True)) / (len(rows) + _DOUBT))
    )
    likely = _BEFORE * speed
    left, right = np.diag(_TRUST / likely**2), _TRUST / likely
    for row, seconds, usual in zip(rows, took, expected, strict=True):
        scale = 1 / (usual * speed) ** 2
        left, right = left + np.outer(row, row) * scale, right + row * seconds * scale
    rates: Vector = np.clip(np.linalg.solve(left, right), likely / 100, None)
    return rates


def _row(weight: Weight) -> Vector:
    return np.array([weight.pictures, weight.kilobytes, weight.files])
