"""Rates printed in a row of a table turned on its side: 得分率 below 权重 and 得分.

Row labels say which rate of which rows it is; the columns vote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Ratio
from auditlint.claims.sides import Side, sides, vote
from auditlint.document import Row, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.rates import is_of_columns
from auditlint.language.zh.tables import bare, cleaned, without_unit
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

#: More rows than this are not tried in pairs.
_TALL = 12
#: So many columns must give their rate before the others are held to do so.
_LEAST = 3


def claim_rates_across(ground: Ground) -> Iterator[Claim]:
    for side in sides(ground):
        rows = [row for row in side.rows if row.kind in (RowKind.ITEM, RowKind.TOTAL)]
        if len(rows) > _TALL or len(side.columns) < _LEAST:
            continue
        for row in rows:
            if not _label(row).endswith("率") or not _is_rate(side, row):
                continue
            found = [
                (part, whole)
                for part in rows
                for whole in rows
                if row not in (part, whole)
                and part != whole
                and is_of_columns(_label(row), _label(part), _label(whole))
            ]
            if len(found) == 1:
                yield from _claims(side, row, *found[0])


def _label(row: Row) -> str:
    return bare(without_unit(cleaned(row.label)))


def _is_rate(side: Side, row: Row) -> bool:
    cells = [cell for _, cell in _cells(side, row)]
    return bool(cells) and all(cell.unit.dimension is Dimension.PERCENT for cell in cells)


def _cells(side: Side, row: Row) -> Iterator[tuple[int, Figure]]:
    for column in side.columns:
        cell = side.cell(row.index, column.index)
        if cell is not None:
            yield column.index, cell


def _claims(side: Side, rate: Row, part: Row, whole: Row) -> Iterator[Claim]:
    parts, wholes = dict(_cells(side, part)), dict(_cells(side, whole))
    claims = [
        Claim(
            kind="rate-in-table",
            relation=Ratio(),
            stated=stated,
            inputs=(parts[column], wholes[column]),
            because=f"《{side.name}》“{rate.label}”行由“{part.label}”与“{whole.label}”两行之比得出",
            confidence=Confidence.MEDIUM,
            roles=("part", "base"),
            group=f"rate:{side.document.index}:{side.table.number}:{side.at}:row {rate.index}",
        )
        for column, stated in _cells(side, rate)
        if column in parts and column in wholes and wholes[column].value
    ]
    support = vote(claims)
    if support.holds >= max(_LEAST, 2 * support.fails):
        for claim in claims:
            yield replace(claim, confidence=Confidence.HIGH)


CLAIMANTS = (claim_rates_across,)
