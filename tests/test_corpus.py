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
