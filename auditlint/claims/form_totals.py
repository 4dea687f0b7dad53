"""The self-evaluation form of a project: its 总分 counts the budget's execution too.

The form scores the execution of the budget (10 points) beside the amounts, and the indicators
(90 points) in a list below. The weights tell whether the total holds both: they come to 100.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.claims.sides import Side, alike, sides, vote
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.evaluations import header_kind
from auditlint.language.zh.labels import is_all_funds, is_amount, is_source_of_funds
from auditlint.language.zh.tables import bare, cleaned, is_of_which, without_unit
from auditlint.settings import Confidence


def claim_form_totals(ground: Ground) -> Iterator[Claim]:
    """总分 over the indicators and the execution of the budget, in weight and in score."""
    for funds, list_ in pairwise(sides(ground)):
        if funds.document is not list_.document or list_.table.number != funds.table.number + 1:
            continue
        if funds.table.title != list_.table.title:
            continue
        totals = [row for row in list_.rows if row.kind is RowKind.TOTAL]
        scored = [_columns(side) for side in (funds, list_)]
        executed = _executed(funds, scored[0])
        if len(totals) != 1 or executed is None or len(scored[1]) != 2:
            continue
        claims = [
            claim
            for kind in ("weight", "score")
            for claim in _total(funds, executed, scored[0][kind], list_, totals[0], scored[1][kind])
        ]
        if vote(claims).holds:
            yield from claims


def _columns(side: Side) -> dict[str, Column]:
    """The columns of weights and scores, where there is one each."""
    found: dict[str, Column] = {}
    for column in side.columns:
        kind = header_kind(column.path[-1]) if column.path else ""
        if kind in ("weight", "score") and kind not in found:
            found[kind] = column
    return found


def _executed(funds: Side, columns: dict[str, Column]) -> Row | None:
    """The one row of amounts that is scored."""
    if len(columns) != 2:
        return None
    rows = [
        row
        for row in funds.items()
        if all(funds.cell(row.index, column.index) for column in columns.values())
    ]
    return rows[0] if len(rows) == 1 else None


def _total(
    funds: Side, executed: Row, column: Column, list_: Side, total: Row, other: Column
) -> Iterator[Claim]:
    stated = list_.cell(total.index, other.index)
    first = funds.cell(executed.index, column.index)
    parts = [list_.cell(row.index, other.index) for row in list_.items()]
    known = [part for part in parts if part is not None]
    if stated is None or first is None or len(known) < max(2, len(parts)):
        return
    if alike([stated, first, *known]):
        yield _claim(list_, total, stated, [first, *known], "预算执行得分与各项指标之和")


def _claim(side: Side, row: Row, stated: Figure, parts: list[Figure], what: str) -> Claim:
    return Claim(
        kind="total",
        relation=Sum((1,) * len(parts)),
        stated=stated,
        inputs=tuple(parts),
        because=f"《{side.name}》“{row.label}”是{what}",
        confidence=Confidence.HIGH,
        stated_role="total",
        roles=("part",) * len(parts),
        group=f"form:{side.document.index}:{side.table.number}:{row.index}",
    )


def claim_form_funds(ground: Ground) -> Iterator[Claim]:
    """年度资金总额 over its sources: the budget and what was spent of it, source by source."""
    for side in sides(ground):
        if len(_columns(side)) != 2:
            continue
        items = list(side.items())
        for whole, sources in _divided(items):
            claims = [
                _claim(side, whole, stated, known, "各项资金来源之和")
                for column in side.columns
                if column.path and is_amount(bare(without_unit(column.path[-1])))
                for stated, known in [_amounts(side, column, whole, sources)]
                if stated is not None and known and alike([stated, *known])
            ]
            found = vote(claims)
            if found.holds >= 2 and found.fails <= 1:
                yield from claims


def _divided(items: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """A row of all funds and the rows of their sources below it."""
    for at, row in enumerate(items):
        if is_of_which(row.label) or not is_all_funds(bare(cleaned(row.label))):
            continue
        sources = items[at + 1 :]
        named = all(is_source_of_funds(bare(one.label)) for one in sources)
        if sources and is_of_which(sources[0].label) and named:
            yield row, sources


def _amounts(
    side: Side, column: Column, whole: Row, sources: list[Row]
) -> tuple[Figure | None, list[Figure]]:
    """Total and parts of a column of amounts."""
    stated = side.cell(whole.index, column.index)
    parts = [side.cell(row.index, column.index) for row in sources]
    return stated, [part for part in parts if part is not None]


CLAIMANTS = (claim_form_totals, claim_form_funds)
