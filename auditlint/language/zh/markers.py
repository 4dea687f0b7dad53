"""Marks that open a heading or list item: 第一部分, 一、, （一）, 1., （1）, ①, 附件1."""

from __future__ import annotations

import re

from auditlint.patterns import compiled
from auditlint.values import dataclass

_NUMERAL = "[一二三四五六七八九十百]{1,4}"

#: Level of a heading that opens with the mark, outermost 1; the first that fits wins.
_MARKS: tuple[tuple[int, str], ...] = (
    (1, rf"第{_NUMERAL}(?:部分|章|篇|编)"),
    (1, r"附(?:件|表|录)\s*\d*[:：]?(?!\s*[，。、；])"),
    (2, rf"{_NUMERAL}、"),
    (3, rf"[（(]{_NUMERAL}[）)]"),
    (4, r"\d{1,2}(?:\.\d{1,2}){0,2}\s*[.．、](?![\d])"),
    (5, r"[（(]\d{1,2}[）)]"),
    (5, r"\d{1,2}[）)]"),
    (6, r"[①-⑳]"),
)
_COMPILED = tuple((level, compiled(pattern)) for level, pattern in _MARKS)


#: What a mark begins with that is no digit.
_FIRST = frozenset("第附一二三四五六七八九十百（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@dataclass(frozen=True, slots=True)
class Marker:
    """``level`` as a heading would have it; ``text`` is the mark as printed."""

    level: int
    text: str


def marker(text: str) -> Marker | None:
    """The mark that ``text`` opens with, if any."""
    first = text[:1]
    if first not in _FIRST and not first.isdecimal():
        return None
    for level, pattern in _COMPILED:
        found = pattern.match(text)
        if found:
            return Marker(level, found.group().strip())
    return None


_PAGE_NUMBER = compiled(
    r"[-—–―－\s·.]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―－\s·.]*"
)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number: 「— 27 —」, 「第3页 共10页」, 「22」."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


#: A line of a table of contents ends in leaders and a page number.
_LEADERS = compiled(r"[.．…·]{3,}\s*[-—]?\s*\d*\s*[-—]?\s*$")


def has_leaders(text: str) -> bool:
    return _LEADERS.search(text) is not None


def is_contents_title(text: str) -> bool:
    return "".join(text.split()) in {"目录", "目次"}


_REPORT = compiled(r"20\d{2}年(?:度)?.{0,24}(?:预算|决算)")
_PART = compiled(rf"第{_NUMERAL}(?:部分|章|篇)|^附(?:件|表|录)")


def names_report(text: str) -> bool:
    """Whether words without blanks name a year and a budget or accounts, as a cover does."""
    return _REPORT.search(text) is not None


def opens_part(text: str) -> bool:
    """Whether words without blanks open a part of a report or an annex: 第二部分, 附件."""
    return _PART.search(text) is not None


_LABELLED = compiled(r"\s*[\u4e00-\u9fff]{2,10}[:：]")


def is_labelled(text: str) -> bool:
    """Whether a line is a label with its content: 「实施单位：…」, as on covers."""
    return _LABELLED.match(text) is not None


_SENTENCE_END = tuple("。！？；!?;")


def ends_sentence(text: str) -> bool:
    return text.rstrip("”’」』）)").endswith(_SENTENCE_END)


_FEW = r"[\d〇一二三四五六七八九十]"
_DATE = compiled(rf"{_FEW}{{2,4}}年(?:{_FEW}{{1,3}}月)?(?:{_FEW}{{1,3}}日)?")
_AMOUNT = compiled(r"\d[\d,.]*\s*(?:亿元|万元|元|%|％)")


def reads_like_heading(text: str) -> bool:
    """Whether a text that opens with a mark (or stands alone) is a title, not a sentence."""
    body = text.rstrip("。：:")
    if not body or len(body) > 45:
        return False
    if any(mark in body for mark in "。；;！？，") or _AMOUNT.search(body):
        return False
    if _DATE.fullmatch(body) or is_labelled(body):
        return False
    return not re.search(r"[:：](?!$).{12,}", body)
