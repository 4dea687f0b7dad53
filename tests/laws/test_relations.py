"""Rounding alone never contradicts, and what is solved for satisfies.

True values are drawn first, printed with rounding, and the claim about the printed figures is
judged: whatever the digits, no honest author is accused.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.relation import (
    AtMost,
    Equal,
    Growth,
    GrowthByChange,
    Mean,
    Product,
    Ratio,
    Relation,
    ShareOfSum,
    Sum,
)
from auditlint.document import Span
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.quantity import (
    NO_UNIT,
    PERCENT,
    Dimension,
    Interval,
    Unit,
    decimal,
    decimals_of,
    shown,
)
from auditlint.settings import Confidence

YUAN = Unit("元", Dimension.MONEY)
WAN = Unit("万元", Dimension.MONEY, Decimal(10_000))

#: True amounts in 元, to the 分.
amounts = st.decimals("0.01", 99_999_999, places=2)
places = st.integers(0, 4)


def figure(text: str, unit: Unit = NO_UNIT) -> Figure:
    nature = {
        Dimension.MONEY: Nature.AMOUNT,
        Dimension.PERCENT: Nature.PERCENT,
        Dimension.NONE: Nature.NUMBER,
    }[unit.dimension]
    return Figure(
        0,
        text,
        decimal(text),
        decimals_of(text),
        unit,
        nature,
        document=0,
        place=TextPlace(0, 0, len(text), (0, len(text))),
        where=Span(0, 1),
        context=text,
    )


def printed(value: Decimal, unit: Unit, decimals: int) -> Figure:
    """A value in base units as it is printed in ``unit``."""
    return figure(shown(value / unit.scale, decimals), unit)


def claim(relation: Relation, stated: Figure, *inputs: Figure) -> Claim:
    return Claim("test", relation, stated, inputs, "", Confidence.HIGH)


@given(st.data(), st.lists(amounts, min_size=1, max_size=30), places, st.sampled_from([YUAN, WAN]))
def test_rounding_alone_never_contradicts_a_total(
    data: st.DataObject, parts: list[Decimal], decimals: int, unit: Unit
) -> None:
    signs = tuple(data.draw(st.sampled_from([1, -1])) for _ in parts)
    total = sum((s * part for s, part in zip(signs, parts, strict=True)), Decimal(0))
    stated = printed(total, unit, decimals)
    inputs = [printed(part, unit, decimals) for part in parts]
    assert judge(claim(Sum(signs), stated, *inputs)).verdict is not Verdict.CONTRADICTED


@given(st.lists(amounts, min_size=2, max_size=12), st.data())
def test_the_order_of_parts_does_not_matter(parts: list[Decimal], data: st.DataObject) -> None:
    stated = printed(data.draw(amounts), YUAN, 2)
    inputs = [printed(part, YUAN, 2) for part in parts]
    turned = data.draw(st.permutations(inputs))
    relation = Sum((1,) * len(parts))
    one, other = judge(claim(relation, stated, *inputs)), judge(claim(relation, stated, *turned))
    assert (one.verdict, one.expected, one.point) == (other.verdict, other.expected, other.point)


@given(st.lists(amounts, min_size=1, max_size=12), st.integers(1, 10**6))
def test_a_slip_beyond_the_rounding_is_contradicted(parts: list[Decimal], more: int) -> None:
    """n parts and their total, to the 分: half a 分 each is all that rounding explains."""
    inputs = [printed(part, YUAN, 2) for part in parts]
    slip = Decimal("0.005") * (len(parts) + 1) + Decimal(more) / 100
    stated = printed(sum(parts) + slip, YUAN, 2)
    assert judge(claim(Sum((1,) * len(parts)), stated, *inputs)).verdict is Verdict.CONTRADICTED


@given(amounts, amounts, places, places)
def test_rounding_alone_never_contradicts_a_rate(
    part: Decimal, whole: Decimal, decimals: int, places_of_rate: int
) -> None:
    stated = printed(part / whole * 100, PERCENT, places_of_rate)
    inputs = printed(part, WAN, decimals), printed(whole, WAN, decimals)
    assert judge(claim(Ratio(), stated, *inputs)).verdict is not Verdict.CONTRADICTED


@given(amounts, amounts, places, places)
def test_rounding_alone_never_contradicts_growth(
    current: Decimal, base: Decimal, decimals: int, places_of_rate: int
) -> None:
    falling = current < base
    rate = abs(current - base) / base * 100
    stated = printed(rate, PERCENT, places_of_rate)
    now, before = printed(current, WAN, decimals), printed(base, WAN, decimals)
    change = printed(abs(current - base), WAN, decimals)
    for told in (
        claim(Growth(falling), stated, now, before),
        claim(GrowthByChange(falling), stated, now, change),
    ):
        assert judge(told).verdict is not Verdict.CONTRADICTED


@given(st.lists(amounts, min_size=2, max_size=8), places)
def test_rounding_alone_never_contradicts_a_share_or_a_mean(
    values: list[Decimal], decimals: int
) -> None:
    inputs = [printed(value, WAN, decimals) for value in values]
    share = printed(values[0] / sum(values) * 100, PERCENT, 2)
    mean = printed(sum(values) / len(values), WAN, decimals)
    for told in (claim(ShareOfSum(), share, *inputs), claim(Mean(), mean, *inputs)):
        assert judge(told).verdict is not Verdict.CONTRADICTED


@given(amounts, amounts, places)
def test_rounding_alone_never_contradicts_a_product(
    area: Decimal, price: Decimal, decimals: int
) -> None:
    stated = printed(area * price, YUAN, decimals)
    inputs = printed(area, NO_UNIT, decimals), printed(price, YUAN, decimals)
    assert judge(claim(Product(), stated, *inputs)).verdict is not Verdict.CONTRADICTED


@given(amounts, amounts, places)
def test_rounding_alone_never_breaks_a_bound(one: Decimal, other: Decimal, decimals: int) -> None:
    part, whole = sorted((one, other))
    told = claim(AtMost(), printed(part, WAN, decimals), printed(whole, WAN, decimals))
    assert judge(told).verdict is Verdict.HOLDS


@given(amounts, st.sampled_from([YUAN, WAN]), places, st.sampled_from([YUAN, WAN]), places)
def test_one_quantity_printed_twice_is_not_contradicted(
    value: Decimal, unit: Unit, decimals: int, other_unit: Unit, other_decimals: int
) -> None:
    """In whatever units and precisions: equal precision prints equal text."""
    one = printed(value, unit, decimals)
    other = printed(value, other_unit, other_decimals)
    assert judge(claim(Equal(), one, other)).verdict is not Verdict.CONTRADICTED
    assert judge(claim(Equal(), other, one)).verdict is not Verdict.CONTRADICTED


@given(amounts, amounts)
def test_equal_precision_leaves_no_room(one: Decimal, other: Decimal) -> None:
    verdict = judge(claim(Equal(), printed(one, YUAN, 2), printed(other, YUAN, 2))).verdict
    assert verdict is (Verdict.HOLDS if one == other else Verdict.CONTRADICTED)


RELATIONS: list[Relation] = [
    Sum((1, 1, -1)),
    Equal(),
    Ratio(),
    Growth(),
    Growth(falling=True),
    GrowthByChange(),
    GrowthByChange(falling=True),
    Product(),
    Mean(),
]


@given(st.data(), st.sampled_from(RELATIONS), st.lists(amounts, min_size=3, max_size=3))
def test_what_is_solved_for_holds_the_true_value(
    data: st.DataObject, relation: Relation, values: list[Decimal]
) -> None:
    """Given the result, every input can be found again from the others."""
    count = {Equal: 1, Ratio: 2, Growth: 2, GrowthByChange: 2}.get(type(relation), 3)
    inputs = [Interval.exactly(value) for value in values[:count]]
    stated = relation.result(inputs)
    assume(stated is not None)
    assert stated is not None
    position = data.draw(st.integers(0, count - 1))
    solved = relation.solve(position, stated, inputs)
    assume(solved is not None)
    assert solved is not None
    slack = Decimal("1e-12") * max(values)
    assert solved.low - slack <= values[position] <= solved.high + slack


@given(st.sampled_from(RELATIONS), st.lists(amounts, min_size=3, max_size=3))
def test_a_formula_shows_every_input(relation: Relation, values: list[Decimal]) -> None:
    count = {Equal: 1, Ratio: 2, Growth: 2, GrowthByChange: 2}.get(type(relation), 3)
    texts = [shown(value, 2) for value in values[:count]]
    formula = relation.formula(texts)
    assert [text for text in texts if text not in formula] == []
