"""Averages of the disclosure of 三公经费: 车均运行维护费, 人均接待费, 车均购置费.

The form asks for the average beside the sum and the count (公务用车保有量, 接待人次), so the three
must fit. Some bodies count otherwise (accompanying staff, cars given back during the year), so an
average that misses is at most a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.claims.claim import Claim, first_fitting
from auditlint.claims.narrative import Narrative, Value
from auditlint.claims.relation import Ratio
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.rates import Average, average_of
from auditlint.quantity import Dimension
from auditlint.settings import Confidence, Severity


def averages(narrative: Narrative) -> Iterator[Claim]:
    for at, passage in enumerate(narrative.passages):
        for index, mention, figure in passage.of(Role.VALUE):
            if figure.unit.dimension is not Dimension.MONEY:
                continue
            kind = average_of(mention.measure)
            if kind is not None and figure.value:
                yield from _claims(narrative, kind, Value(at, index, mention, figure))


def _claims(narrative: Narrative, kind: Average, average: Value) -> Iterator[Claim]:
    """The nearest sum and count of the section, or a pair further off that fits."""
    before = list(_before(narrative, average))
    if average.mention.measure == "人均":  # of what was spent on whom its own passage says
        before = [value for value in before if value.at == average.at]
    amounts = [
        value.figure
        for value in before
        if value.figure.unit.dimension is Dimension.MONEY
        and kind.amount.search(value.mention.measure)
        and value.mention.basis in ("", "决算", "预算执行")
    ]
    counts = [
        value.figure
        for value in before
        if value.figure.unit.name in kind.units
        and kind.count.search(value.mention.measure + value.mention.words + value.figure.unit.name)
    ]
    claims = [
        Claim(
            "average",
            Ratio(factor=Decimal(1)),
            average.figure,
            (amount, count),
            "平均数 = 总额 ÷ 数量",
            Confidence.MEDIUM,
            roles=("total", "count"),
            severity=Severity.WARNING,
        )
        for amount in amounts[:4]
        for count in counts[:4]
        if count.value
    ]
    yield from first_fitting(claims)


def _before(narrative: Narrative, average: Value) -> Iterator[Value]:
    """The values of the section before one, nearest first."""
    section = narrative.section(average.at)[:2]
    for at in range(average.at, max(average.at - 16, -1), -1):
        if narrative.section(at)[:2] != section:
            return
        passage = narrative.passages[at]
        for index in reversed(range(len(passage.mentions))):
            mention = passage.mentions[index]
            earlier = at < average.at or index < average.index
            if earlier and mention.role is Role.VALUE and not mention.reason:
                yield Value(at, index, mention, passage.figures[index])
