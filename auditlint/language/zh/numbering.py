"""Numbering marks in front of headings and list items: 一、（一）1.（1）①, 第一部分, 一是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from auditlint.language.zh.numerals import value_of
from auditlint.patterns import compiled, lazily
from auditlint.values import dataclass

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = "[零〇一二三四五六七八九十两]{1,3}"
_ARABIC = r"[0-9０-９]{1,2}"


class Style(StrEnum):
    """The form of a mark; marks of one form count on from each other."""

    PART = "第一部分"
    ARTICLE = "第一条"
    CHINESE = "一、"
    CHINESE_BRACKETS = "（一）"
    ARABIC = "1."
    ARABIC_BRACKETS = "（1）"
    ARABIC_HALF = "1）"
    CIRCLED = "①"
    POINT = "一是"


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark; ``text`` is what is printed, at ``start`` of the string searched."""

    style: Style
    value: int
    text: str
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def with_value(self, value: int) -> str:
        """The mark as it would be printed for another number."""
        if self.style is Style.CIRCLED:
            return _CIRCLED[value - 1] if 0 < value <= len(_CIRCLED) else str(value)
        written = str(value) if self.style in _ARABIC_STYLES else written_number(value)
        return re.sub(f"{_CHINESE}|{_ARABIC}", written, self.text, count=1)


_ARABIC_STYLES = frozenset({Style.ARABIC, Style.ARABIC_BRACKETS, Style.ARABIC_HALF})

#: Style, pattern with the number as its only group. Order matters only for reading speed.
_FORMS: tuple[tuple[Style, str], ...] = (
    (Style.PART, f"第({_CHINESE}|{_ARABIC})(?:部分|章|节|篇)"),
    (Style.ARTICLE, f"第({_CHINESE}|{_ARABIC})条"),
    (Style.CHINESE, f"({_CHINESE})、"),
    (Style.CHINESE_BRACKETS, f"[（(]({_CHINESE})[）)]"),
    # 1.5 is a decimal and 2025.1.1 a date; 1. and 1、 are marks.
    (Style.ARABIC, rf"({_ARABIC})(?:[.．](?![0-9０-９])|、)"),
    (Style.ARABIC_BRACKETS, rf"[（(]({_ARABIC})[）)]"),
    (Style.ARABIC_HALF, rf"({_ARABIC})[）)]"),
    (Style.CIRCLED, f"([{_CIRCLED}])"),
    (Style.POINT, f"({_CHINESE})是(?!否)"),
)
_LEADING = tuple((style, lazily(form)) for style, form in _FORMS)
_HEADS = frozenset("第零〇一二三四五六七八九十两（(0123456789０１２３４５６７８９" + _CIRCLED)
#: Inside running text a mark stands at the start of a clause.
_INSIDE = tuple(
    (style, lazily(rf"(?:^|(?<=[。；;：:，,！？]))\s*{form}")) for style, form in _FORMS
)


_ITEM = compiled(
    r"^\s*(?P<open>[（(]?)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<close>[）)、.．])"
)


def item_mark(text: str) -> tuple[str, int] | None:
    """The style and value of the mark that a list item begins with: （三） is ("（）一", 3)."""
    found = _ITEM.match(text)
    value = small_number(found["number"]) if found else None
    if found is None or value is None:
        return None
    close = found["close"].replace(")", "）").replace("．", ".")
    kind = "1" if found["number"].isdigit() else "一"
    return found["open"].replace("(", "（") + close + kind, value


def small_number(text: str) -> int | None:
    """十二 → 12, 两 → 2, ３ → 3, ④ → 4; ``None`` for anything but a number up to 99."""
    if text in _CIRCLED and text:
        return _CIRCLED.index(text) + 1
    if text.isdecimal():
        return int(text)
    value = value_of(text)
    return value if value is not None and 0 < value < 100 else None


def written_number(value: int) -> str:
    """12 → 十二, for 1 to 99."""
    tens, units = divmod(value, 10)
    digits = "零一二三四五六七八九"
    if not tens:
        return digits[units]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[units] if units else "")


def leading_mark(text: str) -> Mark | None:
    """The mark a heading or list item begins with."""
    if text[:1] not in _HEADS:
        return None
    for style, form in _LEADING:
        found = form.match(text)
        if found:
            value = small_number(found[1])
            if value:
                return Mark(style, value, found[0])
    return None


def marks_inside(text: str, style: Style) -> Iterator[Mark]:
    """The marks of one style that stand at the start of a clause of ``text``."""
    form = dict(_INSIDE)[style]
    for found in form.finditer(text):
        value = small_number(found[1])
        if value:
            printed = found[0].lstrip()
            yield Mark(style, value, printed, found.end() - len(printed))
