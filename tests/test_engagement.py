"""Documents know who they are; related ones are paired, unrelated ones told apart."""

from __future__ import annotations

import pytest

from auditlint.document import Document, Sheet
from auditlint.engagement import Kinship, engagement_of, identify
from auditlint.language.zh import names
from auditlint.loaders import markdown
from auditlint.settings import DocumentSettings, Settings
from auditlint.structure import build

ACCOUNTS = """
# 青溪市土地整理中心2023年度部门决算
## 第一部分 青溪市土地整理中心概况
青溪市土地整理中心（以下简称“市整理中心”）为公益一类事业单位，由市自然资源局管理。
## 第二部分 2023年度部门决算表
收入支出决算总表
部门：青溪市土地整理中心
"""
BUDGET_OF_DEPARTMENT = """
青溪市云山区2025年区级部门预算

预算主管部门：青溪市云山区商务委员会
## 青溪市云山区商务委员会机构设置
1. 青溪市云山区商务委员会（本部）。
2. 青溪市云山区招商服务中心。
"""
BUDGET_OF_UNIT = """
青溪市云山区2025年区级单位预算

预算单位：青溪市云山区招商服务中心
"""
OTHER_BUREAU = """
青溪市云山区2025年区级单位预算

预算单位：青溪市云山区司法局
"""
FORM = """
# 青溪市财政支出绩效评价结果反馈表

| 评价组织机构 | 青溪市财政局 | 评价部门 | 青溪市土地整理中心 |
|---|---|---|---|
| 评价类型 | 部门整体支出 | 评价年度 | 2023年 |
| 评价分值 | 81.94 | 评价结论 | 良 |
"""


def document(text: str, index: int = 0, path: str = "report.md") -> Document:
    return build(index, path, "", markdown.read(text))


def test_accounts_name_their_body_year_and_kind() -> None:
    found = identify(document(ACCOUNTS), Settings())
    assert (found.entity, found.level, found.kind, found.period) == (
        "青溪市土地整理中心",
        "部门",
        "决算",
        "2023",
    )
    assert found.short == ("市整理中心",)
    assert found.parent == "市自然资源局"


def test_a_form_names_them_in_its_cells() -> None:
    found = identify(document(FORM), Settings())
    assert (found.entity, found.level, found.kind, found.period) == (
        "青溪市土地整理中心",
        "部门",
        "反馈表",
        "2023",
    )


def test_settings_override_what_was_found() -> None:
    settings = Settings(documents=(DocumentSettings("re*.md", level="单位", period="2022"),))
    found = identify(document(ACCOUNTS), settings)
    assert (found.entity, found.level, found.period) == ("青溪市土地整理中心", "单位", "2022")


def test_the_file_name_gives_the_year_last() -> None:
    assert identify(document("正文。", path="pile/2022-accounts.pdf"), Settings()).period == "2022"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((ACCOUNTS, FORM), (0, 1, Kinship.SAME)),
        ((BUDGET_OF_DEPARTMENT, BUDGET_OF_UNIT), (0, 1, Kinship.PART)),
        ((BUDGET_OF_UNIT, BUDGET_OF_DEPARTMENT), (1, 0, Kinship.PART)),
    ],
)
def test_related_documents_are_paired(
    texts: tuple[str, ...], expected: tuple[int, int, Kinship]
) -> None:
    documents = [document(text, index) for index, text in enumerate(texts)]
    (pair,) = engagement_of(documents, Settings()).pairs
    assert (pair.first, pair.second, pair.kinship) == expected


def test_department_and_unit_of_one_name_are_part_and_whole() -> None:
    unit = BUDGET_OF_UNIT.replace("招商服务中心", "商务委员会")
    documents = [document(BUDGET_OF_DEPARTMENT, 0), document(unit, 1)]
    (pair,) = engagement_of(documents, Settings()).pairs
    assert pair.kinship is Kinship.PART


@pytest.mark.parametrize("other", [OTHER_BUREAU, ACCOUNTS, "一段没有名称的文字。"])
def test_unrelated_documents_are_not_paired(other: str) -> None:
    documents = [document(BUDGET_OF_DEPARTMENT, 0), document(other, 1)]
    assert engagement_of(documents, Settings()).pairs == ()


def test_independent_documents_are_not_paired() -> None:
    documents = [document(ACCOUNTS, 0), document(FORM, 1)]
    assert engagement_of(documents, Settings(independent=True)).pairs == ()


def test_a_ledger_belongs_to_the_report_it_is_named_with() -> None:
    ledger = Document(1, "土地台账.xlsx", "", (), sheets=(Sheet("Sheet1", (), ()),))
    (pair,) = engagement_of([document(ACCOUNTS, 0), ledger], Settings()).pairs
    assert pair.kinship is Kinship.LEDGER


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青溪市自然资源局", "市自然资源局", True),
        ("青溪市云山区商务委员会", "商务委员会", True),
        ("青溪市云山区商务委员会", "青溪市商务委员会", False),
        ("青溪市云山区司法局", "青溪市云山区商务委员会", False),
        ("青溪市财政局", "财政局", False),
    ],
)
def test_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert names.same_body(one, other) is same


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("浙江省自然资源厅2024年度部门决算", ("浙江省自然资源厅", "部门", "决算", "2024")),
        ("中国气象局2023年度部门决算", ("中国气象局", "部门", "决算", "2023")),
        ("关于2024年度青溪县财政局部门决算情况的说明", ("青溪县财政局", "部门", "决算", "2024")),
        ("青溪市人民医院2023年度单位决算公开", ("青溪市人民医院", "单位", "决算", "2023")),
        ("2024年青溪市水利局部门预算", ("青溪市水利局", "部门", "预算", "2024")),
        ("2023年度青溪市水利局（本级）单位决算", ("青溪市水利局", "单位", "决算", "2023")),
        ("某某股份有限公司2023年年度报告", ("某某股份有限公司", "", "", "2023")),
        ("2025年度上级对下级转移支付预算表", ("", "", "预算", "2025")),
    ],
)
def test_titles(title: str, expected: tuple[str, str, str, str]) -> None:
    found = identify(document(f"# {title}\n\n正文。\n"), Settings())
    assert (found.entity, found.level, found.kind, found.period) == expected


def test_a_project_is_not_its_body() -> None:
    project = "# 青溪市公路养护项目绩效评价报告\n项目单位：青溪市土地整理中心\n评价年度：2023年\n"
    documents = [document(ACCOUNTS, 0), document(project, 1)]
    assert engagement_of(documents, Settings()).pairs == ()
