"""A list of parts in running text, with the whole it divides."""

from __future__ import annotations

from collections.abc import Sequence

from auditlint.claims.claim import added_up
from auditlint.figures import Figure
from auditlint.language.zh.reading import Mention
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts with its whole. ``sure`` says that the parts are named as complete."""

    whole: Figure | None
    parts: tuple[Figure, ...]
    members: tuple[Mention, ...]
    link: str
    sure: bool
    name: str = ""
    at: int = 0
    basis: str = ""
    chosen: bool = False  # among several figures that the list may divide


def make_up(figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether figures in the unit of another add up to it."""
    if not all(figure.unit.comparable(whole.unit) for figure in figures):
        return False
    if sum(figure.exact for figure in figures) == whole.exact:  # as most do
        return True
    return added_up(figures).meets(whole.interval)


def adds_up(parts: Parts) -> bool:
    """Whether the parts are seen to make up the whole: at least two of them count."""
    heavy = sum(part.value != 0 for part in parts.parts)
    return parts.whole is not None and heavy > 1 and make_up(parts.parts, parts.whole)
