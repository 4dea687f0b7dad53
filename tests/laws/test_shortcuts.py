"""What is looked for before a pattern, because the pattern is slow to fail, never hides a match."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from auditlint.language.zh.leads import _COMPOSED, _COMPOSING
from auditlint.language.zh.numbers import _MARKED
from auditlint.language.zh.patterns import PATTERNS
from auditlint.language.zh.reading import _LEVEL, _SUBJECTS
from auditlint.structure.tables.values import cell_number

_NUMBERS = st.text(
    st.sampled_from("0123456789年月日号第表图附件注A-—.．/、，。（）〔〕类款项 热线电话：至")
)
_PARTS = st.lists(
    st.sampled_from(
        [
            *("支出", "比上年", "增加", "下降", "减幅", "了", "到", "为", "约", "是成倍的", "的"),
            *("完成", "预算", "占", "总", "比例", "满意度", "超支", "节约", "低于", "目标值"),
            *(
                "构成",
                "分别为：",
                "包括：",
                "用于以下方面：",
                "具体",
                "率",
                "，",
                "（类）",
                "（20 款 ）",
            ),
        ]
    )
).map("".join)


@given(_NUMBERS)
def test_numbers_that_are_none(text: str) -> None:
    for kind, needed, pattern in _MARKED:
        if needed and needed.isdisjoint(text):
            assert pattern.search(text) is None, (kind, text)


@given(_PARTS)
def test_cues_of_sentences(text: str) -> None:
    for pattern in PATTERNS:
        if pattern.mark is not None and pattern.mark.search(text) is None:
            assert pattern.cue.search(text) is None, pattern.row
    if _COMPOSING.search(text) is None:
        assert _COMPOSED.search(text) is None
    if _LEVEL.search(text) is None:
        assert not any(subject.search(text) for subject in _SUBJECTS)


@given(st.from_regex(r"-?[0-9]{1,4}(,[0-9]{3}){0,2}(\.[0-9]{0,3})?%?", fullmatch=True))
def test_numbers_as_most_cells_print_them(text: str) -> None:
    found, among_blanks = cell_number(text), cell_number(f" {text}")  # which no shortcut reads
    if found is None:
        assert among_blanks is None
    else:
        assert among_blanks == replace(found, start=found.start + 1, stop=found.stop + 1)
        assert str(among_blanks.value) == str(found.value)
