"""The command as a process of its own: speed, signals, closed pipes, exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FEEDBACK = ROOT / "samples" / "evaluation-feedback.pdf"
WRONG = (
    "本年支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出50.00万元，占35.00%。\n"
)
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


def test_an_interrupt_exits_with_130(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(WRONG, "utf-8")
    (tmp_path / "auditlint.toml").write_text('checks = ["slow.py"]\n', "utf-8")
    (tmp_path / "slow.py").write_text(
        "import sys, time\n"
        "from auditlint.check import check\n"
        "@check('OWN001')\n"
        "def slow(facts):\n"
        "    '''Takes its time.'''\n"
        "    print('checking', file=sys.stderr, flush=True)\n"
        "    time.sleep(60)\n"
        "    return ()\n",
        "utf-8",
    )
    with subprocess.Popen(
        [*COMMAND, str(tmp_path / "report.md"), "--select", "OWN,SUM", "--format", "json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"checking\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.split() == [b"interrupted"]
    [told] = json.loads(out)["diagnostics"]
    assert told["code"] == "AUD009"
    assert "OWN001" in told["message"]


def test_output_does_not_depend_on_hash_seed_or_jobs(tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(FEEDBACK.read_bytes())
    report = tmp_path / "report.md"
    report.write_text(WRONG, "utf-8")
    files = [str(FEEDBACK), str(copy), str(report)]
    runs = {
        ran(*files, "--format", "json", "--jobs", jobs, "--no-cache", PYTHONHASHSEED=seed).stdout
        for jobs, seed in (("1", "0"), ("2", "1"))
    }
    [out] = runs
    assert b'"severity": "error"' in out


def test_piped_text_is_plain_and_forced_colours_are_not(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(WRONG, "utf-8")
    assert b"\x1b[" not in ran(str(report)).stdout
    assert b"\x1b[1;31m" in ran(str(report), FORCE_COLOR="1").stdout
    assert b"\x1b[" not in ran(str(report), FORCE_COLOR="1", NO_COLOR="1").stdout
