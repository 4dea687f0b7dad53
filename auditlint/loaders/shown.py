"""Values of spreadsheet cells as the program shows them, by their number format.

The form of a number format is that of ECMA-376 part 1, 18.8.31: up to four sections parted by
semicolons, for positive and negative numbers, zero and text.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from auditlint.patterns import compiled

#: Characters that a number in the format General takes up at most.
_WIDTH = 11
#: Pieces of a section: a literal in quotes, an escaped or padded character, a bracket, a
#: placeholder, an exponent, a date word, anything else.
_PIECE = compiled(
    r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|General|G/通用格式|[Ee][+-]0+|AM/PM|上午/下午|'
    r"y+|m+|d+|h+|s+|[0#?.,%@/]|.",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = compiled(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_LITERAL = compiled(r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]')
_CURRENCY = compiled(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


def shown(value: object, pattern: str = "General") -> str:
    """What a cell with ``value`` and number format ``pattern`` shows, without outer blanks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return _number(value, pattern).strip()
    if isinstance(value, datetime | date | time):
        return _moment(value, pattern).strip()
    if isinstance(value, timedelta):
        return str(value)
    return _text(str(value), pattern).strip()


def plain(value: float | Decimal) -> str:
    """A number in the format General: eleven characters at most, no binary noise."""
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return ""
    whole = len(f"{abs(int(exact))}")
    if abs(exact) < Decimal("1e15"):
        places = max(0, _WIDTH - 1 - whole)
        text = f"{_rounded(exact, places):f}"
        return _unpadded(text)
    return f"{exact:f}"


def _unpadded(text: str) -> str:
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _text(text: str, pattern: str) -> str:
    sections = _sections(pattern)
    if len(sections) < 4 or "@" not in _LITERAL.sub("", sections[3]):
        return text
    return "".join(
        text if piece == "@" else _literal(piece) for piece in _PIECE.findall(sections[3])
    )


def _sections(pattern: str) -> list[str]:
    """The sections of a format; semicolons inside literals part nothing."""
    parts = [""]
    for piece in re.findall(r'"[^"]*"|\\.|\[[^\]]*\]|.', pattern, re.DOTALL):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _number(value: float | Decimal, pattern: str) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return ""
    sections = _sections(pattern)
    section, unsigned = _section_for(exact, sections)
    text = _filled(abs(exact) if unsigned else exact, section)
    return plain(exact) if text is None else text


def _section_for(value: Decimal, sections: list[str]) -> tuple[str, bool]:
    """The section that a number is shown by, and whether it shows the number without its sign."""
    numeric = sections[:3]
    conditions = [_CONDITION.search(section) for section in numeric]
    if any(conditions):
        for section, found in zip(numeric, conditions, strict=True):
            if found is None or _holds(value, found[1], Decimal(found[2])):
                return section, False
        return "General", False
    if len(sections) == 1:
        return sections[0], False
    if value < 0:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        ">": value > bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _literal(piece: str) -> str:
    if piece.startswith('"'):
        return piece[1:-1]
    if piece.startswith(("\\", "!")) and len(piece) > 1:
        return piece[1:]
    if piece.startswith("["):
        money = _CURRENCY.match(piece)
        return money[1] if money else ""
    if piece.startswith(("_", "*")) and len(piece) > 1:
        return ""  # room left free, or filled up: no character of the number
    return piece


def _filled(value: Decimal, section: str) -> str | None:
    """A number in one section; ``None`` for formats that show something else than its digits."""
    pieces = _PIECE.findall(section)
    if any(piece in ("General", "G/通用格式") for piece in pieces):
        return "".join(
            plain(value) if piece in ("General", "G/通用格式") else _literal(piece)
            for piece in pieces
        )
    slots = [at for at, piece in enumerate(pieces) if piece in ("0", "#", "?")]
    if any(re.fullmatch(r"[Ee][+-]0+|[ymdhs]+|/|@", piece, re.IGNORECASE) for piece in pieces):
        return None  # scientific, fractions, dates, numbers kept as text
    if not slots:
        return "".join(map(_literal, pieces))
    first, last = slots[0], slots[-1]
    point = next((at for at, piece in enumerate(pieces) if piece == "."), None)
    decimals = [] if point is None else [pieces[at] for at in slots if at > point]
    wholes = [at for at in slots if point is None or at < point]
    behind = pieces[last + 1 :]
    thousands = 0
    while thousands < len(behind) and behind[thousands] == ",":
        thousands += 1
    value = value.scaleb(2 * pieces.count("%") - 3 * thousands)
    grouped = any(pieces[at] == "," for at in range(first, wholes[-1] if wholes else first))
    rounded = _rounded(value, len(decimals))
    digits, _, fraction = f"{abs(rounded):f}".partition(".")
    least = sum(pieces[at] == "0" for at in wholes)
    digits = digits.lstrip("0").rjust(least, "0")
    kept = len(fraction)
    while kept and decimals[kept - 1] == "#" and fraction[kept - 1] == "0":
        kept -= 1
    number = f"{int(digits):,}".rjust(least, "0") if grouped and digits else digits
    number += "." + fraction[:kept] if kept else ""
    sign = "-" if rounded < 0 else ""
    start = first if point is None else min(first, point)
    stop = last if point is None else max(last, point)
    if any(piece not in ("0", "#", "?", ",", ".") for piece in pieces[start : stop + 1]):
        return None  # words between the digits
    before = "".join(map(_literal, pieces[:start]))
    after = "".join(map(_literal, behind[thousands:] if stop == last else pieces[stop + 1 :]))
    return f"{before}{sign}{number}{after}"


def _moment(value: datetime | date | time, pattern: str) -> str:
    """A date or time; formats that cannot be told are shown as 2024-05-06."""
    section = _sections(pattern)[0]
    pieces = [piece for piece in _PIECE.findall(section) if not piece.startswith("[")]
    if isinstance(value, time) or not any(piece.lower().startswith("y") for piece in pieces):
        if isinstance(value, datetime):
            midnight = not (value.hour or value.minute or value.second)
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        return value.isoformat()
    written: list[str] = []
    for at, piece in enumerate(pieces):
        low = piece.lower()
        if set(low) == {"y"}:
            written.append(f"{value.year:04d}" if len(low) > 2 else f"{value.year % 100:02d}")
        elif set(low) == {"m"}:
            clock = any(
                set(near.lower()) in ({"h"}, {"s"})
                for near in (*pieces[at - 2 : at], *pieces[at + 1 : at + 3])
            )
            unit = getattr(value, "minute", 0) if clock else value.month
            written.append(f"{unit:02d}" if len(low) == 2 else str(unit))
        elif set(low) in ({"d"}, {"h"}, {"s"}):
            name = {"d": "day", "h": "hour", "s": "second"}[low[0]]
            unit = getattr(value, name, 0)
            written.append(f"{unit:02d}" if len(low) == 2 else str(unit))
        elif low not in ("@", "am/pm", "上午/下午"):
            written.append(_literal(piece))
    return "".join(written)
