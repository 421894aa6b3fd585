"""`--engine ray`: documents are read on many machines, by actors that may die, node and all.

An actor keeps a worker of the same kind as a local run has: a document that hangs, crashes or hungers ends that worker,
and the actor says which it was. So an actor dies with its node only, and what it was at is read elsewhere.

The machines see inputs and dataset under the same paths, and have the same version of the program. Results come to
lie in the same store as those of local workers: what a machine has finished does not die with it.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ziping.pipeline.errors import StoreError, UsageError
from ziping.pipeline.execution.result import Failure
from ziping.pipeline.execution.workers import Workers
from ziping.pipeline.options import Options, usable_cores

if TYPE_CHECKING:
    from types import ModuleType

Job = TypeVar("Job")
Done = TypeVar("Done")

ATTEMPTS = 3  # so many nodes may die while they are at one document; then it is laid to the document
_AHEAD = 2  # jobs that an actor is given at a time: the next one waits there, not here
_POLL_SECONDS = 1.0
_DESERTED_SECONDS = 60.0  # so long a cluster may be without any machine that works: one may be starting again


class _Reader:
    """Runs on a node. Its worker loads the program, and whatever models it needs, once."""

    def __init__(self, options: Options) -> None:
        self._workers = Workers(1, options)

    def ready(self) -> None:
        """Answers when the actor has started."""

    def do(self, work: Callable[[Any], Any], job: Any) -> Any:  # noqa: ANN401 - whatever the caller wants done
        self._workers.give(work, job)
        ((_, outcome),) = self._workers.take()
        return outcome


@dataclass(slots=True)
class _Task:
    """A job at work: with which actor, and the how manieth time."""

    job: Any
    actor: Any
    attempt: int


def run_on_cluster(
    work: Callable[[Job], Done], jobs: Iterable[Job], options: Options
) -> Generator[tuple[Job, Done | Failure]]:
    """Does every job in an actor of the cluster; otherwise as `ziping.pipeline.execution.workers.run_all`.

    Raises:
        UsageError: when Ray is not installed or no cluster is running.
        StoreError: when a result cannot be written.
    """
    source = iter(jobs)
    first = list(itertools.islice(source, 1))
    if first:
        with contextlib.redirect_stdout(sys.stderr), _connected() as ray:  # Ray speaks on stdout, where results belong
            crew = _Crew(ray, options)
            try:
                yield from crew.run(work, itertools.chain(first, source))
            finally:
                crew.dismiss()


@contextlib.contextmanager
def _connected() -> Iterator[ModuleType]:
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs Ray. Install it with: pip install 'ziping[ray]'") from error
    ours = not ray.is_initialized()
    if ours:
        try:
            ray.init(address="auto", log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UsageError(
                "--engine ray: no cluster is running here. Start one with `ray start --head`, join other machines with "
                "`ray start --address=HEAD:6379`, or set RAY_ADDRESS; or leave the option out to use this machine alone."
            ) from error
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()


class _Crew:
    """The actors, and who is at what."""

    def __init__(self, ray: ModuleType, options: Options) -> None:
        self._ray, self._options = ray, options
        cores = int(ray.cluster_resources().get("CPU", 1))
        self._size = cores if options.jobs == usable_cores() else min(options.jobs, cores)
        self._kind = ray.remote(num_cpus=1, max_restarts=0)(_Reader)
        self._idle: list[Any] = []  # an actor stands there once for every job that it can still be given
        self._tasks: dict[Any, _Task] = {}
        self._starting: dict[Any, Any] = {}
        self._lost_actors: set[Any] = set()
        self._seen = time.monotonic()  # when there was somebody at work, or a machine to work

    def run(self, work: Callable[[Job], Done], jobs: Iterable[Job]) -> Generator[tuple[Job, Done | Failure]]:
        waiting, again = iter(jobs), list[tuple[Any, int]]()
        for _ in range(self._size):
            self._hire()
        more = True
        while True:
            while self._idle and (again or more):
                job, attempt = again.pop() if again else (next(waiting, None), 1)
                if job is None:
                    more = False
                    break
                self._give(work, job, attempt)
            if not self._tasks and not again and not more:
                return
            self._ray.wait([*self._tasks, *self._starting], num_returns=1, timeout=_POLL_SECONDS)
            self._take_in_new_actors()
            self._see_who_is_left()
            for job, outcome, attempt in self._ended():
                if isinstance(outcome, _Died) and attempt < ATTEMPTS:
                    again.append((job, attempt + 1))
                else:
                    yield job, outcome.failure if isinstance(outcome, _Died) else outcome

    def dismiss(self) -> None:
        """Ends all actors, whatever they are at."""
        for actor in {*self._at_work(), *self._starting.values()}:
            self._ray.kill(actor)

    def _hire(self) -> None:
        actor = self._kind.remote(self._options)
        self._starting[actor.ready.remote()] = actor

    def _take_in_new_actors(self) -> None:
        ready, _ = (
            self._ray.wait(list(self._starting), num_returns=len(self._starting), timeout=0)
            if self._starting
            else ([], [])
        )
        for reference in ready:
            actor = self._starting.pop(reference)
            try:
                self._ray.get(reference)
            except self._ray.exceptions.RayActorError:  # its node died before it began
                if self._cores() > len(self._at_work()) + len(self._starting):
                    self._hire()
            else:
                self._idle.extend([actor] * _AHEAD)

    def _see_who_is_left(self) -> None:
        """Nobody waits for ever for machines that are gone."""
        now = time.monotonic()
        if self._at_work() or self._cores():
            self._seen = now
        elif now - self._seen > _DESERTED_SECONDS:
            raise StoreError(
                "No machine of the cluster is left to read. What has been read is kept: start machines with "
                "`ray start --address=HEAD:6379`, and run the same command again."
            )

    def _at_work(self) -> set[Any]:
        return {*self._idle, *(task.actor for task in self._tasks.values())}

    def _cores(self) -> int:
        return int(self._ray.cluster_resources().get("CPU", 0))

    def _give(self, work: Callable[[Any], Any], job: Any, attempt: int) -> None:  # noqa: ANN401 - any job
        actor = self._idle.pop()
        self._tasks[actor.do.remote(work, job)] = _Task(job, actor, attempt)

    def _ended(self) -> list[tuple[Any, Any, int]]:
        """Jobs that have ended, with what came of each."""
        if not self._tasks:
            return []
        ready, _ = self._ray.wait(list(self._tasks), num_returns=len(self._tasks), timeout=0)
        ended = []
        for reference in ready:
            task = self._tasks.pop(reference)
            ended.append((task.job, self._outcome(reference, task), task.attempt))
        return ended

    def _outcome(self, reference: Any, task: _Task) -> Any:  # noqa: ANN401 - whatever the job gives
        exceptions = self._ray.exceptions
        try:
            outcome = self._ray.get(reference)
        except exceptions.RayTaskError as error:
            if isinstance(error.cause, StoreError):
                raise error.cause from None
            self._idle.append(task.actor)
            raise
        except exceptions.OutOfMemoryError:
            self._lost(task.actor)
            message = "The machines that read it ran out of memory. Start fewer workers with --jobs N."
            return _Died(Failure("worker", "out-of-memory", message))
        except (exceptions.RayActorError, exceptions.ObjectLostError):
            self._lost(task.actor)
            message = f"{ATTEMPTS} machines were lost while they read it. Other files are not affected."
            return _Died(Failure("worker", "crashed", message))
        self._idle.append(task.actor)
        return outcome

    def _lost(self, actor: Any) -> None:  # noqa: ANN401 - Ray's
        """An actor has died: another takes its place, once for all that it was given."""
        if actor not in self._lost_actors:
            self._lost_actors.add(actor)
            self._idle = [other for other in self._idle if other != actor]
            self._hire()


@dataclass(frozen=True, slots=True)
class _Died:
    """An actor has died; and what its job comes to, where that was the last attempt."""

    failure: Failure
