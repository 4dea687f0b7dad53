"""Every hostile file meets its limit, is told of by name, and costs no other file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditlint.cli import command
from auditlint.troubles import is_trouble
from benchmarks.hostile import FILES, Hostile

SOUND = "支出合计200.00万元，其中：项目支出50.00万元，占35.00%。\n"
#: Those that take long because they are meant to; ``benchmarks.reliability`` runs them all.
SLOW = {"bomb.pdf", "form.pdf", "lines.pdf"}


@pytest.mark.parametrize(
    "hostile", [one for one in FILES if one.name not in SLOW], ids=lambda one: one.name
)
def test_a_hostile_file_is_told_and_the_other_is_checked(
    hostile: Hostile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / hostile.name
    hostile.make(path)
    (tmp_path / "sound.md").write_text(SOUND, "utf-8")
    if hostile.limits:
        (tmp_path / "auditlint.toml").write_text(f"[limits]\n{hostile.limits}\n", "utf-8")
    words = [str(path), str(tmp_path / "sound.md"), "--format", "json", "--no-cache"]
    assert command([*words, *hostile.arguments]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert sum(one["code"] == "PCT001" for one in found) == 1  # the other file's
    told = [one for one in found if is_trouble(one["code"])]
    assert {one["code"] for one in told} <= set(hostile.codes)
    assert told or not hostile.codes or "" in hostile.codes
    assert all(hostile.name in one["message"] for one in told)
    assert all(one["severity"] == "error" for one in told)
