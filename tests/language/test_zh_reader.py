"""What numbers are said of: subjects carried on, comparators, wholes."""

from __future__ import annotations

from auditlint.language.zh.reader import read
from auditlint.language.zh.reading import BRACKET, Mention


def mentions(text: str) -> dict[str, Mention]:
    """The mentions of ``text`` by their printed numbers."""
    return {mention.number.text: mention for mention in read(text).mentions}


def test_subject_is_carried_to_the_next_version() -> None:
    found = mentions("会议费年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80.00%。")
    assert (found["4.00"].measure, found["4.00"].basis) == ("会议费", "决算")
    assert found["80.00%"].about == 1


def test_reason_says_nothing_of_the_measure() -> None:
    found = mentions("总计90.00万元，比上年增加6.00万元，主要原因：项目增加，较上年增加13.00万元。")
    assert found["6.00"].about == 0
    assert found["13.00"].about is None


def test_semicolon_ends_the_reason() -> None:
    found = mentions("支出9.00万元，主要原因是人员变动；结余1.00万元，比上年减少2.00万元。")
    assert found["2.00"].about == 1


def test_bracket_divides_the_number_before_it() -> None:
    found = mentions("完成16个（甲县14个，乙县2个）地块整改，面积20亩（甲县12亩，乙县8亩）。")
    assert (found["14"].parent, found["14"].link) == (0, BRACKET)
    assert found["8"].parent == 3
    assert found["20"].parent is None


def test_whole_goes_on_behind_a_bracket() -> None:
    found = mentions(
        "建筑面积130平方米，其中地上80平方米（其中甲70平方米，乙10平方米），地下50平方米。"
    )
    assert found["70"].parent == 1
    assert found["50"].parent == 0


def test_list_ends_with_another_measure() -> None:
    found = mentions("共有车辆3辆，其中执法用车3辆，另外在改造过程中，目前已完成2辆。")
    assert found["2"].parent is None


def test_subject_path_with_codes() -> None:
    found = mentions("1、教育支出（205类）普通教育（02款）学前教育（01项）12.40万元。")
    subject = found["12.40"].subject
    assert subject is not None
    assert subject.code == "2050201"
    assert found["12.40"].measure == "学前教育"


def test_both_words_left_in() -> None:
    found = mentions("接待费0.39万元，减少0.15万元，下降（增长）27.78%。")
    assert found["27.78%"].direction == 0


def test_closing_of_which_opens_a_list_of_passages() -> None:
    reading = read("基本支出70.00万元。其中：")
    assert reading.trailing == 0
