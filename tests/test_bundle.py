"""A third party adds checks as we do: a bundle is installed and its diagnostic is seen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

BUNDLE = Path(__file__).parent / "bundle"
REPORT = "# 云溪市水利局2023年度部门决算\n\n本年支出合计300.00万元。\n"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the bundle in it, which sees the packages of this one."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    source = shutil.copytree(BUNDLE, folder / "bundle")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    _run([*install, *offline, str(source)])
    return python


def _run(command: list[str], status: int = 0) -> str:
    seen = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": seen},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def test_its_diagnostic_is_seen(python: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(REPORT, encoding="utf-8")
    command = [str(python), "-m", "auditlint", str(report), "--format", "json", "--select", "XRA"]
    out = json.loads(_run([*command, "--fail-on", "warning"], status=1))
    found = [(d["code"], d["name"], d["marked"]) for d in out["diagnostics"]]
    assert found == [("XRA001", "amount-is-suspiciously-round", "300.00")]


def test_its_page_is_explained_and_tested(python: Path) -> None:
    assert "whole millions" in _run([str(python), "-m", "auditlint", "explain", "XRA001"])
    script = (
        "from auditlint.testing import cases, verify\n"
        "found = cases('round-amounts')\n"
        "for case in found: verify(case)\n"
        "print(len(found))\n"
    )
    assert _run([str(python), "-c", script]).strip() == "2"


def test_without_it_the_code_is_unknown() -> None:
    command = [sys.executable, "-m", "auditlint", str(BUNDLE), "--select", "XRA001"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "XRA001" in done.stderr
