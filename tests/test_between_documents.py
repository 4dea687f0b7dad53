"""Sentences of a feedback form next to the accounts of the same body and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.discovery import discover
from auditlint.engine import run
from auditlint.settings import Settings

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
