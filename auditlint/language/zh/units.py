"""Unit words as printed behind a number, and what they measure.

Scales turn a unit into the base unit of its dimension (``auditlint.quantity.Unit``): 元, 平方米,
公斤, 米, 天. The words of a count are their own base units.
"""

from __future__ import annotations

import re
from decimal import Decimal

from auditlint.patterns import compiled
from auditlint.quantity import Dimension, Unit

#: 1 亩 is 10000/15 square metres.
_MU = Decimal(10000) / Decimal(15)

_MONEY = {
    "万亿元": "1e12",
    "亿元": "1e8",
    "千万元": "1e7",
    "百万元": "1e6",
    "万元": "1e4",
    "千元": "1e3",
    "百元": "1e2",
    "元": "1",
    "万元人民币": "1e4",
    "元人民币": "1",
    "亿": "1e8",
    "万": "1e4",
}
_MEASURED: dict[Dimension, dict[str, Decimal]] = {
    Dimension.MONEY: {word: Decimal(scale) for word, scale in _MONEY.items()},
    Dimension.AREA: {
        "平方米": Decimal(1),
        "㎡": Decimal(1),
        "万平方米": Decimal(10000),
        "平方公里": Decimal(1000000),
        "平方千米": Decimal(1000000),
        "公顷": Decimal(10000),
        "万公顷": Decimal(100000000),
        "亩": _MU,
        "万亩": _MU * 10000,
    },
    Dimension.MASS: {
        "公斤": Decimal(1),
        "千克": Decimal(1),
        "克": Decimal("0.001"),
        "斤": Decimal("0.5"),
        "吨": Decimal(1000),
        "万吨": Decimal(10000000),
        "万公斤": Decimal(10000),
    },
    Dimension.LENGTH: {
        "毫米": Decimal("0.001"),
        "厘米": Decimal("0.01"),
        "米": Decimal(1),
        "公里": Decimal(1000),
        "千米": Decimal(1000),
    },
    Dimension.TIME: {
        "天": Decimal(1),
        "个工作日": Decimal(1),
        "个月": Decimal(30),
        "年": Decimal(365),
        "小时": 1 / Decimal(24),
        "个小时": 1 / Decimal(24),
        "分钟": 1 / Decimal(1440),
    },
    Dimension.SCORE: {"分": Decimal(1)},
    Dimension.POINT: {"个百分点": Decimal(1), "百分点": Decimal(1)},
}

#: Words that count things. Each is a unit of its own.
_CLASSIFIERS = [
    "台（套）",
    "台（件）",
    "台、套",
    "辆（台）",
    "台（辆）",
    "人次",
    "件次",
    "批次",
    "户次",
    "场次",
    "班次",
    "车次",
    "频次",
    "项次",
    "家次",
    "大类",
    "中类",
    "小类",
    "个",
    "家",
    "人",
    "名",
    "辆",
    "台",
    "套",
    "项",
    "批",
    "次",
    "宗",
    "笔",
    "件",
    "份",
    "户",
    "条",
    "处",
    "所",
    "座",
    "栋",
    "幢",
    "期",
    "场",
    "篇",
    "部",
    "本",
    "张",
    "支",
    "块",
    "只",
    "起",
    "门",
    "层",
    "类",
    "位",
    "组",
    "卷",
    "册",
    "例",
    "间",
    "盏",
    "棵",
    "株",
    "头",
    "村",
    "艘",
    "架",
    "站",
    "片",
    "款",
    "倍",
    "岁",
    "万人次",
    "万批次",
    "万户次",
    "万件次",
    "万场次",
    "万车次",
    "万班次",
    "万人",
    "万户",
    "万件",
    "万份",
    "万次",
    "万辆",
    "万家",
    "万个",
    "万册",
    "万株",
    "万条",
    "万名",
    "万台",
    "万套",
    "万项",
    "万笔",
    "万宗",
    "万批",
    "万张",
    "万盏",
    "万本",
    "万例",
    "万间",
    "万处",
    "万只",
    "万头",
    "万棵",
    "万余人",
]

#: Words for one thing: what counts is the same.
_SAME = {
    "辆（台）": "辆",
    "台（辆）": "辆",
    "件次": "件",
    "批": "批次",
    "名": "人",
    "台（件）": "台",
}

_THINGS = {word: Unit(_SAME.get(word, word), Dimension.COUNT) for word in _CLASSIFIERS}
_THINGS["倍"] = Unit("倍", Dimension.NONE)
_THINGS |= {
    word: Unit(word, Dimension.COUNT, Decimal(10000), _SAME.get(word[1:], word[1:]))
    for word in _CLASSIFIERS
    if word.startswith("万") and word != "万余人"
}

UNITS: dict[str, Unit] = _THINGS | {
    word: Unit(word, dimension, scale)
    for dimension, words in _MEASURED.items()
    for word, scale in words.items()
}

#: Words that look like a unit but begin another word: 分别, 次年, 名称, 项目, 类别.
_NOT_FOLLOWED = {
    "分": "别为类成散配管析级局布区公支项",
    "元": "月旦",
    "次": "年",
    "名": "称为单",
    "项": "目",
    "类": "别",
    "部": "门分",
    "条": "例件",
    "处": "理罚",
    "组": "织",
    "期": "间末初",
    "年": "度末初内底",
    "人": "民员均才",
    "家": "庭",
    "万": "元亩人名次户平公吨辆家个件份册台套项处头只立株棵条里学老群居农村职患参贫千"
    "笔宗批张羽盏枚本起例栋艘颗粒块片支座间篇门幅场瓶袋箱包盒",
    "亿": "元斤吨立件人次千公",
    "本": "级单部年市区县",
    "张": "家",
    "位": "于",
    "起": "",
    "村": "庄",
    "站": "点",
    "片": "区",
}

_BY_LENGTH = sorted(UNITS, key=lambda word: (-len(word), word))
UNIT_PATTERN = compiled(
    "|".join(
        re.escape(word) + (f"(?![{_NOT_FOLLOWED[word]}])" if _NOT_FOLLOWED.get(word) else "")
        for word in _BY_LENGTH
    )
)
"""The longest unit word at a position of folded text."""


#: Words that count the same: 牛10头、羊70只 are heads of livestock, 个, 家 and 所 bodies.
_COUNTED_ALIKE = (frozenset("头只匹羽口尾"), frozenset("个家所"))


def count_alike(*units: Unit) -> bool:
    """Whether units are but the words that different things of one kind are counted by."""
    return any(
        all((unit.thing or unit.name) in words for unit in units) for words in _COUNTED_ALIKE
    )


def unit_of(word: str) -> Unit | None:
    """The unit a word names; brackets and full-width forms as printed are understood."""
    bare = word.strip().replace("(", "（").replace(")", "）")
    return UNITS.get(bare)
