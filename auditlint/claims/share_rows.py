"""Shares of all parts of a list, whose whole is their sum: 「甲 A、乙 B，占比分别为 p、q」.

Whether the parts named are all is read off the shares: most of them must be those of the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from auditlint.claims.claim import Claim, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import ShareOfSum
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.settings import Confidence, Severity


def share_rows(narrative: Narrative, told: Set[int]) -> Iterator[Claim]:
    """``told`` are the shares, by the ids of their figures, whose whole is known."""
    for passage in narrative.passages:
        for row in (*_said_at_once(passage), *_said_in_turn(passage)):
            if not all(rate.id in told for _, rate in row):
                yield from (claim for claim in _believed(row) if claim.stated.id not in told)


def _believed(row: list[tuple[Figure, Figure]]) -> Iterator[Claim]:
    """``row``: each part with its share."""
    parts = tuple(part for part, _ in row)
    if len(row) < 2 or len({part.id for part in parts}) < len(row):
        return
    if not all(part.unit.comparable(parts[0].unit) and part.value for part in parts):
        return
    claims = [
        Claim(
            "share",
            ShareOfSum(),
            rate,
            (part, *(other for other in parts if other is not part)),
            "占比 = 该项 ÷ 所列各项之和，其余各项均相符",
            Confidence.HIGH,
        )
        for part, rate in row
    ]
    held = sum(judge(claim).verdict.fits for claim in claims)
    if held == len(claims):
        yield from claims
    elif held * 2 >= len(claims):
        for claim in claims:
            yield replace(claim, confidence=Confidence.MEDIUM, severity=Severity.WARNING)


def _said_at_once(passage: Passage) -> Iterator[list[tuple[Figure, Figure]]]:
    """占比分别为 p、q 和 r."""
    rows: dict[int, list[tuple[Figure, Figure]]] = {}
    for index, mention, rate in passage.of(Role.SHARE):
        if passage.paired(index) and mention.about is not None and not mention.whole:
            head = index if mention.twin is None else mention.twin
            rows.setdefault(head, []).append((passage.figures[mention.about], rate))
    yield from rows.values()


def _said_in_turn(passage: Passage) -> Iterator[list[tuple[Figure, Figure]]]:
    """甲 A，占 p；乙 B，占 q: where every part of a list has its share."""
    shares: dict[int, Figure] = {}
    for index, mention, rate in passage.of(Role.SHARE):
        if mention.about is not None and not passage.paired(index) and not mention.reason:
            shares.setdefault(mention.about, rate)
    groups: dict[int, list[tuple[Figure, Figure | None]]] = {}
    for index, mention, figure in passage.of(Role.VALUE):
        if mention.group >= 0:
            groups.setdefault(mention.group, []).append((figure, shares.get(index)))
    for members in groups.values():
        row = [(part, rate) for part, rate in members if rate is not None]
        if len(row) == len(members):
            yield row
