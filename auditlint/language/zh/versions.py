"""Which versions of a figure are planned and which are come true: 年初预算 against 决算."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.patterns import compiled

BUDGETS = ("年初预算", "全年预算", "调整预算", "预算")
OUTTURNS = ("决算", "完成", "执行", "预算执行")


def opposed(one: str, other: str) -> bool:
    """Whether one of two versions is a budget and the other an outturn."""
    return (one in BUDGETS and other in OUTTURNS) or (one in OUTTURNS and other in BUDGETS)


#: Versions of a figure that reports publish, as columns and sentences name them.
FINAL, OPENING, BUDGET = "决算", "年初预算", "预算"
_YEAR = compiled(r"^(20\d\d)年度?")
_VERSIONS = {
    "决算数": FINAL,
    "决算": FINAL,
    "年初预算数": OPENING,
    "年初预算": OPENING,
    "预算数": BUDGET,
}


class Version(NamedTuple):
    """2023年度决算数: year and version, either empty where it is not named."""

    year: str
    version: str


def version_of(basis: str) -> Version:
    year = _YEAR.match(basis)
    return Version(year[1] if year else "", _VERSIONS.get(_YEAR.sub("", basis), ""))
