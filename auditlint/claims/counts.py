"""Announced counts as claims: 设3个科室，分别是：甲、乙、丙 says that 3 are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Count
from auditlint.document import Block, BlockKind, Document
from auditlint.language.zh.lists import REACH, Announcement, announcements
from auditlint.settings import Confidence, Severity

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def announced(document: Document) -> Iterator[tuple[Block, Announcement]]:
    """The announcements of a Chinese document with the blocks they stand in."""
    if document.language != "zh":
        return
    running = [block for block in document.blocks if block.kind in _RUNNING]
    for at, block in enumerate(running):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        later = (other.text.value for other in running[at + 1 : at + 1 + REACH])
        for announcement in announcements(block.text.value, later):
            yield block, announcement


def count_claims(ground: Ground) -> Iterable[Claim]:
    """A claim for every announced count that is a figure of its own."""
    for document in ground.documents:
        for block, found in announced(document):
            figure = ground.figures.by_start(document.index, block.index).get(found.number[0])
            if figure is not None and not found.added:
                yield Claim(
                    kind="count",
                    relation=Count(counted(found)),
                    stated=figure,
                    inputs=(),
                    because="句中先报数目，又逐项列出",
                    confidence=Confidence.MEDIUM if found.open else Confidence.HIGH,
                    severity=Severity.WARNING,
                )


def counted(found: Announcement) -> int:
    """What the list comes to: the announced number itself where the list can be read that way."""
    if found.holds:
        return found.count
    return found.fewest if found.count < found.fewest else found.most
