"""Chinese numerals: 十, 两, 二十一, 一百零五."""

from __future__ import annotations

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}

#: A sign of a numeral, and a whole numeral.
SIGN = "[零〇一二两三四五六七八九十百千]"
NUMERAL = f"{SIGN}+"


def value_of(numeral: str) -> int | None:
    """The value of a numeral below 10,000: ``value_of("二十一")`` is 21, of 「三公」 ``None``.

    A plain row of digits (二〇二三) is read as digits.
    """
    if not numeral or any(sign not in _DIGITS and sign not in _PLACES for sign in numeral):
        return None
    if not any(sign in _PLACES for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total, digit = 0, 0
    for sign in numeral:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
