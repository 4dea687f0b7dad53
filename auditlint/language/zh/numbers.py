"""Every number of a Chinese text: its value, printed precision, unit and what it is.

Most digits of a report are no quantities: years, dates, document numbers, codes, list marks,
thresholds (pitfalls of the domain). They are recognised here and never computed with.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from auditlint.language.zh.fold import folded
from auditlint.language.zh.numerals import NUMERAL, SIGN, value_of
from auditlint.language.zh.units import UNIT_PATTERN, UNITS
from auditlint.patterns import compiled, lazily
from auditlint.quantity import NO_UNIT, PERCENT, Dimension, Unit


class Kind(StrEnum):
    """What a number is. The values are those of ``auditlint.figures.Nature``."""

    AMOUNT = "amount"
    PERCENT = "percent"
    POINT = "percentage point"
    COUNT = "count"
    SCORE = "score"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    DOCUMENT_NUMBER = "document number"
    CODE = "code"
    ORDINAL = "ordinal"
    PHONE = "phone"
    THRESHOLD = "threshold"
    OTHER = "other"


class Number(NamedTuple):
    """Characters ``start`` up to ``stop`` of a text are a number; its unit ends at ``end``.

    A percent sign belongs to the number, a unit word does not. ``text`` is as printed.
    """

    start: int
    stop: int
    end: int
    text: str
    value: Decimal
    decimals: int
    unit: Unit
    kind: Kind

    @property
    def is_quantity(self) -> bool:
        return self.kind in _QUANTITIES

    def moved(self, by: int) -> Number:
        """The number in a text in which this one begins ``by`` characters later."""
        if not by:
            return self
        start, stop, end = self.start + by, self.stop + by, self.end + by
        return Number(start, stop, end, self.text, self.value, self.decimals, self.unit, self.kind)


_QUANTITIES = {Kind.AMOUNT, Kind.PERCENT, Kind.POINT, Kind.COUNT, Kind.SCORE, Kind.NUMBER}
_PER_MILLE = Unit("‰", Dimension.PERCENT, Decimal("0.1"))

# Patterns that begin with an assertion are tried at every place of a text, which is slow: those
# that are looked for in every sentence begin with a character and look behind it.
_NUMBER = compiled(
    r"\d(?<![\d.].)(?:\d{0,2}(?:,\d{3})+(?!\d)|\d{0,2}(?:，\d{3})+(?=\.\d|[万亿]元)|\d*)"
    r"(?:\.\d+(?!\.\d))?"
)
_RATIO_SIGN = compiled(r" ?(%|‰)")
_CHINESE_PERCENT = compiled(rf"百分之({NUMERAL}|\d+(?:\.\d+)?)")
_CHINESE_COUNT = compiled(rf"{SIGN}(?<![第几数上下中分每].){SIGN}*(?=([^\s]{{1,3}}))")

_LETTERS = "".join(map(chr, (*range(65, 91), *range(97, 123))))
_CENTURY = "(?:19|20)"
#: What is not a quantity, first match wins. Every digit group inside a match gets its kind.
#: A pattern matches only where one of the characters before it stands; none: anywhere.
_MARKED: tuple[tuple[Kind, frozenset[str], re.Pattern[str]], ...] = tuple(
    (kind, frozenset(needed), lazily(pattern))
    for kind, needed, pattern in (
        # 〔2017〕37号, [2022]25号, （2024）2号, 【2016】168号
        (Kind.DOCUMENT_NUMBER, "号", r"[〔\[（【﹝] ?(?:19|20)\d{2} ?[〕\]）】﹞] ?第?\d+ ?号"),
        (Kind.PHONE, "", r"0(?<!\d.)\d{2,3}-\d{7,8}(?!\d)|1(?<!\d.)[3-9]\d{9}(?!\d)"),
        (Kind.PHONE, "热电邮", r"(?:热线|电话|邮(?:编|政编码))(?:号码)?[：“”（]*\d{5,12}"),
        (Kind.PHONE, "1", r"123(?<!\d...)(?:45|48|15)(?![\d.,亩元万])"),
        # 2025.1.1-2025.12.31, 2024-04-08, 2023年12月31日, 12月31日, 2023年7月
        (Kind.DATE, ".-/", rf"{_CENTURY}(?<!\d..)\d{{2}}([.\-/])\d{{1,2}}\1\d{{1,2}}(?!\d)"),
        (
            Kind.DATE,
            "月日",
            (
                r"(?<!\d)\d{1,2} ?月 ?\d{1,2} ?日|(?<!\d)\d{1,2} ?月(?!份?以上)"
                r"|(?<=[月\-—至]) ?\d{1,2} ?日"
            ),
        ),
        (
            Kind.YEAR,
            "-—~至",
            rf"{_CENTURY}(?<![\d.,]..)\d{{2}}(?= ?[-—~至] ?(?:19|20)\d{{2}})",
        ),
        (Kind.YEAR, "年）》」”", rf"{_CENTURY}(?<![\d.,]..)\d{{2}}(?= ?年|[）》」”] |[）》])"),
        # W060701, D31, S207, A11, W-08
        (Kind.CODE, _LETTERS, r"[A-Za-z][A-Za-z]*-?\d+(?:[.\-]\d+)*"),
        (Kind.CODE, "类款项", r"（ ?\d{2,3} ?[类款项] ?）"),
        (
            Kind.ORDINAL,
            "件表图开注栏第",
            r"(?:附件|附表|图表|表|图|公开|注|专栏|第) ?\d+(?:[-.—]\d+)*",
        ),
        (Kind.ORDINAL, "、.．）", r"^ *\d{1,3}(?:[、.．]|）)(?!\d)|^ *（ ?\d{1,3} ?）"),
        (
            Kind.ORDINAL,
            "、.）",
            r"[：；。，](?: *\d{1,2}(?:[、.]|）)(?!\d)|（\d{1,2}）)",
        ),
        (Kind.ORDINAL, "（", r"（\d{1,2}）(?=[^\d，。；]{2})"),
        (Kind.DOCUMENT_NUMBER, "号", r"\d+ ?号(?!召)"),
        (Kind.OTHER, "/", r"(?<![\d.%）])\d{1,2}/\d{1,3}(?![\d.%])"),
        (Kind.OTHER, ".．", r"[.．](?<=\d.)\d+[.．]\d+"),
    )
)
#: 「各是412.54,414.39万元」: the unit behind the last number is that of all.
_SHARED_UNIT = compiled(r"(?: ?[，,、和] ?\d[\d,]*\.\d+)+ ?(亿元|万元|元|亩|平方米)")
#: 「低于85%的」 sets a standard.
_RATED_BEFORE = compiled(r"(?:低于|高于|超过|达到) ?$")
_PRICE = compiled(r"/ ?(?:每)?[\u4e00-\u9fff]{1,4}|(?=亩|平方米)")
_BOUND_AFTER = compiled(
    r" ?(?:（含(?:本数)?）)? ?(?:及|\(含\))?(?:以上|以下|以内|之间)|（含）|的标准|的比例|奖励|为止"
    r"| ?[-~—～至](?= ?\d)|者|，(?:每|得(?!分))|[>＞<＜≥≤]"
)
_BOUND_BEFORE = compiled(
    r"(?:[≥≤>＞<＜]=?|不低于|不少于|不超过|不高于|不得低于|不得超过|标准(?:为|是|值)?|控制在|设置为|目标值(?:为)?|按(?:照)?|"
    r"每(?:减少|增加|降低|下降|提高|延期|缺失|出现|超过?|发生|低于)|扣(?:减|除)?(?:权重)?分?的?|的，得|得权重分?得?的?|"
    r"发生|[%分）] ?[-~—～至]|（含）-) ?$"
)

#: Words before a bare number that make it a quantity without a unit.
_MEASURED_BEFORE = compiled(
    r"(?:增长|增加|减少|下降|降低|上升|提高|增幅|降幅|减幅|占|比例|率|达|为|得分|权重|合计|共计|总计|[=＝])"
    r"(?:了|为|至|到|约)? ?$"
)
#: The 100% of 「A ÷ B × 100%」, and a rule such as 完成率-85%.
_FACTOR_BEFORE = compiled(
    r"(?:[×*xX]|(?<![差偏增变]异)(?<![偏背]离)(?<![增变]动)(?<!增减)率[-－]) ?$"
)
_SIGN_ALLOWED_BEFORE = compiled(
    r"(?:^|[降长加少跌升幅为是达到至了：（，、= ]|(?:差异|偏离|变动|增减)率"
    r"|结余|余额|差额|净额|收入|利润)$"
)


def numbers(text: str, line: str = "") -> tuple[Number, ...]:
    """All numbers of ``text`` (printed), in order; ``line`` is it folded, where that is known."""
    line = line or folded(text)
    marks = _marks(line)
    found = [_number(text, line, match, marks) for match in _NUMBER.finditer(line)]
    found += _chinese(text, line)
    return tuple(sorted(found, key=lambda number: number.start))


def _marks(line: str) -> list[tuple[int, int, Kind]]:
    present = set(line)
    return [
        (match.start(), match.end(), kind)
        for kind, needed, pattern in _MARKED
        if not needed or not needed.isdisjoint(present)
        for match in pattern.finditer(line)
    ]


def _number(
    text: str, line: str, match: re.Match[str], marks: list[tuple[int, int, Kind]]
) -> Number:
    start, stop = match.span()
    value = Decimal(match.group().replace(",", "").replace("，", ""))
    decimals = len(match.group().partition(".")[2])
    for from_, to, kind in marks:
        if from_ <= start and stop <= to:
            return Number(start, stop, stop, text[start:stop], value, decimals, NO_UNIT, kind)
    if start and line[start - 1] == "-" and _SIGN_ALLOWED_BEFORE.search(line[: start - 1]):
        start, value = start - 1, -value
    unit, stop, end = _unit(line, stop)
    if unit is NO_UNIT and decimals and (shared := _SHARED_UNIT.match(line, stop)):
        unit = UNITS[shared.group(1)]
    before = line[max(0, start - 8) : start]
    if unit is NO_UNIT:
        kind = _kind_of_bare(line, before, start, end, value, decimals)
    else:
        kind = _kind(line, before, end, unit, decimals)
        price = _PRICE.match(line, end) if unit.dimension is Dimension.MONEY else None
        if price:
            end = price.end()
            unit = Unit(line[stop:end].strip(), Dimension.PRICE, unit.scale)
            kind = Kind.THRESHOLD
    return Number(start, stop, end, text[start:stop], value, decimals, unit, kind)


def _unit(line: str, stop: int) -> tuple[Unit, int, int]:
    """The unit printed behind a number, the end of the number with its sign, and of its unit.

    ``NO_UNIT`` itself where none is printed.
    """
    sign = _RATIO_SIGN.match(line, stop)
    if sign:
        unit = PERCENT if sign.group(1) == "%" else _PER_MILLE
        return unit, sign.end(), sign.end()
    at = stop + line.startswith(" ", stop)
    if line.startswith("余", at):
        at += 1
    word = UNIT_PATTERN.match(line, at)
    if word:
        return UNITS[word.group()], stop, word.end()
    return NO_UNIT, stop, stop


_KINDS = {
    Dimension.PERCENT: Kind.PERCENT,
    Dimension.POINT: Kind.POINT,
    Dimension.SCORE: Kind.SCORE,
    Dimension.COUNT: Kind.COUNT,
    Dimension.NONE: Kind.NUMBER,
}


def _kind(line: str, before: str, end: int, unit: Unit, decimals: int) -> Kind:
    """What a number with a unit is; ``before`` are the characters before it."""
    if line.startswith("的", end) and _RATED_BEFORE.search(before):
        return Kind.THRESHOLD
    bound = _BOUND_AFTER.match(line, end)
    # 「94.10%，得2分」 tells a result: no rule sets a bound so fine.
    scored = bound is not None and bound.group().startswith("，得") and decimals > 1
    if (bound and not scored) or _is_bounded(before):
        return Kind.THRESHOLD
    if unit.dimension is Dimension.PERCENT and _FACTOR_BEFORE.search(before):
        return Kind.OTHER
    return _KINDS.get(unit.dimension, Kind.AMOUNT)


@lru_cache(maxsize=1 << 13)
def _is_bounded(before: str) -> bool:
    return _BOUND_BEFORE.search(before) is not None


def _kind_of_bare(
    line: str, before: str, start: int, end: int, value: Decimal, decimals: int
) -> Kind:
    if decimals == 0 and 1900 <= value <= 2100 and "," not in line[start:end]:
        return Kind.YEAR
    if _is_bounded(before):
        return Kind.THRESHOLD
    if decimals or "," in line[start:end]:
        return Kind.NUMBER
    if end - start >= 5:
        return Kind.CODE
    after = line[end : end + 2].lstrip()
    formula = before[-1:] in "+-×*（" and after[:1] in ("=", "＝", "+", "）", "×", "÷")
    listed = after[:1] == "、" and line[end : end + 3].lstrip("、 ")[:1].isdigit()
    if formula or (_MEASURED_BEFORE.search(before) and after[:1] in "，。；、）" and not listed):
        return Kind.NUMBER
    return Kind.OTHER


def _chinese(text: str, line: str) -> list[Number]:
    """Chinese numerals: 百分之九十, and counts of two or more before a classifier.

    「一个」 is an article; a numeral in quotation marks (“四个意识”) is a name.
    """
    found: list[Number] = []
    for match in _CHINESE_PERCENT.finditer(line):
        inner = match.group(1)
        value = Decimal(inner) if inner[0].isdigit() else Decimal(value_of(inner) or 0)
        places = len(inner.partition(".")[2])
        start, stop = match.span()
        found.append(
            Number(start, stop, stop, text[start:stop], value, places, PERCENT, Kind.PERCENT)
        )
    for match in _CHINESE_COUNT.finditer(line):
        start, stop = match.span()
        count = value_of(match.group())
        unit = UNIT_PATTERN.match(line, stop)
        if not count or count < 2 or unit is None or _quoted(line, start):
            continue
        if _SET_PHRASE.match(line, stop):
            continue
        of = UNITS[unit.group()]
        if of.dimension is not Dimension.COUNT or any(n.start <= start < n.stop for n in found):
            continue
        found.append(
            Number(start, stop, unit.end(), text[start:stop], Decimal(count), 0, of, Kind.COUNT)
        )
    return found


#: 中央八项规定, 二期, 三次产业: names, not counts.
_SET_PHRASE = compiled(r"项(?:规定|精神)|期|级|次产业")


def _quoted(line: str, at: int) -> bool:
    return line.count("“", 0, at) > line.count("”", 0, at)
