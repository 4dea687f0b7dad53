"""Of what an amount of government procurement is: of all of it, or of what small firms get.

The words are those of the measures for small and medium-sized enterprises
(政府采购促进中小企业发展管理办法, 财库〔2020〕46号, articles 8 and 9).
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.patterns import compiled

_ALL = compiled(
    r"政府采购(?:支出|预算|合同|执行)?(?:总额|金额|总计|合计|总金额|支出|预算)?(?:（[^）]*）)?$"
)
_PARTLY = compiled(r"货物|工程|服务|中小|小微|小型|预留|授予|其他")
_MICRO = compiled(r"小微|小型[和、及]?微型")
_AWARDED = compiled(r"授予|中标|成交")
_RESERVED, _SMALL = "预留", "中小"
_OTHERS = "其他政府采购项目"
#: Words without one of these speak of no such purchase.
_MARKS = ("政府采购", _RESERVED, _SMALL)


class Purchase(NamedTuple):
    """What the words of an amount of procurement say of it."""

    whole: bool  # 政府采购支出总额
    for_small: bool  # 预留 for 中小企业, in its measure
    for_micro: bool  # 预留 for 小微企业, in its measure
    won: bool  # what small and medium-sized enterprises were awarded or won
    set_aside: bool  # 预留 anywhere in its words
    of_others: bool  # what is said of 其他政府采购项目


_NOTHING = Purchase(False, False, False, False, False, False)


def purchase(measure: str, words: str) -> Purchase:
    """Read what is measured and the words that stand before the amount."""
    if not any(mark in measure or mark in words for mark in _MARKS):
        return _NOTHING
    reserved = _RESERVED in measure
    return Purchase(
        whole=bool(_ALL.search(measure)) and not _PARTLY.search(measure),
        for_small=reserved and _SMALL in measure,
        for_micro=reserved and bool(_MICRO.search(measure)),
        won=_SMALL in words and bool(_AWARDED.search(words)) and not _MICRO.search(words),
        set_aside=_RESERVED in words,
        of_others=_OTHERS in words,
    )
