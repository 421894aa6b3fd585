"""Workers may die; the run does not."""

import signal
import subprocess
import sys
import time

import pytest

from pipeline.errors import StoreError
from pipeline.options import Options
from pipeline.workers import run_all
from tests.house import jobs

MEGABYTE = 1024**2


def outcomes(work, *given, **options):
    return dict(run_all(work, given, Options(**{"jobs": 2, **options})))


def test_every_job_is_done():
    assert outcomes(jobs.do, "a", "b", "c", "d", "e") == {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}


def test_no_job_starts_no_worker():
    started = time.monotonic()
    assert outcomes(jobs.do) == {}
    assert time.monotonic() - started < 0.1


@pytest.mark.parametrize("count", [1, 2])
def test_a_death_costs_one_job_its_result_and_no_other(count):
    found = outcomes(jobs.do, "a", "crash", "b", "kill", "c", "exit", "d", jobs=count)
    assert {k: v for k, v in found.items() if k in "abcd"} == {"a": "A", "b": "B", "c": "C", "d": "D"}
    errors = {k: (v.stage, v.error) for k, v in found.items() if k not in "abcd"}
    assert errors == dict.fromkeys(["crash", "kill", "exit"], ("worker", "crashed"))
    assert "SIGSEGV" in found["crash"].message
    assert "SIGKILL" in found["kill"].message


def test_a_hang_ends_at_the_time_limit():
    started = time.monotonic()
    found = outcomes(jobs.do, "hang", "a", timeout=1)
    assert found["a"] == "A"
    assert found["hang"].error == "timeout"
    assert "--timeout" in found["hang"].message
    assert time.monotonic() - started < 10


def test_hunger_ends_at_the_memory_limit():
    found = outcomes(jobs.do, "hog", "a", memory=400 * MEGABYTE)
    assert found["a"] == "A"
    assert found["hog"].error == "out-of-memory"


def test_a_result_that_cannot_be_written_ends_the_run():
    with pytest.raises(StoreError, match="disk is full"):
        outcomes(jobs.do, "disk full")


def test_jobs_are_taken_as_they_can_be_done():
    taken = []

    def source():
        for n in range(100):
            taken.append(n)
            yield n

    results = run_all(jobs.nap, source(), Options(jobs=2))
    next(results)
    results.close()
    assert len(taken) < 10


def test_a_script_without_a_main_guard_is_not_run_again_in_the_workers(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\n"
        "from tests.house import jobs\nfrom pipeline.workers import run_all\nfrom pipeline.options import Options\n"
        "print([r for _, r in run_all(jobs.do, ['a', 'main'], Options(jobs=1))])\n"
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False, env={"PYTHONPATH": "."}
    )
    assert done.stdout.split("\n")[0] == "once"
    assert done.stdout.count("once") == 1
    assert "'A'" in done.stdout


def test_ctrl_c_leaves_no_worker_behind(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.house import jobs\nfrom pipeline.workers import run_all\nfrom pipeline.options import Options\n"
        "try:\n"
        "    for job, _ in run_all(jobs.nap, range(1000), Options(jobs=2)):\n"
        "        print(job, flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped', flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": "."})
    assert child.stdout.readline()
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=15)
    assert "stopped" in out
    assert child.returncode == 0
