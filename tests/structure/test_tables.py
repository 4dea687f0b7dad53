"""Tables as a person reads them: header paths, panels, hierarchy, captions."""

from __future__ import annotations

from auditlint.document import ColumnRole, Panel, RowKind, Table
from auditlint.loaders import markdown
from auditlint.structure.tables import ReadTable, read_tables


def read(text: str) -> ReadTable:
    (found,) = read_tables(markdown.read(text))
    return found


def paths(panel: Panel) -> list[tuple[str, ...]]:
    return [column.path for column in panel.values()]


def tree(panel: Panel) -> list[tuple[str, str, int | None]]:
    return [
        (row.code, row.label, row.parent)
        for row in panel.rows
        if row.kind in (RowKind.ITEM, RowKind.TOTAL)
    ]


TWO_PANELS = """
收入支出决算总表

公开01表

部门：某中心 2023年度 金额单位：万元

| 收入 | < | < | 支出 | < | < |
|---|---|---|---|---|---|
| 项目 | 行次 | 决算数 | 项目（按功能分类） | 行次 | 决算数 |
| 栏次 | | 1 | 栏次 | | 2 |
| 一、一般公共预算财政拨款收入 | 1 | 3,146.58 | 一、一般公共服务支出 | 32 | |
| 二、政府性基金预算财政拨款收入 | 2 | 235.37 | 二、教育支出 | 33 | 3,382.03 |
| 本年收入合计 | 27 | 3,381.95 | 本年支出合计 | 58 | 3,382.03 |
| 年初结转和结余 | 29 | 0.08 | 年末结转和结余 | 60 | |
| 一、一般公共预算财政拨款 | 30 | 0.08 | | 61 | |
| 总计 | 31 | 3,382.03 | 总计 | 62 | 3,382.03 |

注：本套报表金额单位转换时可能存在尾数误差。
"""


def test_two_panels_with_numbered_rows_and_columns() -> None:
    found = read(TWO_PANELS)
    table = found.table
    assert (table.title, table.code, table.unit) == ("收入支出决算总表", "公开01表", "万元")
    assert table.notes == ("注：本套报表金额单位转换时可能存在尾数误差。",)
    assert table.understood
    left, right = table.panels
    assert (left.title, right.title) == ("收入", "支出")
    assert [column.role for column in left.columns] == [
        ColumnRole.LABEL,
        ColumnRole.SEQUENCE,
        ColumnRole.VALUE,
    ]
    assert left.rows[2].kind is RowKind.NUMBERING
    assert [row.label for row in left.rows if row.kind is RowKind.TOTAL] == [
        "本年收入合计",
        "总计",
    ]
    carried = left.rows[7]
    assert carried.parent is not None
    assert left.rows[carried.parent].label == "年初结转和结余"


def test_code_in_three_columns_is_joined() -> None:
    panel = read(
        """
支出决算表

| 项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|---|---|
| 科目编码 | < | < | 科目名称 | ^ | ^ | ^ |
| 类 | 款 | 项 | ^ | ^ | ^ | ^ |
| 208 | | | 社会保障和就业支出 | 7.17 | 7.17 | |
| 208 | 08 | | 抚恤 | 7.17 | 7.17 | |
| 208 | 08 | 01 | 死亡抚恤 | 7.17 | 7.17 | |
| 合计 | < | < | < | 7.17 | 7.17 | |
"""
    ).table.panels[0]
    assert tree(panel) == [
        ("208", "社会保障和就业支出", None),
        ("20808", "抚恤", 3),
        ("2080801", "死亡抚恤", 4),
        ("", "合计", None),
    ]
    assert paths(panel) == [("本年支出合计",), ("基本支出",), ("项目支出",)]


def test_three_panels_share_a_footer() -> None:
    panels = read(
        """
| 人员经费 | < | < | 公用经费 | < | < | < | < | < |
|---|---|---|---|---|---|---|---|---|
| 科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额 |
| 301 | 工资福利支出 | 10.00 | 302 | 商品和服务支出 | 3.00 | 310 | 资本性支出 | 1.00 |
| 30101 | 基本工资 | 10.00 | 30201 | 办公费 | 3.00 | 31002 | 办公设备购置 | 1.00 |
| 人员经费合计 | < | 10.00 | 公用经费合计 | < | < | < | < | 4.00 |
"""
    ).table.panels
    assert [panel.title for panel in panels] == ["人员经费", "公用经费", "公用经费"]
    assert [panel.rows[-1].label for panel in panels] == [
        "人员经费合计",
        "公用经费合计",
        "公用经费合计",
    ]
    assert panels[2].rows[3].parent == 2


def test_one_row_of_values_under_nested_headers() -> None:
    table = read(
        """
| “三公”经费预算数 | < | < | < | < | < | 机关运行经费预算数 |
|---|---|---|---|---|---|---|
| 合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费 | < | < | ^ |
| ^ | ^ | ^ | 小计 | 购置费 | 运行费 | ^ |
| 10.71 | 0.00 | 0.73 | 9.98 | 0.00 | 9.98 | 184.59 |
"""
    ).table
    assert table.understood
    assert paths(table.panels[0])[3] == ("“三公”经费预算数", "公务用车购置及运行费", "小计")


def test_a_header_of_words_that_no_list_knows_divides_both_sides() -> None:
    panels = read(
        """
| 收入 | < | 支出 | < | < | < |
|---|---|---|---|---|---|
| 项目 | 金额 | 项目 | 合计 | 一般公共预算 | 政府性基金 |
| 一、一般公共预算 | 1.00 | 一、教育支出 | 3.00 | 1.00 | 2.00 |
| 二、政府性基金 | 2.00 | | | | |
| 本年收入合计 | 3.00 | 本年支出合计 | 3.00 | 1.00 | 2.00 |
"""
    ).table.panels
    assert [panel.title for panel in panels] == ["收入", "支出"]
    assert paths(panels[1]) == [
        ("支出", "合计"),
        ("支出", "一般公共预算"),
        ("支出", "政府性基金"),
    ]


def test_merged_first_columns_are_groups() -> None:
    panel = read(
        """
| 一级指标 | 二级指标 | 三级指标 | 目标值 | 权重 | 得分 |
|---|---|---|---|---|---|
| A决策 | A1立项 | A11依据充分性 | 充分 | 2 | 2 |
| ^ | ^ | A12程序规范性 | 规范 | 2 | 1 |
| B过程 | B1资金 | B11到位率 | ≥95% | 5 | 5 |
| 合计 | < | < | < | 9 | 8 |
"""
    ).table.panels[0]
    assert [row.groups for row in panel.rows[1:4]] == [
        ("A决策", "A1立项"),
        ("A决策", "A1立项"),
        ("B过程", "B1资金"),
    ]
    assert [row.label for row in panel.rows[1:]] == [
        "A11依据充分性",
        "A12程序规范性",
        "B11到位率",
        "合计",
    ]
    assert paths(panel) == [("权重",), ("得分",)]


def test_of_which_rows_are_parts_of_the_row_above() -> None:
    panel = read(
        """
| 项目 | 栏次 | 年初预算数 | 决算数 |
|---|---|---|---|
| 行次 | | 1 | 2 |
| 一、“三公”经费支出 | 1 | 8.59 | 0.31 |
| 1.公务接待费 | 2 | 8.59 | 0.31 |
| （1）国内接待费 | 3 | —— | 0.31 |
| 其中：外事接待费 | 4 | —— | 0.10 |
| （2）国（境）外接待费 | 5 | —— | |
"""
    ).table.panels[0]
    rows = panel.rows
    assert [row.parent for row in rows[2:]] == [None, 2, 3, 4, 3]
    assert [row.of_which for row in rows[2:]] == [False, False, False, True, False]
    assert panel.columns[1].role is ColumnRole.SEQUENCE


def test_a_frame_around_text_is_no_table() -> None:
    table = read(
        """
| 评价分值 | 81.94 | 评价结论 | 良 |
|---|---|---|---|
| 评价类型 | 部门整体支出 | 评价年度 | 2023年 |
"""
    ).table
    assert not table.understood
    assert isinstance(table, Table)


def test_unmarked_rows_between_two_marks_go_on_the_list_of_the_first() -> None:
    panel = read(
        """
| 项目 | 行次 | 决算数 |
|---|---|---|
| 一、基本支出 | 30 | 600.00 |
| 其中：人员经费 | 31 | 500.00 |
| 公用经费 | 32 | 100.00 |
| 二、项目支出 | 33 | 300.00 |
| 本年支出合计 | 40 | 900.00 |
"""
    ).table.panels[0]
    assert [(row.parent, row.of_which) for row in panel.rows[1:5]] == [
        (None, False),
        (1, True),
        (1, True),
        (None, False),
    ]


def test_a_column_of_units_is_no_caption() -> None:
    table = read(
        """
| 指标名称 | 单位 | 2022年实际 | 2023年实际 | 比上年增长% |
|---|---|---|---|---|
| 地区生产总值 | 亿元 | 100.0 | 107.0 | 7.00 |
| 总人口 | 万人 | 50.2 | 50.4 | 0.40 |
"""
    ).table
    assert table.understood
    assert paths(table.panels[0]) == [("2022年实际",), ("2023年实际",), ("比上年增长%",)]
    assert [column.unit for column in table.panels[0].values()] == ["", "", "%"]


def test_tables_stacked_in_one_form_are_read_apart() -> None:
    found = read_tables(
        markdown.read(
            """
项目支出绩效自评表

| 项目名称 | 校舍维修 | < | < | < | < | < | < |
|---|---|---|---|---|---|---|---|
| 项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 100.00 | 120.00 | 90.00 | 10 | 75.00% | 7.50 |
| ^ | 其中：财政拨款 | 80.00 | 100.00 | 80.00 | — | 80.00% | — |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
| ^ | 产出指标 | 数量指标 | 维修校舍 | 5栋 | 5栋 | 20 | 20 |
| ^ | ^ | 质量指标 | 验收合格率 | 100% | 100% | 15 | 12 |
"""
        )
    )
    assert [read.table.rows for read in found] == [1, 3, 3]
    assert [read.table.title for read in found] == ["项目支出绩效自评表"] * 3
    assert [len(read.captions) for read in found] == [1, 0, 0]
    budget, scores = found[1].table, found[2].table
    assert paths(budget.panels[0])[:3] == [("年初预算数",), ("全年预算数",), ("全年执行数",)]
    assert [row.label for row in scores.panels[0].rows[1:]] == ["维修校舍", "验收合格率"]
    assert paths(scores.panels[0]) == [("分值",), ("得分",)]


def test_forms_one_under_the_other_in_one_grid_are_read_apart() -> None:
    form = """| 项目名称 | {name} | < | < | < | < | < |
| 项目资金 | < | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 12.00 | 9.00 | 10 | 75.00% | 7.50 |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | {item} | 5栋 | 5栋 | 90 | 88 |
| 总分 | < | < | < | < | 100 | 95.50 |
"""
    first = form.format(name="校舍维修", item="维修校舍").splitlines()
    first.insert(1, "|---|---|---|---|---|---|---|")
    second = form.format(name="设备购置", item="购置设备").splitlines()
    found = read_tables(markdown.read("\n".join([*first, *second])))
    assert [read.table.rows for read in found] == [1, 2, 3] * 2
    for read, item in zip(found[2::3], ("维修校舍", "购置设备"), strict=True):
        labels = [(row.kind, row.label) for row in read.table.panels[0].rows[1:]]
        assert labels == [(RowKind.ITEM, item), (RowKind.TOTAL, "总分")]


def test_columns_named_anew_under_merged_headers_are_one_table() -> None:
    found = read_tables(
        markdown.read(
            """
财政拨款“三公”经费支出决算表

| 合计 | < | 因公出国（境）费 | < | 公务接待费 | < |
|---|---|---|---|---|---|
| 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 |
| 5.60 | 2.10 | 0.00 | 0.00 | 5.60 | 2.10 |
"""
        )
    )
    assert [read.table.rows for read in found] == [3]


def test_header_rows_over_one_another_are_one_header() -> None:
    table = read(
        """
| 财政拨款“三公”经费 | < | < | < |
|---|---|---|---|
| 合计 | < | 公务接待费 | < |
| 预算数 | 决算数 | 预算数 | 决算数 |
| 2.85 | 0.39 | 2.85 | 0.39 |
"""
    ).table
    assert paths(table.panels[0])[3] == ("财政拨款“三公”经费", "公务接待费", "决算数")


def test_columns_read_as_one_are_not_understood() -> None:
    table = read(
        """
| 项目 | 决算数项目 | 决算数 |
|---|---|---|
| 一、财政拨款收入 | 90.00一、教育支出 | 60.00 |
| 二、其他收入 | 10.00二、住房保障支出 | 40.00 |
"""
    ).table
    assert not table.understood


def test_names_of_funds_are_header_words() -> None:
    table = read(
        """
| 收入 | < | 支出 | < | < | < |
|---|---|---|---|---|---|
| 项目 | 金额 | 项目 | 合计 | 一般公共预算 | 政府性基金 |
| 一、一般公共预算 | 300.0 | 一、社会保障和就业支出 | 200.0 | 200.0 | 0.0 |
| 二、政府性基金 | 100.0 | 二、城乡社区支出 | 200.0 | 100.0 | 100.0 |
| 收入总计 | 400.0 | 支出总计 | 400.0 | 300.0 | 100.0 |
"""
    )
    assert [paths(panel)[-1] for panel in table.table.panels] == [
        ("收入", "金额"),
        ("支出", "政府性基金"),
    ]
