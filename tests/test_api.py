"""The Python interface; its documented examples are run in tests/cli/test_docs.py."""

from __future__ import annotations

from pathlib import Path

import pytest

import auditlint
from auditlint.settings import Settings


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings that runs were asked for."""
    seen: list[Settings] = []
    monkeypatch.setattr("auditlint.engine.run", lambda paths, settings: seen.append(settings))
    return seen


def test_a_script_is_not_loaded_anew_by_workers_it_did_not_ask_for(
    given: list[Settings], tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    report.write_text("", "utf-8")
    config = tmp_path / "own.toml"
    config.write_text('select = ["SUM"]\n', "utf-8")
    auditlint.lint(report)
    auditlint.lint(report, config=str(config))
    auditlint.lint(report, settings=Settings(jobs=2))
    assert [settings.jobs for settings in given] == [1, 1, 2]
    assert [settings.select for settings in given] == [(), ("SUM",), ()]
