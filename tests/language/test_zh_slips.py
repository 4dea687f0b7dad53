"""Residue, brackets, look-alikes, numbering marks and grades in Chinese text."""

from decimal import Decimal

import pytest

from auditlint.language.zh import brackets, grades, lookalikes, numbering, residue, subjects


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("比上年增加（减少）2.10万元", "增加（减少）"),
        ("下降(增长)5.00%", "下降(增长)"),
        ("支出增加/减少的原因", "增加/减少"),
        ("评价结果为“良”（优/良/中/差）", "（优/良/中/差）"),
        ("（是/否）纳入预算", "（是/否）"),
    ],
)
def test_choices_left_in(text: str, marked: str) -> None:
    (slip,) = residue.left_choices(text)
    assert text[slip.start : slip.stop] == marked


@pytest.mark.parametrize(
    "text",
    [
        "增加（减少）额等于本年数减去上年数",
        "变动率是指本年比上年增加（减少）的比例",
        "评价等级（优、良、中、差）由专家组评定",
        "收入增加，支出减少",
    ],
)
def test_choices_that_belong(text: str) -> None:
    assert list(residue.left_choices(text)) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("决算数为XX万元", "XX"),
        ("比上年增加___万元", "___"),
        ("主要用于××项目", "××"),
        ("差异原因（请填写）", "（请填写）"),
    ],
)
def test_blanks(text: str, marked: str) -> None:
    (slip,) = residue.blanks(text)
    assert text[slip.start : slip.stop] == marked


@pytest.mark.parametrize("text", ["3×5平方米", "型号XX20", "1200×600毫米", "MAXX公司"])
def test_no_blanks(text: str) -> None:
    assert list(residue.blanks(text)) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("减少1.20万元，主要原因是。其中：", "主要原因是。"),
        ("主要用于：。", "主要用于：。"),
        ("主要原因。", "主要原因。"),
    ],
)
def test_missing_reasons(text: str, marked: str) -> None:
    (slip,) = residue.missing_reasons(text)
    assert text[slip.start : slip.stop] == marked


@pytest.mark.parametrize(
    "text", ["主要原因是人员减少。", "认真分析原因，及时整改。", "未说明主要原因。", "主要原因："]
)
def test_reasons_that_are_given_or_not_meant(text: str) -> None:
    assert list(residue.missing_reasons(text)) == []


@pytest.mark.parametrize(
    ("text", "word"), [("年末固定资产资产总额", "资产"), ("项目的的实施", "的")]
)
def test_doubled_words(text: str, word: str) -> None:
    (slip,) = residue.doubled_words(text)
    assert slip.remedy == word
    assert not residue.is_one_word(text, slip, text)


@pytest.mark.parametrize("text", ["评价目的的确定", "一个一个排查", "好好好"])
def test_words_that_rightly_stand_twice(text: str) -> None:
    assert list(residue.doubled_words(text)) == []


def test_a_second_copy_that_begins_another_word() -> None:
    text = "支持发展发展中小企业"
    (slip,) = residue.doubled_words(text)
    assert residue.is_one_word(text, slip, "发展中小企业，发展中小企业" + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（含运行费）", ""),
        ("来信（45））件", "）"),
        ("1）原则。2）方法", ""),
        ("见采购清单》中", "》"),
        ("共3个（其中1个。", "（"),
        ("（一）“三公”经费(含外宾）", ""),
    ],
)
def test_lonely_brackets(text: str, expected: str) -> None:
    assert "".join(one.character for one in brackets.lonely(text)) == expected


def test_a_lookalike_that_the_text_elsewhere_writes_right() -> None:
    texts = ["旱地3亩", "旱地5亩，水田、旱地", "早地2亩", "尽早完成"]
    (miss,) = lookalikes.near_misses(texts)
    assert (miss.index, miss.written, miss.meant) == (2, "早地", "旱地")


@pytest.mark.parametrize(
    "texts",
    [
        ["旱地3亩", "早地2亩"],
        ["旱地、旱地、旱地", "尽早地完成整治"],
        ["第一季度预算执行情况、第一季度预算执行情况", "第二季度预算执行情况"],
    ],
)
def test_no_near_miss_without_evidence(texts: list[str]) -> None:
    assert list(lookalikes.near_misses(texts)) == []


def test_one_character_off_a_frequent_term() -> None:
    texts = ["市住房保障管理局审核"] * 4 + ["市住房保章管理局审核"]
    (miss,) = lookalikes.near_misses(texts)
    assert (miss.written, miss.meant, miss.times) == ("住房保章管理局", "住房保障管理局", 4)


def test_a_price_without_its_stroke() -> None:
    (miss,) = lookalikes.mistyped_prices(["水田5万元/亩，旱地3万元亩"])
    assert (miss.written, miss.meant) == ("万元亩", "万元/亩")


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("第三部分名词解释", numbering.Style.PART, 3),
        ("十二、其他", numbering.Style.CHINESE, 12),
        ("（二十）其他", numbering.Style.CHINESE_BRACKETS, 20),
        ("3．预算", numbering.Style.ARABIC, 3),
        ("3、预算", numbering.Style.ARABIC, 3),
        ("（4）预算", numbering.Style.ARABIC_BRACKETS, 4),
        ("5）预算", numbering.Style.ARABIC_HALF, 5),
        ("⑥预算", numbering.Style.CIRCLED, 6),
        ("二是预算", numbering.Style.POINT, 2),
    ],
)
def test_leading_marks(text: str, style: numbering.Style, value: int) -> None:
    mark = numbering.leading_mark(text)
    assert mark is not None
    assert (mark.style, mark.value) == (style, value)
    assert text.startswith(mark.with_value(value))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (" （三)预算", ("（）一", 3)),
        ("(12）预算", ("（）1", 12)),
        ("二十一、预算", ("、一", 21)),
        ("2．预算", (".1", 2)),
        ("一二、预算", ("、一", 12)),
        ("三五七、预算", None),
        ("预算", None),
    ],
)
def test_item_marks(text: str, mark: tuple[str, int] | None) -> None:
    assert numbering.item_mark(text) == mark


@pytest.mark.parametrize("text", ["2025.1.1起", "3.5万元", "一般公共预算", "四川省", "十分重要"])
def test_no_leading_mark(text: str) -> None:
    assert numbering.leading_mark(text) is None


@pytest.mark.parametrize("value", range(1, 100))
def test_numbers_are_read_as_written(value: int) -> None:
    assert numbering.small_number(numbering.written_number(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "优：得分≥90分；良：90分＞得分≥80分；中：80分＞得分≥60分；差：得分＜60分。",
        "90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
        "评价结果分为优（90-100分）、良（80-89分）、中（60-79分）、差（60分以下）四级",
        "优秀：90分及以上；良好：80≤得分＜90；中等：60≤得分＜80；较差：＜60",
    ],
)
def test_scales(text: str) -> None:
    (scale,) = grades.scales(text)
    scores = ["92", "90", "89.5", "80", "75.5", "60", "59.9"]
    assert [scale.grades(Decimal(score)) for score in scores] == [
        ("优",), ("优",), ("良",), ("良",), ("中",), ("中",), ("差",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最终得分为86.5分，属于“良”。", [("86.5", "良")]),
        ("综合得分91分，评价等级为优秀。", [("91", "优")]),
        ("权重12分，实际得分10分，得分率83.33%", []),
        ("90（含）-100分为优、80（含）-90分为良、80分以下为差", []),
        ("满分100分，为优化环境", []),
    ],
)
def test_graded_scores(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.score, found.grade) for found in grades.graded(text)] == expected


def test_counts_per_grade() -> None:
    text = "3个项目评价结果为“优”，1个为“良”，绩效评级为“差”的项目0个"
    assert [(one.grade, one.count) for one in grades.grade_counts(text)] == [
        ("优", 3), ("良", 1), ("差", 0),
    ]  # fmt: skip


def test_subject_paths() -> None:
    text = "1、教育支出（205类）普通教育（02款）小学教育（02项）20万元；科学技术支出（类）3万元"
    paths = list(subjects.subject_paths(text))
    assert [[(part.name, part.level) for part in path.parts] for path in paths] == [
        [("教育支出", "类"), ("普通教育", "款"), ("小学教育", "项")],
        [("科学技术支出", "类")],
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("机关事业单位基本养老保险缴费", "机关事业单位基本养老保险缴费支出", True),
        ("维修（护）费", "维修(护)费", True),
        ("国有土地使用权出让收入安排的", "国有土地使用权出让收入安排的支出", True),
        ("行政运行", "事业运行", False),
        ("奖金", "奖励金", False),
    ],
)
def test_same_subject(one: str, other: str, same: bool) -> None:
    assert subjects.same_subject(one, other) is same


def test_renamed_subjects() -> None:
    found = subjects.renamed("文化体育与传媒支出", 2024)
    assert found is not None
    assert found.new == "文化旅游体育与传媒支出"
    assert subjects.renamed("文化体育与传媒支出", 2017) is None
