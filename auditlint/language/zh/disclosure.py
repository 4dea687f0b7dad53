"""What a standard disclosure of final accounts or of a budget must hold, by kind and year.

Sources: 财预〔2016〕143号, 地方预决算公开操作规程; the notices that fix the tables of 部门决算 and
部门预算 each year. Provinces rename, merge and add tables: a pattern fits all names in use.
"""

from __future__ import annotations

import re

from auditlint.patterns import compiled
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Required:
    """A table or section: ``pattern`` fits its title (or, for a section, its subject)."""

    name: str
    pattern: re.Pattern[str]
    since: int = 0


def _required(name: str, pattern: str, since: int = 0) -> Required:
    return Required(name, compiled(pattern), since)


_FUND = "政府性基金"
_CAPITAL = "国有资本经营"

#: The tables every disclosure of the kind has, in their usual order.
TABLES: dict[str, tuple[Required, ...]] = {
    "决算": (
        _required("收入支出决算总表", r"^(?!.*财政拨款).*(?:收入支出|收支)决算(?:总)?(?:表|情况)"),
        _required("收入决算表", r"^(?!.*支出)(?!.*总表).*收入决算"),
        _required(
            "支出决算表", r"^(?!.*(?:收入|一般公共|财政拨款|基金|国有资本|基本|“三公”)).*支出决算"
        ),
        _required("财政拨款收入支出决算总表", r"财政拨款(?:收入支出|收支|支出)决算总?"),
        _required(
            "一般公共预算财政拨款支出决算表",
            r"一般公共预算.*支出决算(?!.*基本)|公共预算财政拨款支出",
        ),
        _required("一般公共预算财政拨款基本支出决算表", r"基本支出(?:决算)?(?:明细)?(?:表|情况)?"),
        _required("财政拨款“三公”经费支出决算表", r"三公", 2013),
        _required("政府性基金预算财政拨款收入支出决算表", _FUND, 2013),
        _required("国有资本经营预算财政拨款支出决算表", _CAPITAL, 2020),
    ),
    "预算": (
        _required("收支预算总表", r"^(?!.*财政拨款).*收支(?:预算)?(?:总表|总体)"),
        _required("收入预算总表", r"收入(?:预算)?(?:总表|总体|预算表)"),
        _required(
            "支出预算总表",
            r"^(?!.*(?:财政拨款|一般公共|基金|国有资本)).*支出(?:预算)?(?:总表|总体|预算表)",
        ),
        _required("财政拨款收支预算总表", r"财政拨款收支"),
        _required("一般公共预算支出预算表", r"一般公共预算.*支出"),
        _required("一般公共预算基本支出预算表", r"基本支出"),
        _required("“三公”经费预算表", r"三公", 2013),
        _required("政府性基金预算支出表", _FUND, 2013),
        _required("国有资本经营预算支出表", _CAPITAL, 2021),
    ),
}

#: Matters that the explanation of final accounts must speak of.
SECTIONS: dict[str, tuple[Required, ...]] = {
    "决算": (
        _required("机关运行经费", r"机[关构]运行经费", 2015),
        _required("政府采购支出", r"政府采购", 2015),
        _required("国有资产占用情况", r"国有资产|共有车辆", 2015),
        _required("预算绩效情况", r"绩效", 2016),
        _required("“三公”经费", r"三公", 2013),
        _required("名词解释", r"名词解释", 2013),
    ),
    "预算": (
        _required("机关运行经费", r"机[关构]运行经费", 2015),
        _required("政府采购预算", r"政府采购", 2015),
        _required("国有资产占有使用情况", r"国有资产|共有车辆", 2015),
        _required("绩效目标设置情况", r"绩效", 2017),
        _required("“三公”经费", r"三公", 2013),
        _required("名词解释", r"名词解释", 2013),
    ),
}

#: What stands in a cell that holds no amount.
ZEROES = frozenset({"", "0", "0.0", "0.00", "-", "—", "——", "/", "无"})
_ALONE = compiled(r"[^，。；：]{4,40}表(?:[（(][^（）()]{1,12}[)）])?")


def is_lone_title(text: str) -> bool:
    """Whether a paragraph is nothing but the title of a table: 收入决算表（公开02表）."""
    return _ALONE.fullmatch(text) is not None


_GOVERNMENT = compiled(
    r"预算执行|预算草案|决算草案|(?:财政|政府)(?:收支)?总?(?:预算|决算)(?!部门|单位)|收支(?:预算|决算)草案"
)


def is_of_government(title: str) -> bool:
    """Whether a title is that of the budget or accounts of a territory, not of one body."""
    return _GOVERNMENT.search(title) is not None


def is_of_table(title: str) -> bool:
    """Whether a title may be that of a table: 收入决算表, not 收入决算情况说明."""
    return "说明" not in title and "解释" not in title


#: A sentence that says that there is none of it, so that no table is needed.
_NONE = r"(?:没有|无|未安排|未发生|不涉及|未使用)"


def says_none(text: str, word: str) -> bool:
    """Whether ``text`` says that there is nothing of ``word``: 无政府性基金预算财政拨款收入."""
    return (
        re.search(rf"{_NONE}[^。；]{{0,16}}{word}|{word}[^。；]{{0,24}}{_NONE}", text) is not None
    )


_CONDITION = compiled(r"当[^，。]{0,12}(?:数据)?[为是]?(?:空|零)")
_EMPTY = compiled(r"本表(?:无数据|为空表?|为零|没有数据|无内容)|此表(?:无数据|为空)|空表")


def says_empty(note: str) -> bool:
    """Whether a note states, without a condition, that its table holds nothing."""
    return _EMPTY.search(note) is not None and _CONDITION.search(note) is None


def explains_empty(note: str) -> bool:
    """Whether a note says why a table may be empty, with or without a condition."""
    return _EMPTY.search(note) is not None or re.search(_NONE, note) is not None
