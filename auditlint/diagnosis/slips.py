"""The shape of a slip: how a printed number came to differ from the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from auditlint.diagnostic import Message
from auditlint.quantity import Interval, decimal, decimals_of


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
}

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
    for left, right in pairwise(places):
        if bare[left] != bare[right]:
            yield Slip.EXCHANGED, decimal(_swapped(bare, left, right))
    for at in places:
        for digit in "0123456789":
            if digit != bare[at]:
                yield Slip.ONE_DIGIT, decimal(bare[:at] + digit + bare[at + 1 :])
    if value:
        yield Slip.SIGN, -value
    for at in places if len(places) > 1 else ():
        shorter = bare[:at] + bare[at + 1 :]
        if any(character.isdigit() for character in shorter) and not shorter.endswith("."):
            yield Slip.EXTRA, decimal(shorter)
    for at in (*places, places[-1] + 1):
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
    middle = abs(allowed.middle)
    if allowed.width > max(middle / 50, abs(decimal(bare) * scale) / 50):
        return None
    for slip, value in neighbours(bare):
        if value * scale in allowed:
            return slip, value
    # A point that slipped to the left has cost digits: what is left of them must round right.
    printed = Interval.printed(decimal(bare), decimals_of(bare))
    if printed.middle == 0:
        return None
    for slip, power in _SHIFTS:
        shifted = printed.scaled(Decimal(1).scaleb(power) * scale)
        if power < 0 and decimals_of(f"{printed.middle.scaleb(power).normalize():f}") > decimals_of(
            bare
        ):
            continue  # it would have been printed with more decimals than anything beside it
        if shifted.meets(allowed):
            return slip, shifted.middle / scale if shifted.middle in allowed else None
    return None


def is_telling(bare: str, allowed: Interval, scale: Decimal) -> bool:
    """Whether a slip that fits is more than chance: few short numbers are one digit apart.

    Of the 10ⁿ numbers of n digits some 10·n are one slip away from a given one.
    """
    digits = sum(character.isdigit() for character in bare)
    unit = Decimal(1).scaleb(-decimals_of(bare)) * scale
    return 10 * digits * (allowed.width / unit + 1) <= Decimal(10) ** digits / 10
