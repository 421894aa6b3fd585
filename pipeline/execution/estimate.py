"""How long a run will take: learnt from the files that are done, for scanned pages and text apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ziping.pipeline.inputs.weighing import NOTHING, Weight

Vector = npt.NDArray[np.float64]

# Seconds a picture of a page, a kilobyte, a file, and a worker's loading of what recognises, before anything has been learnt; and
# how far they may be trusted: as much as this many files of usual size.
_BEFORE = np.array([6.0, 0.006, 0.1, 6.0])
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
    files, how much dearer a scanned page is than text from those that differ in it. Each worker loads what recognises but once:
    that is told from what is to come by the first scanned files."""

    def __init__(self, workers: int = 1) -> None:
        """`workers` read side by side, as far as is known; more are learnt of."""
        self._files: list[Weight] = []
        self._took: list[float] = []
        self._workers = workers
        self._rates: Vector | None = None

    def learn(self, weight: Weight, seconds: float) -> None:
        """Takes note of a file that is done."""
        self._files.append(weight)
        self._took.append(seconds)
        self._rates = None

    def seconds_for(self, weight: Weight, loads: float = 0.0) -> float:
        """How long files of that weight take one worker, with so many loadings of what recognises."""
        if self._rates is None:
            self._rates = _fitted(list(self._rows()), self._took)
        return float(_row(weight, loads) @ self._rates)

    def left(self, waiting: Weight, at_work: Sequence[AtWork], elapsed: float) -> float | None:
        """Seconds until all is done; None before there is anything to judge by.

        Args:
            waiting: All files that nobody has begun.
            at_work: Those in work.
            elapsed: Seconds since the run has begun.
        """
        if len(at_work) > self._workers:
            self._workers, self._rates = len(at_work), None
        worked = sum(self._took) + sum(work.seconds for work in at_work)
        ahead = max(0, self._workers - sum(weight.pictures > 0 for weight in self._files))  # of loadings
        loading = [work for work in at_work if work.weight.pictures][:ahead]
        moving = [w for w in at_work if w.share is not None and w.share >= _TELLING and w not in loading]
        if elapsed <= 0 or not worked or not (self._files or moving):
            return None
        now = Estimate(self._workers)
        now._files = [*self._files, *(work.weight for work in moving)]
        now._took = [*self._took, *(work.seconds / work.share for work in moving if work.share)]
        rests = [now._rest(work, loads=work in loading) for work in at_work]
        side_by_side = max(1.0, worked / elapsed)
        loads = min(ahead - len(loading), waiting.pictures)
        return max((now.seconds_for(waiting, loads) + sum(rests)) / side_by_side, max(rests, default=0.0))

    def _rest(self, work: AtWork, *, loads: bool) -> float:
        expected = self.seconds_for(work.weight, loads)
        rest = max(expected - work.seconds, _LEAST_SHARE * expected)
        if work.share is not None and work.share >= _TELLING:  # understanding comes behind the last page
            own = max(0.0, work.seconds - self.seconds_for(NOTHING, loads))
            rest = (rest + own * (1 - work.share) / work.share) / 2
        return rest

    def _rows(self) -> Iterator[Vector]:
        loads = self._workers
        for weight in self._files:
            pictures = weight.pictures > 0
            yield _row(weight, pictures and loads > 0)
            loads -= pictures


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


def _row(weight: Weight, loads: float) -> Vector:
    return np.array([weight.pictures, weight.kilobytes, weight.files, loads])
