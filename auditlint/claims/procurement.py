"""What small and medium-sized enterprises may get of government procurement, at most.

Reserved for small and micro enterprises is part of what is reserved for small and medium-sized
ones, that of the procurement budget; what was awarded to them is part of all procurement
(政府采购促进中小企业发展管理办法, 财库〔2020〕46号, articles 8 and 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative, Value
from auditlint.claims.relation import AtMost
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.procurement import Purchase, purchase
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

#: So many passages before may hold the sum of all procurement.
_NEAR = 3
_BECAUSE = "面向中小企业的采购是全部政府采购的一部分"


class Bought(NamedTuple):
    """An amount and of what procurement it is."""

    value: Value
    purchase: Purchase


def procurement_bounds(narrative: Narrative) -> Iterator[Claim]:
    everything: list[Value] = []
    for at, passage in enumerate(narrative.passages):
        here: list[Bought] = []
        for index, mention, figure in passage.of(Role.VALUE):
            money = figure.unit.dimension is Dimension.MONEY
            if not money or mention.reference or mention.twin is not None:
                continue
            told = purchase(mention.measure, mention.words)
            if not any(told):
                continue
            value = Value(at, index, mention, figure)
            bought = Bought(value, told)
            if told.whole:
                everything.append(value)
                continue
            whole = next((one for one in reversed(everything) if at - one.at <= _NEAR), None)
            yield from _bounds(bought, here, whole)
            here.append(bought)


def _bounds(bought: Bought, before: list[Bought], whole: Value | None) -> Iterator[Claim]:
    """The claims on one part of procurement; ``before`` are those of its passage before it."""
    part, of = bought
    if of.for_micro:
        larger = [
            one for one, its in before if its.for_small and one.mention.basis == part.mention.basis
        ]
        if larger:
            yield _at_most(part, larger[-1])
    if whole is None or part.figure.period not in ("", whole.figure.period):
        return
    budgeted = whole.mention.basis == "预算"
    if of.for_small:
        if budgeted and part.mention.basis == "预算":
            yield _at_most(part, whole)
    elif not budgeted and of.won:
        reserved = [one for one, its in before if its.won and its.set_aside]
        taken = reserved[0] if len(reserved) == 1 and of.of_others else None
        yield _at_most(part, whole, taken)


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
