"""What a message concludes, where the figure it speaks of is accused and where another is."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.diagnostic import Diagnostic
from auditlint.engine import run
from auditlint.settings import Settings

#: The whole of two shares is wrong; then the outturn behind a completion and a change.
SHARES = """支出合计540.00万元。

基本支出300.00万元，占支出合计的60.00%。

项目支出200.00万元，占支出合计的40.00%。"""
COMPLETION = """教育支出年初预算为80.00万元，支出决算为69.00万元，完成年初预算的120.00%，\
决算数比预算数增加16.00万元。"""
RATE = """支出合计500.00万元。

基本支出300.00万元，占支出合计的66.00%。"""
#: Two shares tell what their whole is; further ones are wrong on the right whole as well.
FURTHER_AMOUNT = f"{SHARES}\n\n上缴支出62.00万元，占支出合计的5.20%。"
FURTHER_RATE = f"{SHARES}\n\n上缴支出150.00万元，占支出合计的20.00%。"


def every(text: str, folder: Path) -> list[Diagnostic]:
    report = folder / "report.md"
    report.write_text(f"# 青溪市某局2023年度部门决算情况说明\n\n{text}\n", "utf-8")
    return list(run([str(report)], Settings(cache=False, jobs=1)).diagnostics)


def only(text: str, folder: Path) -> Diagnostic:
    [found] = every(text, folder)
    return found


@pytest.mark.parametrize(("text", "wrong"), [(SHARES, "540.00"), (COMPLETION, "69.00")])
def test_a_conclusion_is_dropped_in_both_languages(text: str, wrong: str, tmp_path: Path) -> None:
    finding = only(text, tmp_path).finding
    assert finding.marked == wrong
    assert "应为" not in finding.message.zh
    assert "should be" not in finding.message.en


def test_a_conclusion_stays_where_its_figure_is_accused(tmp_path: Path) -> None:
    message = only(RATE, tmp_path).finding.message
    assert "应为60.00%" in message.zh
    assert "should be 60.00%" in message.en


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [(FURTHER_AMOUNT, "62.00", "26.00"), (FURTHER_RATE, "20.00%", "30.00%")],
)
def test_a_value_that_needs_another_put_right_names_it(
    text: str, wrong: str, right: str, tmp_path: Path
) -> None:
    whole, further = (found.finding for found in every(text, tmp_path))
    assert whole.marked == "540.00"
    assert "改为" not in whole.message.zh
    assert "put right" not in whole.message.en
    assert further.marked == wrong
    assert f"“{wrong}”若为“{right}”，且“540.00”改为“500.00”，则相符" in further.message.zh
    assert (
        f"were {wrong} {right}, it would agree with 540.00 put right to 500.00"
        in further.message.en
    )
    # What the printed whole gives is no more right than the whole.
    assert "应为" not in further.message.zh
    assert "should be" not in further.message.en


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("审计查出128个问题，已整改119个，整改完成率97.29%。", "97.29%"),  # 122.3 fit no count
        ("审计查出182个问题，已整改119个，整改完成率92.97%。", "182"),
    ],
)
def test_a_count_is_accused_only_where_a_whole_number_would_do(
    text: str, wrong: str, tmp_path: Path
) -> None:
    finding = only(text, tmp_path).finding
    assert finding.marked == wrong
    assert "其他有误之数" not in finding.message.zh
    assert "且“" not in finding.message.zh
