"""Announced counts against the lists they announce."""

import pytest

from auditlint.language.zh.lists import announcements, bounds, split_list

AGREE = [
    "从预算编制、预算执行两个方面加强管理",
    "主要从投入、过程、产出及效果四个维度设置指标",
    "我局设4个内设科室，分别是：办公室、财务科、法规科、信息科（档案室）。",
    "考核结果分为三档，即“优”、“良”、“差”，由区财政局公布",
    "等级划分为三级：80（含）-100分为优、60（含）-80分为良、60分以下为差。",
    "出台了《采购办法》、《合同办法（试行）》等5项制度",
    "出台了《采购办法》《合同办法（试行）》共2项制度",
    "主要有两个方面：一是人员减少；二是厉行节约。",
    "下辖3个街道，包括城东街道、城西街道和城南街道。",
    "全区5个镇，包括真南镇、长风镇等。",
    "从县（市、区）、乡镇两个层面推进",
]
DIFFER = [
    ("从预算编制、预算执行、决算公开两个方面加强管理", "两个方面", 2, 3),
    ("我局设5个内设科室，分别是：办公室、财务科、法规科、信息科。", "5个内设科室", 5, 4),
    ("考核结果分为四档，即“优”、“良”、“差”，由区财政局公布", "分为四档", 4, 3),
    ("出台了《采购办法》、《合同办法》共3项制度", "共3项", 3, 2),
    ("主要有两个方面：一是人员减少；二是厉行节约；三是项目取消。", "两个方面", 2, 3),
]
SILENT = [
    "2023年我局有12个项目，其中续建5个",
    "全年接待8批次、46人次",
    "第三方面的支出、第四方面的支出",
    "甲镇、乙镇的道路、桥梁两个方面",
    "推进三个一体化、四个规范化建设",
]


@pytest.mark.parametrize("text", AGREE)
def test_a_list_that_agrees_with_its_count(text: str) -> None:
    assert [found.holds for found in announcements(text)] == [True]


@pytest.mark.parametrize(("text", "marked", "count", "fewest"), DIFFER)
def test_a_list_that_differs_from_its_count(
    text: str, marked: str, count: int, fewest: int
) -> None:
    (found,) = announcements(text)
    assert not found.holds
    assert (text[found.start : found.stop], found.count, found.fewest) == (marked, count, fewest)


@pytest.mark.parametrize("text", SILENT)
def test_no_list_no_announcement(text: str) -> None:
    assert list(announcements(text)) == []


def test_labelled_grades_in_the_paragraphs_that_follow() -> None:
    bands = ["优：90分及以上；", "良：80（含）至90分；", "差：80分以下。", "其他说明。"]
    (three,) = announcements("评价结果分为三级：", bands)
    (four,) = announcements("评价结果分为四级：", bands)
    assert (three.holds, four.holds) == (True, False)


def test_numbered_points_in_the_paragraphs_that_follow() -> None:
    later = ["1.办公室。", "2.财务科。", "3.信息科。", "二、人员情况"]
    (found,) = announcements("本单位设3个科室：", later)
    assert (found.holds, found.fewest) == (True, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办公室、维修（护、养）科、普法与依法治理科", (3, 3)),
        ("土地、房屋和设备", (2, 3)),
        ("《甲、乙办法》、《丙办法》", (2, 2)),
    ],
)
def test_bounds_of_a_list(text: str, expected: tuple[int, int]) -> None:
    assert bounds(split_list(text)) == expected
