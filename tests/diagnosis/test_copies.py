"""What a wrong figure was copied from, and whether it was only cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.diagnostic import Diagnostic
from auditlint.engine import run
from auditlint.settings import Settings

TITLE = "# 青溪市某局2023年度部门决算情况说明\n\n"
COMPLETION = (
    "（一）教育支出（类）年初预算数40.00万元，决算数34.57万元，完成年初预算的{first}%。\n\n"
    "（二）城乡社区支出（类）年初预算数90.00万元，决算数81.23万元，完成年初预算的{second}%。\n"
)
TABLE = """# 财政拨款支出决算表
金额单位：万元

| 科目编码 | 科目名称 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|
| 205 | 教育支出 | 48.60 | {general} | 12.27 |
| 20502 | 普通教育 | 48.60 | 36.33 | 12.27 |
| 206 | 科学技术支出 | 21.07 | 13.94 | 7.13 |
| 20604 | 技术研究 | 21.07 | 13.94 | 7.13 |
| 合计 | | 69.67 | 50.27 | 19.40 |
"""


def checked(text: str, folder: Path) -> list[Diagnostic]:
    path = folder / "report.md"
    path.write_text(TITLE + text, "utf-8")
    return run([str(path)], Settings(cache=False, jobs=1)).diagnostics


def only(text: str, folder: Path) -> tuple[str, str, str]:
    [found] = [one for one in checked(text, folder) if one.cause is not None]
    assert found.cause is not None
    marked = found.finding.figures[found.cause.figure].figure.text
    return marked, found.cause.kind, found.cause.suggested


def test_a_rate_printed_in_the_line_above(tmp_path: Path) -> None:
    text = COMPLETION.format(first="86.43", second="86.43")
    assert only(text, tmp_path) == ("86.43%", "rate-of-neighbour", "90.26%")


def test_a_rate_that_only_follows_from_the_line_below(tmp_path: Path) -> None:
    found = checked(COMPLETION.format(first="90.26", second="86.43"), tmp_path)
    causes = {one.finding.marked: one.cause for one in found if one.cause is not None}
    assert {marked: cause.kind for marked, cause in causes.items()} == {
        "90.26%": "rate-of-neighbour",
        "86.43%": "rate-of-neighbour",
    }


@pytest.mark.parametrize("rate", ["57.21", "71.35"])
def test_a_rate_of_nothing_beside_it_is_no_copy(rate: str, tmp_path: Path) -> None:
    marked, kind, _ = only(COMPLETION.format(first="86.43", second=rate), tmp_path)
    assert (marked, kind) == (f"{rate}%", "")


def test_a_value_of_another_scope(tmp_path: Path) -> None:
    assert only(TABLE.format(general="48.60"), tmp_path) == ("48.60", "other-scope", "36.33")


def test_digits_cut_off_are_told_as_an_info(tmp_path: Path) -> None:
    # 8123.00 ÷ 9000.00 = 90.2556 %, which rounds up.
    text = COMPLETION.replace("81.23", "8123.00").replace("90.00", "9000.00")
    text = text.format(first="86.43", second="90.25")
    [found] = [one for one in checked(text, tmp_path) if one.cause is not None]
    assert only(text, tmp_path) == ("90.25%", "truncated", "90.26%")
    assert str(found.severity) == "info"
    assert found.finding.message.zh.endswith("系截断而非四舍五入")
