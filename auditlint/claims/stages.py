"""As many projects with targets, monitored and evaluated are the same projects with the same money.

What is involved may be told anew in a later stage, as budgets are adjusted; so only a difference as
a slip of the pen makes it is held against a report, and for numbers only what the money shows to be
the same projects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal
from auditlint.document import BlockKind
from auditlint.figures import Figure
from auditlint.language.zh.stages import stages_in
from auditlint.quantity import is_slip
from auditlint.settings import Confidence

KIND = "same projects"
_READ = (BlockKind.PARAGRAPH, BlockKind.NOTE)


def stage_claims(ground: Ground) -> Iterable[Claim]:
    for document in ground.documents:
        for block in document.blocks:
            stages = stages_in(block.text.value) if block.kind in _READ else []
            if stages:
                at = ground.figures.by_start(document.index, block.index)
                pairs = [(at.get(one.projects), at.get(one.money)) for one in stages]
                yield from _of([(a, b) for a, b in pairs if a is not None and b is not None])


def _of(pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Claim]:
    counts = [count for count, _ in pairs]
    money = [amount for _, amount in pairs]
    if len({figure.unit for figure in money}) != 1:
        return
    yield from _alike(_of_usual(money, counts), _slipped, "项目个数相同的各环节，涉及的金额应相同")
    if any(amount.is_telling for amount in money):
        projects = _of_usual(counts, money)
        yield from _alike(projects, _any, "涉及金额相同的各环节，项目个数应相同")


def _of_usual(figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """Those of ``figures`` whose others are one value, the most common."""
    usual, _ = Counter(figure.exact for figure in others).most_common(1)[0]
    return [one for one, other in zip(figures, others, strict=True) if other.exact == usual]


def _alike(
    figures: Sequence[Figure], slipped: Callable[[Figure, Figure], bool], because: str
) -> Iterator[Claim]:
    """Claims that ``figures`` are all what most of them are; not of one that differs otherwise than
    ``slipped`` allows, nor where no two agree."""
    value, often = Counter(figure.exact for figure in figures).most_common(1)[0]
    first = next(figure for figure in figures if figure.exact == value)
    for figure in figures:
        same = figure.exact == value
        if figure is not first and (same or (often > 1 and slipped(figure, first))):
            yield Claim(
                KIND,
                Equal(),
                figure,
                (first,),
                because,
                Confidence.HIGH if same else Confidence.MEDIUM,
                roles=("same",),
            )


def _slipped(one: Figure, other: Figure) -> bool:
    return other.is_telling and is_slip(one.text, other.text)


def _any(one: Figure, other: Figure) -> bool:
    """Numbers of projects are short: that they are the same projects is told by the money."""
    return True
