"""Real disclosures with known defects, scored; thresholds in ``corpus.toml`` only ever rise.

The corpus is not part of the project: ``AUDITLINT_CORPUS`` names its folder, and its scorer
stands beside it. Where the variable is not set the test is skipped, aloud.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from auditlint.engine import run
from auditlint.render.json import findings
from auditlint.render.view import View
from auditlint.settings import Settings

CORPUS = os.environ.get("AUDITLINT_CORPUS", "")
CASES = sorted(path.parent for path in Path(CORPUS or ".").glob("*/truth.json")) if CORPUS else []
THRESHOLDS = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))
SECONDS = 300.0


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = Path(CORPUS).parent / "evaluate" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def covered(part: dict[str, int] | None) -> float:
    """Figures verified or contradicted, in per cent."""
    if not part or not part["figures"]:
        return 0.0
    return 100 * (part["verified"] + part["contradicted"]) / part["figures"]


def shortfalls(row: dict[str, Any], bounds: dict[str, Any]) -> list[str]:
    """What fell below its threshold, in words."""
    lost = sorted(set(bounds.get("caught", ())) - set(row["caught"]))
    coverage = row["coverage"]
    return [
        *(f"{item} is no longer found" for item in lost),
        *(
            f"{name}: {len(row[key])} instead of at most {bounds.get(name, 0)}: {row[key]}"
            for name, key in (("trapped", "trapped"), ("noise", "warnings"))
            if len(row[key]) > bounds.get(name, 0)
        ),
        *(
            [f"false alarms: {row['false_alarms']} {row['unlisted']}"]
            if row["false_alarms"] > bounds.get("false_alarms", 0)
            else []
        ),
        *(
            f"coverage of {part}: {covered(coverage.get(part)):.1f} % instead of {bounds[part]} %"
            for part in ("tables", "narrative")
            if covered(coverage.get(part)) < bounds.get(part, 0)
        ),
    ]


@pytest.mark.skipif(not CORPUS, reason="AUDITLINT_CORPUS is not set: no real report was scored")
def test_corpus_is_there() -> None:
    assert [case.name for case in CASES] == sorted(THRESHOLDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_score_does_not_fall(case: Path, scorer: ModuleType) -> None:
    truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "auditlint"]
    found, _ = scorer.run(command, case, truth["files"], SECONDS)
    row = scorer.score(case, truth, found)
    assert shortfalls(row, THRESHOLDS.get(case.name, {})) == []


def found_in(case: str, *names: str) -> list[dict[str, Any]]:
    """The diagnostics of files of the corpus that are checked together."""
    paths = [str(Path(CORPUS) / case / name) for name in names]
    result = run(paths, Settings(cache=False, jobs=1))
    diagnostics: list[dict[str, Any]] = findings(View(result, "zh"))["diagnostics"]
    return diagnostics


@pytest.mark.skipif(not CORPUS, reason="AUDITLINT_CORPUS is not set: no real report was read")
def test_one_score_printed_in_two_ways_is_one_finding_with_both_readings() -> None:
    # 6 in one table makes 93.25 and 28 right, 3 in the annex 89.29 %.
    found = found_in("jdz-2023", "final-accounts.pdf")
    about = [
        one
        for one in found
        for part in (one, *one["consequences"])
        if {"93.25", "89.29%"} & {figure["text"] for figure in part["figures"][:1]}
    ]
    assert {one["code"] for one in about} == {"REF001"}
    one = about[0]
    assert [figure["text"] for figure in one["figures"][:2]] == ["3", "6"]
    assert one["cause"]["suggested"] == "6"
    assert {"SUM001", "SUM009", "PCT101"} <= {part["code"] for part in one["consequences"]}
    readings = " ".join(note["message"] for note in one["notes"])
    first, second = readings.split("反之")
    assert "若以“6”为准" in first
    assert "“93.25”" in first
    assert "若以“3”为准" in second
    assert "“93.25”应为“90.25”" in second
    assert second.endswith("“89.29%”成立")


@pytest.mark.skipif(not CORPUS, reason="AUDITLINT_CORPUS is not set: no real report was read")
def test_a_figure_copied_into_two_tables_is_one_finding_with_the_value_of_its_parent() -> None:
    found = found_in("justice-unit-2026", "report.pdf")
    [one] = [each for each in found if each["marked"] == "64,840,547.00"]
    assert one["cause"] == {"kind": "copied-neighbour", "figure": 0, "suggested": "0.00"}
    pages = [part["location"]["page"] for part in (one, *one["consequences"])]
    assert sorted(pages) == [11, 11, 14, 14]
    assert "“行政运行·项目支出”的“64,840,547.00”若为“0.00”" in one["message"]
    assert "第14页" in one["message"]
