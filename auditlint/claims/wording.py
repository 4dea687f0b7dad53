"""Arithmetic as a reviewer writes it down, in the unit and precision of the printed figure."""

from __future__ import annotations

from decimal import Decimal

from auditlint.claims.claim import Judgement
from auditlint.claims.relation import Product, Sum
from auditlint.figures import Figure
from auditlint.quantity import Dimension, rounded, shown

#: Sums of more terms are shown by their first and last ones.
_TERMS = 6


def as_printed(value: Decimal, like: Figure, decimals: int | None = None) -> str:
    """``value`` (base unit) as ``like`` is printed, with its % sign and thousands commas."""
    wanted = like.decimals if decimals is None else decimals
    percent = "%" if like.unit.dimension is Dimension.PERCENT else ""
    return shown(value / like.unit.scale, wanted, commas="," in like.text) + percent


def arithmetic(found: Judgement) -> str:
    """What the inputs come to: ``1.00 + 2.00 + … + 9.00 = 40.00``."""
    claim = found.claim
    texts = [figure.text for figure in claim.inputs]
    formula = claim.relation.formula(texts)
    if is_one_part(found):
        return formula
    if len(texts) > _TERMS and isinstance(claim.relation, Sum):
        head = Sum(claim.relation.signs[:3]).formula(texts[:3])
        last = Sum((1, claim.relation.signs[-1])).formula(["", texts[-1]])
        formula = f"{head} + …{last}"
    if isinstance(claim.relation, Product):
        scale = claim.stated.unit.scale
        for figure in claim.inputs:
            scale = scale / figure.unit.scale
        factor = claim.relation.factor / scale
        if factor != 1:
            formula += f" × {factor.normalize():f}"
    if found.point is None:
        return formula
    return f"{formula} = {as_printed(found.point, claim.stated, result_decimals(found))}"


def is_one_part(found: Judgement) -> bool:
    """Whether a sum has but one part, in the unit of the total: nothing is added up."""
    claim = found.claim
    return (
        isinstance(claim.relation, Sum)
        and claim.relation.signs == (1,)
        and claim.inputs[0].unit == claim.stated.unit
    )


def sides(found: Judgement) -> tuple[str, str] | None:
    """Both sides of an identity, ``58 + 2 = 60`` and ``59 + 5 = 64``, nothing taken off.

    ``None`` where the stated figure stands alone on its side.
    """
    claim = found.claim
    if not isinstance(claim.relation, Sum) or min(claim.relation.signs) > 0:
        return None
    signed = list(zip(claim.relation.signs, claim.inputs, strict=True))
    left = [claim.stated, *(figure for sign, figure in signed if sign < 0)]
    right = [figure for sign, figure in signed if sign > 0]
    if not right:
        return None
    written = []
    for side in (left, right):
        formula = Sum((1,) * len(side)).formula([figure.text for figure in side])
        total = sum((figure.exact for figure in side), Decimal(0))
        shown_ = as_printed(total, claim.stated, result_decimals(found))
        written.append(formula if len(side) == 1 else f"{formula} = {shown_}")
    return written[0], written[1]


def result_decimals(found: Judgement) -> int:
    """The precision a result is shown in: that of its inputs, two for a quotient."""
    claim = found.claim
    if claim.stated.unit.dimension is Dimension.PERCENT:
        return max(claim.stated.decimals, 2)
    finest = max((figure.decimals for figure in claim.inputs), default=0)
    if not isinstance(claim.relation, Sum):
        return claim.stated.decimals
    return max(claim.stated.decimals, finest)


def apart(found: Judgement) -> str:
    """By how much the printed figure misses the computed one, without a sign."""
    if found.point is None:
        return ""
    claim = found.claim
    difference = abs(claim.stated.exact - found.point)
    decimals = result_decimals(found)
    if rounded(difference / claim.stated.unit.scale, decimals) == 0:
        decimals += 2
    return as_printed(difference, claim.stated, decimals)
