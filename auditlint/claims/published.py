"""What a document publishes: one value for each measure, kind of funds and version.

Only what a document says with one voice is used: a name that stands for two values (functional
and economic classification, income and spending) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditlint.figures import CellPlace, Figure, Figures, TextPlace
from auditlint.language.zh.versions import version_of
from auditlint.quantity import Dimension
from auditlint.values import dataclass

_FUNDS = (
    ("政府性基金", "政府性基金"),
    ("国有资本", "国有资本"),
    ("一般公共预算", "一般公共预算"),
    ("财政拨款", "财政拨款"),
)
_NAMELESS = frozenset({"", "合计", "总计", "小计", "金额", "其中"})
_WIDE = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Key:
    """``funds`` is 全部资金, 财政拨款, 一般公共预算, 政府性基金 or 国有资本."""

    measure: str
    funds: str
    version: str


class Published:
    """The values of one document by what they are of."""

    def __init__(self, figures: Iterable[Figure], period: str) -> None:
        found: dict[Key, list[Figure]] = {}
        for figure in figures:
            key = key_of(figure, period)
            if key is not None:
                found.setdefault(key, []).append(figure)
        self._values = {
            key: several[0]
            for key, several in found.items()
            if len({f.exact for f in several}) == 1
        }

    def get(self, key: Key) -> Figure | None:
        """The figure a document gives for ``key``, if it gives one value."""
        return self._values.get(key)

    def of(self, version: str) -> Iterable[tuple[Key, Figure]]:
        return ((key, figure) for key, figure in self._values.items() if key.version == version)


def published(figures: Figures, document: int, period: str) -> Published:
    """What the tables of a document publish for the year ``period``."""
    return Published((f for f in figures if f.document == document and f.in_table), period)


def key_of(figure: Figure, period: str) -> Key | None:
    """What an amount of the year ``period`` is of; ``None`` where that is not said clearly."""
    year, version = version_of(figure.basis)
    if figure.unit.dimension is not Dimension.MONEY or not version:
        return None
    if figure.measure in _NAMELESS or year not in ("", period):
        return None
    measure = figure.measure.translate(_WIDE).replace("财政拨款结转", "结转")
    return Key(measure, funds_of(figure), version)


def funds_of(figure: Figure) -> str:
    """The funds a figure is of; all of them where none are named."""
    for word, funds in _FUNDS:
        if any(word in part for part in figure.scope):
            return funds
    return "全部资金"


def is_stated(figure: Figure, text: str) -> bool:
    """Whether a figure of running text stands right behind the name it is of."""
    place = figure.place
    if not isinstance(place, TextPlace):
        return isinstance(place, CellPlace)
    before = text[max(place.sentence[0], place.start - 40) : place.start]
    for word in ("为", "（类）", "(类)", "年初预算数", "决算数"):
        before = before.removesuffix(word)
    return bool(figure.measure) and before.endswith(figure.measure)
