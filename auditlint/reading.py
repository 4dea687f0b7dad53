"""Files into documents, one after the other or side by side, the same in bytes either way.

Workers get paths and shares of pages and give back parts of documents, within limits of time and
memory, while the caller does something else. A caller's ``concurrent.futures.Executor`` will do
as well. A worker that dies takes one file with it, not the run.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditlint import structure
from auditlint.cache import Cache
from auditlint.deadline import OutOfTimeError, deadline
from auditlint.document import Document, Mark
from auditlint.loaders import (
    OFFICE,
    Loaded,
    LoadProblem,
    bounds,
    content,
    get_ready_to_read_again,
    load,
    page_count,
    read_again,
)
from auditlint.settings import Settings, UsageProblem
from auditlint.structure.reports import bound_reports
from auditlint.values import dataclass
from auditlint.workers import Answer, BrokeOffError, Crew, NoWorkersError, Task, called

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

#: Makes an executor with so many workers.
Pool = Callable[[int], "Executor"]
#: Hears the index of a file and the share of it that is read, from 0 to 1.
Progress = Callable[[int, float], None]
#: What is read in a folder; a file named by itself is read whatever its suffix.
READABLE = (".pdf", ".docx", ".html", ".htm", ".xlsx", ".xls", ".csv", ".md", ".txt")
#: Bytes from which on a file may be shared out, and pages from which on it is: less is read
#: sooner by one worker.
LARGE, MANY = 64 * 1024, 20
#: Pages that one worker reads again before another, which has yet to load the fonts, begins too.
AGAIN = 12


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
    """The files in the order given, each as soon as it is read: ``begun`` without what it is for,
    the time in which something else can be done."""
    with begun(paths, settings, pool=pool) as reading:
        yield from reading.outcomes(progress)


@contextmanager
def begun(
    paths: Sequence[str], settings: Settings, *, pool: Pool | None = None
) -> Iterator[Reading]:
    """Begins to read files and goes on while the caller does something else.

    With more than one job, or where the settings ask for isolation, workers read, and they are
    ended when the context is left; a caller's ``pool`` is used instead. Else every file is read
    when its outcome is asked for.
    """
    workers = settings.jobs or min(os.cpu_count() or 1, 8)
    if pool is None and workers < 2 and not settings.isolated:
        yield Reading(paths, settings, workers, None, None)
        return
    with Crew(settings.limits) as crew:
        reading = Reading(paths, settings, workers, crew, pool)
        try:
            yield reading
        finally:
            reading.close()


class Reading:
    """Files that are being read; made by ``begun``."""

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        workers: int,
        crew: Crew | None,
        pool: Pool | None,
    ) -> None:
        self._paths = paths
        self._settings = settings
        self._workers = workers
        self._crew = crew
        self._cache = Cache.of(settings)
        self._keys = [_key(path, settings, self._cache) for path in paths]
        self._kept = {
            index
            for index, key in enumerate(self._keys)
            if self._cache is not None and key and self._cache.has(key)
        }
        self._shares: dict[int, int] = {}
        self._again: dict[int, tuple[frozenset[int], Iterator[Answer]]] = {}
        self._answers: Iterator[Answer] | None = None
        tasks: list[Task] = []
        for index, path in enumerate(paths):
            if index not in self._kept:
                count = self._shares[index] = _shares(path, workers)
                tasks.extend(
                    Task(_share, (index, path, settings, number, count), index)
                    for number in range(count)
                )
        if crew is None or not tasks:
            return
        crew.size = min(workers, len(tasks))
        if pool is not None:
            self._answers = _executed(tasks, crew, pool, crew.size)
            return
        with suppress(NoWorkersError):
            self._answers = crew.answers(tasks)

    def close(self) -> None:
        """Gives up what is still being read by an executor of the caller's."""
        if isinstance(self._answers, Generator):
            self._answers.close()

    def outcomes(self, progress: Progress | None = None) -> Generator[Outcome]:
        """The files in the order given, each as soon as it is read.

        ``progress`` hears how much of a file is read that is read in shares. Where this ends
        early, what was not awaited is given up, so that no page waits for it to be read again.
        """
        try:
            for index, path in enumerate(self._paths):
                if index in self._kept:
                    kept = self._found(index, path)
                    if kept is not None:
                        yield kept
                        continue
                    outcome, payload = self._read_alone(index, path)
                else:
                    outcome, payload = self._read(index, path, progress)
                yield outcome
                # An interrupt while this is kept finds the caller in possession of it.
                key = self._keys[index]
                if self._cache is not None and key and outcome.problem is None:
                    self._cache.put(key, payload or pickle.dumps(outcome, protocol=5))
        except BaseException:
            if self._crew is not None:
                self._crew.give_up()
            raise
        if self._cache is not None and self._shares:
            self._cache.tidy()
        self._get_ready()

    def _get_ready(self) -> None:
        """Lets an idle worker load the second reader, which most reports need in the end; not
        where one job is asked for, as this goes on beside the judging."""
        if self._crew is not None and self._answers is not None and self._workers > 1:
            largest = self._paths[max(self._shares, key=lambda index: _size(self._paths[index]))]
            with suppress(NoWorkersError):
                self._crew.answers([Task(get_ready_to_read_again, (largest, self._settings))])

    def look_again(self, document: Document, pages: Collection[int]) -> None:
        """Begins with what ``seen_again`` will probably be asked for, if workers can do it."""
        if self._crew is not None and pages and document.index not in self._again:
            with suppress(NoWorkersError):
                tasks = self._reading_again(document, sorted(pages))
                self._again[document.index] = frozenset(pages), self._crew.answers(tasks)

    def seen_again(self, document: Document, pages: Collection[int]) -> dict[int, tuple[Mark, ...]]:
        """What the second reader sees on ``pages`` of a document; kept like documents are.

        Without the pages that it cannot read within the limits.
        """
        found: dict[int, tuple[Mark, ...]] = {}
        keys: dict[int, str] = {}
        if self._cache is not None:
            sha256 = document.sha256.encode()
            for page in pages:
                keys[page] = self._cache.key(sha256, f"page {page} again", self._settings)
                kept = self._cache.get(keys[page])
                if isinstance(kept, tuple):
                    found[page] = kept
        fresh = self._seen_afresh(document, [page for page in pages if page not in found])
        for page, marks in fresh.items():
            if self._cache is not None:
                self._cache.put(keys[page], pickle.dumps(marks, protocol=5))
            found[page] = marks
        return found

    def _found(self, index: int, path: str) -> Outcome | None:
        """What the cache holds of a file; ``None`` for a damaged entry."""
        found = self._cache.get(self._keys[index]) if self._cache is not None else None
        if not isinstance(found, Outcome):
            return None
        first, *bound = (replace(document, index=index, path=path) for document in found.documents)
        return replace(found, document=first, bound=tuple(bound))

    def _read_alone(self, index: int, path: str) -> tuple[Outcome, bytes]:
        """The outcome of a file that was not given to workers with the others."""
        if self._crew is not None:
            with suppress(NoWorkersError):
                [answer] = self._crew.answers([Task(_whole, (index, path, self._settings))])
                if answer.problem is not None:
                    return _failed(index, path, answer.problem, self._settings), b""
                return answer.value(), answer.payload
        return _outcome(index, path, self._settings), b""

    def _read(self, index: int, path: str, progress: Progress | None) -> tuple[Outcome, bytes]:
        """The outcome of a file, pickled as well where it came so."""
        if self._answers is None:
            return _outcome(index, path, self._settings), b""
        parts: list[Outcome | Loaded | None] = []
        payload, problem = b"", None
        try:
            for number in range(self._shares[index]):
                if progress is not None and number:
                    progress(index, number / self._shares[index])
                answer = next(self._answers)
                payload, problem = payload or answer.payload, problem or answer.problem
                if problem is None:
                    parts.append(answer.value())  # while workers read on
        except NoWorkersError:
            self._answers = None
            return _outcome(index, path, self._settings), b""
        if problem is not None:
            return _failed(index, path, problem, self._settings), b""
        if isinstance(parts[0], Outcome):
            return parts[0], payload
        loaded = [part for part in parts if isinstance(part, Loaded)]
        return _joined(index, path, loaded, self._settings), b""

    def _seen_afresh(
        self, document: Document, pages: Collection[int]
    ) -> dict[int, tuple[Mark, ...]]:
        begun_with, answers = self._again.pop(document.index, (frozenset(), iter(())))
        found = _marks(answers)
        rest = [page for page in pages if page not in begun_with]
        try:
            if rest and self._crew is not None:
                found |= _marks(self._crew.answers(self._reading_again(document, rest)))
                rest = []
        except NoWorkersError:
            pass
        if rest:
            with suppress(TimeoutError, MemoryError):
                limits = self._settings.limits
                found |= called(limits, False, read_again, document.path, self._settings, rest)
        return {page: found[page] for page in pages if page in found}

    def _reading_again(self, document: Document, pages: Sequence[int]) -> list[Task]:
        assert self._crew is not None
        parts = max(1, min(self._crew.size, len(pages) // AGAIN))
        return [
            Task(_read_again, (document.path, self._settings, pages[part::parts]))
            for part in range(parts)
        ]


def _read_again(path: str, settings: Settings, pages: Sequence[int]) -> dict[int, tuple[Mark, ...]]:
    """As a worker does it."""
    return read_again(path, settings, pages, keep=True)


def _marks(answers: Iterable[Answer]) -> dict[int, tuple[Mark, ...]]:
    """Of the pages that were read again within the limits."""
    found: dict[int, tuple[Mark, ...]] = {}
    for answer in answers:
        with suppress(TimeoutError, MemoryError, BrokeOffError):
            found |= answer.value()
    return found


def expanded(paths: Iterable[str]) -> list[str]:
    """The files that ``paths`` mean, each once; a folder means the files in it, by name.

    A file named in two ways goes by the first. Raises ``UsageProblem`` where there is nothing.
    """
    files: dict[str, None] = {}
    for given in paths:
        path = Path(given)
        if not given:  # an unset variable of a script, not the folder we are in
            raise UsageProblem("an empty name is no file; name at least one report or folder")
        if path.is_dir():
            inside = _inside(path, READABLE)
            if not inside:
                raise UsageProblem(
                    f"{given}: no report in this folder; auditlint reads {', '.join(READABLE)}"
                )
            files.update((str(found), None) for found in inside)
        elif path.exists():
            files[given] = None
        else:
            raise UsageProblem(f"{given}: no such file or folder; check the path")
    if not files:
        raise UsageProblem("no file given; name at least one report or folder")
    once: dict[str, str] = {}
    for name in files:
        once.setdefault(os.path.realpath(name), name)
    return list(once.values())


def passed_over(paths: Iterable[str]) -> list[str]:
    """The files in folders among ``paths`` that may be reports too, but are read only by name, as
    .ods is, or not at all, as .doc."""
    others = OFFICE.difference(READABLE)
    return [str(found) for path in paths for found in _inside(Path(path), others)]


def _inside(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """The files of some kinds in a folder and its folders, by name; none in what is no folder.

    What is hidden, and what a program keeps beside an open file, is left out.
    """
    return sorted(
        found
        for found in folder.rglob("*")
        if found.suffix.lower() in suffixes
        and found.is_file()
        and not any(part.startswith((".", "~$")) for part in found.relative_to(folder).parts)
    )


def _key(path: str, settings: Settings, cache: Cache | None) -> str:
    if cache is None:
        return ""
    try:
        return cache.key(content(path, settings), Path(path).name, settings)
    except LoadProblem:
        return ""


def _shares(path: str, workers: int) -> int:
    """In how many parts a file is given to workers; how many pages it has they find out.

    Twice as many as there are workers, so that none waits long for another; pages are handed over
    more quickly than what is made of them.
    """
    return 2 * workers if _size(path) >= LARGE else 1


def _size(path: str) -> int:
    """Of a file, in bytes; 0 for what is none."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _share(
    index: int, path: str, settings: Settings, number: int, count: int
) -> Outcome | Loaded | None:
    """Share ``number`` (from 0) of ``count`` of a file's pages, or the whole file.

    A file of few pages is the first share, and the others are nothing.
    """
    pages = page_count(path, settings) if count > 1 else 0
    if pages < MANY:
        return None if number else _whole(index, path, settings)
    step = -(-pages // count)
    return load(path, settings, (number * step, min((number + 1) * step, pages)))


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


def _executed(tasks: Sequence[Task], crew: Crew, pool: Pool, workers: int) -> Generator[Answer]:
    """Answers of the caller's executor; what it broke off of is tried by a worker of ours."""
    from concurrent.futures import BrokenExecutor

    executor = pool(workers)
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
