"""The laws that printed numbers obey, whatever their digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditlint.quantity import Interval, decimal, decimals_of, rounded, shown

#: True amounts, finer than anything that is printed.
amounts = st.decimals(-10_000_000, 10_000_000, places=6)
places = st.integers(0, 4)
ends = st.decimals(-1000, 1000, places=3)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return Interval.exactly(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def inside(draw: st.DrawFn, within: Interval) -> Decimal:
    """A value of the interval."""
    value = within.low + within.width * draw(st.integers(0, 50)) / 50
    assume(value in within)
    return value


@given(amounts, places)
def test_a_value_lies_in_what_it_prints_as(value: Decimal, decimals: int) -> None:
    assert value in Interval.of(shown(value, decimals))


@given(amounts, places)
def test_a_cut_value_lies_in_what_it_is_cut_to(value: Decimal, decimals: int) -> None:
    cut = value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_DOWN")
    assert value in Interval.truncated(cut, decimals)


@given(amounts, places, st.booleans())
def test_what_is_shown_reads_back(value: Decimal, decimals: int, commas: bool) -> None:
    text = shown(value, decimals, commas)
    assert (decimal(text), decimals_of(text)) == (rounded(value, decimals), decimals)


@given(amounts, places, places)
def test_a_finer_printing_lies_within_a_coarser_one(value: Decimal, one: int, other: int) -> None:
    coarse, fine = sorted((one, other))
    assert Interval.of(shown(value, coarse)).meets(Interval.of(shown(value, fine)))


@given(amounts, places)
def test_the_next_printed_number_meets_only_at_the_tie(value: Decimal, decimals: int) -> None:
    here = Interval.printed(rounded(value, decimals), decimals)
    unit = Decimal(1).scaleb(-decimals)
    tie = here.intersection(Interval.printed(rounded(value, decimals) + unit, decimals))
    assert tie == Interval.exactly(here.high)
    assert not here.meets(Interval.printed(rounded(value, decimals) + 2 * unit, decimals))


@given(st.data(), intervals(), intervals())
def test_arithmetic_contains_every_outcome(
    data: st.DataObject, one: Interval, other: Interval
) -> None:
    a, b = data.draw(inside(one)), data.draw(inside(other))
    assert a + b in one + other
    assert a - b in one - other
    assert a * b in one * other
    assert -a in -one


@given(st.data(), intervals(), intervals())
def test_division_contains_every_outcome(
    data: st.DataObject, one: Interval, other: Interval
) -> None:
    assume(not other.low <= 0 <= other.high)
    a, b = data.draw(inside(one)), data.draw(inside(other))
    quotient = one / other
    # A quotient is cut at forty digits, so it may fall short of an end by less than that.
    assert quotient.low - Decimal("1e-30") <= a / b <= quotient.high + Decimal("1e-30")


@given(intervals(), st.decimals(-1, 0, places=3), st.decimals(0, 1, places=3))
def test_nothing_is_divided_by_what_may_be_zero(one: Interval, low: Decimal, high: Decimal) -> None:
    with pytest.raises(ZeroDivisionError):
        one / Interval(low, high)


@given(intervals(), intervals())
def test_order_of_terms_does_not_matter(one: Interval, other: Interval) -> None:
    assert one + other == other + one
    assert one * other == other * one
    assert one.intersection(other) == other.intersection(one)


@given(st.data(), intervals(), intervals())
def test_an_intersection_is_what_both_have(
    data: st.DataObject, one: Interval, other: Interval
) -> None:
    value = data.draw(inside(one))
    common = one.intersection(other)
    assert (value in other) == (common is not None and value in common)


@given(intervals(), intervals(), intervals())
def test_a_wider_operand_never_narrows_a_result(
    one: Interval, other: Interval, more: Interval
) -> None:
    wider = Interval(min(one.low, more.low), max(one.high, more.high))
    for narrow, wide in ((one + other, wider + other), (one * other, wider * other)):
        assert wide.low <= narrow.low
        assert narrow.high <= wide.high


@pytest.mark.parametrize("text", ["", "一", "1.2.3", "nan", "Infinity", "1,2,x", "—"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        Interval.of(text)


def test_a_number_of_endless_digits_is_an_interval_too() -> None:
    value = Decimal("0." + "3" * 400)
    assert shown(value, 400) == str(value)
    for number in (value, -value, value * 10**60):
        cut = Interval.truncated(number, 400)
        assert cut.low <= cut.high
