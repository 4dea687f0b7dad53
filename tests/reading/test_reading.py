"""Files side by side give what they give one after the other; a cache changes nothing."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from auditlint import reading
from auditlint.cache import Cache
from auditlint.document import Document, Mark
from auditlint.engine import run
from auditlint.loaders import Loaded, LoadProblem
from auditlint.reading import Outcome, begun, documents
from auditlint.settings import Limits, Settings
from auditlint.workers import Crew, NoWorkersError

PLAIN = Settings(cache=False, jobs=1)


def report(path: Path, pages: int, word: str = "total") -> str:
    canvas = Canvas(str(path), pageCompression=0)
    for number in range(1, pages + 1):
        for line in range(10):
            canvas.drawString(100, 700 - 20 * line, f"{word} {number} of {pages}: {number * 12.5}")
        canvas.showPage()
    canvas.save()
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "note.md").write_text("# 说明\n\n收入合计 12.5 万元。", "utf-8")
    return [
        report(tmp_path / "long.pdf", 90),
        str(tmp_path / "empty.pdf"),
        report(tmp_path / "short.pdf", 2, "sum"),
        str(tmp_path / "note.md"),
    ]


def seen_again(
    document: Document, pages: Collection[int], settings: Settings
) -> dict[int, tuple[Mark, ...]]:
    with begun([], settings) as later:
        return later.seen_again(document, pages)


def in_bytes(outcomes: list[Outcome]) -> list[bytes]:
    """As bytes that depend on what is in an outcome only, not on what it shares."""
    return [repr(replace(outcome, problem=None)).encode() + repr(outcome.problem).encode()
            for outcome in outcomes]  # fmt: skip


def test_workers_change_nothing(files: list[str]) -> None:
    serial = list(documents(files, PLAIN))
    parallel = list(documents(files, replace(PLAIN, jobs=2)))
    assert in_bytes(parallel) == in_bytes(serial)
    assert [len(outcome.document.pages) for outcome in serial] == [90, 0, 2, 1]
    assert [outcome.document.index for outcome in parallel] == [0, 1, 2, 3]
    assert isinstance(parallel[1].problem, LoadProblem)
    assert parallel[1].problem.code == "DOC003"


class OneByOne(Executor):
    """An executor that works in this very process, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[Any, ...]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given.append(args)
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future


def test_any_executor_will_do(files: list[str]) -> None:
    executor = OneByOne()
    outcomes = list(documents(files, replace(PLAIN, jobs=3), pool=lambda workers: executor))
    assert in_bytes(outcomes) == in_bytes(list(documents(files, PLAIN)))
    shares = [args[3:] for args in executor.given if args[1] == files[0]]
    assert shares == [(number, 6) for number in range(6)]


def test_a_share_of_a_file_of_few_pages_is_the_whole_file_or_nothing(tmp_path: Path) -> None:
    few = report(tmp_path / "few.pdf", reading.MANY - 1)
    many = report(tmp_path / "many.pdf", 41)
    first = reading._share(0, few, PLAIN, 0, 4)
    assert isinstance(first, Outcome)
    assert len(first.document.pages) == reading.MANY - 1
    assert reading._share(0, few, PLAIN, 1, 4) is None
    parts = [reading._share(0, many, PLAIN, number, 8) for number in range(8)]
    numbers = [page.number for part in parts if isinstance(part, Loaded) for page in part.pages]
    assert numbers == list(range(1, 42))


def test_reading_goes_on_while_the_caller_does_something_else(
    files: list[str], tmp_path: Path
) -> None:
    with begun([files[0]], replace(PLAIN, jobs=2)) as going:
        crew = going._crew
        assert crew is not None
        assert len(crew._busy) == 2
        (outcome,) = going.outcomes()
    assert in_bytes([outcome]) == in_bytes(list(documents([files[0]], PLAIN)))
    assert not crew._busy
    assert not crew._idle


def test_what_is_begun_again_is_read_once(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(PLAIN, isolated=True)
    with begun([files[0]], settings) as going:
        (outcome,) = going.outcomes()
        plain = seen_again(outcome.document, range(1, 12), PLAIN)
        going.look_again(outcome.document, {3, 2, 90})
        assert going.seen_again(outcome.document, [2, 3]) == {at: plain[at] for at in (2, 3)}
        going.look_again(outcome.document, {4, 5})
        found = going.seen_again(outcome.document, range(4, 12))
        assert found == {at: plain[at] for at in range(4, 12)}


def test_one_job_starts_no_workers(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def never(limits: Limits) -> None:
        raise AssertionError("workers started")

    monkeypatch.setattr(reading, "Crew", never)
    assert len(list(documents(files, PLAIN))) == 4


def test_where_no_worker_starts_files_are_read_here(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(self: Crew) -> None:
        raise NoWorkersError

    monkeypatch.setattr(Crew, "_started", never)
    outcomes = list(documents(files, replace(PLAIN, jobs=2, isolated=True)))
    assert in_bytes(outcomes) == in_bytes(list(documents(files, PLAIN)))


class Dead(Executor):
    """An executor none of whose workers live."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool())
        return future


class Refusing(Executor):
    """An executor that breaks as soon as it is used."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise BrokenExecutor


@pytest.mark.parametrize("kind", [Dead, Refusing])
def test_where_no_worker_lives_files_are_read_here(files: list[str], kind: type[Executor]) -> None:
    outcomes = list(documents(files, replace(PLAIN, jobs=2), pool=lambda workers: kind()))
    assert in_bytes(outcomes) == in_bytes(list(documents(files, PLAIN)))


def test_a_second_run_reads_nothing(
    files: list[str], own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(PLAIN, cache=True)
    first = list(documents(files, settings))
    kept = [path for path in own_cache.rglob("*") if path.is_file()]
    assert len(kept) == 3  # the empty file is none

    def never(index: int, path: str, given: Settings) -> Outcome:
        assert Path(path).name == "empty.pdf"
        return first[1]

    monkeypatch.setattr(reading, "_outcome", never)
    assert in_bytes(list(documents(files, settings))) == in_bytes(first)


def test_a_second_reading_is_kept(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(PLAIN, cache=True)
    (outcome,) = documents([files[2]], settings)
    plain = seen_again(outcome.document, [1, 2], PLAIN)
    assert seen_again(outcome.document, [1], settings) == {1: plain[1]}
    asked: list[tuple[int, ...]] = []

    def again(path: str, given: Settings, pages: Collection[int]) -> dict[int, tuple[Mark, ...]]:
        asked.append(tuple(pages))
        return {page: plain[page] for page in pages}

    monkeypatch.setattr(reading, "read_again", again)
    assert seen_again(outcome.document, [1, 2], settings) == plain
    assert seen_again(outcome.document, [1, 2], settings) == plain
    assert asked == [(2,)]


def test_a_kept_document_takes_its_place_in_the_run(files: list[str], tmp_path: Path) -> None:
    settings = replace(PLAIN, cache=True)
    list(documents(files, settings))
    (again,) = documents([files[2]], settings)
    assert (again.document.index, again.document.path) == (0, files[2])
    moved = tmp_path / "elsewhere" / "short.pdf"
    moved.parent.mkdir()
    moved.write_bytes(Path(files[2]).read_bytes())
    _, second = documents([files[3], str(moved)], settings)
    assert (second.document.index, second.document.path) == (1, str(moved))


def test_a_damaged_entry_is_read_anew(files: list[str], own_cache: Path) -> None:
    settings = replace(PLAIN, cache=True)
    first = list(documents(files, settings))
    kept = sorted(path for path in own_cache.rglob("*") if path.is_file())
    kept[0].write_bytes(b"")
    kept[1].write_bytes(kept[1].read_bytes()[:-1])
    kept[2].write_bytes(pickle.dumps("nonsense"))
    assert in_bytes(list(documents(files, settings))) == in_bytes(first)
    assert all(path.stat().st_size > 100 for path in kept)
    assert in_bytes(list(documents(files, settings))) == in_bytes(first)


def test_an_entry_is_of_one_content_engine_and_code(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code")
    key = cache.key(b"data", "report.pdf", PLAIN)
    cache.put(key, pickle.dumps(["value"]))
    assert cache.get(key) == ["value"]
    others = [
        cache.key(b"other", "report.pdf", PLAIN),
        cache.key(b"data", "report.csv", PLAIN),
        cache.key(b"data", "report.pdf", replace(PLAIN, engine="pdfplumber")),
        Cache(tmp_path, "other").key(b"data", "report.pdf", PLAIN),
    ]
    assert [cache.get(other) for other in others] == [None] * 4


def test_nothing_is_kept_with_a_password_or_without_a_cache(
    files: list[str], own_cache: Path
) -> None:
    list(documents(files, replace(PLAIN, cache=True, password="secret")))
    list(documents(files, PLAIN))
    assert list(own_cache.rglob("*")) == []


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file", "code")
    cache.put("abcd", pickle.dumps("value"))
    cache.tidy()
    assert cache.get("abcd") is None


def test_old_entries_are_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code")
    cache.put("abcd", pickle.dumps("old"))
    cache.put("efgh", pickle.dumps("new"))
    os.utime(tmp_path / "ab" / "cd", (0, 0))
    cache.tidy()
    assert (cache.get("abcd"), cache.get("efgh")) == (None, "new")


def test_a_run_is_the_same_with_workers_of_any_kind(files: list[str]) -> None:
    plain = run(files, PLAIN)
    threads = run(files, replace(PLAIN, jobs=1), pool=lambda workers: ThreadPoolExecutor(1))
    spread = run(files, replace(PLAIN, jobs=2), pool=lambda workers: OneByOne())
    kept = [run(files, replace(PLAIN, cache=True)) for _ in range(2)]
    for other in (threads, spread, *kept):
        assert other.diagnostics == plain.diagnostics
        assert other.coverage == plain.coverage
