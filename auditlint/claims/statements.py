"""Financial statements: what is added and taken off on the way down a column.

利润表: 三、营业利润 = 一、营业总收入 − 二、营业总成本 + 加：…; 四、利润总额 = 三 + 加：… − 减：….
现金流量表: 净额 = 流入小计 − 流出小计. Source: 企业会计准则第30号《财务报表列报》 and the formats
issued with it. A reading is believed where a column of the table bears it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.claims.sides import Side, alike, is_additive, sides, vote
from auditlint.document import Row, RowKind
from auditlint.language.zh.labels import is_inflow, is_net_flow, is_outflow, sign_of
from auditlint.language.zh.tables import is_of_which, row_mark
from auditlint.settings import Confidence
from auditlint.values import dataclass

#: What makes up a row: the rows with their signs.
Terms = list[tuple[int, Row]]


@dataclass(frozen=True, slots=True)
class _Step:
    """A marked row and the rows below it down to the next marked one."""

    row: Row
    below: tuple[Row, ...]


def claim_statements(ground: Ground) -> Iterator[Claim]:
    for side in sides(ground):
        rows = [row for row in side.rows if row.kind in (RowKind.ITEM, RowKind.TOTAL)]
        if any(sign_of(row.label) for row in rows):
            yield from _cascade(side, _steps(rows))
        yield from _net_flows(side, rows)


def _steps(rows: Sequence[Row]) -> list[_Step]:
    """The rows marked 一、 二、 三、 …, each with what stands below it."""
    found: list[_Step] = []
    for row in rows:
        if row_mark(row.label)[0] == 1:
            found.append(_Step(row, ()))
        elif found:
            found[-1] = _Step(found[-1].row, (*found[-1].below, row))
    return found


def _cascade(side: Side, steps: Sequence[_Step]) -> Iterator[Claim]:
    for at, step in enumerate(steps):
        parts = _of_which(step)
        if len(parts) >= 3:
            yield from _believed(side, step.row, [parts])
        if at + 1 == len(steps):
            continue
        moved = _moves(step)
        if not moved:
            continue
        readings: list[Terms] = [[(1, step.row), *moved]]
        if at:
            readings.append([(1, steps[at - 1].row), (-1, step.row), *moved])
        yield from _believed(side, steps[at + 1].row, readings)


def _of_which(step: _Step) -> Terms:
    """The parts that 「其中：」 opens, down to the first row that is added or taken off."""
    parts: Terms = []
    for row in step.below:
        if sign_of(row.label) or row_mark(row.label)[0]:
            break
        if parts or is_of_which(row.label):
            parts.append((1, row))
    return parts


def _moves(step: _Step) -> Terms:
    """The rows behind 加： and 减：; a sign goes on until the next one."""
    moved: Terms = []
    sign = 0
    for row in step.below:
        sign = sign_of(row.label) or sign
        if sign and not is_of_which(row.label) and not row_mark(row.label)[0]:
            moved.append((sign, row))
    return moved


def _net_flows(side: Side, rows: Sequence[Row]) -> Iterator[Claim]:
    into = out = None
    for row in rows:
        if is_inflow(row.label):
            into = row
        elif is_outflow(row.label):
            out = row
        elif is_net_flow(row.label) and into is not None and out is not None:
            yield from _believed(side, row, [[(1, into), (-1, out)]])
            into = out = None


def _believed(side: Side, whole: Row, readings: Sequence[Terms]) -> Iterator[Claim]:
    """The claims of the reading that most columns bear out, if one does."""
    tried = [
        (vote(claims), claims) for terms in readings if (claims := _claims(side, whole, terms))
    ]
    if not tried:
        return
    support, claims = max(tried, key=lambda one: one[0].holds - one[0].fails)
    if support.holds and support.holds >= support.fails:
        yield from claims


def _claims(side: Side, whole: Row, terms: Terms) -> list[Claim]:
    found: list[Claim] = []
    for column in side.columns:
        stated = side.cell(whole.index, column.index)
        inputs = [
            (sign, figure)
            for sign, row in terms
            for figure in [side.cell(row.index, column.index)]
            if figure is not None
        ]
        if stated is None or len(inputs) < 2 or not is_additive(column):
            continue
        if not alike([stated, *(figure for _, figure in inputs)]):
            continue
        found.append(
            Claim(
                kind="total",
                relation=Sum(tuple(sign for sign, _ in inputs)),
                stated=stated,
                inputs=tuple(figure for _, figure in inputs),
                because=f"《{side.name}》“{whole.label}”由其上各行加减而得",
                confidence=Confidence.HIGH,
                stated_role="total",
                roles=("part",) * len(inputs),
                group=f"total:{side.document.index}:{side.table.number}:{side.at}:{whole.index}",
            )
        )
    return found


CLAIMANTS = (claim_statements,)
