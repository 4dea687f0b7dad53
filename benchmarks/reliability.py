"""What hostile files, faults and damaged inputs do to a run; writes ``docs/reliability.md``.

python -m benchmarks.reliability                       # everything, the fuzzing included
python -m benchmarks.reliability --fuzzed FILE…        # with the printed output of the fuzzing
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.fuzz import MEMORY, SECONDS
from benchmarks.hostile import FILES, Hostile

ROOT = Path(__file__).parents[1]
SOUND = "支出合计200.00万元，其中：项目支出50.00万元，占35.00%。\n"
#: Prints how a command ended: exit status, processor seconds, and MB of its largest process.
_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write(f"\\n{done.returncode} {used.ru_utime + used.ru_stime:.1f} {used.ru_maxrss // 1000}")
"""

_PAGE = """# Reliability

Reports come from strangers. This page records what was done to break auditlint and what came of it.
`python -m benchmarks.reliability` writes it; {date}, {python}, {system}, two shared cores. What is
bounded and how stands in [limits](command-line.md#limits), what is trusted in
[SECURITY.md](../SECURITY.md).

## Limits

`python -m benchmarks.reliability --only limits` makes each file below and checks it together with a
sound one. The sound file must be checked whatever the other does, and the exit status is 1 for the
error in it. Seconds are of processor time, of the whole command; MB are of its largest process.

{limits}

`tests/cli/test_limits.py` runs all but the three slowest.

## Faults

`python -m pytest tests/cli/test_faults.py` makes each of these happen to the command, run as a
process of its own.

{faults}

## Damaged inputs

`python -m benchmarks.fuzz` makes damaged inputs from sound ones, the same for the same seed: examples
of the checks as text, Markdown, web page, CSV, workbook and Word file, and single pages of the
samples as PDF; with characters, numbers and tags put in, spans cut, repeated and exchanged, bytes
flipped, streams cut, objects swapped, references turned into loops, tables and headers destroyed.
`prose` goes to the reader of sentences alone. An input may be read or refused with a `DOC` or `AUD`
error; it fails if anything breaks off, takes more than {seconds:g} s of processor time or more than
{memory} MB. Every fifth input goes through all checks, every fourth PDF through both readers.

{fuzzed}

`tests/reading/test_fuzz.py` runs a short version, always of the same inputs.
"""


def limits() -> Iterator[str]:
    """The table of hostile files."""
    yield "| file | what it is | what is told | exit | s | MB |"
    yield "|---|---|---|---:|---:|---:|"
    for hostile in FILES:
        with tempfile.TemporaryDirectory() as folder:
            yield _limit(hostile, Path(folder))


def _limit(hostile: Hostile, folder: Path) -> str:
    hostile.make(folder / hostile.name)
    (folder / "sound.md").write_text(SOUND, "utf-8")
    if hostile.limits:
        (folder / "auditlint.toml").write_text(f"[limits]\n{hostile.limits}\n", "utf-8")
    words = [str(folder / hostile.name), str(folder / "sound.md"), *hostile.arguments]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, sys.executable, "-m", "auditlint", *words,
         "--format", "json", "--no-cache", "--language", "en"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)["diagnostics"]
    told = [one for one in found if one["code"] != "PCT001"]
    if len(told) == len(found):
        raise SystemExit(f"{hostile.name}: the sound file was not checked")
    if not {one["code"] for one in told} <= set(hostile.codes):
        raise SystemExit(f"{hostile.name}: {told}")
    status, seconds, megabytes = done.stderr.split()[-3:]
    said = f"`{told[0]['code']}` {told[0]['message']}" if told else "nothing: it is read"
    set_to = f" (`{' '.join((hostile.limits, *hostile.arguments)).strip()}`)"
    what = hostile.what + (set_to if hostile.limits or hostile.arguments else "")
    return f"| `{hostile.name}` | {what} | {said} | {status} | {seconds} | {megabytes} |"


def faults() -> Iterator[str]:
    """The tests of faults and how each ended."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "tests/cli/test_faults.py"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    found = re.findall(r"::test_(\w+)(\[[^\]]*\])? (PASSED|FAILED|SKIPPED)", done.stdout)
    if not found or any(ended != "PASSED" for _, _, ended in found):
        raise SystemExit(done.stdout)
    ended: dict[str, int] = {}
    for name, _, _ in found:
        ended[name] = ended.get(name, 0) + 1
    for name, count in ended.items():
        times = f" ({count} ways)" if count > 1 else ""
        yield f"- {name.replace('_', ' ')}{times}: passed"


def fuzzed(paths: Sequence[str]) -> str:
    """The tables that the fuzzing printed, in one; it is done now where no file is named.

    Of a kind that stands in several files the last counts.
    """
    texts = [Path(path).read_text("utf-8") for path in paths]
    if not texts:
        words = [sys.executable, "-m", "benchmarks.fuzz"]
        texts = [subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False).stdout]
    rows: dict[str, list[str]] = {}
    for text in texts:
        for row in _ROW.findall(text):
            rows[row[0]] = list(row)
    inputs, faults = (sum(int(row[at]) for row in rows.values()) for at in (1, 4))
    return "\n".join(
        [
            "| kind | inputs | read | refused | broke off, hung or swelled | slowest, s |",
            "|---|---:|---:|---:|---:|---:|",
            *(f"| {' | '.join(row)} |" for row in rows.values()),
            f"| **all** | **{inputs}** | | | **{faults}** | |",
        ]
    )


_ROW = re.compile(r"^\| (\w+)" + r" \| (\d+)" * 4 + r" \| ([\d.]+) \|$", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--fuzzed", nargs="*", default=[], metavar="FILE")
    parser.add_argument("--only", choices=["limits", "faults"])
    given = parser.parse_args(arguments)
    if given.only:
        for line in (limits if given.only == "limits" else faults)():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        return 0
    page = _PAGE.format(
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        python=f"Python {platform.python_version()}",
        system=f"{platform.system()} {os.uname().machine}",
        limits="\n".join(limits()),
        faults="\n".join(faults()),
        seconds=SECONDS,
        memory=MEMORY,
        fuzzed=fuzzed(given.fuzzed),
    )
    (ROOT / "docs" / "reliability.md").write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
