"""Sentences of a feedback form next to the accounts of the same body and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.discovery import discover
from auditlint.engine import run
from auditlint.settings import Settings, Severity

ACCOUNTS = (
    "# 青溪市土地整理中心2023年度部门决算\n"
    "年末固定资产利用率100%。三公经费控制率98.5%。在职人员控制率81.25%，在职人员65人。\n"
)
FORM = "# 青溪市土地整理中心2023年度部门整体支出绩效评价结果反馈表\n"


def marked(tmp_path: Path, sentence: str) -> list[str]:
    """What is marked between the accounts and a form with ``sentence``."""
    paths = [tmp_path / "accounts.md", tmp_path / "form.md"]
    paths[0].write_text(ACCOUNTS, "utf-8")
    paths[1].write_text(FORM + sentence, "utf-8")
    checks = [found for found in discover().checks if found.code.startswith("XDC")]
    result = run([str(path) for path in paths], Settings(cache=False, jobs=1), checks=checks)
    return [found.finding.marked for found in result.diagnostics]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("截至2023年12月31日，固定资产利用率为83.32%。", "100%"),
        ("其固定资产利用率仅83.32%，利用率不高。", "100%"),
        ("“三公”经费控制率为97.5%。", "98.5%"),
        ("在职人员控制率80%。", "81.25%"),
        ("经核查，在职人员66人。", "65"),
    ],
)
def test_contradictions(tmp_path: Path, sentence: str, expected: str) -> None:
    assert marked(tmp_path, sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "固定资产利用率高于全市平均固定资产利用率90%。",
        "2022年固定资产利用率为80%。",
        "固定资产利用率应达到85%以上。",
        "固定资产利用率比上年提高5%。",
        "固定资产利用率由80%提高到100%。",
        "固定资产利用率每下降1%扣0.5分。",
        "固定资产利用率指标得分3分。",
        "固定资产利用率（4分）：利用率100%，得4分。",
        "评分标准：固定资产利用率≥85%得满分。",
        "下属单位固定资产利用率为70%。",
        "办公设备固定资产利用率为70%。",
        "三公经费控制率为98.50%。",
        "在职人员控制率得分4分，得分率80%。",
        "在职人员65人，其中女性20人。",
        "项目满意度92%，任务完成率80%。",
    ],
)
def test_what_is_no_contradiction(tmp_path: Path, sentence: str) -> None:
    assert marked(tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("全年上门服务老人1286人。", "经复核，上门服务老人1268人。", ["1286"]),
        ("服务对象满意度为96.5%。", "服务对象满意度为91.2%。", ["96.5%"]),
        ("受益群众满意率96.5%。", "受益群众满意率91.2%。", ["96.5%"]),
        ("发放调查问卷120份。", "发放调查问卷60份。", []),
        ("全年上门服务老人1286人。", "全年上门服务老人1286人次。", []),
        ("总体满意度96.5%。", "总体满意度91.2%。", []),
        ("上门服务老人1286人，另在冬季，上门服务老人300人。", "上门服务老人1268人。", []),
    ],
)
def test_what_evaluations_may_differ_in_is_a_question(
    tmp_path: Path, ours: str, theirs: str, expected: list[str]
) -> None:
    of = "市民政局2023年度居家养老服务项目支出绩效自评"
    paths = [tmp_path / "own.md", tmp_path / "review.md"]
    paths[0].write_text(f"# 青溪{of}报告\n{ours}\n", "utf-8")
    paths[1].write_text(f"# 青溪市财政局关于{of}的复核意见\n{theirs}\n", "utf-8")
    checks = [found for found in discover().checks if found.code == "XDC001"]
    result = run([str(path) for path in paths], Settings(cache=False, jobs=1), checks=checks)
    assert [found.finding.marked for found in result.diagnostics] == expected
    assert all(found.severity is Severity.INFO for found in result.diagnostics)
