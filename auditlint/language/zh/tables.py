"""The words of tables: totals, header words, units in captions, marks that number rows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from auditlint.language.zh.numerals import value_of
from auditlint.patterns import compiled

_FORMULA = compiled(r"(\d{1,2}) ?[=＝][\d+\-—－*×/÷()（）%. ]+$")
_TOTAL = compiled(r"(?:合计|总计|小计|共计|总和|总得?分)$")
_BRACKET_END = compiled(r"[（(【\[][^（()）【】\[\]]*[)）】\]]$")

#: A row that numbers the columns, and a column that numbers the rows. Forms swap the two words.
NUMBERING_WORDS = frozenset({"栏次", "行次"})
SEQUENCE_WORDS = frozenset({"栏次", "行次", "序号", "编号", "序"})

#: Header words of a column that names its rows.
_LABEL_HEADER = compiled(
    r"项目|科目|名称|指标|内容|单位|类别|事项|问题|用途|部门|类型|资产|摘要|明细"
)
#: Header words of a column of remarks and of a column of targets: never summed or compared.
_TEXT_HEADER = compiled(
    r"备注|说明|原因|依据|目标值|指标值|业绩值|实际完成值|完成情况|评分标准|评分规则|评价标准|措施|内容$"
)
_CODE_HEADER = compiled(r"编码|代码|编号$")
_CODE_PARTS = frozenset({"类", "款", "项"})
#: Header words of a column of quantities.
_VALUE_HEADER = compiled(
    r"数$|金额|预算|决算|合计|小计|总计|支出|收入|经费|拨款|结余|结转|得分|权重|分值|占比|比重|率$|余额|"
    r"上年|本年|年初|年末|费$|亩|人$"
)
_HEADER_WORD = compiled(
    f"{_LABEL_HEADER.pattern}|{_VALUE_HEADER.pattern}|{_TEXT_HEADER.pattern}|序号|栏次|行次|编码|科目|"
    r"基金$|资本经营$|资金$"
)

#: What a cell prints instead of a number; never a zero.
DASHES = frozenset({"-", "—", "——", "–", "－", "--", "———", "―", "/"})
NOT_APPLICABLE = frozenset({"不适用", "N/A", "n/a", "无"})

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
#: Marks that number rows, outermost level first.
_ROW_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, compiled(rf"{_NUMERAL}、")),
    (2, compiled(rf"[（(]{_NUMERAL}[）)]")),
    (3, compiled(r"\d{1,2}\s*[.．、](?!\d)")),
    (4, compiled(r"[（(]\d{1,2}[）)]")),
    (5, compiled(r"[①-⑳]")),
)
OF_WHICH = compiled(r"(?:其\s*中|其中项)\s*[:：]?\s*")

_CAPTION = r"(?:(?:亿|千万|百万|万|千|百)?元|[台辆套个亩人户村项件次批％%吨]+|公斤|平方米|公顷)"
_UNIT_LINE = compiled(
    r"(?<![制报算写]|入)单位\s*[:：]\s*(?:人民币)?\s*"
    rf"({_CAPTION}(?:[、/，,]{_CAPTION})*)"
)
_UNIT_WORD = compiled(r"[（(]\s*((?:亿|千万|百万|万|千|百)?元|[%％]|分)\s*[)）]")
_FORM_CODE = compiled(
    r"(?:公开|财决|预算公开|附)\s*\d{1,2}(?:[-—]\d)?\s*表|表\s*\d{1,2}(?:[-—.]\d{1,2})?"
)
_MAKER = compiled(r"^(?:编制|填报|预算|公开)?(?:单位|部门)(?:名称|（公章）|\(公章\))?\s*[:：]")
_YEAR_ONLY = compiled(r"^[（(]?\d{4}年(?:度)?[)）]?$")
_TITLE_END = compiled(
    r"(?:表|情况|一览|明细|清单|指标|汇总)(?:[（(](?:草案|续|续表|表?[一二三四五六七八九十\d]+|部分|.{1,6}口径|按.{1,12}|"
    r"(?:机关|部门|单位)?(?:本级|汇总|合并)数?)[)）])?$"
)
_TITLE_START = compiled(r"^(?:附?表\s*[\d一二三四五六七八九十]|附件\s*\d*)")
_CONTINUED = compiled(r"^[（(]?续表?[)）]?\s*\d*$")
_NOTE = compiled(r"^(?:备?注|说明|附注)\s*\d*\s*[:：.、]")
_FOOTNOTE = compiled(r"^(?:[①-⑳*＊†]|\[\d+\]|\d\s?[）)])")


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """``text`` without white space, width folded: how labels are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=1 << 14)
def row_mark(label: str) -> tuple[int, str]:
    """Level of the mark that numbers a row (0: none) and the label behind it.

    ``1.因公出国`` is (3, ``因公出国``).
    """
    for level, pattern in _ROW_MARKS:
        found = pattern.match(label)
        if found:
            return level, label[found.end() :].strip()
    return 0, label


def mark_number(label: str) -> int | None:
    """The number of a row's mark: 3 for 「三、」, 「（三）」 and 「3.」; ``None`` without one."""
    inside = re.sub(r"[（()）、.．\s]", "", mark_of(label))
    return value_of(inside) if inside else None


def mark_of(label: str) -> str:
    """The mark itself: ``（一）``; empty where a row has none."""
    _, rest = row_mark(label)
    return label[: len(label) - len(rest)].strip()


@lru_cache(maxsize=1 << 14)
def cleaned(label: str) -> str:
    """A row label without its numbering, 其中 and white space: how measures are named."""
    text = label.strip()
    while True:
        found = OF_WHICH.match(text)
        shorter = text[found.end() :] if found else row_mark(text)[1]
        if shorter == text or not shorter:
            return shorter or text
        text = shorter


def without_unit(label: str) -> str:
    """``公务用车保有量（辆）`` without the bracket behind it."""
    return _BRACKET_END.sub("", label) or label


@lru_cache(maxsize=1 << 13)
def is_total(label: str) -> bool:
    """Whether an unnumbered row label is a total: 合计, 本年支出合计, 人员经费合计."""
    text = bare(label)
    if not text or row_mark(label)[0]:
        return False
    return _TOTAL.search(without_unit(text)) is not None


def is_grand_total(label: str) -> bool:
    """总计, 收入总计: the total of totals."""
    return without_unit(bare(label)).endswith("总计")


def is_subtotal(label: str) -> bool:
    """小计, 转移性收入小计: what it adds stands between it and another total."""
    return without_unit(bare(label)).endswith("小计")


def without_formula(text: str) -> str:
    """The number of a column that tells how it is worked out: 4 of 「4=3/2*100」."""
    found = _FORMULA.match(text) if "=" in text or "＝" in text else None
    return found[1] if found else text


def is_of_which(label: str) -> bool:
    """Whether a row is only a part: 其中：外事接待费."""
    return OF_WHICH.match(label.strip()) is not None


def is_label_header(text: str) -> bool:
    return _LABEL_HEADER.search(bare(text)) is not None


def is_text_header(text: str) -> bool:
    return _TEXT_HEADER.search(bare(text)) is not None


def is_code_header(text: str) -> bool:
    return _CODE_HEADER.search(bare(text)) is not None or bare(text) in _CODE_PARTS


def is_value_header(text: str) -> bool:
    return _VALUE_HEADER.search(without_unit(bare(text))) is not None


def is_header_word(text: str) -> bool:
    return _HEADER_WORD.search(bare(text)) is not None or bare(text) in _CODE_PARTS


def unit_line(text: str) -> str:
    """The unit that a caption declares: 金额单位：万元; empty where none.

    Of several, 「单位：个、万元」, it is that of the amounts: headers name what is counted.
    """
    found = _UNIT_LINE.search(text)
    if found is None:
        return ""
    declared: str = found.group(1)
    listed = re.split("[、/，,]", declared)
    others = [
        unit for unit in listed if unit.endswith("元") or unit not in "台辆套个亩人户村项件次批"
    ]
    return others[0] if others else declared


def unit_in_header(text: str) -> str:
    """The unit in brackets in a header: 金额（万元）; empty where none."""
    found = _UNIT_WORD.search(text)
    if found:
        return found.group(1)
    return "%" if text.endswith(("%", "％")) else ""


def form_code(text: str) -> str:
    """公开05表; empty where none."""
    found = _FORM_CODE.search("".join(text.split()))
    return found.group() if found and found.group().startswith("公开") else ""


def is_caption_meta(text: str) -> bool:
    """A line of a table's frame: form number, maker, year, unit."""
    folded = "".join(text.split())
    if not folded or len(folded) > 90:
        return False
    if unit_line(text) or _MAKER.match(folded) or _YEAR_ONLY.match(folded):
        return True
    return (
        re.fullmatch(r"[（(]?(?:公开|财决公开|预算公开)?\d{1,2}(?:-\d)?表[)）]?", folded)
        is not None
    )


def is_year_only(text: str) -> bool:
    """2023年, （2023年度）: a line of a frame, and as often the name of a column."""
    return _YEAR_ONLY.match("".join(text.split())) is not None


def is_continued(text: str) -> bool:
    """续表."""
    return _CONTINUED.match("".join(text.split())) is not None


def is_title(text: str) -> bool:
    """Whether a line above a table reads like its title."""
    folded = "".join(text.split())
    if not 2 < len(folded) <= 60 or any(mark in folded for mark in "。；;！？"):
        return False
    if _TITLE_START.match(folded):
        return True
    return _TITLE_END.search(folded) is not None and "，" not in folded


def is_note(text: str) -> bool:
    """A line that opens the notes under a table: 注：…"""
    return _NOTE.match("".join(text.split())) is not None


def is_footnote(text: str) -> bool:
    """A line at the foot of a page that explains a mark in its text."""
    return _FOOTNOTE.match(text.strip()) is not None
