"""What a run found is kept; whatever it depended on makes a run of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditlint import discovery, engine
from auditlint.check import Check, Facts
from auditlint.diagnostic import Finding
from auditlint.engine import run
from auditlint.render import named, rendered
from auditlint.render.view import View
from auditlint.result import Result
from auditlint.settings import Settings

KEPT = Settings(jobs=1)
REPORT = "# 说明\n\n收入合计12.5万元，其中：基本支出8.0万元，项目支出{}万元。\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "report.md").write_text(REPORT.format("4.0"), "utf-8")
    return [str(tmp_path / "report.md")]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was derived anew, one entry a run."""
    derived: list[str] = []
    derive = engine._derive

    def counted(documents, *rest):  # type: ignore[no-untyped-def]
        derived.append(documents[0].path)
        return derive(documents, *rest)

    monkeypatch.setattr(engine, "_derive", counted)
    return derived


def as_json(result: Result) -> bytes:
    form = named("json")
    assert form is not None
    return rendered(form, View(result, "zh", False))


def test_a_second_run_derives_nothing_and_gives_the_same_bytes(
    files: list[str], runs: list[str]
) -> None:
    plain = as_json(run(files, replace(KEPT, cache=False)))
    first, second = (as_json(run(files, KEPT)) for _ in range(2))
    assert (first, second) == (plain, plain)
    assert len(runs) == 2  # the plain one and the first


@pytest.mark.parametrize(
    "other", [{"select": ("SUM",)}, {"strict": True}, {"diagnosis": False}, {"independent": True}]
)
def test_other_settings_are_another_run(
    files: list[str], runs: list[str], other: dict[str, object]
) -> None:
    run(files, KEPT)
    run(files, replace(KEPT, **other))  # type: ignore[arg-type]
    assert len(runs) == 2


def test_another_content_is_another_run(files: list[str], runs: list[str]) -> None:
    before = run(files, KEPT)
    Path(files[0]).write_text(REPORT.format("4.5"), "utf-8")
    after = run(files, KEPT)
    assert len(runs) == 2
    assert [figure.text for figure in before.facts.figures] != [
        figure.text for figure in after.facts.figures
    ]


def test_a_local_check_that_changes_is_another_run(
    files: list[str], tmp_path: Path, runs: list[str]
) -> None:
    local = tmp_path / "local_checks.py"
    local.write_text("", "utf-8")
    settings = replace(KEPT, checks=(str(local),))
    run(files, settings)
    run(files, settings)
    local.write_text("# changed\n", "utf-8")
    run(files, settings)
    assert len(runs) == 2


def test_a_damaged_result_is_found_anew(files: list[str], own_cache: Path, runs: list[str]) -> None:
    first = as_json(run(files, KEPT))
    for path in own_cache.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    assert [as_json(run(files, KEPT)) for _ in range(2)] == [first, first]
    assert len(runs) == 2  # written anew the second time


def test_a_run_in_which_a_check_broke_off_is_not_kept(
    files: list[str], runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(facts: Facts) -> Iterator[Finding]:
        raise RuntimeError

    broken = Check("TST001", "breaks", "Breaks off.", breaks)
    offered = discovery.Bundles((discovery.Offered("broken", (broken,)),))
    monkeypatch.setattr(engine, "discover", lambda settings: offered)
    codes = [[found.code for found in run(files, KEPT).diagnostics] for _ in range(2)]
    assert codes == [["AUD001"], ["AUD001"]]
    assert len(runs) == 2
