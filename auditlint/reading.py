"""Files into documents, one after the other or side by side, the same in bytes either way.

Workers get paths and page ranges and give back parts of documents. Any
``concurrent.futures.Executor`` will do. A worker that dies takes one file with it, not the run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path

from auditlint import structure
from auditlint.cache import Cache
from auditlint.confirm import Mark
from auditlint.document import Document
from auditlint.loaders import Loaded, LoadProblem, load, page_count, read_again
from auditlint.loaders.problems import UNREADABLE
from auditlint.settings import Settings

#: Makes an executor with so many workers.
Pool = Callable[[int], Executor]
#: Fewer pages than this are read sooner than workers are started.
WORTHWHILE = 120
#: Pages of one file that go to a worker at a time, at least.
RANGE = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a document (an empty one where it could not be read)."""

    document: Document
    notices: tuple[LoadProblem, ...] = ()
    problem: Exception | None = None


def processes(workers: int) -> Executor:
    """Worker processes of this machine."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def documents(
    paths: Sequence[str], settings: Settings, *, pool: Pool | None = None
) -> Iterator[Outcome]:
    """The files in the order given, each as soon as it is read.

    Without a ``pool`` of the caller's, processes are started where that is worthwhile.
    """
    cache = Cache.of(settings)
    keys = [_key(path, settings, cache) for path in paths]
    kept: dict[int, Outcome] = {}
    for index, key in enumerate(keys):
        found = cache.get(key) if cache is not None and key else None
        if isinstance(found, Outcome):
            document = replace(found.document, index=index, path=paths[index])
            kept[index] = replace(found, document=document)
    missing = [index for index in range(len(paths)) if index not in kept]
    workers, ranges = _plan([paths[index] for index in missing], settings, pool is not None)
    if workers > 1:
        files = {index: (paths[index], pages) for index, pages in zip(missing, ranges, strict=True)}
        fresh = _side_by_side(files, settings, pool or processes, workers)
    else:
        fresh = (_outcome(index, paths[index], settings) for index in missing)
    for index, key in enumerate(keys):
        if index in kept:
            yield kept.pop(index)
            continue
        outcome = next(fresh)
        if cache is not None and key and outcome.problem is None:
            cache.put(key, outcome)
        yield outcome
    if cache is not None and missing:
        cache.tidy()


def seen_again(
    document: Document, pages: Collection[int], settings: Settings
) -> dict[int, tuple[Mark, ...]]:
    """What the second reader sees on ``pages`` of a document; kept like documents are."""
    cache = Cache.of(settings)
    found: dict[int, tuple[Mark, ...]] = {}
    if cache is None:
        return read_again(document.path, settings, pages)
    sha256 = document.sha256.encode()
    keys = {page: cache.key(sha256, f"page {page} again", settings) for page in pages}
    for page, key in keys.items():
        kept = cache.get(key)
        if isinstance(kept, tuple):
            found[page] = kept
    missing = [page for page in pages if page not in found]
    for page, marks in (read_again(document.path, settings, missing) if missing else {}).items():
        cache.put(keys[page], marks)
        found[page] = marks
    return found


def _key(path: str, settings: Settings, cache: Cache | None) -> str:
    if cache is None:
        return ""
    try:
        return cache.key(Path(path).read_bytes(), Path(path).name, settings)
    except OSError:
        return ""


def _plan(
    paths: Sequence[str], settings: Settings, given: bool
) -> tuple[int, list[list[tuple[int, int]]]]:
    """How many workers, and for each file the page ranges it is read in (none: as a whole)."""
    workers = settings.jobs or min(os.cpu_count() or 1, 8)
    if workers < 2 or not paths:
        return 1, []
    counts = [page_count(path, settings) for path in paths]
    if not settings.jobs and not given and sum(counts) < WORTHWHILE:
        return 1, []
    ranges: list[list[tuple[int, int]]] = []
    for count in counts:
        step = max(RANGE, -(-count // (2 * workers)))
        parts = [(start, min(start + step, count)) for start in range(0, count, step)]
        ranges.append(parts if len(parts) > 1 else [])
    tasks = sum(max(len(parts), 1) for parts in ranges)
    return min(workers, tasks), ranges


def _outcome(index: int, path: str, settings: Settings) -> Outcome:
    """One file read here."""
    try:
        return _built(index, path, load(path, settings))
    except Exception as problem:
        return Outcome(Document(index, path, "", ()), problem=problem)


def _built(index: int, path: str, loaded: Loaded) -> Outcome:
    document = structure.build(index, path, loaded.sha256, loaded.pages)
    if loaded.sheets and not loaded.pages:
        document = replace(document, sheets=loaded.sheets, title=loaded.sheets[0].title)
    return Outcome(document, loaded.notices)


def _side_by_side(
    files: dict[int, tuple[str, list[tuple[int, int]]]],
    settings: Settings,
    pool: Pool,
    workers: int,
) -> Iterator[Outcome]:
    """Outcomes in order of index; ``files`` are paths and page ranges by index."""
    executor = pool(workers)
    waiting: dict[int, list[Future[Loaded]] | Future[Outcome]] = {}
    try:
        for index, (path, ranges) in files.items():
            try:
                if ranges:
                    waiting[index] = [
                        executor.submit(load, path, settings, pages) for pages in ranges
                    ]
                else:
                    waiting[index] = executor.submit(_outcome, index, path, settings)
            except BrokenExecutor:
                break  # the rest is read alone
        for index, (path, _) in files.items():
            try:
                if index not in waiting:
                    raise BrokenExecutor
                yield _gathered(index, path, waiting.pop(index))
            except BrokenExecutor:
                yield _alone(index, path, settings, pool)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _gathered(index: int, path: str, future: list[Future[Loaded]] | Future[Outcome]) -> Outcome:
    try:
        if isinstance(future, Future):
            return future.result()
        parts = [part.result() for part in future]
        joined = Loaded(
            tuple(page for part in parts for page in part.pages),
            parts[0].sha256,
            tuple(notice for part in parts for notice in part.notices),
        )
        return _built(index, path, joined)
    except BrokenExecutor:
        raise
    except Exception as problem:
        return Outcome(Document(index, path, "", ()), problem=problem)


def _alone(index: int, path: str, settings: Settings, pool: Pool) -> Outcome:
    """A file after a worker died, perhaps of it: in a worker of its own."""
    executor = pool(1)
    lives = False
    try:
        lives = executor.submit(int).result() == 0
        return executor.submit(_outcome, index, path, settings).result()
    except BrokenExecutor:
        if not lives:  # no worker does, so it was not the file
            return _outcome(index, path, settings)
        problem = LoadProblem(UNREADABLE, detail="the reader broke off")
        return Outcome(Document(index, path, "", ()), problem=problem)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
