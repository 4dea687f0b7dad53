"""Sentences as the claims get them: records in text, scores, purchases, what is left over."""

from __future__ import annotations

import pytest

from auditlint.language.zh.labels import Flow, sign_of
from auditlint.language.zh.procurement import purchase
from auditlint.language.zh.rates import definition_of, tells_stem
from auditlint.language.zh.records_in_text import (
    called,
    citations,
    counted_areas,
    is_header_of,
    missing_records,
)
from auditlint.language.zh.scores import part_scores, project_count, questionnaires, total_score
from auditlint.language.zh.sums import left_over, total_side
from auditlint.language.zh.titles import title_and_scope
from auditlint.language.zh.versions import version_of


def test_a_citation_reaches_to_the_next_or_the_end_of_its_clause() -> None:
    text = "HT2023-01合同金额86.40万元，HT2023-02结算金额12.50万元；另付3.00万元。"
    known = {"HT2023-01", "HT2023-02"}
    first, second = citations(text, known)
    assert text[first.start : first.stop] == "合同金额86.40万元，"
    assert text[second.start : second.stop] == "结算金额12.50万元"
    assert citations(text, known - {"HT2023-01"}) == [second]
    assert citations("无编号。", known) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("合同金额", "合同金额"),
        ("，结算金额为", "结算金额"),
        ("（已付金额：", "已付金额"),
        ("合同金额共计", "合同金额"),
        ("，核实面积", ""),
        ("：", ""),
    ],
)
def test_what_a_cited_number_is_called(words: str, name: str) -> None:
    assert called(words) == name


def test_a_header_is_named_by_its_own_words() -> None:
    assert is_header_of("补偿金额（元）", "地块补偿款", area=False)
    assert is_header_of("宗地面积（亩）", "登记面积", area=True)
    assert not is_header_of("数值（面积）", "登记面积", area=True)
    assert not is_header_of("补偿金额（元）", "征收款", area=False)


def test_counts_of_records() -> None:
    text = "台账共有76宗，面积3918.45亩，76宗土地中有3宗未登记。"
    [missing] = missing_records(text)
    assert (text[missing.whole :][:2], text[missing.part :][:1], missing.in_books) == (
        "76",
        "3",
        True,
    )
    [counted] = counted_areas(text)
    assert text[counted.area :].startswith("3918.45")
    assert counted.before == "台账共有"


@pytest.mark.parametrize("before", ["其中", "其中：", "其中，", "包括"])
def test_a_part_is_named_without_the_words_that_introduce_it(before: str) -> None:
    for text in (f"{before}决策指标满分20分，得18.50分。", f"{before}决策17.50分（满分20分）。"):
        [part] = [part for form in part_scores(text) for part in form]
        assert part.name == "决策"


def test_scores_of_a_sentence() -> None:
    text = "自评得86.50分，决策指标满分20分，得18.50分。"
    [part], none = part_scores(text)
    assert (part.name, part.own, none) == ("决策", True, [])
    assert text[part.weight :].startswith("20分")
    assert text[part.score :].startswith("18.50分")
    assert total_score(text, part.start) == text.index("86.50")
    assert total_score(text, 2) is None
    assert project_count("39个预算项目，项目共12个", 20) == 11


def test_questionnaires_without_a_rate() -> None:
    [found] = questionnaires("发放问卷100份，收回98份，其中有效95份。")
    assert (found.sent, found.back, found.valid, found.rate) == (4, 11, 19, None)
    assert not found.returned


@pytest.mark.parametrize(
    ("measure", "words", "told"),
    [
        ("政府采购支出总额", "政府采购支出总额", "whole"),
        ("预留中小企业采购预算", "预留中小企业采购预算", "for_small"),
        ("预留小微企业采购预算", "预留小微企业采购预算", "for_micro"),
        ("合同金额", "授予中小企业合同金额", "won"),
    ],
)
def test_purchases(measure: str, words: str, told: str) -> None:
    read = purchase(measure, words)._asdict()
    flags = ("whole", "for_small", "for_micro", "won")
    assert [flag for flag in flags if read[flag]] == [told]


@pytest.mark.parametrize(
    ("measures", "sure"),
    [
        (("收入总量", "支出总量", "年终结余"), True),
        (("到位资金", "支出资金", "结余"), False),
        (("收入总量", "支出总量", "累计结余"), None),
        (("收入总量", "采购", "结余"), None),
    ],
)
def test_what_is_left_over(measures: tuple[str, str, str], sure: bool | None) -> None:
    assert left_over(*measures) is sure


def test_sides_signs_flows_and_versions() -> None:
    assert [total_side(name) for name in ("收入总计", "总支出", "本年支出")] == ["收入", "支出", ""]
    assert [sign_of(label) for label in ("加：营业外收入", " 减 : 税金", "加工费")] == [1, -1, 0]
    assert [flow.name for flow in Flow if flow.is_called("年末结转和结余")] == ["CLOSING"]
    assert version_of("2023年度决算数") == ("2023", "决算")
    assert version_of("上年数") == ("", "")
    assert title_and_scope("表1 2024年部门收支总表（本级）")[1] == "本级"


def test_rates_by_their_names() -> None:
    found = definition_of("预算执行率")
    assert found is not None
    assert found.text == "执行率 = 执行数 ÷ 预算数"
    assert definition_of("满意度") is None
    assert tells_stem("整改完成率", "已整改到位")
    assert not tells_stem("完工率", "未完工")
