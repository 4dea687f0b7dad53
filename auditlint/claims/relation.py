"""The few forms a claim can take, as pure data.

A relation ties one *stated* figure to its *inputs* (by position). It can say what the stated
figure must be given the inputs, what any one input must be given the rest, and how the
arithmetic is written. All computing is on intervals in base units; percentages are in per
cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Protocol

from auditlint.quantity import INFINITY, ZERO, Interval
from auditlint.values import dataclass

HUNDRED = Decimal(100)


class Relation(Protocol):
    """What every form can do."""

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        """What the stated figure may be; ``None`` where it is undefined (division by zero)."""

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        """What input ``position`` may be given the rest; ``None`` where that cannot be told.

        ``inputs[position]`` is not looked at.
        """

    def formula(self, inputs: Sequence[str]) -> str:
        """The left side as written: ``65 ÷ 80``. ``inputs`` are printed texts."""


@dataclass(frozen=True, slots=True)
class Sum:
    """stated = Σ sign·input. ``signs`` are +1 or -1, one an input."""

    signs: tuple[int, ...]

    def result(self, inputs: Sequence[Interval]) -> Interval:
        # Added up end by end: the longest loop of a run, so no interval is built on the way.
        low = high = ZERO
        open_low = open_high = False
        for sign, value in zip(self.signs, inputs, strict=True):
            if sign > 0:
                low, high = low + value.low, high + value.high
                open_low, open_high = open_low or value.open_low, open_high or value.open_high
            else:
                low, high = low - value.high, high - value.low
                open_low, open_high = open_low or value.open_high, open_high or value.open_low
        return Interval(low, high, open_low, open_high)

    def exactly(self, values: Sequence[Decimal]) -> Decimal:
        """The sum of inputs that are known exactly."""
        total = ZERO
        for sign, value in zip(self.signs, values, strict=True):
            total = total + value if sign > 0 else total - value
        return total

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval:
        rest = stated
        for at, (sign, value) in enumerate(zip(self.signs, inputs, strict=True)):
            if at != position:
                rest = rest - value if sign > 0 else rest + value
        return rest if self.signs[position] > 0 else -rest

    def formula(self, inputs: Sequence[str]) -> str:
        parts: list[str] = []
        for sign, text in zip(self.signs, inputs, strict=True):
            mark = ("+ " if sign > 0 else "− ") if parts else ("" if sign > 0 else "-")
            parts.append(f"{mark}{_enclosed(text) if mark else text}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Equal:
    """stated = input: one quantity printed twice."""

    def result(self, inputs: Sequence[Interval]) -> Interval:
        return inputs[0]

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval:
        return stated

    def formula(self, inputs: Sequence[str]) -> str:
        return inputs[0]


@dataclass(frozen=True, slots=True)
class Ratio:
    """stated = numerator / denominator × ``factor`` (100 for a percentage)."""

    factor: Decimal = HUNDRED

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        numerator, denominator = inputs
        try:
            return (numerator / denominator).scaled(self.factor)
        except ZeroDivisionError:
            return None

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        share = stated.scaled(1 / self.factor)
        if position == 0:
            return share * inputs[1]
        try:
            return inputs[0] / share
        except ZeroDivisionError:
            return None

    def formula(self, inputs: Sequence[str]) -> str:
        return f"{inputs[0]} ÷ {inputs[1]}"


@dataclass(frozen=True, slots=True)
class ShareOfSum:
    """stated = inputs[0] / Σ inputs × 100: a part of a whole that is not printed."""

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        part = inputs[0]
        rest = Sum((1,) * (len(inputs) - 1)).result(inputs[1:])
        if _reaches_zero(part + rest):
            return None
        return _extremes(lambda values: values[0] / (values[0] + values[1]) * HUNDRED, (part, rest))

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        share = stated.scaled(1 / HUNDRED)
        try:
            if position == 0:
                rest = Sum((1,) * (len(inputs) - 1)).result(inputs[1:])
                return rest * (share / (Interval.exactly(1) - share))
            total = inputs[0] / share
        except ZeroDivisionError:
            return None
        return Sum((1,) * len(inputs)).solve(position, total, inputs)

    def formula(self, inputs: Sequence[str]) -> str:
        return f"{inputs[0]} ÷ ({' + '.join(inputs)})"


@dataclass(frozen=True, slots=True)
class RatioOfSum:
    """stated = Σ inputs but the last / the last × 100: a rate whose numerator is listed."""

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        above = Sum((1,) * (len(inputs) - 1)).result(inputs[:-1])
        return Ratio().result((above, inputs[-1]))

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        above = Sum((1,) * (len(inputs) - 1))
        if position == len(inputs) - 1:
            return Ratio().solve(1, stated, (above.result(inputs[:-1]), inputs[-1]))
        total = Ratio().solve(0, stated, (inputs[-1], inputs[-1]))
        return None if total is None else above.solve(position, total, inputs[:-1])

    def formula(self, inputs: Sequence[str]) -> str:
        return f"({' + '.join(inputs[:-1])}) ÷ {inputs[-1]}"


@dataclass(frozen=True, slots=True)
class Remainder:
    """stated = ``whole`` − Σ inputs: shares of a full list add to 100."""

    whole: Decimal = HUNDRED

    def result(self, inputs: Sequence[Interval]) -> Interval:
        return Interval.exactly(self.whole) - Sum((1,) * len(inputs)).result(inputs)

    def exactly(self, values: Sequence[Decimal]) -> Decimal:
        """What is left beside inputs that are known exactly."""
        return self.whole - sum(values)

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval:
        rest = Interval.exactly(self.whole) - stated
        return Sum((1,) * len(inputs)).solve(position, rest, inputs)

    def formula(self, inputs: Sequence[str]) -> str:
        return f"{self.whole.normalize():f} − " + " − ".join(inputs)


@dataclass(frozen=True, slots=True)
class AtFault:
    """Nothing to compute: the words around the figures are wrong by themselves.

    「增加 D，下降 P%」, a percentage without its sign. Never decidable; a check asks for the
    kind of the claim.
    """

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        return None

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        return None

    def formula(self, inputs: Sequence[str]) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Growth:
    """stated = (current − base) / base × 100, both printed. ``falling`` turns the sign."""

    falling: bool = False

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        sign = -1 if self.falling else 1
        if _reaches_zero(inputs[1]):
            return None
        return _extremes(
            lambda values: sign * (values[0] - values[1]) / values[1] * HUNDRED, inputs
        )

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        rate = (-stated if self.falling else stated).scaled(1 / HUNDRED) + Interval.exactly(1)
        if position == 0:
            return inputs[1] * rate
        try:
            return inputs[0] / rate
        except ZeroDivisionError:
            return None

    def formula(self, inputs: Sequence[str]) -> str:
        current, base = inputs
        first, then = (base, current) if self.falling else (current, base)
        change = f"({first} − {_enclosed(then)})"
        return f"{change} ÷ {base}"


@dataclass(frozen=True, slots=True)
class GrowthByChange:
    """stated = change / base × 100 with base = current − change (rising) or current + change.

    ``inputs`` are the current figure and the printed change (never negative).
    """

    falling: bool = False

    def _rate(self, values: Sequence[Decimal]) -> Decimal:
        current, change = values
        base = current + change if self.falling else current - change
        return change / base * HUNDRED

    def result(self, inputs: Sequence[Interval]) -> Interval | None:
        current, change = inputs
        base = current + change if self.falling else current - change
        if _reaches_zero(base):
            return None
        return _extremes(self._rate, inputs)

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        rate = stated.scaled(1 / HUNDRED)
        one = Interval.exactly(1)
        # d = g·b and x = b ± d, so x = d·(1 ± g)/g and d = x·g/(1 ± g).
        grown = one - rate if self.falling else one + rate
        try:
            if position == 0:
                return inputs[1] * (grown / rate)
            return inputs[0] * (rate / grown)
        except ZeroDivisionError:
            return None

    def formula(self, inputs: Sequence[str]) -> str:
        current, change = inputs
        return f"{change} ÷ ({current} {'+' if self.falling else '−'} {_enclosed(change)})"


@dataclass(frozen=True, slots=True)
class Product:
    """stated = factor × Π inputs."""

    factor: Decimal = Decimal(1)

    def result(self, inputs: Sequence[Interval]) -> Interval:
        total = Interval.exactly(self.factor)
        for value in inputs:
            total = total * value
        return total

    def exactly(self, values: Sequence[Decimal]) -> Decimal:
        """The product of inputs that are known exactly."""
        return prod(values, start=self.factor)

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        rest = self.result([value for at, value in enumerate(inputs) if at != position])
        try:
            return stated / rest
        except ZeroDivisionError:
            return None

    def formula(self, inputs: Sequence[str]) -> str:
        return " × ".join(inputs)


@dataclass(frozen=True, slots=True)
class Mean:
    """stated = Σ inputs / their number."""

    def result(self, inputs: Sequence[Interval]) -> Interval:
        total = Sum((1,) * len(inputs)).result(inputs)
        return total / Interval.exactly(len(inputs))

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval:
        total = stated.scaled(len(inputs))
        return Sum((1,) * len(inputs)).solve(position, total, inputs)

    def formula(self, inputs: Sequence[str]) -> str:
        return f"({' + '.join(inputs)}) ÷ {len(inputs)}"


@dataclass(frozen=True, slots=True)
class AtMost:
    """stated ≤ Σ inputs, the last ``less`` of them taken off. Verifies nothing: it can only be
    contradicted.

    With ``presence`` their size does not matter: nothing is stated unless something is among
    the inputs (an expense and what was bought). With ``ordered`` the two figures are compared as
    printed where both are printed to the same place: rounding keeps their order.
    """

    presence: bool = False
    ordered: bool = False
    less: int = 0

    def result(self, inputs: Sequence[Interval]) -> Interval:
        if self.presence:
            found = any(one.middle > ZERO for one in inputs)
            return Interval(-INFINITY, INFINITY if found else ZERO)
        return Interval(-INFINITY, self._sum(len(inputs)).result(inputs).high)

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval:
        if self.presence:
            return Interval(-INFINITY, INFINITY)
        rest = self._sum(len(inputs)).solve(position, stated, inputs)
        if position >= len(inputs) - self.less:
            return Interval(-INFINITY, rest.high)
        return Interval(rest.low, INFINITY)

    def formula(self, inputs: Sequence[str]) -> str:
        return "≤ " + (self._sum(len(inputs)).formula(inputs) or "0")

    def _sum(self, count: int) -> Sum:
        return Sum((1,) * (count - self.less) + (-1,) * self.less)


@dataclass(frozen=True, slots=True)
class Within:
    """``low`` ≤ stated ≤ ``high``, both given by words, not by figures (no inputs)."""

    low: Decimal
    high: Decimal

    def result(self, inputs: Sequence[Interval]) -> Interval:
        return Interval(self.low, self.high)

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        return None

    def formula(self, inputs: Sequence[str]) -> str:
        if self.high == INFINITY:
            return f"≥ {self.low:f}"
        return f"≤ {self.high:f}"


@dataclass(frozen=True, slots=True)
class Count:
    """stated = the number of things listed, counted in the text (no inputs)."""

    counted: int

    def result(self, inputs: Sequence[Interval]) -> Interval:
        return Interval.exactly(self.counted)

    def solve(self, position: int, stated: Interval, inputs: Sequence[Interval]) -> Interval | None:
        return None

    def formula(self, inputs: Sequence[str]) -> str:
        return str(self.counted)


class _Formula(Protocol):
    def __call__(self, values: Sequence[Decimal], /) -> Decimal: ...


def _enclosed(text: str) -> str:
    """A printed number as it stands behind a sign: one below zero in brackets."""
    return f"({text})" if text.startswith(("-", "−", "－")) else text


def _reaches_zero(value: Interval) -> bool:
    return value.low <= ZERO <= value.high


def _extremes(formula: _Formula, inputs: Sequence[Interval]) -> Interval | None:
    """The range of a formula that is monotone in each input, from the corners of their box.

    A figure that stands in a formula twice is one variable here, so its two uses never
    disagree. ``None`` where a corner divides by zero; a denominator that may be zero between
    the corners is the caller's to refuse.
    """
    corners = product(*((value.low, value.high) for value in inputs))
    try:
        results = [formula(corner) for corner in corners]
    except ArithmeticError:
        return None
    return Interval(min(results), max(results))
