"""Exact arithmetic on printed numbers.

A printed number stands for an interval: ``12.30`` is every value that rounds to it,
[12.295, 12.305]. Formulas are computed on intervals and a claim is contradicted only when
its result and the printed interval have no point in common (the rule of XBRL Calculations
1.1, section 4). There is no flat tolerance anywhere.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Self

from auditlint.values import dataclass

ZERO = Decimal(0)
HALF = Decimal("0.5")
INFINITY = Decimal("Infinity")

#: Half a unit and one unit of the last printed place, by decimals.
_HALVES = tuple(HALF.scaleb(-places) for places in range(16))
_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(16))

#: Digits kept when two printed numbers are divided; far beyond any printed precision.
_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; an open end is itself left out.

    Bounds are in whatever unit the caller computes in; they may be infinite.
    """

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"empty interval: {self.low} > {self.high}")

    @classmethod
    def of(cls, text: str) -> Self:
        """The values that print as ``text``: ``Interval.of("3.0")`` is [2.95, 3.05].

        Raises ``ValueError`` when ``text`` is not a plain decimal number.
        """
        value = decimal(text)
        return cls.printed(value, decimals_of(text))

    @classmethod
    def printed(cls, value: Decimal, decimals: int) -> Self:
        """The values that round to ``value`` at ``decimals`` places (negative: tens, hundreds)."""
        half = _HALVES[decimals] if 0 <= decimals < 16 else HALF.scaleb(-decimals)
        return cls(value - half, value + half)

    @classmethod
    def truncated(cls, value: Decimal, decimals: int) -> Self:
        """The values that an author who cuts digits off would print as ``value``."""
        unit = last_place(decimals)
        value = +value  # of more digits than are computed with as many are kept
        if value > 0:
            return cls(value, value + unit, open_high=True)
        if value < 0:
            return cls(value - unit, value, open_low=True)
        return cls(-unit, unit, open_low=True, open_high=True)

    @classmethod
    def exactly(cls, value: Decimal | int) -> Self:
        exact = value if isinstance(value, Decimal) else Decimal(value)
        return cls(exact, exact)

    @property
    def width(self) -> Decimal:
        return self.high - self.low

    @property
    def middle(self) -> Decimal:
        """Infinite where one end is; 0 where both are."""
        return (self.low + self.high) / 2 if self.low != -self.high else ZERO

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (value == self.low and not self.open_low)
        below = value < self.high or (value == self.high and not self.open_high)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        if self.low > other.high or other.low > self.high:
            return False
        return self.intersection(other) is not None

    def intersection(self, other: Interval) -> Interval | None:
        low, open_low = max((self.low, self.open_low), (other.low, other.open_low))
        if self.high == other.high:
            high, open_high = self.high, self.open_high or other.open_high
        else:
            high, open_high = min(
                (self.high, self.open_high), (other.high, other.open_high), key=lambda end: end[0]
            )
        if low > high or (low == high and (open_low or open_high)):
            return None
        return Interval(low, high, open_low, open_high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.open_low or other.open_low,
            self.open_high or other.open_high,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.open_high, self.open_low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        return _hull(
            [(a * b, open_a or open_b) for a, open_a in self._ends() for b, open_b in other._ends()]
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ``ZeroDivisionError`` when ``other`` reaches zero."""
        if other.low <= ZERO <= other.high:
            raise ZeroDivisionError(f"division by an interval that reaches zero: {other}")
        with localcontext() as context:
            context.prec = _DIGITS
            return _hull(
                [
                    (a / b, open_a or open_b)
                    for a, open_a in self._ends()
                    for b, open_b in other._ends()
                ]
            )

    def scaled(self, factor: Decimal | int) -> Interval:
        if factor == 1:
            return self
        low, high = self.low * factor, self.high * factor
        if factor > 0:
            return Interval(low, high, self.open_low, self.open_high)
        if factor < 0:
            return Interval(high, low, self.open_high, self.open_low)
        return Interval.exactly(0)

    def _ends(self) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
        return (self.low, self.open_low), (self.high, self.open_high)

    def __str__(self) -> str:
        left, right = "(" if self.open_low else "[", ")" if self.open_high else "]"
        return f"{left}{self.low:f}, {self.high:f}{right}"


def _hull(ends: list[tuple[Decimal, bool]]) -> Interval:
    """The interval spanned by end points; an end that is closed anywhere is closed."""
    low = min(value for value, _ in ends)
    high = max(value for value, _ in ends)
    return Interval(
        low,
        high,
        all(is_open for value, is_open in ends if value == low),
        all(is_open for value, is_open in ends if value == high),
    )


def decimal(text: str) -> Decimal:
    """The value of a plain printed number: thousands commas and an outer sign are allowed.

    Raises ``ValueError`` for anything else.
    """
    bare = text.replace(",", "").strip()
    try:
        value = Decimal(bare)
    except ArithmeticError as problem:
        raise ValueError(f"not a number: {text!r}") from problem
    if not value.is_finite():
        raise ValueError(f"not a number: {text!r}")
    return value


def decimals_of(text: str) -> int:
    """The number of digits printed behind the decimal point."""
    _, _, fraction = text.strip().partition(".")
    return sum(character.isdigit() for character in fraction)


def last_place(decimals: int) -> Decimal:
    """One unit of the last of so many decimal places (negative: tens, hundreds)."""
    return _PLACES[decimals] if 0 <= decimals < 16 else Decimal(1).scaleb(-decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """``value`` rounded half up (away from zero), as Chinese accounting rounds."""
    unit = last_place(decimals)
    with localcontext() as context:
        context.prec = max(_DIGITS + 20, value.adjusted() + decimals + 2)
        context.rounding = "ROUND_HALF_UP"
        return value.quantize(unit)


def shown(value: Decimal, decimals: int, commas: bool = False) -> str:
    """``value`` as it would be printed with ``decimals`` places."""
    text = (
        f"{rounded(value, max(decimals, 0)):,f}"
        if commas
        else f"{rounded(value, max(decimals, 0)):f}"
    )
    return text.replace("-0", "0", 1) if decimal(text) == ZERO and text.startswith("-") else text


def is_slip(one: str, other: str) -> bool:
    """Whether two printed numbers differ as a slip of the pen makes them differ.

    One digit is another, or two neighbours are exchanged; 「,」 between digits is nothing.
    """
    a, b = one.replace(",", ""), other.replace(",", "")
    if len(a) != len(b):
        return False
    apart = [at for at in range(len(a)) if a[at] != b[at]]
    if len(apart) == 1:
        return True
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


class Dimension(StrEnum):
    """What a unit measures; only figures of one dimension are compared."""

    MONEY = "money"
    AREA = "area"
    MASS = "mass"
    LENGTH = "length"
    TIME = "time"
    PERCENT = "percent"
    POINT = "percentage point"
    SCORE = "score"
    COUNT = "count"
    PRICE = "price"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: ``scale`` turns it into the base unit of its dimension.

    Base units: 元, 平方米, 公斤, 米, 天, %, percentage point, 分; a count's base is its own word,
    so that 个 and 辆 are different units of one dimension. ``thing`` is what 万人 counts: 人.
    """

    name: str
    dimension: Dimension
    scale: Decimal = Decimal(1)
    thing: str = ""

    def comparable(self, other: Unit) -> bool:
        if self.dimension != other.dimension:
            return False
        if self.dimension is not Dimension.COUNT:
            return True
        return (self.thing or self.name) == (other.thing or other.name)


NO_UNIT = Unit("", Dimension.NONE)
PERCENT = Unit("%", Dimension.PERCENT)
