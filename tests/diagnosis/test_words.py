"""A wrong direction word or year is told with the one that the figures support."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.diagnostic import Cause
from auditlint.engine import run
from auditlint.language.zh.directions import is_up, opposite, word_before
from auditlint.settings import Settings

TITLE = "# 青溪市某局2023年度部门决算情况说明\n\n"


def causes(text: str, folder: Path) -> list[tuple[str, Cause | None]]:
    path = folder / "report.md"
    path.write_text(TITLE + text, "utf-8")
    found = run([str(path)], Settings(cache=False, jobs=1)).diagnostics
    return [(one.code, one.cause) for one in found if not one.code.startswith("DOC")]


@pytest.mark.parametrize(
    ("text", "code", "figure", "word"),
    [
        # 16.80 ÷ (116.43 − 16.80) = 16.86 %: the amount rose.
        ("支出116.43万元，比上年减少16.80万元，增长16.86%。", "CHG003", 1, "增加"),
        # 16.80 ÷ (116.43 + 16.80) = 12.61 %: it fell.
        ("支出116.43万元，比上年减少16.80万元，增长12.61%。", "CHG003", 0, "下降"),
        ("公务接待费由3.00万元减少到2.40万元，增长20.00%。", "CHG001", 0, "下降"),
        (
            "公务接待费年初预算为3.00万元，支出决算为2.40万元。决算数大于预算数的主要原因是厉行节约。",
            "CHG005",
            0,
            "小于",
        ),
    ],
    ids=["amount", "rate", "levels", "comparison"],
)
def test_the_word_that_the_figures_support_is_suggested(
    text: str, code: str, figure: int, word: str, tmp_path: Path
) -> None:
    assert causes(text, tmp_path) == [(code, Cause("direction", figure, word))]


def test_no_word_is_suggested_where_the_figures_tell_nothing(tmp_path: Path) -> None:
    text = "支出比上年减少16.80万元，增长12.61%。"
    assert causes(text, tmp_path) == [("CHG003", None)]


def test_a_rate_that_is_wrong_beside_its_word_is_told_as_a_number(tmp_path: Path) -> None:
    text = "支出116.43万元，比上年增加16.80万元，增长16.68%。"
    assert causes(text, tmp_path) == [("CHG001", Cause("digits-exchanged", 0, "16.86%"))]


def test_the_year_of_the_document_is_suggested(tmp_path: Path) -> None:
    right = "2023年度收入总计10.00万元。\n\n2023年度支出总计10.00万元。\n\n"
    text = f"{right}2022年度机关运行经费支出1.00万元。"
    assert causes(text, tmp_path) == [("REF103", Cause("year", 0, "2023"))]


def test_words_and_their_opposites() -> None:
    text = "比上年增加了16.42万元，预算数与上年持平"
    assert word_before(text, text.index("16")) == "增加"
    assert word_before(text, text.index("预算")) == ""
    pairs = [("增长", "下降"), ("超过", "低于"), ("上升", "下降")]
    assert [opposite(up) for up, _ in pairs] == [down for _, down in pairs]
    assert [is_up(up) and not is_up(down) for up, down in pairs] == [True] * 3


@pytest.mark.parametrize(
    "text",
    [
        "机关运行经费支出10.23万元，比上年增加10.23万元，增长100.00%。",
        "公务接待费年初预算为0万元，支出决算为2.40万元，完成年初预算的95.89%。",
    ],
    ids=["growth", "completion"],
)
def test_no_other_number_is_suggested_for_a_base_of_zero(text: str, tmp_path: Path) -> None:
    assert causes(text, tmp_path) == [("PCT005", None)]
