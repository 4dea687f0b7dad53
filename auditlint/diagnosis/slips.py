"""The shape of a slip: how a printed number came to differ from the one that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from auditlint.diagnostic import Message
from auditlint.patterns import compiled
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
    RATE = "rate-of-neighbour"
    SCOPE = "other-scope"
    PERIOD = "other-period"
    SUBTOTAL = "part-missed-or-doubled"
    DIRECTION = "direction"
    YEAR = "year"
    TRUNCATED = "truncated"
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
    Slip.RATE: Message("疑误用相邻项目的比率", "the rate of the neighbouring item"),
    Slip.SCOPE: Message("与另一口径的数字相同", "the figure of another scope"),
    Slip.PERIOD: Message("与另一年度的数字相同", "the figure of another year"),
    Slip.SUBTOTAL: Message("差额恰为其中一项，疑似漏加或重复", "a part missed or counted twice"),
    Slip.DIRECTION: Message("方向写反", "the wrong direction word"),
    Slip.YEAR: Message("年份未改", "the year of another report"),
    Slip.TRUNCATED: Message("系截断而非四舍五入", "cut off instead of rounded"),
}

#: In how few ways each slip can go: the fewer, the more it says that it fits.
_TELLING_MOST = (Slip.EXCHANGED, Slip.SIGN, Slip.DIRECTION, Slip.UNIT, Slip.POINT)


def rank(slip: Slip) -> int:
    """How much a slip that fits says for its figure where nothing else tells two apart."""
    if slip is Slip.NONE:
        return 0
    return 2 if slip in _TELLING_MOST else 1


_NUMBER = compiled(r"[-+−－]?[\d,，]*\.?\d+|[\d,]+")


def number_in(text: str) -> str:
    """The bare digits of a printed figure: sign, digits and point, no thousands commas."""
    found = _NUMBER.search(text)
    return found.group().replace(",", "").replace("，", "").replace("−", "-") if found else ""


def _pen(bare: str) -> Iterator[tuple[Slip, int]]:
    """Every value that one slip of the pen turns into ``bare``, likeliest slips first.

    ``bare`` is a plain number as from ``number_in``; values count units of its last place.
    """
    minus = -1 if bare.startswith("-") else 1
    whole, _, decimals = bare.lstrip("+-").partition(".")
    digits = whole + decimals
    value, top = int(digits), len(digits) - 1
    # No number of several digits before its point begins with a 0.
    lead = 0 if len(whole) > 1 else -1
    for at in range(top):
        left, right = int(digits[at]), int(digits[at + 1])
        if left != right and not (at == lead and right == 0):
            yield Slip.EXCHANGED, minus * (value - (left - right) * 9 * 10 ** (top - at - 1))
    for at, character in enumerate(digits):
        place, own = 10 ** (top - at), int(character)
        for digit in range(at == lead, 10):
            if digit != own:
                yield Slip.ONE_DIGIT, minus * (value + (digit - own) * place)
    if value:
        yield Slip.SIGN, -minus * value
    for at in range(top + 1 if top else 0):
        low = 10 ** (top - at)
        if at < len(whole):
            yield Slip.EXTRA, minus * (value // (10 * low) * low + value % low)
        elif len(decimals) > 1:  # what stands behind it moves up, and the last place is empty
            yield Slip.EXTRA, minus * (value // (10 * low) * low + value % low) * 10
    for at in range(len(whole) + 1):
        low = 10 ** (top + 1 - at)
        for digit in range(10):
            yield Slip.MISSING, minus * ((value // low * 10 + digit) * low + value % low)


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
    unit = Decimal(1).scaleb(-decimals_of(bare))
    meant = int(rounded(allowed.middle / scale, decimals_of(bare)) / unit)
    low, high = (int(end / scale / unit) for end in (allowed.low, allowed.high))
    within: tuple[Slip, Decimal] | None = None
    for slip, value in _pen(bare):
        if value == meant:
            return slip, value * unit
        if within is None and low - 1 <= value <= high + 1 and value * unit * scale in allowed:
            within = slip, value * unit
    return within or _shifted(bare, allowed, scale, (Slip.POINT, Slip.UNIT))


def _shifted(
    bare: str, allowed: Interval, scale: Decimal, slips: tuple[Slip, ...]
) -> tuple[Slip, Decimal | None] | None:
    """A point that slipped or a unit that was mistaken; what is left of the digits must fit."""
    printed = Interval.printed(decimal(bare), decimals_of(bare))
    if printed.middle == 0:
        return None
    for slip, power in _SHIFTS:
        if slip not in slips:
            continue
        shifted = printed.scaled(Decimal(1).scaleb(power) * scale)
        if not shifted.meets(allowed):
            continue
        finer = decimals_of(f"{printed.middle.scaleb(power).normalize():f}") > decimals_of(bare)
        # It would have been printed with more decimals than anything beside it.
        if power > 0 or not finer:
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
