"""``auditlint figures --tables``: why something of a table was or was not checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.cli import command

REPORT = """# 收入决算表
金额单位：万元

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 其他收入 |
|---|---|---|---|---|
| 205 | 教育支出 | 30.00 | 25.00 | 5.00 |
| 20502 | 普通教育 | 30.00 | 25.00 | 5.00 |
| 206 | 科学技术支出 | 12.00 | 12.00 | |
| 20604 | 技术研究 | 12.00 | 12.00 | |
| 合计 | < | 42.00 | 38.00 | 5.00 |

# 零散情况

| 事项 | 数量 |
|---|---|
| 甲 | 3 |
| 合计 | 8 |
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            [
                "#1 收入决算表 [万元] 6×5",
                "第 1 列 编码：科目编码",
                "第 2 行 项目：205 教育支出",
                "第 3 行 项目：20502 普通教育 ⊂ 205 教育支出",
                "2 项相符，1 项不符 [38.00]（《收入决算表》“合计”按合计行由2行组成）",
                "第 3 行合计“合计”：没有找到相加得出它的各行",
            ],
        ),
        (
            "en",
            [
                "column 1 code: 科目编码",
                "row 3 item: 20502 普通教育 ⊂ 205 教育支出",
                "1 contradicted [38.00] (the total is the sum of its rows)",
                "row 3: no rows were found that add to the total “合计”",
            ],
        ),
    ],
)
def test_tables_are_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: list[str]
) -> None:
    (tmp_path / "report.md").write_text(REPORT, "utf-8")
    arguments = ["figures", "--tables", "--language", language, str(tmp_path / "report.md")]
    assert command(arguments) == 0
    output = capsys.readouterr().out
    assert [one for one in said if one not in output] == []
