"""The command as a process of its own: speed, signals, closed pipes, exit statuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = [str(ROOT / "samples" / name) for name in ("final-accounts.pdf", "clean-report.pdf")]
COMMAND = [sys.executable, "-m", "auditlint"]


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    return kept | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'checks'}"} | more


def ran(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, env=environment(**more), check=False
    )


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_imports_nothing_heavy(argument: str) -> None:
    heavy = (
        "pdfplumber",
        "pypdfium2",
        "rich",
        "openpyxl",
        "rapidfuzz",
        "pypdf",
        "auditlint.engine",
    )
    code = (
        "import sys; from auditlint.cli import command; status = command(sys.argv[1:2]);"
        f"print([name for name in {heavy!r} if name in sys.modules], status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, argument], capture_output=True, env=environment(), check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "[] 0"


def test_a_closed_pipe_is_no_error() -> None:
    process = subprocess.Popen(
        [*COMMAND, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.wait(timeout=30)
    process.stderr.close()
    assert said == b""


def test_an_interrupt_exits_with_130() -> None:
    process = subprocess.Popen(
        [*COMMAND, *SAMPLES, "--no-cache", "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    time.sleep(0.6)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def test_output_does_not_depend_on_hash_seed_or_jobs() -> None:
    runs = {
        ran(*SAMPLES, "--format", "json", "--jobs", jobs, "--no-cache", PYTHONHASHSEED=seed).stdout
        for jobs, seed in (("1", "0"), ("2", "1"))
    }
    assert len(runs) == 1
    assert runs != {b""}


def test_piped_text_is_plain_and_forced_colours_are_not() -> None:
    assert b"\x1b[" not in ran(SAMPLES[0]).stdout
    assert b"\x1b[" in ran(SAMPLES[0], FORCE_COLOR="1").stdout
    assert b"\x1b[" not in ran(SAMPLES[0], FORCE_COLOR="1", NO_COLOR="1").stdout
