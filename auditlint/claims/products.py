"""Columns that are another column times a price, and rows of a questionnaire.

金额 = 亩数 × 单价 where the price is printed in a third column or is one round number for all
rows; 取值 = 占比 × the weight of its grade; 占比 = answers over all answers of the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Product, Ratio
from auditlint.claims.sides import Side, contradicted, sides, vote
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.tables import bare, is_total
from auditlint.quantity import Dimension, Interval
from auditlint.settings import Confidence
from auditlint.values import dataclass

_WIDE = 12
#: A hidden factor must fit at least this many different rows.
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """``result`` should be ``base`` times a factor that all pairs share."""

    base: Figure
    result: Figure


def claim_products(ground: Ground) -> Iterator[Claim]:
    """Products over the columns of a row."""
    for side in sides(ground):
        if not 2 <= len(side.columns) <= _WIDE or not _has_money_and_more(side):
            continue
        rows = [row for row in side.rows if row.kind is RowKind.ITEM]
        for result in side.columns:
            printed = list(_by_printed_price(side, rows, result))
            if printed:
                yield from printed
                continue
            for base in side.columns:
                if base.index == result.index - 1:
                    pairs = _pairs(side, rows, base, result)
                    yield from _by_hidden_factor(side, pairs, base, result)


def _has_money_and_more(side: Side) -> bool:
    """Products tie quantities of different units: 亩 and 万元."""
    units = {
        figure.unit.name
        for row in side.rows
        for column in side.columns
        for figure in [side.cell(row.index, column.index)]
        if figure is not None and figure.unit.dimension is not Dimension.PERCENT
    }
    return len(units) > 1


def _pairs(side: Side, rows: Sequence[Row], base: Column, result: Column) -> list[Pair]:
    found: list[Pair] = []
    for row in rows:
        one, other = side.cell(row.index, base.index), side.cell(row.index, result.index)
        if one is None or other is None or one.value == 0 or other.value == 0:
            continue
        if one.unit == other.unit:
            return []
        found.append(Pair(one, other))
    return found


def _by_printed_price(side: Side, rows: Sequence[Row], result: Column) -> Iterator[Claim]:
    """result = quantity × price, both printed in columns left of it."""
    left = [column for column in side.columns if column.index < result.index]
    if not left:
        return
    totals = [side.cell(row.index, result.index) for row in rows]
    cells = [[_factor(side.cell(row.index, column.index)) for row in rows] for column in left]
    for first, second in combinations(cells, 2):
        claims = [
            Claim(
                kind="product",
                relation=Product(_scale(total, one, other)),
                stated=total,
                inputs=(one, other),
                because=f"《{side.name}》“{result.path[-1]}”列等于前两列之积",
                confidence=Confidence.HIGH,
                roles=("quantity", "price"),
            )
            for total, one, other in zip(totals, first, second, strict=True)
            if total is not None and one is not None and other is not None
        ]
        fails = [contradicted(claim) for claim in claims]
        telling = {
            claim.stated.value
            for claim, failed in zip(claims, fails, strict=True)
            if not failed and claim.verifies and all(figure.value != 1 for figure in claim.inputs)
        }
        if len(telling) >= 3 and sum(fails) <= max(1, len(claims) // 10):
            yield from claims
            return


def _factor(figure: Figure | None) -> Figure | None:
    """A figure that can be a quantity or a price: no percentage."""
    return figure if figure and figure.unit.dimension is not Dimension.PERCENT else None


def _scale(total: Figure, one: Figure, other: Figure) -> Decimal:
    """Turns the product of printed values into the base unit of the total."""
    return total.unit.scale / (one.unit.scale * other.unit.scale)


def _by_hidden_factor(
    side: Side, pairs: Sequence[Pair], base: Column, result: Column
) -> Iterator[Claim]:
    factor = shared_factor(pairs)
    if factor is None:
        return
    shown = factor * pairs[0].base.unit.scale / pairs[0].result.unit.scale
    rows = [row for row in side.rows if row.kind in (RowKind.ITEM, RowKind.TOTAL)]
    for row in rows:
        one, other = side.cell(row.index, base.index), side.cell(row.index, result.index)
        if one is not None and other is not None:
            yield Claim(
                kind="product",
                relation=Product(factor),
                stated=other,
                inputs=(one,),
                because=(
                    f"《{side.name}》“{''.join(result.path[-2:])}”各行均为"
                    f"“{''.join(base.path[-2:])}”的{shown.normalize():f}倍"
                ),
                confidence=Confidence.HIGH,
                roles=("quantity",),
            )


def shared_factor(pairs: Sequence[Pair]) -> Decimal | None:
    """The round factor (in base units) that all pairs share but one, or one in ten.

    ``None`` where there is none or the pairs are too few to tell.
    """
    if len({pair.base.value for pair in pairs}) < _ENOUGH:
        return None
    allowed: list[Interval] = []
    for pair in pairs:
        try:
            allowed.append(pair.result.interval / pair.base.interval)
        except ZeroDivisionError:
            return None
    # The narrowest interval is the best witness; it may itself be the one in error.
    for witness in sorted(allowed, key=lambda one: one.width)[:3]:
        scale = pairs[0].result.unit.scale / pairs[0].base.unit.scale
        factor = _roundest(witness, scale)
        if factor is None:
            continue
        if sum(factor not in one for one in allowed) <= max(1, len(allowed) // 10):
            return factor
    return None


def _roundest(interval: Interval, scale: Decimal) -> Decimal | None:
    """The value of fewest digits in ``interval``, at most two, counted in units of ``scale``."""
    low, high = interval.low / scale, interval.high / scale
    if low <= 0:
        return None
    magnitude = high.adjusted()
    for digits in (0, 1):
        unit = Decimal(1).scaleb(magnitude - digits)
        candidate = (low / unit).to_integral_value(rounding="ROUND_CEILING") * unit
        if candidate <= high:
            return candidate * scale
    return None


def claim_questionnaires(ground: Ground) -> Iterator[Claim]:
    """Groups of rows 回答数, 占比, 取值 under one question."""
    for side in sides(ground):
        kinds: dict[str, dict[tuple[str, ...], Row]] = {}
        for row in side.items():
            if row.groups:
                kinds.setdefault(bare(row.label), {})[row.groups] = row
        repeated = {name: rows for name, rows in kinds.items() if len(rows) >= 3}
        if len(repeated) < 2:
            continue
        yield from _shares_of_answers(side, repeated)
        yield from _weighted_shares(side, repeated)


def _whole_column(side: Side) -> Column | None:
    return next((column for column in side.columns if is_total(column.path[-1])), None)


def _shares_of_answers(side: Side, kinds: dict[str, dict[tuple[str, ...], Row]]) -> Iterator[Claim]:
    """Rows of rates that are rows of counts over the count in the total column."""
    whole = _whole_column(side)
    if whole is None:
        return
    for counts in kinds.values():
        for rates in kinds.values():
            if counts is rates:
                continue
            claims = [
                Claim(
                    kind="rate-in-table",
                    relation=Ratio(),
                    stated=stated,
                    inputs=(part, total),
                    because=f"《{side.name}》占比行等于上一行各栏与其合计之比",
                    confidence=Confidence.HIGH,
                    roles=("part", "base"),
                )
                for group, row in rates.items()
                if group in counts
                for total in [side.cell(counts[group].index, whole.index)]
                for column in side.columns
                for part in [side.cell(counts[group].index, column.index)]
                for stated in [side.cell(row.index, column.index)]
                if total is not None
                and total.value != 0
                and part is not None
                and stated is not None
                and part.unit.dimension is not Dimension.PERCENT
                and stated.unit.dimension is Dimension.PERCENT
            ]
            found = vote(claims)
            if found.holds >= 6 and found.holds >= 4 * found.fails:
                yield from claims


def _weighted_shares(side: Side, kinds: dict[str, dict[tuple[str, ...], Row]]) -> Iterator[Claim]:
    """Rows that are another row times a weight of the column: the value of a grade."""
    for bases in kinds.values():
        for results in kinds.values():
            if bases is results:
                continue
            by_column: list[tuple[Column, Decimal, list[Pair]]] = []
            for column in side.columns:
                if is_total(column.path[-1]):
                    continue
                pairs = [
                    Pair(base, result)
                    for group, row in results.items()
                    if group in bases
                    for base in [side.cell(bases[group].index, column.index)]
                    for result in [side.cell(row.index, column.index)]
                    if base is not None and result is not None and base.unit == result.unit
                ]
                factor = shared_factor([pair for pair in pairs if pair.base.value != 0])
                if factor is not None:
                    by_column.append((column, factor, pairs))
            factors = [factor for _, factor, _ in by_column]
            if len(factors) < 2 or factors != sorted(factors, reverse=True):
                continue
            for column, factor, pairs in by_column:
                for pair in pairs:
                    yield Claim(
                        kind="product",
                        relation=Product(factor),
                        stated=pair.result,
                        inputs=(pair.base,),
                        because=(
                            f"《{side.name}》“{column.path[-1]}”一档的权数为"
                            f"{(factor * 100).normalize():f}%"
                        ),
                        confidence=Confidence.HIGH,
                        roles=("part",),
                    )


CLAIMANTS = (claim_products, claim_questionnaires)
