"""Which column of one ledger corresponds to which of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from auditlint.language.zh import ledger as words
from auditlint.language.zh.ledger import Role
from auditlint.patterns import lazily
from auditlint.records import Field, Ledger
from auditlint.values import dataclass

_BRACKETS = lazily(r"[(（\[].*?[)）\]]|\d{4}年度?")
#: What an amount is of: amounts of two kinds are different things.
_PAID = lazily(r"支付|已付|付款|拨付|实付|付讫|到账|paid")
_AGREED = lazily(r"总价|价款|价格|合同|应付|协议|评估|计划|预算|补偿标准")


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
    if one.role is Role.AMOUNT and _kind(a) != _kind(b):
        return 0.0
    if one.key and other.key:
        return 95.0
    like = fuzz.ratio(a, b)
    if one.role in (Role.AREA, Role.AMOUNT, Role.PRICE):
        return max(like, 40.0)
    if one.role is Role.NAME and _whose(a) != _whose(b):
        return 0.0
    return max(like, 30.0) if one.role in (Role.NUMBER, Role.NAME, Role.PLACE) else like


def _bare(header: str, renamed: dict[str, str]) -> str:
    folded = words.fold(header)
    bare = words.fold(_BRACKETS.sub("", header)) or folded
    return renamed.get(folded, renamed.get(bare, bare))


def _kind(header: str) -> str:
    return "paid" if _PAID.search(header) else "agreed" if _AGREED.search(header) else ""


def _whose(header: str) -> bool:
    """Whether a name is that of a person or body (权属单位, 收款人), not of the thing itself."""
    return re.search(r"单位|权属|户|收款|姓名|企业|对方|人$", header) is not None
