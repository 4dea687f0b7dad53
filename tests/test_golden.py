"""What is found in the samples, reviewed as a diff.

After a change that is meant: ``python tests/test_golden.py --record``, then read the diff.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
#: Files given together, by the name of what is expected; the statuses of the command.
RUNS = {
    "accounts": (["samples/final-accounts.pdf", "samples/evaluation-feedback.pdf"], 1),
    "clean-report": (["samples/clean-report.pdf"], 0),
    "clean-budget": (["samples/clean-budget.pdf"], 0),
    "samples": (["samples"], 1),
}


def auditlint(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, from the top of the repository."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-m", "auditlint", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@cache
def ran(name: str) -> subprocess.CompletedProcess[str]:
    files, _ = RUNS[name]
    return auditlint(*files, "--format", "json", "--no-cache")


def found(name: str) -> list[dict[str, Any]]:
    """The findings of a run, as far as a reviewer judges them."""
    return [_viewed(diagnostic) for diagnostic in json.loads(ran(name).stdout)["diagnostics"]]


def _viewed(diagnostic: dict[str, Any]) -> dict[str, Any]:
    location = diagnostic["location"]
    place = location.get("page") or f"{location.get('sheet')}!{location.get('row')}"
    view = {
        "at": f"{Path(location['path']).name}:{place}",
        "code": diagnostic["code"],
        "severity": diagnostic["severity"],
        "marked": diagnostic["marked"],
        "message": diagnostic["message"],
    }
    if diagnostic["cause"]:
        view["cause"] = f"{diagnostic['cause']['kind']} {diagnostic['cause']['suggested']}".strip()
    if diagnostic["consequences"]:
        view["consequences"] = [
            f"{folded['code']} {folded['excerpt']}" for folded in diagnostic["consequences"]
        ]
    return view


@pytest.mark.parametrize("name", RUNS)
def test_findings_are_those_reviewed(name: str) -> None:
    reviewed = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert found(name) == reviewed, "if meant: python tests/test_golden.py --record, read the diff"


@pytest.mark.parametrize("name", RUNS)
def test_exit_status(name: str) -> None:
    _, status = RUNS[name]
    assert ran(name).returncode == status


def test_two_runs_give_the_same_bytes() -> None:
    files, _ = RUNS["accounts"]
    again = auditlint(*files, "--format", "json", "--no-cache", "--jobs", "2")
    assert again.stdout == ran("accounts").stdout


if __name__ == "__main__":
    if sys.argv[1:] != ["--record"]:
        raise SystemExit("usage: python tests/test_golden.py --record")
    for run in RUNS:
        text = json.dumps(found(run), ensure_ascii=False, indent=1)
        (GOLDEN / f"{run}.json").write_text(f"{text}\n", encoding="utf-8")
