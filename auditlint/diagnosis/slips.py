"""The shape of a slip: how a printed number came to differ from the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from auditlint.diagnostic import Message
from auditlint.quantity import Interval, decimal, decimals_of, rounded


class Slip(StrEnum):
    """Names as they stand in ``cause.kind``."""

    EXCHANGED = "digits-exchanged"
    ONE_DIGIT = "one-digit"
    MISSING = "digit-missing"
    EXTRA = "digit-extra"
    POINT = "decimal-point"
    UNIT = "unit"
    SIGN = "sign"
    NEIGHBOUR = "copied-neighbour"
    SCOPE = "other-scope"
    PERIOD = "other-period"
    SUBTOTAL = "part-missed-or-doubled"
    DIRECTION = "direction"
    YEAR = "year"
    NONE = ""


WORDS: dict[Slip, Message] = {
    Slip.EXCHANGED: Message("两位数字颠倒", "two digits exchanged"),
    Slip.ONE_DIGIT: Message("一位数字有误", "one digit wrong"),
    Slip.MISSING: Message("漏一位数字", "a digit missing"),
    Slip.EXTRA: Message("多一位数字", "a digit too many"),
    Slip.POINT: Message("小数点错位", "decimal point slipped"),
    Slip.UNIT: Message("元、万元、亿元混用", "元, 万元 and 亿元 confused"),
    Slip.SIGN: Message("正负号有误", "sign wrong"),
    Slip.NEIGHBOUR: Message("与相邻处数字相同，疑似误抄", "copied from its neighbour"),
    Slip.SCOPE: Message("与另一口径的数字相同", "the figure of another scope"),
    Slip.PERIOD: Message("与另一年度的数字相同", "the figure of another year"),
    Slip.SUBTOTAL: Message("差额恰为其中一项，疑似漏加或重复", "a part missed or counted twice"),
    Slip.DIRECTION: Message("方向写反", "the wrong direction word"),
    Slip.YEAR: Message("年份未改", "the year of another report"),
}

#: In how few ways each slip can go: the fewer, the more it says that it fits.
_TELLING_MOST = (Slip.EXCHANGED, Slip.SIGN, Slip.DIRECTION, Slip.UNIT, Slip.POINT)


def rank(slip: Slip) -> int:
    """How much a slip that fits says for its figure where nothing else tells two apart."""
    if slip is Slip.NONE:
        return 0
    return 2 if slip in _TELLING_MOST else 1


_NUMBER = re.compile(r"[-+−－]?[\d,，]*\.?\d+|[\d,]+")


def number_in(text: str) -> str:
    """The bare digits of a printed figure: sign, digits and point, no thousands commas."""
    found = _NUMBER.search(text)
    return found.group().replace(",", "").replace("，", "").replace("−", "-") if found else ""


def neighbours(bare: str) -> Iterator[tuple[Slip, Decimal]]:
    """Every value that one slip of the pen turns into ``bare``, likeliest slips first.

    ``bare`` is a plain number as from ``number_in``.
    """
    try:
        value = decimal(bare)
    except ValueError:
        return
    places = [at for at, character in enumerate(bare) if character.isdigit()]
    # No number of several digits before its point begins with a 0.
    lead = places[0] if places[1:2] == [places[0] + 1] else -1
    for left, right in pairwise(places):
        if bare[left] != bare[right] and not (left == lead and bare[right] == "0"):
            yield Slip.EXCHANGED, decimal(_swapped(bare, left, right))
    for at in places:
        for digit in "0123456789":
            if digit != bare[at] and not (at == lead and digit == "0"):
                yield Slip.ONE_DIGIT, decimal(bare[:at] + digit + bare[at + 1 :])
    if value:
        yield Slip.SIGN, -value
    for at in places if len(places) > 1 else ():
        shorter = bare[:at] + bare[at + 1 :]
        if any(character.isdigit() for character in shorter) and not shorter.endswith("."):
            yield Slip.EXTRA, decimal(shorter)
    for at in range(places[0], places[-1] + 2):
        for digit in "0123456789":
            longer = bare[:at] + digit + bare[at:]
            if decimals_of(longer) == decimals_of(bare) or "." not in bare:
                yield Slip.MISSING, decimal(longer)


def _swapped(bare: str, left: int, right: int) -> str:
    letters = list(bare)
    letters[left], letters[right] = letters[right], letters[left]
    return "".join(letters)


#: Powers of ten that a point slips by, or a unit is mistaken by (元, 万元, 亿元).
_SHIFTS = (
    *((Slip.POINT, power) for power in (1, -1, 2, -2, 3, -3)),
    *((Slip.UNIT, power) for power in (4, -4, 8, -8)),
)


def slip_into(bare: str, allowed: Interval, scale: Decimal) -> tuple[Slip, Decimal | None] | None:
    """The slip that explains ``bare`` given that the value lies in ``allowed`` (base unit).

    ``scale`` turns the printed unit into the base unit. The value is missing where the slip has
    cost digits. ``None`` where no single slip does, or
    where ``allowed`` is so wide that some slip always would.
    """
    if not bare or not allowed.low.is_finite() or not allowed.high.is_finite():
        return None
    widest = max(abs(allowed.middle), abs(decimal(bare) * scale))
    if allowed.width > widest / 50:
        # A unit leaves the digits as they are: that fits by chance less than any other slip.
        wide = allowed.width > widest / 10
        return None if wide else _shifted(bare, allowed, scale, (Slip.UNIT,))
    # What is allowed may be narrower than what is printed can tell: 50.775 is printed 50.78.
    meant = rounded(allowed.middle / scale, decimals_of(bare))
    rounded_: tuple[Slip, Decimal] | None = None
    for slip, value in neighbours(bare):
        if value * scale in allowed:
            return slip, value
        if rounded_ is None and value == meant:
            rounded_ = slip, value
    return rounded_ or _shifted(bare, allowed, scale, (Slip.POINT, Slip.UNIT))


def _shifted(
    bare: str, allowed: Interval, scale: Decimal, slips: tuple[Slip, ...]
) -> tuple[Slip, Decimal | None] | None:
    """A point that slipped or a unit that was mistaken; what is left of the digits must fit."""
    printed = Interval.printed(decimal(bare), decimals_of(bare))
    if printed.middle == 0:
        return None
    for slip, power in _SHIFTS:
        shifted = printed.scaled(Decimal(1).scaleb(power) * scale)
        finer = decimals_of(f"{printed.middle.scaleb(power).normalize():f}") > decimals_of(bare)
        # It would have been printed with more decimals than anything beside it.
        if slip not in slips or (power < 0 and finer):
            continue
        if shifted.meets(allowed):
            return slip, shifted.middle / scale if shifted.middle in allowed else None
    return None


def is_telling(slip: Slip, bare: str, allowed: Interval, scale: Decimal, among: int = 1) -> bool:
    """Whether a slip that fits is more than chance: few short numbers are one digit apart.

    ``among`` is how many figures might as well be wrong: in a long sum some part fits by chance.
    Of the 10ⁿ numbers of n digits some 10·n are one slip away from a given one; a sign or word
    can have been wrong but in one way. A slipped point and a wrong unit leave all digits as they
    were, so that the allowed range alone tells how much chance there was.
    """
    digits = sum(character.isdigit() for character in bare)
    if slip in (Slip.POINT, Slip.UNIT):
        middle = abs(allowed.middle)
        long = len(bare.replace(".", "").strip("-+0")) >= _SIGNIFICANT
        return long and 0 < 100 * allowed.width <= middle
    unit = Decimal(1).scaleb(-decimals_of(bare)) * scale
    ways = 1 if slip is Slip.DIRECTION else 10 * digits
    return ways * among * (allowed.width / unit + 1) <= Decimal(10) ** digits / 10


#: Digits that must agree for a slipped point or a wrong unit to be more than chance.
_SIGNIFICANT = 4
