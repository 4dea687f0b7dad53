"""How long reading and checking take, as ratios taken side by side in one run.

    python -m benchmarks.speed                 # the table of docs/performance.md
    python -m benchmarks.speed --quick         # 30 pages only

Every measure is a whole process, start-up included: the least of some runs, one of each kind in
turn, so that a machine that is slow for a while is slow for all. The floor is a plain loop that
loads every page with PDFium and takes its text, the boxes of its characters and the bounds of its
paths: less than that nobody can do with PDFium.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from auditlint.__main__ import COLLECT_AFTER
from benchmarks.reports import PRODUCERS, write

_FLOOR = """
import ctypes, sys
import pypdfium2, pypdfium2.raw as c
rect = c.FS_RECTF()
edges = [ctypes.c_float() for _ in range(4)]
for path in sys.argv[1:]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        for index in range(text.count_chars()):
            c.FPDFText_GetLooseCharBox(text, index, rect)
        for index in range(c.FPDFPage_CountObjects(page)):
            item = c.FPDFPage_GetObject(page, index)
            if c.FPDFPageObj_GetType(item) == c.FPDF_PAGEOBJ_PATH:
                c.FPDFPageObj_GetBounds(item, *edges)
        text.close()
        page.close()
"""
_PLUMBER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as file:
        for page in file.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
"""
# As the command reads, which also collects garbage so seldom.
_READING = """
import gc, sys
from auditlint.figures.gather import figures_of
from auditlint.reading import documents
from auditlint.settings import Settings
if __name__ == "__main__":
    gc.set_threshold(*{collect})
    settings = Settings(cache=False, jobs={jobs})
    found = figures_of(tuple(one.document for one in documents(sys.argv[1:], settings)))
    print(sum(1 for _ in found))
"""
_AGAIN = """
import sys
from auditlint.loaders import page_count, read_again
from auditlint.settings import Settings
for path in sys.argv[1:]:
    read_again(path, Settings(), range(1, page_count(path, Settings()) + 1))
"""
_LINT = ("-m", "auditlint", "--no-cache", "--fail-on", "never", "--format", "json")


FLOOR = "PDFium alone (the floor)"
READING = "reading, structure, figures; one process"
PLUMBER = "pdfplumber, words and tables"
#: pdfplumber and the second reading take minutes beyond; both are linear in pages.
SLOW = 300


class Taken(NamedTuple):
    """Seconds of processor time (workers included) and wall time, peak memory of one process
    in MiB, and what was said."""

    processor: float
    wall: float
    memory: float
    said: str


def taken(arguments: Sequence[str], times: int = 1) -> Taken:
    """The least of some runs of Python with ``arguments``."""
    return _least([_once(arguments) for _ in range(times)])


def _least(runs: Sequence[Taken]) -> Taken:
    return Taken(
        min(run.processor for run in runs),
        min(run.wall for run in runs),
        max(run.memory for run in runs),
        runs[0].said,
    )


def _once(arguments: Sequence[str]) -> Taken:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], stdout=out, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(arguments[:3])} failed")
        out.seek(0)
        said = out.read(200).decode("utf-8", "replace").strip()
    return Taken(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, said)


def measures(path: str, pages: int, given: argparse.Namespace) -> dict[str, Taken]:
    """Every measure of one report; pdfplumber only up to so many pages."""
    script = Path(path).with_suffix(".py")  # worker processes import the main module
    script.write_text(_reading(jobs=0), "utf-8")
    commands = {
        FLOOR: ["-c", _FLOOR, path],
        READING: ["-c", _reading(jobs=1), path],
        "auditlint, one process": [*_LINT, "--jobs", "1", path],
    }
    if not given.alone:
        commands["reading, structure, figures; with workers"] = [str(script), path]
        commands["auditlint, with workers"] = [*_LINT, path]
    if pages <= given.slow:
        commands["the second reading, of every page"] = ["-c", _AGAIN, path]
        commands[PLUMBER] = ["-c", _PLUMBER, path]
    runs: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(given.times):
        for name, arguments in commands.items():
            runs[name].append(_once(arguments))
    return {name: _least(some) for name, some in runs.items()}


def _reading(jobs: int) -> str:
    return _READING.format(jobs=jobs, collect=COLLECT_AFTER)


def table(found: dict[str, Taken], pages: int) -> str:
    """Ratios to the floor are of processor time, which a busy machine does not stretch as it does
    wall time; those to pdfplumber are of both, as it cannot use a second processor."""
    floor = found[FLOOR].processor
    plumber = found.get(PLUMBER)
    heads = "measure", "processor s", "ms a page", "× floor", "faster than pdfplumber"
    heads += "wall s", "faster by the clock", "MiB"
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    for name, one in found.items():
        faster = f"{plumber.processor / one.processor:.1f}" if plumber else "–"
        sooner = f"{plumber.wall / one.wall:.1f}" if plumber else "–"
        lines.append(
            f"| {name} | {one.processor:.2f} | {1000 * one.processor / pages:.1f} |"
            f" {one.processor / floor:.1f} | {faster} | {one.wall:.2f} | {sooner} |"
            f" {one.memory:.0f} |"
        )
    return "\n".join(lines)


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="30 pages only")
    parser.add_argument("--alone", action="store_true", help="no workers")
    parser.add_argument("--times", type=int, default=2, help="runs of each, the least counts")
    parser.add_argument("--slow", type=int, default=SLOW, help="pages that pdfplumber reads")
    parser.add_argument("--pages", type=int, nargs="*", default=[30, 300, 1000])
    parser.add_argument("--files", type=int, default=100, help="files of the batch, 6 pages each")
    given = parser.parse_args()
    say(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    taken(["-m", "auditlint", "rules"], 1)  # compiles what is not yet compiled
    start = taken(["-m", "auditlint", "--help"], 5)
    say(f"`auditlint --help`: {start.wall:.2f} s\n")
    with tempfile.TemporaryDirectory() as folder:
        for producer in PRODUCERS:
            for pages in [30] if given.quick else given.pages:
                path = write(Path(folder) / f"{pages}.pdf", pages, producer)
                found = measures(str(path), pages, given)
                figures = found[READING].said
                say(f"### {pages} pages of a {producer}, {figures} figures\n")
                say(table(found, pages) + "\n")
        if not given.quick and given.files:
            _batch(Path(folder), given.files)


def _batch(folder: Path, files: int) -> None:
    """Many files, first without a cache, then twice with one."""
    paths = [
        str(write(folder / f"report{number}.pdf", 6, "word processor", seed=number))
        for number in range(files)
    ]
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    lint = [*_LINT, "--independent", *paths]
    rows = {
        "without a cache": taken(lint, 1),
        "with a cache, first run": taken([one for one in lint if one != "--no-cache"], 1),
        "with a cache, second run": taken([one for one in lint if one != "--no-cache"], 1),
    }
    say(f"### {files} files of 6 pages\n")
    say("| run | seconds | processor s | MiB |\n|---|---:|---:|---:|")
    for name, one in rows.items():
        say(f"| {name} | {one.wall:.2f} | {one.processor:.2f} | {one.memory:.0f} |")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
