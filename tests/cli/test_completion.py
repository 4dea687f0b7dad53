"""Completion, asked for as the scripts of the shells ask for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditlint.cli import cli, command


def completed(*words: str) -> list[tuple[str, str]]:
    """(type, value) of what is offered for the last word."""
    from click.shell_completion import ShellComplete

    shell = ShellComplete(cli, {}, "auditlint", "_AUDITLINT_COMPLETE")
    return [(item.type, item.value) for item in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ex"], [("plain", "explain")]),
        (["--fo"], [("plain", "--format"), ("plain", "--form")]),
        (["report.pdf", "--fo"], [("plain", "--format"), ("plain", "--form")]),
        (["report.pdf", "--format", "j"], [("plain", "json"), ("plain", "junit")]),
        (["report"], [("file", "report")]),
        (["check", "--min-cov"], [("plain", "--min-coverage")]),
        (["explain", "sum00"], [("plain", f"SUM00{digit}") for digit in range(1, 10)]),
        (["explain", "total-diff"], [("plain", "total-differs-from-parts")]),
    ],
)
def test_words_are_completed(words: list[str], offered: list[tuple[str, str]]) -> None:
    assert completed(*words) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_sourced_by_its_shell(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} on this machine: its script was not sourced")
    assert command(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, "utf-8")
    own = tmp_path / "auditlint"
    own.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m auditlint "$@"\n', "utf-8")
    own.chmod(0o755)
    asked = {
        "bash": f"source {script}; COMP_WORDS=(auditlint expl); COMP_CWORD=1;"
        " _auditlint_completion auditlint; echo ${COMPREPLY[@]}",
        "zsh": f"autoload -Uz compinit; compinit -u -d {tmp_path}/dump; source {script};"
        " print $_comps[auditlint]",
        "fish": f"source {script}; complete -C 'auditlint expl'",
    }
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [program, "-c", asked[shell]],
        env={
            **os.environ, "PYTHONPATH": paths, "HOME": str(tmp_path),
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True, check=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    said = {"bash": "explain", "zsh": "_auditlint_completion", "fish": "explain"}
    assert said[shell] in done.stdout.split()
