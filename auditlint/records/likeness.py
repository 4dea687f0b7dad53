"""How alike two values of a field are, in a few levels that weights are learnt for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from auditlint.language.zh.ledger import Role, core, distinct_parts
from auditlint.patterns import lazily
from auditlint.records import number


class Level(IntEnum):
    """From the same to plainly another; ``MISSING`` says nothing either way."""

    MISSING = 0
    EXACT = 1
    CLOSE = 2
    PARTIAL = 3
    OTHER = 4


LEVELS = len(Level)

_PUNCTUATION = lazily(r"[\s,.;:'\"!?/\\|_+*~`^，。；：、“”‘’！？《》〈〉【】\[\]{}<>·—–-]+")
_WIDE = lazily(r"[一-鿿]")


def normal(text: str, role: Role) -> str:
    """A value in the form that is compared."""
    folded = unicodedata.normalize("NFKC", text).lower().strip()
    if role is Role.NUMBER:
        return re.sub(r"[^0-9a-z一-鿿]", "", folded)
    if role is Role.DATE:
        return _date(folded)
    if role.is_measure:
        value = number(folded)
        return "" if value is None else f"{value.normalize():f}"
    bare = _PUNCTUATION.sub(" ", folded).strip()
    if _WIDE.search(bare):
        bare = bare.replace("(", "").replace(")", "").replace(" ", "")
    return bare


def level(one: str, other: str, role: Role) -> Level:
    """How alike two normal values of one role are."""
    if not one or not other:
        return Level.MISSING
    if one == other:
        return Level.EXACT
    if role.is_measure:
        return _measure(one, other)
    if role is Role.DATE:
        near = OSA.distance(one, other, score_cutoff=1) <= 1
        return Level.CLOSE if near else Level.PARTIAL if one[:4] == other[:4] else Level.OTHER
    if role is Role.NUMBER:
        slips = OSA.distance(one, other, score_cutoff=2)
        if slips <= 1 and len(one) >= 5:
            return Level.CLOSE
        return Level.PARTIAL if slips <= 2 and len(one) >= 8 else Level.OTHER
    if _WIDE.search(one) and _WIDE.search(other):
        return _name(one, other)
    return _latin(one, other)


def _measure(one: str, other: str) -> Level:
    a, b = float(one), float(other)
    apart = abs(a - b) / max(abs(a), abs(b), 1e-9)
    return Level.CLOSE if apart <= 0.001 else Level.PARTIAL if apart <= 0.05 else Level.OTHER


def _name(one: str, other: str) -> Level:
    a, b = distinct_parts(one), distinct_parts(other)
    if a and b and not (a <= b or b <= a):
        return Level.OTHER
    short, long = sorted((core(one), core(other)), key=len)
    if short == long:
        return Level.EXACT if a == b else Level.CLOSE
    like = fuzz.ratio(short, long)
    if like >= 80 or (len(short) >= 3 and (short in long or _is_drawn_from(short, long))):
        return Level.CLOSE if a == b or min(len(a), len(b)) > 0 else Level.PARTIAL
    if like >= 55 or (len(short) >= 4 and fuzz.partial_ratio(short, long) >= 75):
        return Level.PARTIAL
    return Level.OTHER


def _is_drawn_from(short: str, long: str) -> bool:
    """Whether ``short`` is an abbreviation: its characters stand in ``long`` in this order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _latin(one: str, other: str) -> Level:
    like = fuzz.ratio(one, other)
    if like >= 80 or (min(len(one), len(other)) >= 3 and OSA.distance(one, other) <= 1):
        return Level.CLOSE
    if like >= 60 or fuzz.token_set_ratio(one, other) >= 85:
        return Level.PARTIAL
    return Level.OTHER


def _date(text: str) -> str:
    """Eight digits for a day, six for a month; Excel's day numbers are understood."""
    parts = re.findall(r"\d+", text)
    if len(parts) == 1 and len(parts[0]) == 5 and parts[0] == text:
        return (date(1899, 12, 30) + timedelta(days=int(parts[0]))).strftime("%Y%m%d")
    if len(parts) >= 3 and len(parts[0]) == 4:
        return f"{parts[0]}{int(parts[1]):02d}{int(parts[2]):02d}"
    return "".join(part.zfill(2) for part in parts)
