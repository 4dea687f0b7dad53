"""Damaged inputs by the thousand, given to every reader and the checks behind it.

    python -m benchmarks.fuzz                      # 21,000 inputs, about half an hour of one core
    python -m benchmarks.fuzz --inputs 800         # the short version, as the tests run it
    python -m benchmarks.fuzz --only pdf 1234      # one input again, in this process
    AUDITLINT_DAMAGED=FOLDER python -m benchmarks.fuzz --kind pdf   # pages of other PDFs

An input may be read or refused. What it may not do is break off with anything but a refusal,
take more processor time than ``SECONDS``, or more memory than ``MEMORY``. Every input is read in a
worker process like those that the command reads with, and its figures are found; every fifth goes
through all claims and checks as well.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditlint.discovery import Bundles
from auditlint.settings import Limits, Settings
from auditlint.workers import Answer, BrokeOffError, Crew, Task
from benchmarks.mutants import KINDS, mutant

#: What one input may take: seconds, and MB above what the worker starts with.
SECONDS, MEMORY = 30.0, 1024
LIMITS = Limits(timeout=SECONDS, memory=MEMORY)
#: How many of each kind among 21,000.
SHARES = {
    "prose": 9000,
    "markdown": 2500,
    "text": 1500,
    "html": 1500,
    "csv": 1500,
    "xlsx": 1300,
    "docx": 1200,
    "pdf": 2500,
}
#: Inputs that go to a worker at a time, and what it may take for them.
_BATCH = 10
_BATCH_LIMITS = replace(LIMITS, timeout=SECONDS * _BATCH)
#: Every so many PDFs are read by pdfplumber as well, and inputs checked.
_SECOND, _CHECKED = 4, 5


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of an input: ``read``, a code, or what it broke off with."""

    kind: str
    seed: int
    outcome: str
    seconds: float
    fault: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one kind."""

    inputs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[Seen] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        self.inputs += 1
        self.outcomes[seen.outcome] += 1
        self.slowest = max(self.slowest, seen.seconds)
        if seen.fault:
            self.faults.append(seen)


def tried(kind: str, seed: int) -> Seen:
    """One input, read and checked in this process."""
    data = mutant(kind, seed)
    start = time.process_time()
    try:
        if kind == "prose":
            from auditlint.language.zh.reader import read

            read(data.decode("utf-8", "replace"))
            outcome = "read"
        else:
            outcome = _run(kind, seed, data)
    except MemoryError:
        raise
    except Exception as problem:
        outcome = f"{type(problem).__name__}: {str(problem)[:80]}"
    fault = outcome != "read" and not outcome.startswith(("DOC", "AUD003", "AUD004"))
    return Seen(kind, seed, outcome, time.process_time() - start, fault)


def _run(kind: str, seed: int, data: bytes) -> str:
    """The codes of what refused the input, ``read`` where nothing did."""
    from auditlint.engine import run

    # A worker is limited from outside: this process has no limit but the number of things.
    settings = Settings(cache=False, jobs=1, limits=replace(LIMITS, timeout=0, memory=0))
    checks = None if seed % _CHECKED == 0 else ()
    bundles = None if checks is None else Bundles()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{KINDS[kind]}"
        path.write_bytes(data)
        result = run([str(path)], settings, checks=checks, bundles=bundles)
        found = list(result.diagnostics)
        if kind == "pdf" and seed % _SECOND == 0:
            second = replace(settings, engine="pdfplumber")
            found += run([str(path)], second, checks=(), bundles=Bundles()).diagnostics
    for diagnostic in found:
        if diagnostic.code in ("AUD001", "AUD008"):
            notes = "; ".join(note.message.en for note in diagnostic.finding.notes)
            return f"{diagnostic.code} {diagnostic.finding.message.en[:120]} {notes}"
    refused = sorted({one.code for one in found if one.code in _REFUSALS})
    return refused[0] if refused else "read"


_REFUSALS = frozenset(
    {"AUD003", "AUD004", *(f"DOC00{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9))}
)


def batch(kind: str, seeds: Sequence[int]) -> list[Seen]:
    """Some inputs, one after the other."""
    return [tried(kind, seed) for seed in seeds]


def fuzz(inputs: int, jobs: int = 1, first: int = 0, only: str = "") -> Iterator[Seen]:
    """What becomes of so many inputs, each kind in its share, with seeds from ``first`` on.

    With ``only`` the share of that kind alone.
    """
    whole = sum(SHARES.values())
    for kind, share in SHARES.items():
        if only not in ("", kind):
            continue
        seeds = range(first, first + max(1, inputs * share // whole))
        parts = [seeds[at : at + _BATCH] for at in range(0, len(seeds), _BATCH)]
        tasks = [Task(batch, (kind, part), at) for at, part in enumerate(parts)]
        with Crew(_BATCH_LIMITS, jobs) as crew:
            for part, answer in zip(parts, crew.answers(tasks), strict=True):
                if answer.problem is None:
                    for seen in answer.value():
                        slow = seen.seconds > SECONDS
                        yield replace(seen, fault=seen.fault or slow) if slow else seen
                else:
                    yield from _singly(kind, part)


def _singly(kind: str, seeds: Sequence[int]) -> Iterator[Seen]:
    """The inputs of a batch that broke its worker, each in a worker of its own."""
    for seed in seeds:
        with Crew(_BATCH_LIMITS) as crew:
            [answer] = crew.answers([Task(tried, (kind, seed))])
        yield answer.value() if answer.problem is None else _broken(kind, seed, answer)


def _broken(kind: str, seed: int, answer: Answer) -> Seen:
    problem = answer.problem
    said = {TimeoutError: "too slow", MemoryError: "too much memory"}.get(type(problem), "")
    if isinstance(problem, BrokeOffError):
        said = f"worker ended by signal {problem.signal}"
    return Seen(kind, seed, said or repr(problem), 0.0, True)


def table(tallies: dict[str, Tally]) -> str:
    """The outcome in Markdown."""
    lines = [
        "| kind | inputs | read | refused | broke off, hung or swelled | slowest, s |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for kind, tally in tallies.items():
        read, faults = tally.outcomes["read"], len(tally.faults)
        lines.append(
            f"| {kind} | {tally.inputs} | {read} | {tally.inputs - read - faults} | {faults} |"
            f" {tally.slowest:.1f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=sum(SHARES.values()))
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kind", choices=list(SHARES), default="", help="this kind alone")
    parser.add_argument("--only", nargs=2, metavar=("KIND", "SEED"))
    given = parser.parse_args(arguments)
    if given.only:
        seen = tried(given.only[0], int(given.only[1]))
        sys.stdout.write(f"{seen}\n")
        return int(seen.fault)
    tallies = {kind: Tally() for kind in SHARES if given.kind in ("", kind)}
    for count, seen in enumerate(fuzz(given.inputs, given.jobs, given.first, given.kind), 1):
        tallies[seen.kind].add(seen)
        if seen.fault:
            sys.stdout.write(f"{seen}\n")
        if count % 500 == 0:
            sys.stdout.write(f"{count} inputs\n")
        sys.stdout.flush()
    sys.stdout.write(table(tallies) + "\n")
    return int(any(tally.faults for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
