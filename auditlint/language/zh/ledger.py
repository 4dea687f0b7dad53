"""What the headers of ledgers mean: key fields, measures, units, rows that are no records."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

from auditlint.patterns import lazily


class Role(StrEnum):
    """What a column of a ledger holds."""

    SEQUENCE = "sequence"  # 序号: says nothing about the record
    NUMBER = "number"  # 地块编号, 合同编号, 代码: names one record
    NAME = "name"
    PLACE = "place"
    DATE = "date"
    AREA = "area"
    PRICE = "price"
    AMOUNT = "amount"
    COUNT = "count"
    OTHER = "other"

    @property
    def is_measure(self) -> bool:
        return self in (Role.AREA, Role.PRICE, Role.AMOUNT, Role.COUNT)


#: First match wins; a header is folded (see ``fold``) before it is looked at.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.SEQUENCE, lazily(r"^(?:序号|行次|行号|no\.?|#|编?序|row)$")),
    (Role.OTHER, lazily(r"备注|说明|用途|性质|状态|进度|类型|类别|方式|是否|原因|规划情况")),
    (
        Role.NUMBER,
        lazily(
            r"编号|编码|代码|单元号|地块号|宗地号|合同号|凭证号|文号|证号|卡号|账号|批次号|身份证"
            r"|监管号|^(?:rec_?)?id$|(?:_|\b)id$|code$|(?:_|\b)no\.?$|number$"
        ),
    ),
    (Role.DATE, lazily(r"日期|时间|年月|^date|date$|date_of|(?:_|\b)dob$|日$")),
    (Role.PRICE, lazily(r"单价|均价|价格标准|元/|price")),
    (Role.AREA, lazily(r"面积|亩数|公顷|亩$|平方米|㎡|\barea\b|hectare|acre")),
    (
        Role.AMOUNT,
        lazily(r"金额|价款|价格|总价|费用|补偿|付款|支付|资金|款$|费$|amount|total|paid|cost"),
    ),
    (Role.COUNT, lazily(r"数量|宗数|户数|人数|面数|count|quantity|qty")),
    (
        Role.PLACE,
        lazily(r"位置|坐落|座落|地址|地点|区县|县区|乡镇|街道|所在|四至|address|suburb|city"),
    ),
    (
        Role.NAME,
        lazily(r"名称|姓名|单位|权属|户主|项目|地块|宗地|收款人|对方|企业|name|parcel|payee"),
    ),
)

#: Words that make a row of texts look like a header.
_HEADERLIKE = lazily(
    r"序号|编号|编码|代码|名称|姓名|日期|时间|面积|金额|单价|价格|数量|位置|坐落|地址|单位|用途|性质"
    r"|备注|合计|费用|批次|状态|权属|类型|项目|地块|宗地|乡镇|区县|资金|进度|name|id|date|amount|area"
)

_UNITS: dict[str, tuple[str, Decimal]] = {
    "元": ("money", Decimal(1)),
    "千元": ("money", Decimal(1000)),
    "万元": ("money", Decimal(10_000)),
    "百万元": ("money", Decimal(1_000_000)),
    "亿元": ("money", Decimal(100_000_000)),
    "平方米": ("area", Decimal(1)),
    "m2": ("area", Decimal(1)),
    "m²": ("area", Decimal(1)),
    "亩": ("area", Decimal(2000) / Decimal(3)),
    "公顷": ("area", Decimal(10_000)),
    "平方公里": ("area", Decimal(1_000_000)),
    "元/亩": ("price", Decimal(1)),
    "万元/亩": ("price", Decimal(10_000)),
    "元/平方米": ("price", Decimal(2000) / Decimal(3)),
}
_UNIT_WORDS = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_UNIT = lazily(rf"[(（\[:：/\s](?:单位[:：])?({_UNIT_WORDS})[)）\]]?$|^({_UNIT_WORDS})$")
_SHEET_UNIT = lazily(rf"单位[:：]\s*((?:{_UNIT_WORDS})(?:[、,，/](?:{_UNIT_WORDS}))*)")

_TOTAL = lazily(
    r"^(?:合计|总计|小计|共计|累计|总数|本页小计|total|subtotal|sum)"
    r"(?:\(.*\)|\d+[宗户笔项条个])?[:：]?$"
)
_NOTE = lazily(r"^(?:注|备注|说明|制表|填表|审核|负责人|制单|日期|填报)[^0-9]{0,6}[:：]")


_BRACKETS = lazily(r"[(（\[].*?[)）\]]|\d{4}年度?")
_PAID = lazily(r"支付|已付|付款|拨付|实付|付讫|到账|paid")
_AGREED = lazily(r"总价|价款|价格|合同|应付|协议|评估|计划|预算|补偿标准")
_BODY = lazily(r"单位|权属|户|收款|姓名|企业|对方|人$")
_SHARED = lazily(
    r"有限责任公司|股份有限公司|有限公司|集团公司|公司|国有建设用地|建设用地|地块|宗地|土地|项目|收储|征收|用地|使用权"
)
_DISTINCT = lazily(r"\d+|[a-z]+|[一二三四五六七八九十百]+(?=[期号批组村队标幅宗])|[东南西北]")


def fold(text: str) -> str:
    """A header or value in one width and case, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def role_of(header: str) -> Role:
    """What a column with this header holds."""
    folded = fold(header)
    for role, pattern in _ROLES:
        if pattern.search(folded):
            return role
    return Role.OTHER


def bare_header(header: str) -> str:
    """A header, folded, without brackets and years; with them if nothing else is left."""
    return fold(_BRACKETS.sub("", header)) or fold(header)


def kind_of_amount(header: str) -> str:
    """What an amount is of: ``paid``, ``agreed`` or ``""``; two kinds are different things."""
    return "paid" if _PAID.search(header) else "agreed" if _AGREED.search(header) else ""


def names_body(header: str) -> bool:
    """Whether a name is that of a person or body (权属单位, 收款人), not of the thing itself."""
    return _BODY.search(header) is not None


def core(name: str) -> str:
    """A name without the words that many names share; the name itself if nothing is left."""
    bare = _SHARED.sub("", name)
    return bare if len(bare) >= 2 else name


def distinct_parts(name: str) -> frozenset[str]:
    """The parts of a Chinese name that tell siblings apart (二期, 3号, A, 东)."""
    return frozenset(part.lstrip("0") or "0" for part in _DISTINCT.findall(name))


def header_likeness(cells: list[str]) -> int:
    """How many of these texts look like column headers."""
    return sum(1 for cell in cells if len(cell) <= 24 and _HEADERLIKE.search(fold(cell)))


def unit_of(header: str) -> str:
    """The unit a header names: 面积（亩）, 金额(万元); or ``""``."""
    found = _UNIT.search(fold(header))
    return (found[1] or found[2]) if found else ""


def is_unit(text: str) -> bool:
    return fold(text) in _UNITS


def sheet_unit(text: str) -> str:
    """The unit line above a table: 单位：万元、亩."""
    found = _SHEET_UNIT.search(fold(text))
    return found[1] if found else ""


def unit_for(role: Role, header: str, of_sheet: str) -> str:
    """The unit of a measure column: its header's own, else the sheet's of the same dimension."""
    own = unit_of(header)
    if own:
        return own
    wanted = {Role.AREA: "area", Role.AMOUNT: "money", Role.PRICE: "price"}.get(role)
    for word in re.split(r"[、,，/]", of_sheet):
        if word in _UNITS and _UNITS[word][0] == wanted:
            return word
    return ""


def scale_of(unit: str) -> Decimal:
    """What turns a value in ``unit`` into 元, 平方米 or 元/亩; 1 where the unit is unknown."""
    return _UNITS[unit][1] if unit in _UNITS else Decimal(1)


def is_total(label: str) -> bool:
    return _TOTAL.match(fold(label)) is not None


def is_note(label: str) -> bool:
    """注：…, 制表人：…: what stands below the records."""
    return _NOTE.match(fold(label)) is not None
