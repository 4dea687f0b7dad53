"""What must balance: income and spending of a two-sided table, carry-forwards, printed means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal, Mean, Sum
from auditlint.claims.sides import Side, alike, contradicted, sides, vote
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure
from auditlint.figures.cells import is_basis
from auditlint.language.zh.labels import Flow, is_mean, is_sum
from auditlint.language.zh.tables import bare, is_grand_total, is_total
from auditlint.settings import Confidence


def claim_panel_balance(ground: Ground) -> Iterator[Claim]:
    """收入总计 = 支出总计: the grand totals of two panels in one row."""
    for _, group in groupby(
        sides(ground), key=lambda side: (side.document.index, side.table.number)
    ):
        panels = list(group)
        for left, right in pairwise(panels):
            for row in left.rows:
                if row.kind is not RowKind.TOTAL or not is_grand_total(row.label):
                    continue
                other = right.rows[row.index]
                if other.kind is not RowKind.TOTAL or not is_grand_total(other.label):
                    continue
                if left.anchor(row.index, _label(left)) == right.anchor(row.index, _label(right)):
                    continue
                one, two = _first(left, row), _first(right, other)
                if one is None or two is None or not alike([one, two]):
                    continue
                yield Claim(
                    kind="balance",
                    relation=Equal(),
                    stated=one,
                    inputs=(two,),
                    because=f"《{left.name}》收入方与支出方总计应当相等",
                    confidence=Confidence.HIGH,
                    roles=("same",),
                )


def _label(side: Side) -> int:
    return side.panel.columns[0].index


def _first(side: Side, row: Row) -> Figure | None:
    """The figure of a row that covers all funds: its total column, or the only one."""
    columns = side.columns
    if len(columns) > 1 and not is_total(columns[0].path[-1]) and not is_basis(columns[0].path[-1]):
        return None
    return side.cell(row.index, columns[0].index) if columns else None


def claim_carry_forward(ground: Ground) -> Iterator[Claim]:
    """年初结转 + 本年收入 = 本年支出 + 年末结转 along a row.

    A blank is nothing: the claim is on the income, which is printed wherever anything is.
    """
    for side in sides(ground):
        opening, income, spending, closing = (_one(side, flow) for flow in Flow)
        if opening is None or income is None or spending is None or closing is None:
            continue
        if not opening.index < income.index < spending.index < closing.index:
            continue
        claims = list(_carried(side, opening, income, spending, closing))
        support = vote(claims)
        if support.holds >= 2 * support.fails:
            yield from claims


def _one(side: Side, flow: Flow) -> Column | None:
    """The column with this meaning; of a merged header the total column."""
    found = [
        column
        for column in side.columns
        if any(flow.is_called(bare(part)) for part in column.path[:1])
    ]
    totals = [column for column in found if is_total(column.path[-1]) or len(column.path) == 1]
    return totals[0] if len(totals) == 1 or (totals and len(found) > len(totals)) else None


def _carried(
    side: Side, opening: Column, income: Column, spending: Column, closing: Column
) -> Iterator[Claim]:
    for row in side.rows:
        if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
            continue
        stated = side.cell(row.index, income.index)
        if stated is None:
            continue
        parts = [
            (sign, figure)
            for sign, column in ((1, spending), (1, closing), (-1, opening))
            for figure in [side.cell(row.index, column.index)]
            if figure is not None
        ]
        if not parts:
            continue
        yield Claim(
            kind="carried",
            relation=Sum(tuple(sign for sign, _ in parts)),
            stated=stated,
            inputs=tuple(figure for _, figure in parts),
            because=f"《{side.name}》各行年初结转加本年收入等于本年支出加年末结转",
            confidence=Confidence.HIGH,
            group=f"carried:{side.document.index}:{side.table.number}",
        )


def claim_means(ground: Ground) -> Iterator[Claim]:
    """A mean printed under a column, or beside a label of its own among the values."""
    for side in sides(ground):
        for row in side.rows:
            if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
                continue
            named = is_mean(bare(row.label))
            for column in side.columns:
                own = side.own_label(row.index, column.index)
                if not (is_mean(bare(own)) if own else named):
                    continue
                stated = ground.figures.cell(
                    side.document.index, side.table.number, row.index, column.index
                )
                parts = _above(side, row, column)
                if stated is None or len(parts) < 2 or not alike([stated, *parts]):
                    continue
                claim = Claim(
                    kind="mean",
                    relation=Mean(),
                    stated=stated,
                    inputs=tuple(parts),
                    because=f"《{side.name}》“{own or row.label}”为上列各行的平均数",
                    confidence=Confidence.MEDIUM,
                )
                if not (is_sum(own or row.label) and contradicted(claim)):
                    yield claim


def _above(side: Side, row: Row, column: Column) -> Sequence[Figure]:
    return [
        figure
        for item in side.items()
        if item.index < row.index and not is_mean(bare(item.label))
        for figure in [side.cell(item.index, column.index)]
        if figure is not None
    ]


CLAIMANTS = (claim_panel_balance, claim_carry_forward, claim_means)
