"""Numbers in cells: value, unit, nature, what they measure."""

from __future__ import annotations

from decimal import Decimal

from auditlint.figures import Figure, Nature
from auditlint.figures.cells import cell_figures
from auditlint.loaders import markdown
from auditlint.structure import build


def figures(text: str) -> list[Figure]:
    return cell_figures(build(0, "report.md", "", markdown.read(text)), 0)


def measures(found: list[Figure]) -> list[tuple[str, str]]:
    return [(figure.measure, figure.text) for figure in found if figure.is_quantity]


def test_codes_and_row_numbers_are_never_quantities() -> None:
    found = figures(
        """
支出决算表

金额单位：万元

| 科目编码 | 科目名称 | 行次 | 本年支出合计 | 基本支出 |
|---|---|---|---|---|
| 栏次 | | | 1 | 2 |
| 208 | 社会保障和就业支出 | 1 | 1,116.80 | |
| 20805 | 行政事业单位养老支出 | 2 | — | 0 |
| 合计 | < | 3 | 1,116.80 | 0 |
"""
    )
    assert [(figure.text, figure.nature) for figure in found if not figure.is_quantity] == [
        ("1", Nature.LINE_NUMBER),
        ("2", Nature.LINE_NUMBER),
        ("208", Nature.CODE),
        ("1", Nature.LINE_NUMBER),
        ("20805", Nature.CODE),
        ("2", Nature.LINE_NUMBER),
        ("3", Nature.LINE_NUMBER),
    ]
    assert measures(found) == [
        ("社会保障和就业支出", "1,116.80"),
        ("行政事业单位养老支出·基本支出", "0"),
        ("本年支出合计", "1,116.80"),
        ("基本支出", "0"),
    ]
    first = next(figure for figure in found if figure.is_quantity)
    assert (first.value, first.decimals, first.unit.name) == (Decimal("1116.80"), 2, "万元")
    assert (first.basis, first.scope) == ("决算数", ("全部资金", "支出"))
    assert first.context == "208 社会保障和就业支出 1 1,116.80"


def test_funds_come_from_the_nearest_header() -> None:
    found = figures(
        """
财政拨款收入支出决算总表

| 收入 | < | 支出 | < | < |
|---|---|---|---|---|
| 项目 | 决算数 | 项目 | 小计 | 政府性基金预算财政拨款 |
| 一、一般公共预算财政拨款 | 5.00 | 一、教育支出 | 5.00 | 1.00 |
"""
    )
    assert [figure.scope for figure in found] == [
        ("财政拨款", "收入"),
        ("财政拨款", "支出"),
        ("政府性基金预算", "支出"),
    ]


def test_units_of_header_row_and_cell_win_over_the_caption() -> None:
    found = figures(
        """
情况表

单位：万元

| 项目 | 金额 | 占比 | 产能（公斤） |
|---|---|---|---|
| 公务用车保有量（辆） | 1 | | |
| 甲项目 | 2.50 | 12.5% | 3,000 |
"""
    )
    assert [(figure.text, figure.unit.name) for figure in found] == [
        ("1", "辆"),
        ("2.50", "万元"),
        ("12.5%", "%"),
        ("3,000", "公斤"),
    ]


def test_words_among_the_values_name_the_number_behind_them() -> None:
    found = figures(
        """
| 项目名称 | 全年预算数 | 全年执行数 | 得分 |
|---|---|---|---|
| 甲项目 | 10.00 | 10.00 | 75 |
| 乙项目 | 20.00 | 20.00 | 90 |
| 项目合计 | 30.00 | 自评价平均分 | 82.5 |
"""
    )
    assert measures(found)[-1] == ("自评价平均分", "82.5")


def test_a_form_of_keys_and_values_gives_its_numbers() -> None:
    found = figures(
        """
| 评价分值 | 81.94 | 评价结论 | 良 |
|---|---|---|---|
| 评价类型 | 部门整体支出 | 评价年度 | 2023年 |
"""
    )
    assert measures(found) == [("评价分值", "81.94")]


def test_thresholds_are_no_results() -> None:
    found = figures(
        """
| 三级指标 | 目标值 | 权重 | 得分 |
|---|---|---|---|
| 到位率 | ≥95% | 5 | 5 |
| 规范性 | 规范 | 5 | 4 |
"""
    )
    assert found[0].nature is Nature.THRESHOLD
    assert [figure.nature for figure in found[1:]] == [Nature.SCORE] * 4
