"""What is said of the time left."""

from __future__ import annotations

import heapq
import math
import random
import statistics
from typing import NamedTuple

import pytest

from tests.reading.rawpdf import stream, text, write
from ziping.pipeline.execution.estimate import AtWork, Estimate
from ziping.pipeline.execution.result import Recognition
from ziping.pipeline.inputs.types import Input
from ziping.pipeline.inputs.weighing import Weight, scanned_first, weigh

WORKERS = 2


class Read(NamedTuple):
    """A file, and the seconds that it takes but for the loading of what recognises."""

    weight: Weight
    text: float
    recognising: float = 0.0


def mixed(dice: random.Random, count: int = 100) -> list[Read]:
    """Files as deliveries hold them, and how long each takes on a machine that is slower or faster than expected. One of the
    shortest that are scanned is read first."""
    machine, scans, scanned = dice.choice((0.4, 1.0, 2.5)), dice.choice((0.08, 0.3)), dice.choice((4.0, 6.5, 13.0))
    found = []
    for _ in range(count):
        kind = dice.random()
        noise, noise_scanned = dice.lognormvariate(0, 0.25), dice.lognormvariate(0, 0.25)
        if kind < scans:
            pages = dice.randint(1, 40) if kind < scans / 2 else dice.randint(1, 3)
            recognising = machine * scanned * pages * noise_scanned
            found.append(Read(Weight(pages, 3.0 * pages), machine * 0.2 * pages * noise, recognising))
        else:
            pages = dice.randint(1, 12) if kind < 0.9 else dice.randint(60, 300)
            found.append(Read(Weight(0, pages * dice.uniform(5, 15)), machine * (0.1 + 0.06 * pages) * noise))
    return sorted(found, key=lambda file: not 0 < file.weight.pictures <= 3)[:1] + found


def run(files: list[Read], loading: float) -> tuple[float, list[tuple[float, float, float]]]:
    """Begin and end of each file in a pool of workers with the seconds of loading in it, and when all is done."""
    free, times = [(0.0, worker) for worker in range(WORKERS)], []
    loaded = set()
    for file in files:
        start, worker = heapq.heappop(free)
        once = loading * (file.recognising > 0 and worker not in loaded)
        loaded |= {worker} if file.recognising else set()
        stop = start + file.text + file.recognising + once
        times.append((start, stop, once))
        heapq.heappush(free, (stop, worker))
    return max(stop for _, stop, _ in times), times


def test_at_a_tenth_of_a_run_of_mixed_files_the_time_left_is_known():
    """Within 30% of the truth, but for runs that one or two files decide which nobody has begun by then."""
    errors = [error(seed) for seed in range(60)]
    assert sum(abs(e) > 0.3 for e in errors) <= 10
    assert abs(statistics.median(errors)) <= 0.1


def error(seed: int) -> float:
    """By how much what is said at a tenth of a run differs from the truth, as a part of it."""
    dice = random.Random(seed)
    files = mixed(dice)
    whole, times = run(files, loading=dice.choice((1.0, 5.0, 40.0)))
    now = whole / 10
    estimate, waiting, at_work = Estimate(WORKERS), [], []
    for file, (start, stop, once) in zip(files, times, strict=True):
        if stop <= now:
            estimate.learn(file.weight, stop - start, Recognition(file.recognising, once))
        elif start <= now:
            count = max(1, int(file.weight.pictures))
            share = int(count * max(0.0, now - start - once) / (stop - start - once)) / count  # pages that are done
            first = once + (stop - start - once) / count
            at_work.append(AtWork(file.weight, now - start, share, first if now - start > first else None))
        else:
            waiting.append(file.weight)
    left = estimate.left(waiting, at_work, now)
    return math.inf if left is None else left / (whole - now) - 1


def test_scanned_pages_are_told_from_text_ones():
    estimate = Estimate()
    for _ in range(5):
        estimate.learn(Weight(0, 300), 0.6)
        estimate.learn(Weight(10, 30), 20.0, Recognition(19.9))
    assert estimate.seconds_for(Weight(20, 60)) == pytest.approx(40, rel=0.2)
    assert estimate.seconds_for(Weight(0, 600)) == pytest.approx(1.2, rel=0.5)


def test_pictures_that_are_not_recognised_cost_hardly_anything():
    estimate = Estimate()
    for _ in range(20):
        estimate.learn(Weight(2, 300), 0.6)  # grounds of printed pages, or scans that are not to be recognised
    assert estimate.seconds_for(Weight(40, 6000, 20)) == pytest.approx(12, rel=0.3)


def test_what_scans_took_last_counts_most():
    """Others have stopped using the machine."""
    estimate = Estimate()
    for seconds in (60.0, 60.0, 60.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0):
        estimate.learn(Weight(1), seconds + 0.1, Recognition(seconds))
    assert estimate.seconds_for(Weight(1)) < 16


def test_what_each_worker_does_once_is_not_to_come_again():
    """The first scanned files took a minute more, in which the networks were loaded."""
    estimate = Estimate(WORKERS)
    for _ in range(10):
        estimate.learn(Weight(0, 150), 1.0)
    for seconds, loading in ((66.0, 60.0), (66.0, 60.0), (6.0, 0.0), (6.0, 0.0), (6.0, 0.0)):
        estimate.learn(Weight(1), seconds, Recognition(5.9, loading))
    left = estimate.left([Weight(1, 1)] * 10, [], 150.0)  # ten pages more, of six seconds each; not of thirty
    assert 45 < left < 105


def test_nothing_is_said_before_anything_is_known():
    assert Estimate().left([Weight(3, 3)], [AtWork(Weight(1), 2.0)], 2.0) is None


def test_a_long_document_moves():
    estimate = Estimate()
    early = estimate.left([], [AtWork(Weight(0, 3000), 10.0, 0.1)], 10.0)
    late = estimate.left([], [AtWork(Weight(0, 3000), 90.0, 0.9)], 90.0)
    assert late < early / 3


def test_a_long_file_at_the_end_is_waited_for_by_all():
    estimate = Estimate(WORKERS)
    for _ in range(20):
        estimate.learn(Weight(0, 100), 1.0)
    even, last = [Weight(0, 1000)] * 4, [Weight(0, 100)] * 20 + [Weight(0, 2000)]
    assert estimate.left(last, [], 10.0) > 1.3 * estimate.left(even, [], 10.0)


def test_pages_behind_the_first_tell_what_a_page_takes_before_anything_is_done():
    """Forty seconds for loading and the first page, two for each of the next four."""
    estimate = Estimate(1)
    left = estimate.left([Weight(10)], [AtWork(Weight(10), 48.0, 0.5, 40.0)], 48.0)
    assert 20 < left < 40


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


def test_a_short_scanned_file_is_read_first(tmp_path):
    """And nothing is moved where none is, or where few files are."""
    files = []
    for n in range(12):
        picture = stream("/Type /XObject /Subtype /Image /Width 1654 /Height 2339", b"x") if n in {4, 7} else b""
        path = tmp_path / f"{n}.pdf"
        path.write_bytes(b"%PDF-1.7\n" + (picture + b"\n") * (5 if n == 4 else 1))  # the first of them is long
        files.append(Input(path, path.name, path.stat().st_size))
    assert [f.path for f in scanned_first(files)] == [f"{n}.pdf" for n in (7, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11)]
    assert scanned_first(files[:7] + files[8:]) == files[:7] + files[8:]
    assert scanned_first(files[3:9]) == files[3:9]
    lost = [*files[:5], Input(tmp_path / "gone.pdf", "gone.pdf", 9), *files[5:]]
    assert scanned_first(lost)[0].path == "7.pdf"
