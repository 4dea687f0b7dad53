"""Documents without pages (Word, web, plain text): paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from auditlint.document import Cell, Grid, Line, Page, TablePlace
from auditlint.loaders import bounds
from auditlint.settings import DEFAULT_LIMITS, Limits
from auditlint.values import dataclass

#: A cell that is merged over more columns is merged over this many.
_WIDEST = 1000

_BODY, _LARGEST = 10.0, 22.0


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell as the source has it: its paragraphs, and the places it is merged over."""

    paragraphs: tuple[str, ...] = ()
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Flow:
    """Takes paragraphs and tables as they come and gives the one page they make.

    A line's number counts paragraphs. Each line stands below the one before, so that no two
    are read on as one paragraph.

    Raises ``LoadProblem`` where there is more than the limits allow.
    """

    limits: Limits = DEFAULT_LIMITS
    _lines: list[Line] = field(default_factory=list)
    _grids: list[Grid] = field(default_factory=list)
    _order: list[tuple[str, int]] = field(default_factory=list)
    _number: int = 0
    _characters: int = 0

    def paragraph(self, text: str, level: int = 0) -> None:
        """A paragraph; ``level`` 1 to 6 makes it a heading."""
        line = self._line(text, level)
        if line is not None:
            self._order.append(("line", len(self._lines)))
            self._lines.append(line)

    def table(self, rows: Sequence[Sequence[FlowCell]]) -> None:
        """A table; cells stand in the first free place of their row, as in HTML."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for at, row in enumerate(rows):
            column = 0
            for cell in row:
                down = max(1, min(cell.rowspan, len(rows) - at))
                across = max(1, min(cell.colspan, _WIDEST))
                column = _free(taken, at, column, across)
                bounds.places(len(taken) + down * across)
                taken |= {(at + i, column + j) for i in range(down) for j in range(across)}
                entry = TablePlace(len(self._grids) + 1, at + 1, column + 1)
                lines = [self._line(text, entry=entry) for text in cell.paragraphs]
                kept = tuple(line for line in lines if line is not None)
                cells.append(Cell(at, column, kept, down, across))
                column += across
        if not cells:
            return
        columns = 1 + max(column for _, column in taken)
        bounds.cells(len(rows), columns, self.limits)
        self._order.append(("grid", len(self._grids)))
        self._grids.append(
            Grid(1, len(rows), columns, tuple(sorted(cells, key=lambda c: (c.row, c.column))))
        )

    def page(self) -> Page:
        count = sum(len(line.text) for line in self._lines)
        count += sum(len(x.text) for grid in self._grids for c in grid.cells for x in c.lines)
        return Page(1, 0.0, 0.0, tuple(self._lines), tuple(self._grids), tuple(self._order), count)

    def _line(self, text: str, level: int = 0, entry: TablePlace | None = None) -> Line | None:
        bare = " ".join(text.split())
        if not bare:
            return None
        self._number += 1
        self._characters += len(bare)
        bounds.characters(self._characters, self.limits)
        size = _LARGEST - 2 * min(level, 5) if level else _BODY
        place = float(self._number)
        return Line(
            1,
            self._number,
            bare,
            top=place,
            bottom=place,
            size=size,
            bold=bool(level),
            entry=entry,
        )


def _free(taken: set[tuple[int, int]], row: int, column: int, across: int) -> int:
    """The first column from ``column`` on with ``across`` free places in a row."""
    free = 0
    while free < across:
        free = 0 if (row, column) in taken else free + 1
        column += 1
    return column - across
