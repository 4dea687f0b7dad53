"""How far two figures of one sentence are apart: 由91.3%提高到93.6%，提高2.3个百分点."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.document import BlockKind
from auditlint.figures import Figure
from auditlint.language.zh.gaps import Gap, gaps_in
from auditlint.settings import Confidence

KIND = "gap"
_READ = (BlockKind.PARAGRAPH, BlockKind.NOTE)


def stated_gaps(ground: Ground) -> Iterable[Claim]:
    for document in ground.documents:
        for block in document.blocks:
            if block.kind not in _READ:
                continue
            found = gaps_in(block.text.value)
            if found:
                yield from _claims(found, ground.figures.by_start(document.index, block.index))


def _claims(found: Iterable[Gap], figures: dict[int, Figure]) -> Iterator[Claim]:
    for one, other, gap in found:
        pair = [figure for at in (one, other) if (figure := figures.get(at)) is not None]
        stated = figures.get(gap)
        if stated is None or len(pair) < 2:
            continue
        larger, smaller = sorted(pair, key=lambda figure: figure.value, reverse=True)
        yield Claim(
            KIND,
            Sum((1, -1)),
            stated,
            (larger, smaller),
            "相差的数 = 句中两数之差",
            Confidence.HIGH,
            roles=("same", "same"),
        )
