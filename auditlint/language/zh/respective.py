"""「A 甲、B 乙和 C 丙，分别占总额的 p、q 和 r」: which of several shares is said of which value."""

from __future__ import annotations

from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention


def respective(mentions: list[Mention]) -> None:
    """Give every share of a row of twins the value it is said of, in the order of both lists.

    The values are the last of one unit before the shares; too few of them, and nothing is known.
    """
    for head, mention in enumerate(mentions):
        if mention.role is not Role.SHARE or mention.twin is not None:
            continue
        row = [head]
        while row[-1] + 1 < len(mentions) and mentions[row[-1] + 1].twin == head:
            row.append(row[-1] + 1)
        if len(row) < 2:
            continue
        values = _values(mentions, head, len(row))
        for place, index in enumerate(row):
            about = values[place] if values else None
            mentions[index] = mentions[index]._replace(about=about)


def _values(mentions: list[Mention], head: int, count: int) -> list[int]:
    """The last ``count`` values of one unit before ``head`` in its sentence, in order."""
    found: list[int] = []
    unit = None
    for at in reversed(range(head)):
        other = mentions[at]
        if other.sentence != mentions[head].sentence:
            break
        if other.role is not Role.VALUE or other.reference:
            continue
        unit = unit or other.number.unit
        if other.number.unit == unit:
            found.insert(0, at)
        if len(found) == count:
            return found
    return []
