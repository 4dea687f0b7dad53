"""What falls to each: 「发放补贴43.72万元，惠及86人，人均5084元」.

The sum and the count stand once each in the sentence before the mean. What misses by far is of
other sums or persons and is left alone, unless it is a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.meant import misprinted
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Ratio
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.rates import average_of, falls_to_each
from auditlint.quantity import shown
from auditlint.settings import Confidence, Severity

#: Further off than this, in either direction, is no slip.
_FAR = 3


def per_head(narrative: Narrative) -> Iterator[Claim]:
    for passage in narrative.passages:
        for index, mention, mean in passage.of(Role.VALUE):
            each = falls_to_each(mention.measure + mention.words)
            if (
                not each
                or mention.reason
                or not mean.value
                or (mention.measure != "人均" and average_of(mention.measure))
            ):
                continue
            amounts, counts = _before(passage, index, mean, each)
            if len(amounts) == len(counts) == 1 and counts[0].value:
                claim = Claim(
                    "average",
                    Ratio(factor=Decimal(1)),
                    mean,
                    (amounts[0], counts[0]),
                    "平均数 = 总额 ÷ 数量",
                    Confidence.MEDIUM,
                    roles=("total", "count"),
                    severity=Severity.WARNING,
                )
                if _is_meant(claim):
                    yield claim


def _before(
    passage: Passage, index: int, mean: Figure, each: str
) -> tuple[list[Figure], list[Figure]]:
    """The sums and the counts of the sentence before a mean."""
    amounts: list[Figure] = []
    counts: list[Figure] = []
    for at, mention, figure in passage.of(Role.VALUE):
        if at >= index or mention.sentence != passage.mentions[index].sentence:
            continue
        unit = figure.unit
        if (unit.thing or unit.name) == each:
            counts.append(figure)
        elif unit.dimension is mean.unit.dimension:
            amounts.append(figure)
    return amounts, counts


def _is_meant(claim: Claim) -> bool:
    found = judge(claim)
    if found.verdict is not Verdict.CONTRADICTED or found.point is None:
        return True
    mean = claim.stated
    value = found.point / mean.unit.scale
    near = mean.value < _FAR * value and value < _FAR * mean.value
    return near or misprinted(mean.text, shown(value, mean.decimals))
