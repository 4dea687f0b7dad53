"""Hypotheses on tables: what the rest of the table supports is believed, the rest is silent."""

from __future__ import annotations

from auditlint.claims import changes_in_tables, form_totals, products, restated_cells, rows, totals
from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.ground import Claimant, Ground
from auditlint.figures.gather import figures_of
from auditlint.loaders import markdown
from auditlint.settings import Confidence
from auditlint.structure import build


def claims(text: str, claimants: tuple[Claimant, ...]) -> list[Claim]:
    document = build(0, "report.md", "", markdown.read(text))
    ground = Ground((document,), figures_of((document,)))
    return [claim for claimant in claimants for claim in claimant(ground)]


def contradicted(found: list[Claim]) -> list[tuple[str, Confidence]]:
    return [
        (claim.stated.text, claim.confidence)
        for claim in found
        if judge(claim).verdict is Verdict.CONTRADICTED
    ]


def test_a_total_that_fails_in_every_column_is_no_total_of_these_rows() -> None:
    found = claims(
        """
| 项目 | 预算数 | 决算数 |
|---|---|---|
| 甲 | 10.00 | 11.00 |
| 乙 | 20.00 | 21.00 |
| 本部门合计 | 95.00 | 99.00 |
""",
        totals.CLAIMANTS,
    )
    assert found == []


def test_a_total_that_fails_in_one_column_shows_an_error() -> None:
    found = claims(
        """
| 项目 | 预算数 | 决算数 |
|---|---|---|
| 甲 | 10.00 | 11.00 |
| 乙 | 20.00 | 21.00 |
| 合计 | 30.00 | 23.00 |
""",
        totals.CLAIMANTS,
    )
    assert contradicted(found) == [("23.00", Confidence.HIGH)]


def test_a_lone_total_in_one_column_is_a_warning_at_most() -> None:
    found = claims(
        """
| 项目 | 金额 |
|---|---|
| 甲 | 10.00 |
| 乙 | 20.00 |
| 合计 | 31.00 |
""",
        totals.CLAIMANTS,
    )
    assert contradicted(found) == [("31.00", Confidence.MEDIUM)]


def test_rows_that_divide_the_row_above_without_a_mark_are_not_added_twice() -> None:
    found = claims(
        """
| 项目 | 金额 |
|---|---|
| 基本支出 | 60.00 |
| 人员经费 | 50.00 |
| 公用经费 | 10.00 |
| 项目支出 | 40.00 |
| 合计 | 100.00 |
""",
        totals.CLAIMANTS,
    )
    assert [len(claim.inputs) for claim in found] == [2]
    assert contradicted(found) == []


def test_scores_without_decimals_are_exact() -> None:
    found = claims(
        """
| 三级指标 | 权重 | 得分 |
|---|---|---|
| A11依据 | 40 | 40 |
| A12程序 | 60 | 52.25 |
| 合计 | 100 | 93.25 |
""",
        totals.CLAIMANTS,
    )
    assert contradicted(found) == [("93.25", Confidence.HIGH)]


def test_columns_that_no_row_adds_are_left_alone() -> None:
    found = claims(
        """
| 项目 | 合计 | 上年 | 本年 |
|---|---|---|---|
| 甲 | 10.00 | 11.00 | 12.00 |
| 乙 | 20.00 | 21.00 | 22.00 |
""",
        rows.CLAIMANTS,
    )
    assert found == []


def test_tables_that_mostly_differ_do_not_restate_each_other() -> None:
    found = claims(
        """
# 甲单位支出决算表

| 科目编码 | 科目名称 | 本年支出合计 |
|---|---|---|
| 205 | 教育支出 | 10.00 |
| 208 | 社会保障和就业支出 | 3.00 |
| 210 | 卫生健康支出 | 2.00 |

# 乙单位支出决算表

| 科目编码 | 科目名称 | 本年支出合计 |
|---|---|---|
| 205 | 教育支出 | 20.00 |
| 208 | 社会保障和就业支出 | 3.00 |
| 210 | 卫生健康支出 | 5.00 |
""",
        restated_cells.CLAIMANTS,
    )
    assert found == []


def test_a_factor_that_two_rows_break_is_no_factor() -> None:
    found = claims(
        """
单位：万元

| 项目 | 亩数 | 金额 |
|---|---|---|
| 甲 | 12.00 | 66.00 |
| 乙 | 20.00 | 110.00 |
| 丙 | 8.00 | 48.00 |
| 丁 | 14.00 | 97.00 |
| 戊 | 26.00 | 143.00 |
""",
        products.CLAIMANTS,
    )
    assert found == []


def test_changes_are_held_against_the_columns_that_most_rows_name() -> None:
    found = claims(
        """
单位：万元

| 项目 | 上年数 | 本年数 | 增减额 |
|---|---|---|---|
| 甲 | 10.00 | 12.00 | 2.00 |
| 乙 | 20.00 | 15.00 | -5.00 |
| 丙 | 30.00 | 33.00 | 3.00 |
| 丁 | 40.00 | 48.00 | 9.00 |
""",
        changes_in_tables.CLAIMANTS,
    )
    assert contradicted(found) == [("9.00", Confidence.HIGH)]


FORM = """# 项目支出绩效自评表

| 项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|---|
| ^ | 年度资金总额 | 100.00 | 120.00 | 98.00 | {budget} | 81.67% | 8.2 |
| ^ | 其中：当年财政拨款 | 80.00 | 90.00 | {spent} | — | — | — |
| ^ | 上年结转资金 | 20.00 | 30.00 | 28.00 | — | — | — |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| ^ | 产出指标 | 数量指标 | 养护里程 | ≥10公里 | 12公里 | 60 | 60 |
| ^ | 效益指标 | 社会效益 | 通行能力 | 提高 | 有所提高 | 30 | 28 |
| 总分 | < | < | < | < | < | 100 | {total} |
"""


def test_the_total_of_a_form_holds_the_execution_of_the_budget() -> None:
    found = claims(FORM.format(budget=10, spent="70.00", total="96.2"), form_totals.CLAIMANTS)
    assert {claim.stated.text for claim in found} == {"100", "96.2", "100.00", "120.00", "98.00"}
    assert contradicted(found) == []
    wrong = claims(FORM.format(budget=10, spent="70.00", total="92.6"), form_totals.CLAIMANTS)
    assert contradicted(wrong) == [("92.6", Confidence.HIGH)]
    wrong = claims(FORM.format(budget=10, spent="71.00", total="96.2"), form_totals.CLAIMANTS)
    assert contradicted(wrong) == [("98.00", Confidence.HIGH)]


def test_a_form_whose_weights_say_otherwise_claims_nothing_of_its_total() -> None:
    found = claims(FORM.format(budget=20, spent="70.00", total="92.6"), form_totals.CLAIMANTS)
    assert {claim.stated.text for claim in found} == {"100.00", "120.00", "98.00"}


def test_a_lone_total_over_counted_rows_is_certain() -> None:
    text = """
| {head} | 项目名称 | 金额（万元） |
|---|---|---|
| 1 | 道路养护 | 12.50 |
| 2 | 桥梁检测 | 8.00 |
| {last} | 绿化补植 | 4.30 |
| | 合计 | 28.40 |
"""
    counted = claims(text.format(head="序号", last=3), totals.CLAIMANTS)
    assert contradicted(counted) == [("28.40", Confidence.HIGH)]
    with_a_gap = claims(text.format(head="序号", last=4), totals.CLAIMANTS)
    assert contradicted(with_a_gap) == [("28.40", Confidence.MEDIUM)]


def test_a_total_of_shares_that_make_a_whole_is_one_hundred() -> None:
    text = """
| 用途 | 金额（万元） | {head} |
|---|---|---|
| 道路养护 | 50.00 | 50.00% |
| 桥梁检测 | 30.00 | 30.00% |
| 绿化补植 | 20.00 | 20.00% |
| 合计 | 100.00 | 170.00% |
"""
    assert contradicted(claims(text.format(head="占比"), totals.CLAIMANTS)) == [
        ("170.00%", Confidence.HIGH)
    ]
    assert contradicted(claims(text.format(head="完成率"), totals.CLAIMANTS)) == []
