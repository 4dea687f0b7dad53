"""The indicators of an evaluation as its tables list them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from auditlint.document import Document, Panel, RowKind, Table
from auditlint.language.zh.evaluations import header_kind, split_code
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row: ``code`` and ``name`` apart, ``groups`` its outer indicators as (code, name)."""

    table: int
    row: int
    column: int  # of its label
    code: str
    name: str
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table with weights or scores; ``columns`` maps weight, score, rate, target, actual."""

    table: Table
    indicators: tuple[Indicator, ...]
    totals: tuple[int, ...]
    columns: dict[str, int] = field(repr=False)

    def column(self, kind: str) -> int | None:
        return self.columns.get(kind)

    def text(self, indicator: Indicator, kind: str) -> str:
        """What stands in a row under a header of this kind, ``""`` where there is no such."""
        column = self.columns.get(kind)
        return "" if column is None else self.table.text(indicator.row, column)


def indicator_tables(document: Document) -> tuple[IndicatorTable, ...]:
    """The tables of ``document`` that list indicators with weights or scores."""
    found = (_read(table, panel) for table in document.tables for panel in table.panels[:1])
    return tuple(table for table in found if table is not None)


def _read(table: Table, panel: Panel) -> IndicatorTable | None:
    columns: dict[str, int] = {}
    for column in panel.columns:
        kind = header_kind(column.path[-1]) if column.path else ""
        if kind:
            columns.setdefault(kind, column.index)
    named = [
        column.index
        for column in panel.columns
        if column.path and "指标" in column.path[-1] and column.index not in columns.values()
    ]
    if not named or ("weight" not in columns and "score" not in columns):
        return None
    totals = tuple(row.index for row in panel.rows if row.kind is RowKind.TOTAL)
    indicators = tuple(_indicators(table, panel, named))
    return IndicatorTable(table, indicators, totals, columns) if indicators else None


def _indicators(table: Table, panel: Panel, columns: Sequence[int]) -> Iterator[Indicator]:
    """The rows, ``columns`` being those of 一级指标 to 三级指标; an outer one reaches downward."""
    *outer, innermost = columns
    groups = [""] * len(outer)
    for row in panel.rows:
        if row.kind is not RowKind.ITEM:
            continue
        for at, column in enumerate(outer):
            if text := table.text(row.index, column):
                groups[at:] = [text, *([""] * (len(outer) - at - 1))]
        label = table.text(row.index, innermost)
        if label:
            code, name = split_code(label)
            above = tuple(split_code(group) for group in groups if group)
            yield Indicator(table.number, row.index, innermost, code, name, above)
