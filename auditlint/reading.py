"""Files into documents, one after the other or side by side, the same in bytes either way.

Workers get paths and page ranges and give back parts of documents, within limits of time and
memory. A caller's ``concurrent.futures.Executor`` will do as well. A worker that dies takes one
file with it, not the run.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from auditlint import structure
from auditlint.cache import Cache
from auditlint.deadline import OutOfTimeError, deadline
from auditlint.document import Document, Mark
from auditlint.loaders import (
    Loaded,
    LoadProblem,
    bounds,
    content,
    load,
    page_count,
    read_again,
)
from auditlint.settings import Settings
from auditlint.structure.reports import bound_reports
from auditlint.values import dataclass
from auditlint.workers import Answer, BrokeOffError, Crew, NoWorkersError, Task, called

#: Makes an executor with so many workers.
Pool = Callable[[int], Executor]
#: Hears the index of a file and the share of it that is read, from 0 to 1.
Progress = Callable[[int, float], None]
#: Page ranges of the files, by index.
Files = dict[int, tuple[str, list[tuple[int, int]]]]
#: Fewer pages than this are read sooner by one worker than by many.
WORTHWHILE = 120
#: Pages of one file that go to a worker at a time, at least.
RANGE = 40
#: Seconds to count the pages of a file in; one that takes longer is read in one piece.
_COUNTING = 10.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a document (an empty one where it could not be read).

    ``bound`` are the further reports of a file in which several are bound.
    """

    document: Document
    notices: tuple[LoadProblem, ...] = ()
    problem: Exception | None = None
    bound: tuple[Document, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        return (self.document, *self.bound)


def documents(
    paths: Sequence[str],
    settings: Settings,
    *,
    pool: Pool | None = None,
    progress: Progress | None = None,
) -> Generator[Outcome]:
    """The files in the order given, each as soon as it is read.

    ``progress`` hears how much of a file is read that is read in ranges.

    Without a ``pool`` of the caller's, workers are started where that is worthwhile, and always
    where the settings ask for isolation.
    """
    cache = Cache.of(settings)
    keys = [_key(path, settings, cache) for path in paths]
    kept: dict[int, Outcome] = {}
    for index, key in enumerate(keys):
        found = cache.get(key) if cache is not None and key else None
        if isinstance(found, Outcome):
            first, *bound = (
                replace(document, index=index, path=paths[index]) for document in found.documents
            )
            kept[index] = replace(found, document=first, bound=tuple(bound))
    missing = {index: path for index, path in enumerate(paths) if index not in kept}
    fresh = _read(missing, settings, pool, progress)
    try:
        for index, key in enumerate(keys):
            if index in kept:
                yield kept.pop(index)
                continue
            outcome, payload = next(fresh)
            if cache is not None and key and outcome.problem is None:
                cache.put(key, payload or pickle.dumps(outcome, protocol=5))
            yield outcome
    finally:
        fresh.close()
    if cache is not None and missing:
        cache.tidy()


def seen_again(
    document: Document, pages: Collection[int], settings: Settings
) -> dict[int, tuple[Mark, ...]]:
    """What the second reader sees on ``pages`` of a document; kept like documents are."""
    cache = Cache.of(settings)
    found: dict[int, tuple[Mark, ...]] = {}
    if cache is None:
        return _read_again(document, settings, pages)
    sha256 = document.sha256.encode()
    keys = {page: cache.key(sha256, f"page {page} again", settings) for page in pages}
    for page, key in keys.items():
        kept = cache.get(key)
        if isinstance(kept, tuple):
            found[page] = kept
    missing = [page for page in pages if page not in found]
    for page, marks in (_read_again(document, settings, missing) if missing else {}).items():
        cache.put(keys[page], pickle.dumps(marks, protocol=5))
        found[page] = marks
    return found


def _read_again(
    document: Document, settings: Settings, pages: Collection[int]
) -> dict[int, tuple[Mark, ...]]:
    """Without the pages that the second reader cannot read within the limits."""
    try:
        return called(
            settings.limits, settings.isolated, read_again, document.path, settings, pages
        )
    except (TimeoutError, MemoryError, BrokeOffError):
        return {}


def _key(path: str, settings: Settings, cache: Cache | None) -> str:
    if cache is None:
        return ""
    try:
        return cache.key(content(path, settings), Path(path).name, settings)
    except LoadProblem:
        return ""


def _read(
    files: dict[int, str], settings: Settings, pool: Pool | None, progress: Progress | None
) -> Generator[tuple[Outcome, bytes]]:
    """The outcome of each file in turn, pickled as well where it came so."""
    workers = settings.jobs or min(os.cpu_count() or 1, 8)
    if not files or (workers < 2 and not settings.isolated):
        yield from ((_outcome(index, path, settings), b"") for index, path in files.items())
        return
    done = -1
    try:
        with Crew(settings.limits) as crew:
            planned, size = _plan(files, workers, settings, crew, pool is not None)
            if pool is not None or size > 1 or settings.isolated:
                crew.size = size
                given = pool(size) if pool is not None else None
                for outcome, payload in _side_by_side(planned, settings, crew, given, progress):
                    done = outcome.document.index
                    yield outcome, payload
                return
    except NoWorkersError:
        pass
    for index, path in files.items():
        if index > done:
            yield _outcome(index, path, settings), b""


def _plan(
    files: dict[int, str], workers: int, settings: Settings, crew: Crew, given: bool
) -> tuple[Files, int]:
    """The page ranges that each file is read in (none: as a whole), and by how many workers."""
    whole: Files = {index: (path, []) for index, path in files.items()}
    if workers < 2:
        return whole, 1
    patience = min(settings.limits.timeout or _COUNTING, _COUNTING)
    tasks = [Task(page_count, (path, settings), index) for index, path in files.items()]
    counts = [
        answer.value() if answer.problem is None else 0 for answer in crew.answers(tasks, patience)
    ]
    if not settings.jobs and not given and sum(counts) < WORTHWHILE:
        return whole, 1
    ranges: Files = {}
    for (index, path), count in zip(files.items(), counts, strict=True):
        step = max(RANGE, -(-count // (2 * workers)))
        parts = [(start, min(start + step, count)) for start in range(0, count, step)]
        ranges[index] = path, parts if len(parts) > 1 else []
    return ranges, min(workers, sum(max(len(parts), 1) for _, parts in ranges.values()))


def _outcome(index: int, path: str, settings: Settings) -> Outcome:
    """One file read here, within the limit of time."""
    try:
        with deadline(settings.limits.timeout):
            return _whole(index, path, settings)
    except OutOfTimeError:
        return _failed(index, path, TimeoutError(), settings)
    except MemoryError as problem:
        return _failed(index, path, problem, settings)


def _whole(index: int, path: str, settings: Settings) -> Outcome:
    """One file as a worker reads it; its limits reach the parent as they are."""
    try:
        return _built(index, path, load(path, settings))
    except MemoryError:
        raise
    except Exception as problem:
        return _failed(index, path, problem, settings)


def _failed(index: int, path: str, problem: Exception, settings: Settings) -> Outcome:
    """An empty document, and why."""
    if isinstance(problem, BrokeOffError):
        problem = bounds.broke_off(problem.signal, settings.limits)
    told = bounds.of_worker(problem, settings.limits)
    return Outcome(Document(index, path, "", ()), problem=told)


def _built(index: int, path: str, loaded: Loaded) -> Outcome:
    document = structure.build(index, path, loaded.sha256, loaded.pages)
    if loaded.sheets and not loaded.pages:
        document = replace(document, sheets=loaded.sheets, title=loaded.sheets[0].title)
    parts = bound_reports(document)
    if len(parts) < 2:
        return Outcome(document, loaded.notices)
    first, *bound = (structure.build(index, path, loaded.sha256, part) for part in parts)
    return Outcome(first, loaded.notices, bound=tuple(bound))


def _side_by_side(
    files: Files,
    settings: Settings,
    crew: Crew,
    executor: Executor | None,
    progress: Progress | None,
) -> Iterator[tuple[Outcome, bytes]]:
    """Outcomes in the order of ``files``."""
    tasks: list[Task] = []
    for index, (path, ranges) in files.items():
        if ranges:
            tasks.extend(Task(load, (path, settings, pages), index) for pages in ranges)
        else:
            tasks.append(Task(_whole, (index, path, settings), index))
    answers = crew.answers(tasks) if executor is None else _executed(tasks, crew, executor)
    for index, (path, ranges) in files.items():
        parts = []
        for number in range(max(len(ranges), 1)):
            if progress is not None and number:
                progress(index, number / len(ranges))
            parts.append(next(answers))
        problem = next((part.problem for part in parts if part.problem is not None), None)
        if problem is not None:
            yield _failed(index, path, problem, settings), b""
        elif ranges:
            yield _joined(index, path, [part.value() for part in parts], settings), b""
        else:
            yield parts[0].value(), parts[0].payload


def _joined(index: int, path: str, parts: list[Loaded], settings: Settings) -> Outcome:
    """A file read in ranges."""
    loaded = Loaded(
        tuple(page for part in parts for page in part.pages),
        parts[0].sha256,
        tuple(notice for part in parts for notice in part.notices),
    )
    try:
        bounds.characters(sum(page.characters for page in loaded.pages), settings.limits)
        with deadline(settings.limits.timeout):
            return _built(index, path, loaded)
    except OutOfTimeError:
        return _failed(index, path, TimeoutError(), settings)
    except Exception as problem:
        return _failed(index, path, problem, settings)


def _executed(tasks: Sequence[Task], crew: Crew, executor: Executor) -> Iterator[Answer]:
    """Answers of the caller's executor; what it broke off of is tried by a worker of ours."""
    waiting: list[Future[object]] = []
    try:
        with suppress(BrokenExecutor):
            waiting.extend(executor.submit(task.function, *task.arguments) for task in tasks)
        for at, task in enumerate(tasks):
            try:
                if at >= len(waiting):
                    raise BrokenExecutor
                yield Answer(pickle.dumps(waiting[at].result(), protocol=5))
            except BrokenExecutor:
                [answer] = crew.answers([task])
                yield answer
            except Exception as problem:
                yield Answer(problem=problem)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
