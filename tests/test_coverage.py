"""Every figure that was not verified has a reason that a reader understands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditlint.cli import command
from auditlint.coverage import STATES, State
from auditlint.engine import run
from auditlint.result import Result
from auditlint.settings import Settings, Severity

TITLE = "# 青溪市某局2023年度部门决算情况说明\n\n"


def checked(text: str, folder: Path) -> Result:
    path = folder / "report.md"
    path.write_text(TITLE + text, "utf-8")
    return run([str(path)], Settings(cache=False, jobs=1))


@pytest.mark.parametrize(
    ("text", "printed", "state"),
    [
        ("另有办公面积77.31平方米。", "77.31", State.STATED_ONCE),
        ("另有办公面积77.31平方米。库房面积77.31平方米。", "77.31", State.NO_CLAIM),
        ("全年公务接待0批次。", "0", State.ZERO),
        (
            "支出合计12.00万元，其中：基本支出5.00万元，项目支出7.00万元。",
            "5.00",
            State.VERIFIED,
        ),
        (
            "支出合计13.00万元，其中：基本支出5.00万元，项目支出7.00万元。",
            "13.00",
            State.CONTRADICTED,
        ),
    ],
    ids=["once", "elsewhere", "zero", "verified", "contradicted"],
)
def test_a_figure_has_its_state(text: str, printed: str, state: State, tmp_path: Path) -> None:
    result = checked(text, tmp_path)
    (figure, *_) = [found for found in result.facts.figures if found.text == printed]
    assert result.coverage.states[figure.id] is state


def test_a_bound_verifies_nothing(tmp_path: Path) -> None:
    text = "年初预算3.00万元，支出决算2.40万元。决算数小于预算数的主要原因是厉行节约。"
    result = checked(text, tmp_path)
    states = [result.coverage.states[found.id] for found in result.facts.figures if found.value < 4]
    assert State.BOUNDED in states


def test_what_a_finding_accuses_is_contradicted_though_another_claim_bears_it_out(
    tmp_path: Path,
) -> None:
    head = "单位：万元\n\n| 项目 | 本年支出合计 | 基本支出 | 项目支出 |\n|---|---|---|---|\n"
    text = (
        f"## 支出决算表\n\n{head}| 合计 | 100.00 | 60.00 | 40.00 |\n\n"
        f"## 一般公共预算财政拨款支出决算表\n\n{head}| 合计 | 90.00 | 55.00 | 35.00 |\n\n"
        "## 情况说明\n\n一般公共预算财政拨款基本支出60.00万元，"
        "其中：人员经费50.00万元，公用经费10.00万元。\n"
    )
    result = checked(text, tmp_path)
    accused = {
        found.finding.figures[0].figure.id
        for found in result.diagnostics
        if found.severity >= Severity.WARNING
    }
    assert accused
    assert {result.coverage.states[one] for one in accused} == {State.CONTRADICTED}


def test_every_state_has_words() -> None:
    assert set(STATES) == set(State)
    assert len({words.zh for words in STATES.values()}) == len(STATES)


SCHEMA = Path(__file__).parents[1] / "docs" / "findings.schema.json"
REPORT = (
    "## 一、总体情况\n\n支出合计12.00万元，其中：基本支出5.00万元，项目支出7.00万元。\n\n"
    "## 二、其他情况\n\n2023年另有办公面积77.31平方米。全年公务接待0批次。\n"
)


def listed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert command(["coverage", *arguments, "--no-cache", "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.md"
    path.write_text(TITLE + REPORT, "utf-8")
    return str(path)


def test_json_says_why_figures_are_unverified(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = listed([report], capsys)
    [document] = found["coverage"]["documents"]
    reasons = {"stated-once": 1, "a-zero-among-zeros": 1}
    assert document["reasons"] == found["coverage"]["reasons"] == reasons
    assert document["not_quantities"] > 0
    sections = {one["headings"][-1]: one for one in document["sections"]}
    assert sections["一、总体情况"]["verified"] == 3
    assert sections["二、其他情况"]["reasons"] == reasons
    assert [(one["text"], one["reason"]) for one in found["unverified"]] == [
        ("77.31", "stated-once"),
        ("0", "a-zero-among-zeros"),
    ]


def test_json_lists_the_figures_of_one_state(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = listed([report, "--list", "verified"], capsys)
    assert [one["text"] for one in found["verified"]] == ["12.00", "5.00", "7.00"]
    assert "unverified" not in found


def test_json_of_coverage_keeps_to_the_schema_of_findings(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    part = schema["properties"]["coverage"] | {"$defs": schema["$defs"]}
    found = listed([report], capsys)["coverage"]
    jsonschema.validate(found, part)
    counts = [found, *found["documents"], *found["documents"][0]["sections"]]
    assert [sum(one["reasons"].values()) for one in counts] == [one["unverified"] for one in counts]
