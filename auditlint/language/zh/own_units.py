"""The units that a department consists of: 本部 and so many below it, and how many of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditlint.patterns import lazily

_BELOW = lazily(
    r"本[部级](?:以及|及其?|和|与)(?:下属|所属)(?P<count>\d+)[个家](?=[一-鿿]{0,6}单位)"
)
_KIND = lazily(
    r"(?P<kind>行政|参公|参照公务员法管理的?(?:事业)?|[一-鿿]{0,4}事业|其他)单位(?P<count>\d+)[个家]"
)
#: The kind of the department itself.
_ADMINISTRATIVE = "行政"


class Counted(NamedTuple):
    """A number of units: in which of the texts and where it begins."""

    kind: str
    text: int
    start: int


class OwnUnits(NamedTuple):
    """How many units are below a department, and how many of each kind there are with it."""

    below: Counted
    administrative: Counted
    others: tuple[Counted, ...]


def own_units(texts: Sequence[str]) -> OwnUnits | None:
    """What a text and the one behind it say of a department's units, spaces left out."""
    below = _BELOW.search(texts[0]) if "属" in texts[0] else None
    if below is None:
        return None
    starts = (below.end(), *[0] * (len(texts) - 1))
    for at, (text, start) in enumerate(zip(texts, starts, strict=True)):
        kinds = [
            Counted(found["kind"], at, found.start("count"))
            for found in _KIND.finditer(text, start)
        ]
        if kinds:
            own = [one for one in kinds if one.kind == _ADMINISTRATIVE]
            others = tuple(one for one in kinds if one.kind != _ADMINISTRATIVE)
            told = len(own) == 1 and bool(others)
            return OwnUnits(Counted("", 0, below.start("count")), own[0], others) if told else None
    return None
