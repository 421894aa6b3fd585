"""Workers may die; the run does not."""

import os
import signal
import subprocess
import sys

import pytest

from tests.execution import jobs
from tests.pipeline.files import PATIENCE
from ziping.pipeline.errors import StoreError
from ziping.pipeline.execution import workers
from ziping.pipeline.execution.workers import Workers, run_all
from ziping.pipeline.options import Options

MEGABYTE = 1024**2


def outcomes(work, *given, **options):
    return dict(run_all(work, given, Options(**{"jobs": 2, **options})))


def test_every_job_is_done():
    assert outcomes(jobs.do, "a", "b", "c", "d", "e") == {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}


def test_no_job_starts_no_worker(monkeypatch):
    def refuse(*args):
        raise AssertionError("a worker was started")

    monkeypatch.setattr(workers, "_Worker", refuse)
    assert outcomes(jobs.do) == {}


@pytest.mark.parametrize("count", [1, 2])
def test_a_death_costs_one_job_its_result_and_no_other(count):
    found = outcomes(jobs.do, "a", "crash", "b", "kill", "c", "exit", "d", jobs=count)
    assert {k: v for k, v in found.items() if k in "abcd"} == {"a": "A", "b": "B", "c": "C", "d": "D"}
    errors = {k: (v.stage, v.error) for k, v in found.items() if k not in "abcd"}
    assert errors == dict.fromkeys(["crash", "kill", "exit"], ("worker", "crashed"))
    assert "SIGSEGV" in found["crash"].message
    assert "SIGKILL" in found["kill"].message


def test_every_death_is_laid_to_its_job():
    """Also where workers die as soon as they are given one."""
    found = dict(run_all(jobs.die_often, range(60), Options(jobs=3)))
    assert {job for job, outcome in found.items() if outcome == job} == {n for n in range(60) if n % 3}
    assert {outcome.error for job, outcome in found.items() if job % 3 == 0} == {"crashed"}
    assert len(found) == 60


def test_a_worker_that_dies_idle_is_replaced():
    crew = Workers(1, Options(jobs=1))
    try:
        crew.give(jobs.own_id, 1)
        ((_, first),) = crew.take()
        os.kill(first, signal.SIGKILL)
        crew.give(jobs.own_id, 2)
        ((_, second),) = crew.take()
    finally:
        crew.stop()
    assert first != second


def test_the_death_of_what_starts_workers_is_survived():
    from multiprocessing import forkserver

    found = {}
    for job, outcome in run_all(jobs.nap, range(8), Options(jobs=2)):
        found[job] = outcome
        if len(found) == 2:
            os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)
    assert found.keys() == set(range(8))
    died = [job for job, outcome in found.items() if outcome != job]
    assert len(died) <= 2
    assert all(found[job].error == "crashed" for job in died)


def test_workers_are_replaced_after_some_hundred_jobs(monkeypatch):
    monkeypatch.setattr(workers, "_JOBS_A_WORKER", 3)
    found = [pid for _, pid in run_all(jobs.own_id, range(9), Options(jobs=1))]
    assert [found.count(pid) for pid in dict.fromkeys(found)] == [3, 3, 3]


def test_where_no_worker_can_begin_the_run_ends(monkeypatch):
    monkeypatch.setattr(workers, "serve", jobs.stillborn)
    with pytest.raises(StoreError, match="No worker process"):
        outcomes(jobs.do, "a")


@pytest.mark.parametrize("job", ["raise", "return"])
def test_what_cannot_be_sent_is_told(job):
    with pytest.raises(Exception, match="Unsendable"):
        outcomes(jobs.unspeakable, job)


def test_a_hang_ends_at_the_time_limit():
    found = outcomes(jobs.do, "hang", "a", timeout=5)
    assert found["a"] == "A"
    assert found["hang"].error == "timeout"
    assert "--timeout" in found["hang"].message


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
        "from tests.execution import jobs\nfrom ziping.pipeline.execution.workers import run_all\nfrom ziping.pipeline.options import Options\n"
        "print([r for _, r in run_all(jobs.do, ['a', 'main'], Options(jobs=1))])\n"
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=PATIENCE, check=False, env={"PYTHONPATH": "."}
    )
    assert done.stdout.split("\n")[0] == "once"
    assert done.stdout.count("once") == 1
    assert "'A'" in done.stdout


def test_ctrl_c_leaves_no_worker_behind(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.execution import jobs\nfrom ziping.pipeline.execution.workers import run_all\nfrom ziping.pipeline.options import Options\n"
        "try:\n"
        "    for job, _ in run_all(jobs.nap, range(1000), Options(jobs=2)):\n"
        "        print(job, flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped', flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": "."})
    assert child.stdout.readline()
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=PATIENCE)
    assert "stopped" in out
    assert child.returncode == 0


def test_workers_do_not_search_for_cycles_all_the_time():
    ((_, found),) = run_all(jobs.objects_until_cycles_are_searched, [1], Options(jobs=1))
    assert found >= 50_000
