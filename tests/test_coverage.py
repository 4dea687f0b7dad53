"""Every figure that was not verified has a reason that a reader understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.coverage import STATES, State
from auditlint.engine import run
from auditlint.result import Result
from auditlint.settings import Settings

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


def test_every_state_has_words() -> None:
    assert set(STATES) == set(State)
    assert len({words.zh for words in STATES.values()}) == len(STATES)
