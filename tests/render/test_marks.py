"""Digits that stand several times in a sentence or row are marked where they are meant."""

from __future__ import annotations

from pathlib import Path

from auditlint.engine import run
from auditlint.render.text import position
from auditlint.settings import Settings

TABLE = """# 支出决算表
单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 15.00 | 12.00 | 3.00 |
| 205 | 教育支出 | 30.00 | 20.00 | 10.00 |
| 208 | 社会保障支出 | 40.00 | 20.00 | 20.00 |
| 210 | 卫生健康支出 | 25.00 | 25.00 | 25.00 |
| 合计 | < | 110.00 | 77.00 | 33.00 |
"""


def test_a_cell_whose_number_stands_before_it_in_the_row(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(TABLE, "utf-8")
    (found,) = run([str(report)], Settings(cache=False, jobs=1, select=("SUM",))).diagnostics
    finding = found.finding
    assert (finding.marked, finding.nth) == ("25.00", 2)
    assert position(finding.marked, finding.excerpt, finding.nth) == (23, 28)


def test_digits_inside_a_longer_number_do_not_count() -> None:
    assert position("5.00", "15.00 5.00 5.00%", 0) == (6, 10)
