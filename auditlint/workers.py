"""Work on what strangers made, in processes that may hang, swell or die without harm.

A worker has a limit of time for each task and one of memory. One that passes its limit or dies
is replaced; its task gets a problem for an answer and the other tasks go on. This bounds what a
file can cost. It is no sandbox: a worker has the rights of its user.

Workers are forked on Linux, where that takes milliseconds, and spawned elsewhere and where other
threads run, as a fork would copy their locks.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import connection, process
from types import TracebackType
from typing import Any, Self, TypeVar

from auditlint.deadline import OutOfTimeError, deadline
from auditlint.settings import MEGABYTE, Limits
from auditlint.values import dataclass

T = TypeVar("T")

#: How often a task is tried whose worker somebody ends, perhaps for another's sake.
_TRIES = 2
#: Seconds of processor time that a worker may take beyond the time limit of its task.
_SLACK = 10
#: Allocations between two collections in a worker: the second reader leaves much that only a
#: collection frees, and looking through what lives takes its time.
_COLLECT_AFTER = 500_000, 100, 100
_READY, _VALUE, _PROBLEM = b"r", b"v", b"p"


class NoWorkersError(Exception):
    """No worker can be started here."""


class BrokeOffError(Exception):
    """A worker died; ``signal`` is what killed it, 0 where it ended by itself."""

    def __init__(self, signal: int = 0) -> None:
        super().__init__(signal)
        self.signal = signal


@dataclass(frozen=True, slots=True)
class Task:
    """A function that can be pickled and what it is called with.

    The tasks of one ``group`` share one limit of time, from the start of the first.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    group: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The pickled value that a task gave, or its problem: what it raised, ``TimeoutError``,
    ``MemoryError`` or ``BrokeOffError``."""

    payload: bytes = b""
    problem: Exception | None = None

    def value(self) -> Any:
        """The value; raises the problem."""
        if self.problem is not None:
            raise self.problem
        return pickle.loads(self.payload)


def start_method() -> str:
    """How workers are started."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if alone else "spawn"


class Crew:
    """Workers for a while; leaving the context ends them."""

    def __init__(self, limits: Limits, size: int = 1) -> None:
        self.limits = limits
        self.size = size
        self._context = multiprocessing.get_context(start_method())
        self._idle: list[_Worker] = []
        self._busy: dict[Any, _Busy] = {}
        self._lived = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in (*self._idle, *(busy.worker for busy in self._busy.values())):
            worker.end()
        self._idle.clear()
        self._busy.clear()

    def give_up(self) -> None:
        """Ends the workers that are busy; what they were at has no answer."""
        for busy in self._busy.values():
            busy.worker.end()
        self._busy.clear()

    def answers(self, tasks: Sequence[Task]) -> Iterator[Answer]:
        """The answers in the order of the tasks, each as soon as those before it are given.

        Workers begin at once, before an answer is asked for. Raises ``NoWorkersError`` where not
        one worker lives.
        """
        run = _Run(tasks, self.limits.timeout)
        self._hand_out(run)
        return self._awaited(run)

    def _awaited(self, run: _Run) -> Iterator[Answer]:
        for index in range(len(run.tasks)):
            while index not in run.done:
                self._hand_out(run)
                if index not in run.done:
                    self._take()
            self._hand_out(run)  # so that no worker waits for what is made of the answer
            yield run.done.pop(index)

    def _hand_out(self, run: _Run) -> None:
        """Gives every free worker a task that waits."""
        while run.waiting:
            if len(self._busy) >= self.size:
                self._take(patience=0)
                if len(self._busy) >= self.size:
                    return
            at = run.waiting.popleft()
            start = run.begun.setdefault(run.tasks[at].group, time.monotonic())
            deadline = start + run.seconds if run.seconds else float("inf")
            if deadline <= time.monotonic():
                run.done[at] = Answer(problem=TimeoutError())
            elif not self._give(run, at, deadline):
                run.waiting.appendleft(at)

    def _give(self, run: _Run, at: int, deadline: float) -> bool:
        """Hands a task to a worker; ``False`` if the worker turned out to be dead."""
        task = run.tasks[at]
        worker = self._idle.pop() if self._idle else self._started()
        try:
            worker.line.send_bytes(pickle.dumps((task.function, task.arguments, run.seconds)))
        except OSError:
            worker.end()
            return False
        run.tries[at] += 1
        self._busy[worker.line] = _Busy(worker, run, at, deadline)
        return True

    def _started(self) -> _Worker:
        try:
            worker = _Worker(self._context, self.limits.memory)
        except (OSError, AssertionError) as problem:  # a daemonic process may have no children
            raise NoWorkersError from problem
        try:
            worker.line.recv_bytes()
        except (EOFError, OSError) as problem:
            worker.end()
            if not self._lived:
                raise NoWorkersError from problem
        self._lived = True
        return worker

    def _take(self, patience: float = float("inf")) -> None:
        """Waits until workers answer, die or pass their time, ``patience`` seconds at most."""
        if not self._busy:
            return
        nearest = min(busy.deadline for busy in self._busy.values())
        left = min(max(nearest - time.monotonic(), 0), patience)
        for line in connection.wait(list(self._busy), None if left == float("inf") else left):
            busy = self._busy.pop(line)
            busy.run.take(busy.task, self._answer(busy.worker))
        now = time.monotonic()
        for line, busy in list(self._busy.items()):
            if busy.deadline <= now:
                del self._busy[line]
                busy.worker.end()
                busy.run.take(busy.task, Answer(problem=TimeoutError()))

    def _answer(self, worker: _Worker) -> Answer:
        try:
            kind = worker.line.recv_bytes()
            payload = worker.line.recv_bytes()
        except (EOFError, OSError):
            status = worker.end(grace=5)
            if status == -getattr(signal, "SIGXCPU", 0):
                return Answer(problem=TimeoutError())
            return Answer(problem=BrokeOffError(max(-status, 0)))
        if kind == _VALUE:
            self._idle.append(worker)
            return Answer(payload)
        problem = pickle.loads(payload)
        if isinstance(problem, MemoryError):
            worker.end()  # what it holds is not given back
        else:
            self._idle.append(worker)
        return Answer(problem=problem)


class _Run:
    """The tasks of one call: by position those that wait, how often each was tried, when each
    group began, and the answers that came before their turn."""

    def __init__(self, tasks: Sequence[Task], seconds: float) -> None:
        self.tasks = tasks
        self.seconds = seconds
        self.waiting = deque(range(len(tasks)))
        self.tries = [0] * len(tasks)
        self.begun: dict[int, float] = {}
        self.done: dict[int, Answer] = {}

    def take(self, at: int, answer: Answer) -> None:
        """The answer to the task at ``at``, which is tried again if its worker was ended."""
        if _was_ended(answer.problem) and self.tries[at] < _TRIES:
            self.waiting.appendleft(at)
        else:
            self.done[at] = answer


@dataclass(frozen=True, slots=True)
class _Busy:
    worker: _Worker
    run: _Run
    task: int
    deadline: float


class _Worker:
    """A worker process and the line to it."""

    def __init__(self, context: Any, memory: int) -> None:
        self.line, far = context.Pipe()
        try:
            self._process: process.BaseProcess = context.Process(
                target=_serve, args=(far, memory), daemon=True
            )
            with _undisturbed():
                self._process.start()
        except BaseException:
            self.line.close()
            raise
        finally:
            far.close()

    def end(self, grace: float = 0) -> int:
        """Ends the process if it still runs; returns its exit status, negative for a signal.

        One that is dying by itself gets ``grace`` seconds, for its status says what happened.
        """
        self.line.close()
        self._process.join(grace)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return self._process.exitcode or 0


def _was_ended(problem: Exception | None) -> bool:
    """Whether a worker died of a signal from outside, not of its task."""
    from_outside = {getattr(signal, name, 0) for name in ("SIGKILL", "SIGTERM", "SIGHUP")}
    return isinstance(problem, BrokeOffError) and problem.signal in from_outside


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets Ctrl-C wait; a process that is started meanwhile never hears it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Any, memory: int) -> None:
    """What a worker does until its line is closed."""
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _bound_memory(memory)
    gc.set_threshold(*_COLLECT_AFTER)
    with suppress(OSError):  # what a crashing library complains of is told by the parent
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(EOFError, OSError):
        line.send_bytes(_READY)
        while True:
            function, arguments, seconds = pickle.loads(line.recv_bytes())
            _bound_time(seconds)
            kind, payload = _done(function, arguments)
            line.send_bytes(kind)
            line.send_bytes(payload)


def _done(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bytes, bytes]:
    try:
        return _VALUE, pickle.dumps(function(*arguments), protocol=5)
    except MemoryError:
        return _PROBLEM, pickle.dumps(MemoryError())
    except Exception as problem:
        try:
            payload = pickle.dumps(problem)
            pickle.loads(payload)
        except Exception:
            payload = pickle.dumps(RuntimeError(f"{type(problem).__name__}: {problem}"))
        return _PROBLEM, payload
    except BaseException as problem:  # a panic of a library in Rust
        return _PROBLEM, pickle.dumps(RuntimeError(f"{type(problem).__name__}: {problem}"))


def _bound_memory(megabytes: int) -> None:
    """At most so much more address space than now, and no dump of a document if it crashes."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if not megabytes:
        return
    with suppress(ValueError, OSError):
        limit = _address_space() + megabytes * MEGABYTE
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        bounds = [limit, *(given for given in (soft, hard) if given != resource.RLIM_INFINITY)]
        resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))


def _bound_time(seconds: float) -> None:
    """So that a worker whose parent was killed does not run for ever."""
    if not seconds:
        return
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime + seconds) + _SLACK
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _address_space() -> int:
    """The address space of this process in bytes, 0 where it cannot be told."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (no import more)
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def called(limits: Limits, isolated: bool, function: Callable[..., T], *arguments: Any) -> T:
    """What ``function(*arguments)`` gives, from a worker if ``isolated``.

    Raises ``TimeoutError``, ``MemoryError`` or ``BrokeOffError`` beyond the limits, else what the
    function raises. Where no worker can be started it is called here.
    """
    if isolated:
        with suppress(NoWorkersError), Crew(limits) as crew:
            [answer] = crew.answers([Task(function, arguments)])
            value: T = answer.value()
            return value
    try:
        with deadline(limits.timeout):
            return function(*arguments)
    except OutOfTimeError:
        raise TimeoutError from None
