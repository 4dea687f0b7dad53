"""Columns of changes: 增减额 = this version − that one, 增减% = the change over the base.

The header says that a column is a change; the rows vote between which two columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Growth, Ratio, Relation, Sum
from auditlint.claims.sides import Side, alike, contradicted, sides, vote
from auditlint.document import Column, RowKind
from auditlint.figures import CellPlace, Figure
from auditlint.language.zh.labels import is_change, is_rest
from auditlint.language.zh.tables import bare
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

#: More columns than this are not tried in pairs.
_WIDE = 14


def claim_changes(ground: Ground) -> Iterator[Claim]:
    """Every column of changes, over all rows of its panel."""
    for side in sides(ground):
        if len(side.columns) > _WIDE:
            continue
        changes = [c for c in side.columns if is_change(bare("".join(c.path[-2:])))]
        others = [c for c in side.columns if c not in changes]
        for column in changes:
            yield from _explained(side, column, others, changes)
        for column in others:
            title = bare(column.path[-1]) if column.path else ""
            if is_rest(title) and not _is_rate(side, column):
                rest = [other for other in others if other is not column]
                yield from _explained(side, column, rest, (), least=3)


def _explained(
    side: Side,
    column: Column,
    others: Sequence[Column],
    changes: Sequence[Column],
    least: int = 2,
) -> Iterator[Claim]:
    """The claims of the pair of columns that most rows support, ``least`` values among them."""
    rate = _is_rate(side, column)
    tried: list[list[Claim]] = []
    for current in others:
        for base in others:
            if current.index == base.index:
                continue
            relation: Relation = Growth() if rate else Sum((1, -1))
            found = list(_claims(side, column, (current, base), relation))
            if changes or not _adds_wider(side, column, (current, base), found):
                tried.append(found)
    if rate:
        tried.extend(
            list(_claims(side, column, (change, base), Ratio()))
            for change in changes
            for base in others
            if change.index != column.index and not _is_rate(side, change)
        )
    scored = [(vote(claims), claims) for claims in tried if claims]
    if not scored:
        return
    best, claims = max(scored, key=lambda one: (one[0].holds - one[0].fails, one[0].holds))
    different = {claim.stated.value for claim in claims if vote([claim]).holds}
    if len(different) < least or best.holds < 3 * best.fails:
        return
    confidence = Confidence.HIGH if len(different) >= 3 else Confidence.MEDIUM
    for claim in claims:
        yield replace(claim, confidence=confidence)


def _adds_wider(
    side: Side, column: Column, inputs: tuple[Column, Column], claims: Sequence[Claim]
) -> bool:
    """Whether a row that is no difference of two columns adds up with the others: in 合计 = 财力 +
    补助 + 结余 what is left of 合计 is 结余 only where 补助 is blank."""
    further = [one.index for one in side.columns if one is not column and one not in inputs]
    for claim in claims:
        place = claim.stated.place
        if not (isinstance(place, CellPlace) and further and contradicted(claim)):
            continue
        others = [cell for at in further for cell in [side.cell(place.row, at)] if cell is not None]
        whole, part = claim.inputs
        added = sum((cell.exact for cell in others), start=part.exact + claim.stated.exact)
        if others and added == whole.exact and alike([whole, *others]):
            return True
    return False


def _is_rate(side: Side, column: Column) -> bool:
    """Whether the column holds rates: % in its header or its cells."""
    figures = [
        figure
        for row in side.rows
        for figure in [side.cell(row.index, column.index)]
        if figure is not None
    ]
    return bool(figures) and all(figure.unit.dimension is Dimension.PERCENT for figure in figures)


def _claims(
    side: Side, column: Column, inputs: tuple[Column, Column], relation: Relation
) -> Iterator[Claim]:
    for row in side.rows:
        if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
            continue
        stated = side.cell(row.index, column.index)
        found: list[Figure] = [
            figure
            for one in inputs
            for figure in [side.cell(row.index, one.index)]
            if figure is not None
        ]
        if stated is None or len(found) < 2 or not alike(found):
            continue
        if isinstance(relation, Sum):
            if not alike([stated, *found]):
                continue
        elif found[1].value == 0 or any(
            figure.unit.dimension is Dimension.PERCENT for figure in found
        ):
            continue
        yield Claim(
            kind="change-in-table",
            relation=relation,
            stated=stated,
            inputs=tuple(found),
            because=f"《{side.name}》“{column.path[-1]}”列由“{inputs[0].path[-1]}”与"
            f"“{inputs[1].path[-1]}”两列得出",
            confidence=Confidence.MEDIUM,
            roles=("current", "base"),
            group=f"change:{side.document.index}:{side.table.number}:{side.at}:{column.index}",
        )


CLAIMANTS = (claim_changes,)
