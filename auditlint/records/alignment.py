"""Which column of one ledger corresponds to which of another."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from auditlint.language.zh import ledger as words
from auditlint.language.zh.ledger import Role
from auditlint.records import Field, Ledger
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Twin:
    """Two columns that hold the same thing; ``alike`` is false where only their role says so."""

    one: Field
    other: Field
    alike: bool

    @property
    def role(self) -> Role:
        return self.one.role


def twins(one: Ledger, other: Ledger, aliases: Sequence[tuple[str, str]] = ()) -> tuple[Twin, ...]:
    """The columns two ledgers have in common, in the order of the first."""
    renamed = {words.fold(alias): words.fold(name) for alias, name in aliases}
    ours, theirs = (
        [found for found in ledger.fields if found.role is not Role.SEQUENCE]
        for ledger in (one, other)
    )
    likeness: list[tuple[float, int, int]] = []
    for a, mine in enumerate(ours):
        for b, yours in enumerate(theirs):
            like = _likeness(mine, yours, renamed)
            if like:
                likeness.append((-like, a, b))
    chosen: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for like, a, b in sorted(likeness):
        if a not in chosen and b not in taken:
            chosen[a] = (b, like <= -70)
            taken.add(b)
    return tuple(Twin(ours[a], theirs[b], alike) for a, (b, alike) in sorted(chosen.items()))


def _likeness(one: Field, other: Field, renamed: dict[str, str]) -> float:
    """0 to 100; 0 where the two cannot be the same thing."""
    a, b = (_bare(found.header, renamed) for found in (one, other))
    if a == b:
        return 100.0
    if one.role is not other.role or one.role is Role.OTHER:
        return 0.0
    if one.role is Role.AMOUNT and words.kind_of_amount(a) != words.kind_of_amount(b):
        return 0.0
    if one.key and other.key:
        return 95.0
    like = fuzz.ratio(a, b)
    if one.role in (Role.AREA, Role.AMOUNT, Role.PRICE):
        return max(like, 40.0)
    if one.role is Role.NAME and words.names_body(a) != words.names_body(b):
        return 0.0
    return max(like, 30.0) if one.role in (Role.NUMBER, Role.NAME, Role.PLACE) else like


def _bare(header: str, renamed: dict[str, str]) -> str:
    bare = words.bare_header(header)
    return renamed.get(words.fold(header), renamed.get(bare, bare))
