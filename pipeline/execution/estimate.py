"""How long a run will take: learnt from the files that are done, for scanned pages and text apart."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ziping.pipeline.execution.result import NO_RECOGNITION, Recognition
from ziping.pipeline.inputs.weighing import NOTHING, Weight

Vector = npt.NDArray[np.float64]

# Seconds a kilobyte and a file, a picture of a page, and a worker's loading of what recognises, before anything has been learnt.
_TEXT, _PICTURE, _LOADING = np.array([0.006, 0.1]), 6.0, 6.0
_TRUST = 0.3  # text's may be trusted as much as this many files of usual size,
_FEW = 0.3  # that of a picture as this many pictures,
_DOUBT = 0.3  # and how far the speed of the machine may be
_FADING = 0.7  # what scanned files took counts so much less with each that is done later: others use the machine, too
_LEAST_EXPECTED = 0.02  # seconds
_LOADED = 0.2  # seconds: a worker that took less had loaded before
_TELLING = 0.1  # part of a document behind which its pages tell how long it takes
_ONE = 0.99  # a picture, but for rounding
_LEAST_SHARE = 0.1  # of what was expected of a file that takes longer than that: so much is always left


@dataclass(frozen=True, slots=True)
class AtWork:
    """A file in work.

    Attributes:
        weight: What it holds.
        seconds: Since it was begun.
        share: Which part of its pages has been read; None where it is not known.
        first: The seconds after which its first page had been read, where that was seen: what recognises is loaded by then.
    """

    weight: Weight
    seconds: float
    share: float | None = None
    first: float | None = None

    @property
    def recognised(self) -> tuple[float, float] | None:
        """Pictures that were read behind the first page, and the seconds for them; None where there are none yet."""
        pictures = (self.share or 0.0) * self.weight.pictures - 1
        return (pictures, self.seconds - self.first) if self.first is not None and pictures >= _ONE else None


class Estimate:
    """Learns what a picture of a page takes from the seconds that went into recognising, and what a kilobyte and a file take
    from the rest. In the latter a file counts by the ratio of what it took to what was expected, so that one of 300 pages is
    not all that matters. Each worker loads what recognises but once: that is measured apart."""

    def __init__(self, workers: int = 1) -> None:
        """`workers` read side by side, as far as is known; more are learnt of."""
        self._workers = workers
        self._texts: list[Vector] = []  # kilobytes and files
        self._took: list[float] = []  # seconds, but for recognition
        self._worked = 0.0  # seconds in all
        self._pictures = self._recognising = 0.0
        self._loadings: list[float] = []
        self._rates: tuple[Vector, float, float] | None = None

    def learn(self, weight: Weight, seconds: float, recognition: Recognition = NO_RECOGNITION) -> None:
        """Takes note of a file that is done."""
        self._texts.append(_row(weight))
        self._took.append(seconds - recognition.seconds - recognition.loading)
        self._worked += seconds
        if weight.pictures:
            self._pictures = _FADING * self._pictures + weight.pictures
            self._recognising = _FADING * self._recognising + recognition.seconds
        if recognition.loading >= _LOADED:
            self._loadings.append(recognition.loading)
        self._rates = None

    def seconds_for(self, weight: Weight, loads: float = 0.0) -> float:
        """How long files of that weight take one worker, with so many loadings of what recognises."""
        if self._rates is None:
            text, speed = _fitted(self._texts, self._took)
            picture = (_FEW * _PICTURE * speed + self._recognising) / (_FEW + self._pictures)
            loading = sum(self._loadings) / len(self._loadings) if self._loadings else _LOADING * speed
            self._rates = text, picture, loading
        text, picture, loading = self._rates
        return float(_row(weight) @ text) + weight.pictures * picture + loads * loading

    def left(self, waiting: Sequence[Weight], at_work: Sequence[AtWork], elapsed: float) -> float | None:
        """Seconds until all is done; None before there is anything to judge by.

        Args:
            waiting: The files that nobody has begun, in their order.
            at_work: Those in work.
            elapsed: Seconds since the run has begun.
        """
        self._workers = max(self._workers, len(at_work))
        ahead = max(0, self._workers - len(self._loadings))  # of loadings
        loading = [work for work in at_work if work.weight.pictures][:ahead]
        moving = [
            w for w in at_work if w.recognised or (w.share is not None and w.share >= _TELLING and w not in loading)
        ]
        worked = self._worked + sum(work.seconds for work in at_work)
        if elapsed <= 0 or not worked or not (self._took or moving):
            return None
        now = self._with(moving)
        if not self._loadings:  # it takes as long at least as one has taken by now
            now._loadings = [max(_LOADING, w.first or w.seconds) for w in loading if w.first or w.seconds > _LOADING]
        rests = [now._rest(work, loads=work in loading) for work in at_work]
        side_by_side = min(self._workers, max(1.0, worked / elapsed))
        return now._all_done(waiting, rests, ahead - len(loading)) * self._workers / side_by_side

    def _all_done(self, waiting: Sequence[Weight], rests: Sequence[float], loads: int) -> float:
        """Seconds until the last worker is done, each taking the next file that waits when it is free: a long one at the end
        is waited for by all. So many of them have yet to load what recognises."""
        free = [*rests, *[0.0] * (self._workers - len(rests))]
        heapq.heapify(free)
        for weight in waiting:
            once = weight.pictures > 0 and loads > 0
            loads -= once
            heapq.heappush(free, heapq.heappop(free) + self.seconds_for(weight, once))
        return max(free)

    def _with(self, moving: Sequence[AtWork]) -> Estimate:
        """The same, but that files in work tell of themselves, too."""
        now = Estimate(self._workers)
        now._texts, now._took, now._loadings = list(self._texts), list(self._took), self._loadings
        now._pictures, now._recognising = self._pictures, self._recognising
        for work in moving:
            share = work.share or 1.0
            if work.weight.pictures:  # its text is taken for as dear as that of others
                pictures, seconds = work.recognised or (share * work.weight.pictures, work.seconds)
                text = self.seconds_for(Weight(0.0, work.weight.kilobytes, work.weight.files)) / work.weight.pictures
                now._pictures += pictures
                now._recognising += max(0.0, seconds - pictures * text)
            else:
                now._texts.append(_row(work.weight))
                now._took.append(work.seconds / share)
        return now

    def _rest(self, work: AtWork, *, loads: bool) -> float:
        expected = self.seconds_for(work.weight, loads)
        if work.recognised:
            pictures, seconds = work.recognised
            whole = (self.seconds_for(work.weight) + seconds / pictures * work.weight.pictures) / 2
            return (1 - (work.share or 0.0)) * whole
        rest = max(expected - work.seconds, _LEAST_SHARE * expected)
        if work.share is not None and work.share >= _TELLING:  # understanding comes behind the last page
            own = max(0.0, work.seconds - self.seconds_for(NOTHING, loads))
            rest = (rest + own * (1 - work.share) / work.share) / 2
        return rest


def _fitted(rows: Sequence[Vector], took: Sequence[float]) -> tuple[Vector, float]:
    """Seconds a kilobyte and a file, and how much slower the machine is than expected."""
    if not rows:
        return _TEXT, 1.0
    expected = [max(float(row @ _TEXT), _LEAST_EXPECTED) for row in rows]
    speed = float(
        np.exp(sum(np.log(max(t, 1e-3) / e) for t, e in zip(took, expected, strict=True)) / (len(rows) + _DOUBT))
    )
    likely = _TEXT * speed
    left, right = np.diag(_TRUST / likely**2), _TRUST / likely
    for row, seconds, usual in zip(rows, took, expected, strict=True):
        scale = 1 / (usual * speed) ** 2
        left, right = left + np.outer(row, row) * scale, right + row * seconds * scale
    rates: Vector = np.clip(np.linalg.solve(left, right), likely / 100, None)
    return rates, speed


def _row(weight: Weight) -> Vector:
    return np.array([weight.kilobytes, weight.files])
