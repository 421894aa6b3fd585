"""What is said of the time left."""

from __future__ import annotations

import heapq
import random

import pytest

from tests.reading.rawpdf import stream, text, write
from ziping.pipeline.execution.estimate import AtWork, Estimate
from ziping.pipeline.inputs.weighing import NOTHING, Weight, weigh

WORKERS = 2
SCANNED, LOADING = 6.5, 5.0  # seconds a page, and those that each worker needs once before it


def mixed(dice: random.Random, count: int = 100) -> list[tuple[Weight, float]]:
    """Files as deliveries hold them, and how long each takes on a machine that is slower or faster than expected."""
    machine, found = dice.choice((0.4, 1.0, 2.5)), []
    for _ in range(count):
        kind = dice.random()
        noise = dice.lognormvariate(0, 0.25)
        if kind < 0.3:  # scanned
            pages = dice.randint(2, 40)
            found.append((Weight(pages, 3.0 * pages), machine * SCANNED * pages * noise))
        else:
            pages = dice.randint(1, 12) if kind < 0.9 else dice.randint(60, 300)
            size = pages * dice.uniform(5, 15)
            found.append((Weight(0, size), machine * (0.1 + 0.06 * pages) * noise))
    return found


def run(files: list[tuple[Weight, float]]) -> tuple[float, list[tuple[float, float]]]:
    """Begin and end of each file in a pool of workers, and when all is done."""
    free, times = [(0.0, worker) for worker in range(WORKERS)], []
    loaded = set()
    for weight, seconds in files:
        start, worker = heapq.heappop(free)
        once = LOADING * (weight.pictures > 0 and worker not in loaded)
        loaded |= {worker} if weight.pictures else set()
        stop = start + seconds + once
        times.append((start, stop))
        heapq.heappush(free, (stop, worker))
    return max(stop for stop, _ in free), times


def test_at_a_tenth_of_a_run_of_mixed_files_the_time_left_is_known():
    """Within 30% of the truth; a run whose one file of 300 pages comes last may be farther off."""
    far = [seed for seed in range(60) if abs(error(seed)) > 0.3]
    assert len(far) <= 4


def error(seed: int) -> float:
    """By how much what is said at a tenth of a run differs from the truth, as a part of it."""
    files = mixed(random.Random(seed))
    whole, times = run(files)
    now = whole / 10
    estimate, waiting, at_work = Estimate(), NOTHING, []
    for (weight, _), (start, stop) in zip(files, times, strict=True):
        if stop <= now:
            estimate.learn(weight, stop - start)
        elif start <= now:
            at_work.append(AtWork(weight, now - start, (now - start) / (stop - start)))
        else:
            waiting += weight
    left = estimate.left(waiting, at_work, now)
    assert left is not None
    return left / (whole - now) - 1


def test_scanned_pages_are_told_from_text_ones():
    estimate = Estimate()
    for _ in range(5):
        estimate.learn(Weight(0, 300), 0.6)
        estimate.learn(Weight(10, 30), 20.0)
    assert estimate.seconds_for(Weight(20, 60)) == pytest.approx(40, rel=0.2)
    assert estimate.seconds_for(Weight(0, 600)) == pytest.approx(1.2, rel=0.5)


def test_what_each_worker_does_once_is_not_to_come_again():
    """The first scanned files took a minute more, in which the networks were loaded."""
    estimate = Estimate(WORKERS)
    for _ in range(10):
        estimate.learn(Weight(0, 150), 1.0)
    for seconds in (66.0, 66.0, 6.0, 6.0, 6.0):
        estimate.learn(Weight(1), seconds)
    left = estimate.left(Weight(10, 10, 10), [], 250.0)  # ten pages more, of six seconds each; not of thirty
    assert 45 < left < 105


def test_nothing_is_said_before_anything_is_known():
    assert Estimate().left(Weight(3, 3), [AtWork(Weight(1), 2.0)], 2.0) is None


def test_a_long_document_moves():
    estimate = Estimate()
    early = estimate.left(NOTHING, [AtWork(Weight(0, 3000), 10.0, 0.1)], 10.0)
    late = estimate.left(NOTHING, [AtWork(Weight(0, 3000), 90.0, 0.9)], 90.0)
    assert late < early / 3


def test_what_a_file_weighs(tmp_path):
    assert weigh(write(tmp_path / "text.pdf", text(60, 60, "自评报告"))).pictures == 0
    picture = stream("/Type /XObject /Subtype /Image /Width 1654 /Height 2339 /BitsPerComponent 8", b"x" * 50_000)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n" + picture + b"\nendobj\n")
    found = weigh(tmp_path / "scan.pdf")
    assert (found.pictures, found.kilobytes < 1) == (1, True)
    small = stream("/Subtype /Image /Width 120 /Height 80", b"x")
    (tmp_path / "seal.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n" + small)
    assert weigh(tmp_path / "seal.pdf").pictures == 0
    (tmp_path / "page.png").write_bytes(b"x" * 5000)
    assert weigh(tmp_path / "page.png").pictures == 1
