"""Averages of the disclosure of 三公经费: 车均运行维护费, 人均接待费, 车均购置费.

The form asks for the average beside the sum and the count (公务用车保有量, 接待人次), so the three
must fit. Some bodies count otherwise (accompanying staff, cars given back during the year), so an
average that misses is at most a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditlint.claims.claim import Claim, first_fitting
from auditlint.claims.narrative import Narrative, Value
from auditlint.claims.relation import Ratio
from auditlint.language.zh.patterns import Role
from auditlint.patterns import compiled
from auditlint.quantity import Dimension
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Average:
    """``name`` of the average, of the sum it spreads and of the count, with the count's units."""

    name: re.Pattern[str]
    amount: re.Pattern[str]
    count: re.Pattern[str]
    units: frozenset[str]


def _average(name: str, amount: str, count: str, *units: str) -> Average:
    return Average(compiled(name), compiled(amount), compiled(count), frozenset(units))


_PER_CAR = r"(?:车均|单车|每(?:辆|台)?车?(?:平均|年均)|平均每(?:辆|台)车?)"
AVERAGES = (
    _average(
        rf"{_PER_CAR}.*(?:运行|维护)",
        r"(?:公务)?(?:用)?车运行(?:维护)?费",
        r"保有|实有|开支",
        "辆",
        "台",
    ),
    _average(
        rf"{_PER_CAR}购置", r"(?:公务)?(?:用)?车(?:辆)?购置费?(?!及)", r"购置|更新", "辆", "台"
    ),
    _average(
        r"人均(?:公务)?接待|^人均$",
        r"公务接待费|国内公务接待",
        r"接待|批次|人次|^人$",
        "人次",
        "人",
    ),
)


def averages(narrative: Narrative) -> Iterator[Claim]:
    for at, passage in enumerate(narrative.passages):
        for index, mention, figure in passage.pairs():
            if mention.role is not Role.VALUE or figure.unit.dimension is not Dimension.MONEY:
                continue
            kind = next((one for one in AVERAGES if one.name.search(mention.measure)), None)
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
