"""What a cell holds that is nothing but a number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from auditlint.language.zh.tables import DASHES, NOT_APPLICABLE
from auditlint.patterns import compiled
from auditlint.values import dataclass

_PRINTED = compiled(
    r"\s*(?P<bound>[≥≤><＞＜＝=±]|不低于|不少于|不超过|不高于|大于|小于)?\s*"
    r"(?P<open>[（(])?\s*(?P<sign>[-−－+＋])?\s*[¥￥]?\s*"
    r"(?P<digits>\d{1,3}(?:\s?[,，]\s?\d{3})+|\d+)(?P<fraction>\s?[.．]\s?\d+)?\s*"
    r"(?P<percent>[%％‰﹪])?\s*(?P<unit>[^\d\s%％。，]{1,8}?)?\s*(?P<close>[)）])?\s*"
)
#: A number as most cells print it.
_PLAIN = compiled(r"(-)?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?(%)?")
#: A number as the cells of a form print it: by thousands, with decimals, or both.
_WHOLE = compiled(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{1,2})%?")
#: Lengths of subject codes.
_CODES = (3, 5, 7)
_NO_NUMBER = DASHES | NOT_APPLICABLE
_DIGIT = compiled(r"\d")
_UNIT = compiled(
    r"(?:亿|千万|百万|万|千|百)?元|万?(?:亩|公斤|吨|平方米|公里|米|公顷)|[个辆台套人份次批件户家项宗分条名]|人次|件次|批次"
)


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number that fills its cell: ``start`` up to ``stop`` are its characters.

    ``bound`` is a comparison before it (``≥95%``): a threshold, not a result.
    """

    value: Decimal
    decimals: int
    start: int
    stop: int
    percent: bool = False
    unit: str = ""
    bound: str = ""


@lru_cache(maxsize=1 << 15)
def cell_number(text: str) -> CellNumber | None:
    """The number that is all of ``text``; ``None`` for words, blanks and dashes."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        sign, whole, places, percent = plain.groups("")
        value = Decimal(f"{whole.replace(',', '')}.{places}")
        return CellNumber(-value if sign else value, len(places), 0, len(text), bool(percent))
    if not _DIGIT.search(text):
        return None
    found = _PRINTED.fullmatch(text)
    if found is None:
        return None
    unit = found["unit"] or ""
    if unit and not _UNIT.fullmatch(unit):
        return None
    if bool(found["open"]) != bool(found["close"]):
        return None
    fraction = re.sub(r"[\s.．]", "", unicodedata.normalize("NFKC", found["fraction"] or ""))
    digits = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", found["digits"]))
    value = Decimal(f"{digits}.{fraction}" if fraction else digits)
    negative = found["sign"] in ("-", "−", "－") or (bool(found["open"]) and not found["sign"])
    if found["open"] and not (found["fraction"] or "," in found["digits"]):
        return None  # (1) numbers a row
    start = min(
        found.start(group) for group in ("open", "sign", "digits") if found.start(group) >= 0
    )
    stop = max(
        found.end(group) for group in ("digits", "fraction", "percent") if found.end(group) >= 0
    )
    return CellNumber(
        -value if negative else value,
        len(fraction),
        start,
        stop,
        found["percent"] is not None,
        unit,
        found["bound"] or "",
    )


def is_cut_number(head: str, rest: str) -> bool:
    """Whether ``head`` and ``rest`` are halves of one number or subject code, and not two by
    themselves: 23,428,69 and 4.21; 220012 and 0."""
    if _WHOLE.fullmatch(head + rest):
        return cell_number(head) is None or cell_number(rest) is None
    code = head + rest
    return code.isdigit() and len(code) in _CODES and len(head) not in _CODES and code[0] in "23"


def is_dash(text: str) -> bool:
    """—, ——, 不适用: a cell that is filled, but with no number."""
    return text.strip() in _NO_NUMBER
