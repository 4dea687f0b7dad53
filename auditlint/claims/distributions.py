"""Answers printed as percentages alone: they add to 100 %, and the better ones to the satisfaction.

很满意 49.8% | 较满意 39.9% | 一般 8.3% | 不满意 2.0% | 满意度 89.7%. The headers name steps of a
scale, and the rows vote which columns are the answers and which add to the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Remainder, Sum
from auditlint.claims.sides import Side, sides, vote
from auditlint.document import Column, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.labels import is_step_of_scale
from auditlint.language.zh.tables import bare
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

#: Columns of a scale, at least and at most.
_FEW, _MANY = 3, 7


def claim_distributions(ground: Ground) -> Iterator[Claim]:
    for side in sides(ground):
        steps = [column for column in side.columns if _is_step(side, column)]
        if not _FEW <= len(steps) <= _MANY + 1:
            continue
        # 一般, 不满意 and 满意度 make up 100 % as well as the four answers do.
        for start in range(len(steps)):
            for stop in range(start + _FEW, len(steps) + 1):
                found = _claims(side, steps[start:stop])
                if _believed(found):
                    yield from found
                    yield from _better_ones(side, steps, found)


def _is_step(side: Side, column: Column) -> bool:
    cells = [side.cell(row.index, column.index) for row in side.rows]
    known = [figure for figure in cells if figure is not None]
    percent = bool(known) and all(one.unit.dimension is Dimension.PERCENT for one in known)
    return percent and bool(column.path) and is_step_of_scale(bare(column.path[-1]))


def _support(claims: Sequence[Claim]) -> int:
    votes = vote(claims)
    return votes.holds - votes.fails


def _believed(claims: Sequence[Claim]) -> bool:
    votes = vote(claims)
    return votes.holds >= 2 and votes.holds >= 2 * votes.fails


def _rows(side: Side, columns: Sequence[Column]) -> Iterator[tuple[Figure, ...]]:
    for row in side.rows:
        if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
            continue
        cells = [side.cell(row.index, column.index) for column in columns]
        figures = tuple(figure for figure in cells if figure is not None)
        if len(figures) == len(cells):
            yield figures


def _claims(side: Side, columns: Sequence[Column]) -> list[Claim]:
    found = []
    for figures in _rows(side, columns):
        largest = max(figures, key=lambda figure: figure.value)
        rest = tuple(figure for figure in figures if figure is not largest)
        because = f"《{side.name}》各档比例合计应为100%"
        found.append(Claim("shares total", Remainder(), largest, rest, because, Confidence.HIGH))
    return found


def _better_ones(side: Side, steps: Sequence[Column], whole: Sequence[Claim]) -> Iterator[Claim]:
    """A column beside the answers that is the sum of the first two or three of them."""
    inside = {figure.id for claim in whole for figure in claim.figures}
    for total in steps:
        if any(figures[0].id in inside for figures in _rows(side, [total])):
            continue
        answers = [column for column in steps if column is not total]
        tried = [
            [
                Claim(
                    kind="row",
                    relation=Sum((1,) * count),
                    stated=stated,
                    inputs=tuple(parts),
                    because=f"《{side.name}》“{total.path[-1]}”为前 {count} 档比例之和",
                    confidence=Confidence.HIGH,
                    stated_role="total",
                    roles=("part",) * count,
                )
                for stated, *parts in _rows(side, [total, *answers[:count]])
            ]
            for count in (2, 3)
            if count < len(answers)
        ]
        best = max(tried, key=_support, default=[])
        if _believed(best):
            yield from best


CLAIMANTS = (claim_distributions,)
