"""Workbooks of report tables (公开表) as pages: every sheet a page of titles, tables and notes.

Values are those the program shows: in their number format, formulas by the result kept with
them. A place is sheet and cell.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple

from auditlint.document import Cell, Grid, Line, Page, SheetPlace
from auditlint.language.zh.tables import is_caption_meta, is_header_word, is_note, is_title
from auditlint.language.zh.workbooks import is_report_title, is_statement_header
from auditlint.loaders.problems import HIDDEN, UNCOMPUTED, LoadProblem
from auditlint.loaders.shown import plain, shown
from auditlint.patterns import compiled
from auditlint.structure.sheets import Merged, is_numeric
from auditlint.values import dataclass

#: Rows from the top that a report names itself in.
_DEPTH = 8
#: A sheet with more rows is a ledger, whatever it is called.
_LONGEST = 5_000
#: What stands in a cell whose formula was saved without its result.
_UNKNOWN = "#未计算"
_BODY = 10.0
#: Fractions above this are no rates but numbers of per cents.
_RATIO = 2.0
#: A text below a table that is longer than this, in a cell of its own, is a note.
_LONG = 30


@dataclass(frozen=True, slots=True)
class Seen:
    """A sheet as shown: ``rows`` of texts from the first row and column on.

    ``ruled`` are the places (from 0) with rules at their sides; ``None`` where the file kind
    does not tell.
    """

    name: str
    rows: list[list[str]]
    merged: tuple[Merged, ...] = ()
    ruled: frozenset[tuple[int, int]] | None = None
    hidden: bool = False


class _Part(NamedTuple):
    """A table: first and last row and column, both from 0 and inclusive."""

    top: int
    bottom: int
    left: int
    right: int


def is_report(sheets: Iterable[Seen]) -> bool:
    """Whether a workbook holds tables of a report rather than records."""
    for sheet in sheets:
        if sheet.hidden or len(sheet.rows) > _LONGEST:
            continue
        opening = [[cell for cell in row if cell] for row in sheet.rows[:_DEPTH]]
        alone = [row[0] for row in opening if len(set(row)) == 1]
        if any(map(is_report_title, (sheet.name, *alone))):
            return True
        if any(map(is_statement_header, opening)):
            return True
    return False


def seen_plainly(data: bytes) -> list[Seen]:
    """The sheets as python-calamine reads them: of all kinds of workbooks, without formats."""
    import python_calamine as calamine

    workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: list[Seen] = []
    for about in workbook.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        values = sheet.to_python(skip_empty_area=False)
        rows = [[_plainly(cell) for cell in row] for row in values]
        _percentages(rows, values)
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        found.append(Seen(about.name, rows, tuple(sheet.merged_cell_ranges or ()), None, hidden))
    return found


_RATE = compiled(r"率(?:[（(]?[%％][)）]?)?$|占比|比重|百分比")


def _percentages(rows: list[list[str]], values: Sequence[Sequence[object]]) -> None:
    """Fractions under the header of a rate, as the per cents they are shown as.

    Without number formats 85.6 % is a bare 0.856.
    """
    for column in range(max(map(len, rows), default=0)):
        header = next(
            (at for at, row in enumerate(rows) if len(row) > column and _RATE.search(row[column])),
            None,
        )
        if header is None:
            continue
        below = [
            (at, value)
            for at, row in enumerate(values[header + 1 :], header + 1)
            if len(row) > column and isinstance(value := row[column], float)
        ]
        if any(abs(value) > _RATIO for _, value in below) or not any(
            value not in (0, 1) for _, value in below
        ):
            continue
        for at, value in below:
            rows[at][column] = f"{plain(Decimal(f'{value:.15g}') * 100)}%"


def _plainly(value: object) -> str:
    return shown(value) if not isinstance(value, float) else plain(value)


def seen_formatted(data: bytes) -> list[Seen]:
    """The sheets of an .xlsx as the program shows them."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    uncomputed = _uncomputed(data)
    found: list[Seen] = []
    for sheet in book.worksheets:
        rows: list[list[str]] = []
        ruled: set[tuple[int, int]] = set()
        unknown = uncomputed.get(sheet.title, frozenset())
        for at, row in enumerate(sheet.iter_rows()):
            rows.append([_formatted(cell, unknown) for cell in row])
            ruled.update((at, column) for column, cell in enumerate(row) if _is_ruled(cell))
        merged = tuple(
            ((one.min_row - 1, one.min_col - 1), (one.max_row - 1, one.max_col - 1))
            for one in sheet.merged_cells.ranges
        )
        hidden = sheet.sheet_state != "visible"
        found.append(Seen(sheet.title, rows, tuple(sorted(merged)), frozenset(ruled), hidden))
    return found


def _formatted(cell: Any, unknown: frozenset[str]) -> str:
    if cell.value is None:
        return _UNKNOWN if unknown and cell.coordinate in unknown else ""
    return shown(cell.value, cell.number_format or "General")


def _is_ruled(cell: Any) -> bool:
    border = cell.border
    left, right = (side is not None and side.style for side in (border.left, border.right))
    top, bottom = (side is not None and side.style for side in (border.top, border.bottom))
    return bool(left or right or (top and bottom))


_FORMULA = re.compile(
    rb'<c r="([A-Z]+\d+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


_SHEET = re.compile(rb'<(?:\w+:)?sheet [^>]*?name="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(rb"<Relationship [^>]*>")


def _uncomputed(data: bytes) -> dict[str, frozenset[str]]:
    """For each sheet, by its name, the cells whose formula was saved without a result."""
    found: dict[str, frozenset[str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        targets: dict[bytes, str] = {}
        for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
            about = dict(re.findall(rb'(\w+)="([^"]*)"', relation))
            targets[about.get(b"Id", b"")] = about.get(b"Target", b"").decode("utf-8", "replace")
        for name, key in _SHEET.findall(archive.read("xl/workbook.xml")):
            path = targets.get(key, "")
            path = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
            cells = _FORMULA.findall(archive.read(path)) if path in archive.namelist() else []
            if cells:
                found[unescape(name.decode())] = frozenset(cell.decode() for cell in cells)
    return found


def pages_of(sheets: Sequence[Seen]) -> tuple[tuple[Page, ...], tuple[LoadProblem, ...]]:
    """The pages of the sheets that are shown, and what is to be said of the others."""
    pages: list[Page] = []
    notices: list[LoadProblem] = []
    hidden = [sheet.name for sheet in sheets if sheet.hidden and any(map(any, sheet.rows))]
    if hidden:
        notices.append(LoadProblem(HIDDEN, detail="、".join(hidden)))
    for sheet in sheets:
        if sheet.hidden or not any(map(any, sheet.rows)):
            continue
        pages.append(_Layout(sheet, len(pages) + 1).page())
        unknown = sum(row.count(_UNKNOWN) for row in sheet.rows)
        if unknown:
            notices.append(LoadProblem(UNCOMPUTED, len(pages), f"{sheet.name}: {unknown}"))
    return tuple(pages), tuple(notices)


@dataclass(slots=True)
class _Layout:
    """One sheet on its way to a page."""

    sheet: Seen
    number: int
    _lines: list[Line] = field(default_factory=list)
    _grids: list[Grid] = field(default_factory=list)
    _order: list[tuple[str, int]] = field(default_factory=list)
    _count: int = 0
    _anchors: dict[tuple[int, int], Merged] = field(default_factory=dict)
    _covered: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for merged in self.sheet.merged:
            (top, left), (bottom, right) = merged
            bottom = min(bottom, len(self.sheet.rows) - 1)
            right = min(right, max(map(len, self.sheet.rows), default=0) - 1)
            self._anchors[top, left] = ((top, left), (bottom, right))
            self._covered.update(
                (row, column)
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
                if (row, column) != (top, left)
            )

    def page(self) -> Page:
        parts = self._parts()
        first = parts[0].top if parts else len(self.sheet.rows)
        if not any(self._filled(row) for row in range(first)):
            self._line(self.sheet.name, 0, 0)  # nothing else names the table
        at = 0
        for part in parts:
            for row in range(at, part.top):
                self._free(row)
            at = max(at, part.bottom + 1)
            self._table(part)
        for row in range(at, len(self.sheet.rows)):
            self._free(row)
        count = sum(len(line.text) for line in self._lines)
        count += sum(len(x.text) for grid in self._grids for c in grid.cells for x in c.lines)
        return Page(
            self.number, 0.0, 0.0, tuple(self._lines), tuple(self._grids), tuple(self._order), count
        )

    # Where the tables are

    def _parts(self) -> list[_Part]:
        """The tables of the sheet, top to bottom, those side by side from left to right."""
        runs = self._ruled_runs() or self._plain_runs()
        return [part for top, bottom in runs for part in self._beside(top, bottom)]

    def _ruled_runs(self) -> list[tuple[int, int]]:
        """Rows ruled one after the other; none where the tables of the sheet have no rules."""
        ruled = self.sheet.ruled
        if not ruled:
            return []
        counts = [0] * len(self.sheet.rows)
        for row, _ in ruled:
            counts[row] += 1
        wide = [row for row in range(len(counts)) if len(self._filled(row)) > 2]
        if sum(counts[row] > 1 for row in wide) * 2 < len(wide):
            return []
        runs: list[tuple[int, int]] = []
        for row, count in enumerate(counts):
            if count < 2:
                continue
            if runs and runs[-1][1] == row - 1:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
        runs = [run for run in runs if any(self._filled(row) for row in range(run[0], run[1] + 1))]
        return [split for run in runs for split in self._at_titles(*run)]

    def _plain_runs(self) -> list[tuple[int, int]]:
        """Rows of several cells with what stands between them, titles and notes cut off."""
        runs: list[tuple[int, int]] = []
        for row in range(len(self.sheet.rows)):
            filled = self._filled(row)
            if len(filled) < 2 or self._is_caption(row):
                continue
            between = range(runs[-1][1] + 1, row) if runs else range(0)
            apart = any(self._is_caption(at) for at in between) or (
                any(not self._filled(at) for at in between) and self._names_columns(row)
            )
            if runs and not apart:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
        return [run for run in runs if run[1] > run[0]]

    def _at_titles(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """A run of ruled rows, cut where a row with one title is followed by a header."""
        start = top
        for row in range(top + 1, bottom):
            filled = self._filled(row)
            if (
                len(filled) == 1
                and is_title(self._text(row, filled[0]))
                and self._names_columns(row + 1)
            ):
                yield start, row - 1
                start = row + 1
        yield start, bottom

    def _names_columns(self, row: int) -> bool:
        texts = [self._text(row, column) for column in self._filled(row)]
        return (
            len(texts) > 1
            and not any(map(is_numeric, texts))
            and sum(map(is_header_word, texts)) > 1
        )

    def _is_caption(self, row: int) -> bool:
        """A row of titles, units and makers, or a note: nothing that a table continues in."""
        texts = [self._text(row, column) for column in self._filled(row)]
        if not texts:
            return False
        if all(is_caption_meta(text) for text in texts) or is_note(texts[0]):
            return True
        if len(texts) == 1:
            return is_title(texts[0]) or len(texts[0]) > _LONG
        return len(texts) == 2 and is_caption_meta(texts[0]) and not is_numeric(texts[1])

    def _beside(self, top: int, bottom: int) -> Iterator[_Part]:
        """The tables of a run of rows, parted by columns without text and rules."""
        used: set[int] = set()
        for row in range(top, bottom + 1):
            for column in self._filled(row):
                _, (_, right) = self._anchors.get((row, column), ((row, column), (row, column)))
                used.update(range(column, right + 1))
        if self.sheet.ruled:
            used.update(column for row, column in self.sheet.ruled if top <= row <= bottom)
        if not used:
            return
        groups: list[list[int]] = []
        for column in sorted(used):
            if groups and column == groups[-1][-1] + 1:
                groups[-1].append(column)
            else:
                groups.append([column])
        if any(len(group) < 2 for group in groups):
            groups = [sorted(used)]
        for group in groups:
            yield _Part(top, bottom, group[0], group[-1])

    # What is written there

    def _text(self, row: int, column: int) -> str:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _filled(self, row: int) -> list[int]:
        """The columns of a row in which a text starts."""
        return [
            column
            for column, text in enumerate(self.sheet.rows[row])
            if text and (row, column) not in self._covered
        ]

    def _free(self, row: int) -> None:
        for column in self._filled(row):
            for text in self._text(row, column).splitlines():
                self._line(text, row, column)

    def _line(self, text: str, row: int, column: int) -> None:
        made = self._made(text, row, column)
        if made is not None:
            self._order.append(("line", len(self._lines)))
            self._lines.append(made)

    def _made(self, text: str, row: int, column: int) -> Line | None:
        bare = " ".join(text.split())
        if not bare:
            return None
        self._count += 1
        place = SheetPlace(self.sheet.name, row + 1, column + 1)
        top = float(self._count)
        return Line(self.number, self._count, bare, top=top, bottom=top, size=_BODY, cell=place)

    def _table(self, part: _Part) -> None:
        cells: list[Cell] = []
        for row in range(part.top, part.bottom + 1):
            for column in range(part.left, part.right + 1):
                if (row, column) in self._covered:
                    continue
                origin = ((row, column), (row, column))
                _, (bottom, right) = self._anchors.get((row, column), origin)
                made = [
                    self._made(text, row, column) for text in self._text(row, column).splitlines()
                ]
                cells.append(
                    Cell(
                        row - part.top,
                        column - part.left,
                        tuple(line for line in made if line is not None),
                        min(bottom, part.bottom) - row + 1,
                        min(right, part.right) - column + 1,
                        page=self.number,
                    )
                )
        self._order.append(("grid", len(self._grids)))
        rows, columns = part.bottom - part.top + 1, part.right - part.left + 1
        self._grids.append(Grid(self.number, rows, columns, tuple(cells)))
