"""Rows of a table that stand beside one another, without those that only divide a neighbour.

Without codes, marks or indentation only the figures tell which rows are parts of which: a row that
those below it add to exactly, in every column, is divided by them, and so is one that those above
it add to (全州经营收入 below 利润收入 and 股息收入).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from operator import add

from auditlint.claims.sides import Side, is_additive
from auditlint.document import Row
from auditlint.language.zh.tables import row_mark
from auditlint.quantity import ZERO, Dimension

#: A row is not looked for among the sums of more rows than this.
_MOST_PARTS = 30


def without_parts_below(side: Side, rows: Sequence[Row]) -> list[Row]:
    """``rows`` without those that only divide the row above them, unmarked and not indented.

    A row that the next two or more rows add to exactly, in every column, is divided by them.
    """
    values, printed = _values(side, rows)
    kept: list[Row] = []
    at = 0
    while at < len(rows):
        kept.append(rows[at])
        at += 1 + _parts(values[at], values[at + 1 :], printed[at])
    return kept


def without_parts_beside(side: Side, rows: Sequence[Row]) -> list[Row]:
    """``rows`` without what divides the row above or below: one row may divide another alone, and
    is then printed twice."""
    outer = without_parts_below(side, rows)
    values, printed = _values(side, outer)
    kept: list[int] = []
    for at, row in enumerate(outer):
        if kept and printed[at] and values[kept[-1]] == values[at]:
            if row_mark(row.label)[0] or not row_mark(outer[kept[-1]].label)[0]:
                continue  # it says the row above again
            kept.pop()
        else:
            above = (values[other] for other in reversed(kept))
            del kept[len(kept) - _parts(values[at], above, printed[at]) :]
        kept.append(at)
    return [outer[at] for at in kept]


def _values(side: Side, rows: Sequence[Row]) -> tuple[list[list[Decimal]], list[list[int]]]:
    """The figures of the columns that add, a blank as 0, and where each row prints one."""
    columns = [column.index for column in side.columns if is_additive(column)]
    cells = [
        [
            None if cell is None or cell.unit.dimension is Dimension.PERCENT else cell.exact
            for column in columns
            for cell in [side.cell(row.index, column)]
        ]
        for row in rows
    ]
    values = [[ZERO if cell is None else cell for cell in row] for row in cells]
    printed = [[at for at, cell in enumerate(row) if cell is not None] for row in cells]
    return values, printed


def _parts(
    whole: Sequence[Decimal], rows: Iterable[Sequence[Decimal]], printed: Sequence[int]
) -> int:
    """How many of ``rows``, from the first on, add to a row, 0 if none do.

    It holds figures in the columns ``printed``.
    """
    sums = [ZERO for _ in whole]
    for count, row in enumerate(islice(rows, _MOST_PARTS) if printed else (), 1):
        sums = list(map(add, sums, row))
        if count >= 2 and all(sums[n] == whole[n] for n in printed) and any(sums):
            return count
    return 0
