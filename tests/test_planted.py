"""Errors planted in the samples are found: thresholds in ``planted.toml`` only ever rise.

A small run of ``python -m benchmarks.planted``, on the samples without a defect. It takes a minute,
so it is left to ``.ci/run``, which sets ``CI``.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from benchmarks.outcomes import Outcome, Tally, grouped, missed
from benchmarks.planted import SAMPLES, outcomes_of

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI"), reason="CI is not set: no errors were planted"
)

EACH, SEED = 3, 7
THRESHOLDS = tomllib.loads((Path(__file__).parent / "planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    paths = [SAMPLES / "clean-report.pdf", SAMPLES / "clean-budget.pdf"]
    return outcomes_of(paths, EACH, SEED, jobs=1)


@pytest.mark.parametrize("part", ["tables", "narrative"])
def test_plants_are_found(part: str, outcomes: list[Outcome]) -> None:
    bounds = THRESHOLDS[part]
    members = grouped(outcomes, "part")[part]
    tally = Tally.of(members)
    reached = {
        "planted": tally.planted,
        "found": 100 * tally.found / tally.judged,
        "first": 100 * tally.first / tally.found,
        "value": 100 * tally.value / tally.found,
        "slip": 100 * tally.slip / tally.found,
        "single": 100 * tally.single / tally.found,
    }
    assert {name: value for name, value in reached.items() if value < bounds[name]} == {}, missed(
        members
    )


@pytest.mark.parametrize("part", ["tables", "narrative"])
def test_plants_raise_no_false_alarm(part: str, outcomes: list[Outcome]) -> None:
    members = grouped(outcomes, "part")[part]
    alarms = sum(len(outcome.false) for outcome in members)
    assert alarms <= THRESHOLDS[part]["false"], missed(members)
