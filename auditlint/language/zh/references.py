"""Names that point back to a figure, and brackets that divide one."""

from __future__ import annotations

from auditlint.language.zh.measures import BOTH, GRAND, name_of
from auditlint.language.zh.numbers import Number
from auditlint.patterns import compiled

_NOISE = compiled(r"(?:的|数额?|金额|总额|合计|总计|情况)+$")
_BRACKET = compiled("[（）]")


def bare_name(name: str) -> str:
    """A name without 金额, 总额, 合计 at its end."""
    return _NOISE.sub("", name) or name


def same(one: str, other: str) -> bool:
    """Whether two names are one but for 金额, 总额, 合计 at their ends."""
    return bool(one) and (one == other or _NOISE.sub("", one) == _NOISE.sub("", other) != "")


def names(reference: str, measure: str) -> bool:
    """Whether ``reference`` points back to ``measure``: it may leave out what stands in front."""
    if not reference or not measure:
        return False
    short, long = _NOISE.sub("", reference), _NOISE.sub("", measure)
    one, other = name_of(reference), name_of(measure)
    if one.level == GRAND != other.level and not one.core:
        return False  # with the balances carried forward it is another figure
    if short == long or (len(short) >= 4 and long.endswith(short)):
        return True
    if not one.core and not other.core:
        # 「收、支总计各增加…」 points back to 支出总计 and to 收入总计, which are equal;
        # 「总收入」 to 收入总计 or 收入合计.
        level = one.level == other.level if one.level else one.side == BOTH or reference[:1] == "总"
        return level and one.funds == other.funds and one.side in (other.side, BOTH)
    return len(one.core) >= 2 and one.core == other.core and one.same_side(other)


def brackets(line: str, start: int, stop: int, inside: list[Number]) -> tuple[tuple[int, int], ...]:
    """The brackets of a sentence that hold quantities, outer ones first."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in _BRACKET.finditer(line, start, stop):
        if found.group() == "（":
            opened.append(found.start())
        elif opened:
            pairs.append((opened.pop(), found.start()))
    pairs += [(position, stop) for position in opened]
    return tuple(
        sorted(
            pair
            for pair in pairs
            if any(pair[0] < n.start < pair[1] and n.is_quantity for n in inside)
        )
    )
