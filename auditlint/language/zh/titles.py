"""Titles of tables: what they are beneath year, body and numbering, and whose figures they show."""

from __future__ import annotations

import re

from auditlint.language.zh.tables import bare
from auditlint.patterns import compiled

_QUOTES = compiled(r"[“”\"＂'‘’「」]")
_NUMBERED = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}、|附?表\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?|\d{1,2}[.．、])"
)
_SCOPE = compiled(r"[（(]((?:机关|部门|单位)?(?:本级|汇总|合并)(?:数)?)[)）]$")

#: Tables of one matter, whose totals do not stand for a side.
_ONE_MATTER = compiled(r"三公|采购|购买服务|机关运行|资产|绩效|会议|培训|项目支出|债务")
#: Tables of 三公经费 and of nothing else.
_THREE_PUBLIC = compiled(r"^(?!.*(?:会议|培训|运行经费)).*三公")
#: Tables of basic spending alone.
_BASIC = compiled(r"基本支出")


def bare_title(title: str) -> str:
    """A table title without year, body, 部门/单位 and quotes: how titles are compared."""
    text = _NUMBERED.sub("", _QUOTES.sub("", bare(title)))
    text = re.sub(r"[（(]续[^)）]*[)）]$", "", text)
    shorter = re.sub(r"^.*?\d{4}年(?:度)?", "", text)
    shorter = re.sub(r"^(?:区级|市级|县级|省级)?(?:预算|决算)?(?:部门|单位)(?=.{4})", "", shorter)
    return shorter or text


def title_and_scope(title: str) -> tuple[str, str]:
    """A bare title, and whose figures it says it shows: 本级, 汇总, or ``""``."""
    found = _SCOPE.search(bare(title))
    if found is None:
        return bare_title(title), ""
    return bare_title(bare(title)[: found.start()]), found[1]


def is_of_one_matter(title: str) -> bool:
    """Whether the totals of a table are those of 三公, 采购 or the like, not of a side."""
    return _ONE_MATTER.search(title) is not None


def is_of_three_public(title: str) -> bool:
    """Whether a table is of 三公经费 and of nothing else."""
    return _THREE_PUBLIC.search(title) is not None


def is_of_basic_spending(title: str) -> bool:
    return _BASIC.search(title) is not None


def is_of_transfers(words: str) -> bool:
    """Whether a title or a name tells of transfers to other budgets alone."""
    return "转移支付" in words
