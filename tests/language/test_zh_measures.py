"""Names of measures taken apart: what text and table have in common."""

from __future__ import annotations

import pytest

from auditlint.language.zh.measures import Name, name_of

NAMES = [
    ("本年收入合计", Name("", "收入", "合计")),
    ("收入总计", Name("", "收入", "总计")),
    ("收入支出总计", Name("", "收支", "总计")),
    ("一般公共预算财政拨款基本支出", Name("基本", "支出", "", "一般公共预算")),
    ("财政拨款“三公”经费支出", Name("三公", "支出", "", "财政拨款")),
    ("三公经费财政拨款支出", Name("三公", "支出", "", "财政拨款")),
    ("因公出国（境）费支出", Name("因公出国（境）", "支出")),
    ("一、社会保障和就业支出", Name("社会保障和就业", "支出")),
    ("青溪市某局收入支出总计", Name("", "收支", "总计")),
    ("财政拨款的机关运行经费", Name("机关运行", "", "", "财政拨款")),
]


@pytest.mark.parametrize(("measure", "name"), NAMES)
def test_name(measure: str, name: Name) -> None:
    assert name_of(measure) == name


def test_short_cores_need_their_side() -> None:
    """其他收入 and 其他支出 are two measures, 社会保障和就业 is one with or without its side."""
    assert not name_of("其他收入").fits(name_of("其他支出"))
    assert not name_of("项目资金").fits(name_of("项目支出"))
    assert name_of("社会保障和就业支出").fits(Name("社会保障和就业"))


def test_grand_total_is_not_that_of_the_year() -> None:
    assert not name_of("收入总计").fits(name_of("本年收入合计"))
