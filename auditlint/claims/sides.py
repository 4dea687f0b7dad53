"""Tables as claimants look at them: the figures of each panel by row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.document import Column, Document, Panel, Row, RowKind, Table
from auditlint.figures import Figure, Figures
from auditlint.language.zh import labels
from auditlint.language.zh.tables import bare
from auditlint.quantity import Dimension
from auditlint.structure.tables.values import cell_number, is_dash
from auditlint.values import dataclass

if TYPE_CHECKING:
    from auditlint.claims.ground import Ground


@dataclass(frozen=True, slots=True)
class Side:
    """One panel of an understood table with its figures."""

    document: Document
    table: Table
    at: int
    panel: Panel
    columns: tuple[Column, ...]
    _cells: dict[tuple[int, int], Figure] = field(repr=False)
    _anchors: dict[tuple[int, int], tuple[int, int]] = field(repr=False)
    _labels: dict[tuple[int, int], str] = field(repr=False)

    def cell(self, row: int, column: int) -> Figure | None:
        """The quantity in a cell, if it belongs to its row and column."""
        return self._cells.get((row, column))

    def own_label(self, row: int, column: int) -> str:
        """Words that stand among the values of a row and name the number behind them.

        In 「合计 2,587.92 | 平均分 85.73」 they name 85.73, whatever the header says.
        """
        return self._labels.get((row, column), "")

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.panel.rows

    def items(self) -> Iterator[Row]:
        return (row for row in self.rows if row.kind is RowKind.ITEM)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The place of the cell that covers a place of the table."""
        return self._anchors.get((row, column), (row, column))

    @property
    def name(self) -> str:
        """The table as a message calls it."""
        return self.table.title or self.table.code or f"第{self.table.number + 1}张表"


def sides(ground: Ground) -> tuple[Side, ...]:
    """The panels of all understood tables of a run, in reading order; found once."""
    return ground.sides


def sides_of(documents: Iterable[Document], figures: Figures) -> Iterator[Side]:
    """The panels of all understood tables, in reading order."""
    for document in documents:
        for table in document.tables:
            if not table.understood:
                continue
            anchors = {
                (row, column): (cell.row, cell.column)
                for cell in table.cells
                if cell.rowspan > 1 or cell.colspan > 1
                for row in range(cell.row, cell.row + cell.rowspan)
                for column in range(cell.column, cell.column + cell.colspan)
            }
            for at, panel in enumerate(table.panels):
                columns = tuple(panel.values())
                named = dict(_own_labels(table, panel.rows, columns))
                cells = {
                    (row.index, column.index): figure
                    for row in panel.rows
                    if row.index >= table.header_rows
                    for column in columns
                    for figure in [
                        figures.quantity(document.index, table.number, row.index, column.index)
                    ]
                    if figure is not None and (row.index, column.index) not in named
                }
                yield Side(document, table, at, panel, columns, cells, anchors, named)


def _own_labels(
    table: Table, rows: Sequence[Row], columns: Sequence[Column]
) -> Iterator[tuple[tuple[int, int], str]]:
    """The places of a panel whose nearest text to the left is words among its values."""
    order = sorted(column.index for column in columns)
    for row in rows:
        nearest = ""
        for column in order:
            if nearest:
                yield (row.index, column), nearest
            text = table.text(row.index, column)
            if text and not is_dash(text):
                nearest = "" if cell_number(text) else text


def is_additive(column: Column) -> bool:
    """Whether the cells of a column can be parts of one another."""
    return labels.is_additive(bare(column.path[-1]) if column.path else "")


def may_add(column: Column, stated: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a figure of a column may be the sum of others of it.

    Rates add only as shares of a whole, where the total or the parts say 100 %; numbers without
    a unit only if no part exceeds the whole, since they may be prices, ranks or means.
    """
    if stated.unit.dimension is Dimension.PERCENT:
        if not labels.is_share(bare("".join(column.path))):
            return False
        return stated.value == 100 or (len(parts) > 1 and _make_a_whole(parts))
    if stated.unit.dimension is Dimension.NONE:
        return all(part.value <= stated.value or stated.value < 0 for part in parts)
    return True


def may_add_across(label: str, stated: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the cells of a row may add to its total: a row 得分率 or 单价 has none.

    取值 are the shares of the answers of a questionnaire by what each answer counts.
    """
    if stated.unit.dimension is Dimension.PERCENT:
        added = label.endswith("取值") or labels.is_share(label)
        return added or stated.value == 100 or _make_a_whole(parts)
    return labels.has_total(label)


def _make_a_whole(shares: Sequence[Figure]) -> bool:
    """Whether shares come to 100 % within their rounding."""
    low = sum((one.interval.low for one in shares), Decimal(0))
    high = sum((one.interval.high for one in shares), Decimal(0))
    return low <= 100 <= high


def alike(figures: Iterable[Figure]) -> bool:
    """Whether figures may be added: all in one unit."""
    first, *others = figures
    unit = first.unit
    return all(other.unit is unit or first.comparable(other) for other in others)


@dataclass(frozen=True, slots=True)
class Vote:
    """How the claims of one hypothesis fare. Claims on zeros alone tell nothing."""

    holds: int
    fails: int

    def __add__(self, other: Vote) -> Vote:
        return Vote(self.holds + other.holds, self.fails + other.fails)


NO_VOTE = Vote(0, 0)


def contradicted(claim: Claim) -> bool:
    return judge(claim).verdict is Verdict.CONTRADICTED


def vote(claims: Iterable[Claim]) -> Vote:
    """Count what holds and what fails; a claim that verifies nothing counts for neither."""
    holds = fails = 0
    for claim in claims:
        if contradicted(claim):
            fails += 1
        elif claim.verifies:
            holds += 1
    return Vote(holds, fails)
