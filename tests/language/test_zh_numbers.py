"""What every kind of number in a report is read as."""

from __future__ import annotations

import pytest

from auditlint.language.zh.fold import folded
from auditlint.language.zh.numbers import numbers
from auditlint.language.zh.numerals import value_of
from auditlint.language.zh.sentences import sentences

QUANTITIES = [
    ("收入总计1,234.56万元", [("1,234.56", "万元", "amount")]),
    ("合计２３．５万元", [("２３．５", "万元", "amount")]),
    ("支出2，587.92万元", [("2，587.92", "万元", "amount")]),
    ("货物12.00万元，34个", [("12.00", "万元", "amount"), ("34", "个", "count")]),
    ("增加1，2项任务", [("1", "", "number"), ("2", "项", "count")]),
    ("占５０％", [("５０％", "%", "percent")]),
    ("占 76.23。", [("76.23", "", "number")]),
    ("增长9.75。", [("9.75", "", "number")]),
    ("下降-5.2%", [("-5.2%", "%", "percent")]),
    ("上升2.5个百分点", [("2.5", "个百分点", "percentage point")]),
    ("发生率3.5‰", [("3.5‰", "‰", "percent")]),
    ("旱地12.5亩", [("12.5", "亩", "amount")]),
    ("粮食1万公斤", [("1", "万公斤", "amount")]),
    ("设备0台（套）", [("0", "台（套）", "count")]),
    ("车辆1辆（台）", [("1", "辆", "count")]),
    ("接待26人次", [("26", "人次", "count")]),
    ("项目得93.25分，属于优", [("93.25", "分", "score")]),
    ("得分93.25分，属于优", [("93.25", "分", "score")]),
    ("经费0.39万（含外宾）", [("0.39", "万", "amount")]),
    ("百分之九十的单位", [("百分之九十", "%", "percent")]),
    ("十个批次的用地", [("十", "个", "count")]),
    ("增长1.5倍", [("1.5", "倍", "number")]),
    ("人口3万人", [("3", "万人", "count")]),
]

NO_QUANTITIES = [
    ("2023年度", ["year"]),
    ("规划（2021-2035年）", ["year", "year"]),
    ("截至2023年12月31日", ["year", "date", "date"]),
    ("自2023年7月起", ["year", "date"]),
    ("2025.1.1-2025.12.31", ["date"] * 2),
    ("（某府发〔2017〕37号）", ["document number", "document number"]),
    ("财税[2022]25 号文件", ["document number", "document number"]),
    ("（2024）2号", ["document number", "document number"]),
    ("公开01表", ["ordinal"]),
    ("见表4-3所示", ["ordinal", "ordinal"]),
    ("附件2", ["ordinal"]),
    ("1、概况", ["ordinal"]),
    ("原因：1.压缩费用；2.规范发放", ["ordinal", "ordinal"]),
    ("（1）项目立项", ["ordinal"]),
    ("D31长效机制", ["code"]),
    ("S207公路", ["code"]),
    ("公共安全支出（204类）司法（06款）", ["code", "code"]),
    ("科目2080505核算", ["code"]),
    ("拨打热线12345", ["phone"]),
    ("电话：021-52564588", ["phone", "phone"]),
    ("单价100万元（含）以上设备", ["threshold"]),
    ("资金到位率≥95%的", ["threshold"]),
    ("完成率在95%-85%之间", ["threshold", "threshold"]),
    ("每减少1%，扣权重分的5%", ["threshold", "threshold"]),
    ("按15%的比例", ["threshold"]),
    ("水田5.5万元/亩", ["threshold"]),
    ("低于60分的单位", ["threshold"]),
    ("完成率≤85%的，得0分", ["threshold", "threshold"]),
    ("“四个意识”", []),
    ("“三公”经费", []),
    ("一个项目", []),
    ("党的十八届三中全会", []),
    ("第十一次会议", []),
    ("各占权重分的1/4，", ["other"] * 2),
    ("（完成率-85%）÷（95%-85%）×权重分", ["other", "threshold", "threshold"]),
    ("实际÷计划×100%", ["other"]),
    ("达到100%，每减少1%", ["threshold", "threshold"]),
    ("取值分别为5、4、3", ["other"] * 3),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_quantities(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Value, unit and nature of what is measured."""
    found = [(n.text, n.unit.name, n.kind.value) for n in numbers(text)]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), NO_QUANTITIES)
def test_not_quantities(text: str, expected: list[str]) -> None:
    """What must never be computed with."""
    found = numbers(text)
    assert [n.kind.value for n in found if not n.is_quantity] == expected
    assert [n.text for n in found if n.is_quantity] == []


def test_value_and_precision() -> None:
    """Thousands commas and full-width digits fold; the printed text stays."""
    (number,) = numbers("１，234.50万元")
    assert (str(number.value), number.decimals) == ("1234.50", 2)


def test_places_are_those_of_the_printed_text() -> None:
    """Folding is one to one."""
    text = "共２３％（１）"
    assert len(folded(text)) == len(text)
    first = numbers(text)[0]
    assert text[first.start : first.stop] == "２３％"


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("二十一", 21), ("一百零五", 105), ("两", 2), ("公", None)]
)
def test_numerals(numeral: str, value: int | None) -> None:
    """Chinese numerals below ten thousand."""
    assert value_of(numeral) == value


def test_sentences_keep_their_end() -> None:
    """A sentence runs to 。 with the closing quote; 「；」 does not end it."""
    text = "收入1元；支出2元。“完成。”另有3元"
    assert [text[a:b] for a, b in sentences(text)] == ["收入1元；支出2元。", "“完成。”", "另有3元"]
