"""Grids of the pages into tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditlint.document import Line, Page, Table
from auditlint.structure.text import joined


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with the grids it was joined from and the lines around them that belong to it.

    ``grids`` are (page number, grid index), first one first.
    """

    table: Table
    grids: tuple[tuple[int, int], ...]
    captions: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()


def read_tables(pages: Sequence[Page]) -> tuple[ReadTable, ...]:
    """The tables of a file in reading order."""
    found: list[ReadTable] = []
    for page in pages:
        for index, grid in enumerate(page.grids):
            texts = {(cell.row, cell.column): joined(cell.lines) for cell in grid.cells}
            table = Table(len(found), "", grid.cells, grid.rows, grid.columns, texts)
            found.append(ReadTable(table, ((page.number, index),)))
    return tuple(found)
