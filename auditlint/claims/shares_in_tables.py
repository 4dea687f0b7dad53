"""Rates printed in a column: a share of the column's total, or the ratio of two columns.

占比 is the part over the total row; 得分率, 执行率, 完成率 are one column over another. The rows
vote which of all pairs of columns reproduces the printed rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Ratio, RatioOfSum
from auditlint.claims.sides import Side, Vote, sides, vote
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.labels import is_share
from auditlint.language.zh.rates import is_of_answers, is_of_columns
from auditlint.language.zh.tables import bare
from auditlint.quantity import Dimension
from auditlint.settings import Confidence
from auditlint.values import dataclass

#: More columns than this are not tried in pairs.
_WIDE = 12


@dataclass(frozen=True, slots=True)
class Hypothesis:
    claims: tuple[Claim, ...]
    support: Vote
    named: bool
    telling: int  # rows that hold and are not 0 or 100 %
    loose: bool = False  # of columns that count different things, or of several over one


def claim_rates(ground: Ground) -> Iterator[Claim]:
    """Every column of rates, over all rows of its panel."""
    for side in sides(ground):
        if len(side.columns) > _WIDE:
            continue
        for column in side.columns:
            if _is_rate(side, column):
                yield from _explained(side, column)


def _is_rate(side: Side, column: Column) -> bool:
    figures = _column(side, column)
    if not figures:
        return False
    rates = sum(figure.unit.dimension is Dimension.PERCENT for _, figure in figures)
    return rates * 2 > len(figures)


def _column(side: Side, column: Column) -> list[tuple[Row, Figure]]:
    return [
        (row, figure)
        for row in side.rows
        if row.kind in (RowKind.ITEM, RowKind.TOTAL)
        for figure in [side.cell(row.index, column.index)]
        if figure is not None
    ]


def _explained(side: Side, rate: Column) -> Iterator[Claim]:
    """The claims of the explanation that most rows support."""
    others = [
        column
        for column in side.columns
        if column.index != rate.index and not _is_rate(side, column)
    ]
    tried = [
        one
        for one in (*_shares(side, rate, others), *_ratios(side, rate, others))
        if one.support.holds
    ]
    best = _best(tried)
    if best is None or _confidence(best) is None:
        best = _best([one for one in _of_several(side, rate, others) if one.support.holds])
    if best is None:
        return
    confidence = _confidence(best)
    if confidence is not None:
        for claim in best.claims:
            yield replace(claim, confidence=confidence)


def _best(tried: Sequence[Hypothesis]) -> Hypothesis | None:
    return max(
        tried, key=lambda one: (one.support.holds - one.support.fails, one.named), default=None
    )


def _confidence(one: Hypothesis) -> Confidence | None:
    holds, fails = one.support.holds, one.support.fails
    if one.loose:
        return Confidence.HIGH if one.telling >= 3 and holds >= 3 * fails else None
    if one.named and holds >= 2 * fails:
        return Confidence.HIGH
    if one.telling >= 2 and holds >= 3 * fails:
        return Confidence.HIGH
    if one.telling >= 1 and holds > 2 * fails:
        return Confidence.MEDIUM
    return None


def _hypothesis(claims: Sequence[Claim], named: bool, loose: bool = False) -> Hypothesis:
    telling = sum(claim.stated.value not in (0, 100) for claim in claims if vote([claim]).holds)
    return Hypothesis(tuple(claims), vote(claims), named, telling, loose)


def _shares(side: Side, rate: Column, others: Sequence[Column]) -> Iterator[Hypothesis]:
    """part / total row, with the total row at the bottom or top."""
    title = bare("".join(rate.path))
    if not is_share(title):
        return
    totals = [row for row in side.rows if row.kind is RowKind.TOTAL]
    for column in others:
        for total in totals:
            whole = side.cell(total.index, column.index)
            if whole is None or whole.value == 0:
                continue
            claims = [
                _claim(side, stated, part, whole, rate)
                for row, stated in _column(side, rate)
                for part in [side.cell(row.index, column.index)]
                if part is not None and row.index != total.index
            ]
            yield _hypothesis(claims, named=True)


def _ratios(side: Side, rate: Column, others: Sequence[Column]) -> Iterator[Hypothesis]:
    """One column over another in the same row."""
    title = bare("".join(rate.path[-1:]))
    for numerator in others:
        for denominator in others:
            if numerator.index == denominator.index:
                continue
            claims = [
                _claim(side, stated, part, whole, rate)
                for row, stated in _column(side, rate)
                for part in [side.cell(row.index, numerator.index)]
                for whole in [side.cell(row.index, denominator.index)]
                if part is not None
                and whole is not None
                and whole.value != 0
                and (part.comparable(whole) or _both_count(part, whole))
            ]
            loose = any(not claim.inputs[0].comparable(claim.inputs[1]) for claim in claims)
            named = is_of_columns(title, bare(numerator.path[-1]), bare(denominator.path[-1]))
            yield _hypothesis(claims, named, loose)


def _both_count(part: Figure, whole: Figure) -> bool:
    """入住人数 over 核定床位: two counts of different things."""
    return part.unit.dimension is whole.unit.dimension is Dimension.COUNT


def _of_several(side: Side, rate: Column, others: Sequence[Column]) -> Iterator[Hypothesis]:
    """Columns side by side over one more: 满意率 = (非常满意 + 满意) ÷ 合计."""
    if not is_of_answers(bare("".join(rate.path[-1:]))):
        return
    for start in range(len(others)):
        for stop in range(start + 2, min(start + 4, len(others)) + 1):
            parts = others[start:stop]
            for whole in others:
                if whole not in parts:
                    yield _several(side, rate, parts, whole)


def _several(side: Side, rate: Column, parts: Sequence[Column], whole: Column) -> Hypothesis:
    claims: list[Claim] = []
    for row, stated in _column(side, rate):
        cells = [side.cell(row.index, one.index) for one in (*parts, whole)]
        inputs = tuple(figure for figure in cells if figure is not None)
        alike = all(inputs[-1].comparable(one) for one in inputs)
        if len(inputs) == len(cells) and alike and inputs[-1].value:
            claim = _claim(side, stated, inputs[0], inputs[-1], rate)
            roles = (*("part",) * len(parts), "base")
            claims.append(replace(claim, relation=RatioOfSum(), inputs=inputs, roles=roles))
    return _hypothesis(claims, named=False, loose=True)


def _claim(side: Side, stated: Figure, part: Figure, whole: Figure, rate: Column) -> Claim:
    return Claim(
        kind="rate-in-table",
        relation=Ratio(),
        stated=stated,
        inputs=(part, whole),
        because=f"《{side.name}》“{rate.path[-1]}”列由同表两列（行）之比得出",
        confidence=Confidence.MEDIUM,
        roles=("part", "base"),
        group=f"rate:{side.document.index}:{side.table.number}:{side.at}:{rate.index}",
    )


CLAIMANTS = (claim_rates,)
