"""What small and medium-sized enterprises may get of government procurement, at most.

Reserved for small and micro enterprises is part of what is reserved for small and medium-sized
ones, that of the procurement budget; what was awarded to them is part of all procurement
(政府采购促进中小企业发展管理办法, 财库〔2020〕46号, articles 8 and 9).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative, Value
from auditlint.claims.relation import AtMost
from auditlint.language.zh.patterns import Role
from auditlint.patterns import compiled
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

_ALL = compiled(
    r"政府采购(?:支出|预算|合同|执行)?(?:总额|金额|总计|合计|总金额|支出|预算)?(?:（[^）]*）)?$"
)
_PARTLY = compiled(r"货物|工程|服务|中小|小微|小型|预留|授予|其他")
_RESERVED = compiled(r"预留")
_MICRO = compiled(r"小微|小型[和、及]?微型")
_SMALL = compiled(r"中小")
_AWARDED = compiled(r"授予|中标|成交")
_OTHERS = "其他政府采购项目"
#: So many passages before may hold the sum of all procurement.
_NEAR = 3
_BECAUSE = "面向中小企业的采购是全部政府采购的一部分"


def procurement_bounds(narrative: Narrative) -> Iterator[Claim]:
    everything: list[Value] = []
    for at, passage in enumerate(narrative.passages):
        here: list[Value] = []
        for index, mention, figure in passage.pairs():
            money = figure.unit.dimension is Dimension.MONEY and mention.role is Role.VALUE
            if not money or mention.reference or mention.twin is not None:
                continue
            value = Value(at, index, mention, figure)
            if _ALL.search(mention.measure) and not _PARTLY.search(mention.measure):
                everything.append(value)
                continue
            whole = next((one for one in reversed(everything) if at - one.at <= _NEAR), None)
            yield from _bounds(value, here, whole)
            here.append(value)


def _bounds(part: Value, before: list[Value], whole: Value | None) -> Iterator[Claim]:
    """The claims on one part of procurement; ``before`` are those of its passage before it."""
    named = part.mention.measure
    if _RESERVED.search(named) and _MICRO.search(named):
        larger = [
            one
            for one in before
            if _RESERVED.search(one.mention.measure)
            and _SMALL.search(one.mention.measure)
            and one.mention.basis == part.mention.basis
        ]
        if larger:
            yield _at_most(part, larger[-1])
    if whole is None or part.figure.period not in ("", whole.figure.period):
        return
    budgeted = whole.mention.basis == "预算"
    if _RESERVED.search(named) and _SMALL.search(named):
        if budgeted and part.mention.basis == "预算":
            yield _at_most(part, whole)
    elif not budgeted and _won(part):
        reserved = [one for one in before if _won(one) and _RESERVED.search(one.mention.words)]
        taken = reserved[0] if len(reserved) == 1 and _OTHERS in part.mention.words else None
        yield _at_most(part, whole, taken)


def _won(value: Value) -> bool:
    """Whether an amount is what small and medium-sized enterprises won or were awarded."""
    words = value.mention.words
    return bool(_SMALL.search(words) and _AWARDED.search(words) and not _MICRO.search(words))


def _at_most(part: Value, whole: Value, taken: Value | None = None) -> Claim:
    inputs = (whole.figure,) if taken is None else (whole.figure, taken.figure)
    return Claim(
        "bound",
        AtMost(less=len(inputs) - 1),
        part.figure,
        inputs,
        _BECAUSE,
        Confidence.HIGH,
        stated_role="part",
        roles=("total", "part")[: len(inputs)],
    )
