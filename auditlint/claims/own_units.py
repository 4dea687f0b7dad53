"""A department with one administrative unit is that unit itself: the units below it are the others.

「本部以及下属 5 家单位…行政单位 1 家，参公单位 1 家，事业单位 4 家」: so a department introduces
its budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.document import BlockKind
from auditlint.figures import Figure
from auditlint.language.zh.own_units import OwnUnits, own_units
from auditlint.settings import Confidence

KIND = "units below"


def units_below(ground: Ground) -> Iterable[Claim]:
    for document in ground.documents:
        running = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
        for blocks in pairwise([*running, None]):
            near = [block for block in blocks if block is not None]
            found = own_units([block.text.value for block in near])
            if found is not None:
                places = [ground.figures.by_start(document.index, block.index) for block in near]
                yield from _claim(found, places)


def _claim(found: OwnUnits, places: Sequence[Mapping[int, Figure]]) -> Iterator[Claim]:
    counted = (found.below, found.administrative, *found.others)
    figures = [figure for one in counted if (figure := places[one.text].get(one.start))]
    if len(figures) < len(counted):
        return
    below, own, *others = figures
    if own.value == 1:
        holds = sum(other.value for other in others) == below.value
        yield Claim(
            KIND,
            Sum((1,) * len(others)),
            below,
            tuple(others),
            "行政单位只有本部，下属单位数等于其他各类单位数之和",
            Confidence.HIGH if holds else Confidence.MEDIUM,
            stated_role="total",
            roles=("part",) * len(others),
        )
