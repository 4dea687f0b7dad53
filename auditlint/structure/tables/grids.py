"""Grids of single pages joined into the table they are parts of.

A grid continues the one before it where nothing but page furniture stands between them and
its rules stand at the same places. Rows that a page break cut in two become one again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditlint.document import NO_TEXT, Cell, Grid, Line, Page, Text
from auditlint.language.zh.tables import (
    bare,
    is_caption_meta,
    is_continued,
    is_footnote,
    is_header_word,
    is_note,
    is_title,
    is_total,
    row_mark,
)
from auditlint.structure.tables.values import cell_number, is_cut_number
from auditlint.structure.text import joined

#: Rules of one table differ in place by at most this many points from page to page.
_NEAR = 4.0
#: Letters of footnotes are no larger than this, in points.
_FOOTNOTE_SIZE = 8.5


@dataclass(slots=True)
class Joined:
    """Cells of one table over all its pages; rows and columns count in the joined grid.

    ``edges`` are the x of the column rules, empty without geometry. ``starts`` are the first
    rows of the second and later grids. ``sure`` is that of the grid, which then stays alone.
    """

    cells: list[Cell]
    rows: int
    columns: int
    edges: tuple[float, ...]
    grids: list[tuple[int, int]]
    starts: list[int] = field(default_factory=list)
    sure: bool = True
    #: What stands between the grid before and the first one: number, title and unit of the table.
    above: frozenset[str] = frozenset()
    texts: dict[tuple[int, int], Text] = field(default_factory=dict)
    _rows: dict[int, list[str]] = field(default_factory=dict)
    #: Of the places that a merged cell covers, where it starts.
    _covers: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _wide: set[tuple[int, int]] = field(default_factory=set)
    _tall: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, page: int, index: int, grid: Grid) -> Joined:
        table = cls(
            list(grid.cells),
            grid.rows,
            grid.columns,
            _edges(grid) if grid.sure else (),
            [(page, index)],
            sure=grid.sure,
        )
        table.refresh()
        return table

    def refresh(self) -> None:
        """Read the texts of the cells anew and which cell covers which place."""
        cells = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        self.cells, self.texts, self._rows, self._covers = [], {}, {}, {}
        self._wide, self._tall = set(), set()
        self.add(cells)

    def add(self, cells: Sequence[Cell]) -> None:
        """Take in cells, in row, then column order, that stand below all the others."""
        self.cells.extend(cells)
        covers = self._covers
        for cell in cells:
            place = cell.row, cell.column
            text = self.texts[place] = joined(cell.lines)
            self._rows.setdefault(cell.row, []).append(text.value)
            if cell.rowspan == cell.colspan == 1:
                if covers:
                    covers.pop(place, None)
                continue
            if cell.rowspan > 1:
                self._tall.add(place)
            if cell.colspan > 1:
                self._wide.add(place)
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    covers[row, column] = place

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The place of the cell that covers a place."""
        return self._covers.get((row, column), (row, column))

    def covering(self, row: int, column: int) -> str:
        """The text of the cell that covers a place."""
        return self.texts.get(self.anchor(row, column), NO_TEXT).value

    def own(self, row: int, column: int) -> str:
        """The text of the cell that starts at a place."""
        return self.texts.get((row, column), NO_TEXT).value

    def single(self, row: int, column: int) -> str:
        """The text of a cell that stands in this column alone, or is a code of merged columns."""
        text = self.own(row, column)
        return "" if (row, column) in self._wide and not text.isdigit() else text

    def is_tall(self, row: int, column: int) -> bool:
        """Whether the cell that starts at a place reaches into the rows below."""
        return (row, column) in self._tall

    def row_texts(self, row: int) -> Sequence[str]:
        """The texts of the cells that start in a row, blanks included."""
        return self._rows.get(row, ())


def join_grids(pages: Sequence[Page], aside: frozenset[tuple[int, int]]) -> list[Joined]:
    """All tables of a file in reading order.

    ``aside`` are the lines that are page furniture, as (page number, line index).
    """
    found: list[Joined] = []
    between: list[Line] = []
    for page in pages:
        for kind, index in page.order or _plain_order(page):
            if kind == "line":
                if (page.number, index) not in aside:
                    between.append(page.lines[index])
                continue
            grid = page.grids[index]
            if not (
                found and _follows(found[-1], page) and _extend(found[-1], page, index, between)
            ):
                found.append(Joined.of(page.number, index, grid))
                found[-1].above = frozenset(bare(line.text) for line in between)
            between = []
    return found


def _plain_order(page: Page) -> list[tuple[str, int]]:
    lines = [("line", at) for at in range(len(page.lines))]
    return lines + [("grid", at) for at in range(len(page.grids))]


def _follows(table: Joined, page: Page) -> bool:
    return table.grids[-1][0] == page.number - 1


def _edges(grid: Grid) -> tuple[float, ...]:
    """The x of the column rules, left to right; empty where a rule has no known place."""
    places: defaultdict[int, list[float]] = defaultdict(list)
    for cell in grid.cells:
        box, column = cell.box, cell.column
        if box is None:
            return ()
        places[column].append(box.x0)
        places[column + cell.colspan].append(box.x1)
    if set(places) != set(range(grid.columns + 1)):
        return ()
    return tuple(sorted(places[at])[len(places[at]) // 2] for at in range(grid.columns + 1))


def _mapped(inner: tuple[float, ...], outer: tuple[float, ...]) -> list[int] | None:
    """For every rule of ``inner`` the position of the same rule in ``outer``."""
    mapped: list[int] = []
    for edge in inner:
        nearest = min(range(len(outer)), key=lambda at: abs(outer[at] - edge))
        if abs(outer[nearest] - edge) > _NEAR or nearest in mapped:
            return None
        mapped.append(nearest)
    return mapped if mapped[0] == 0 and mapped[-1] == len(outer) - 1 else None


def _extend(table: Joined, page: Page, index: int, between: Sequence[Line]) -> bool:
    """Join a page's grid to ``table`` if it continues it; says whether it does."""
    grid = page.grids[index]
    edges = _edges(grid)
    if not table.edges or not edges or not grid.sure:
        return False
    gap = _without_margin(between, page.number)
    repeated = _repeated_header(table, grid)
    if gap and not (
        repeated and all(is_caption_meta(line.text) or _is_again(line, table) for line in gap)
    ):
        return False
    mapping = _mapped(edges, table.edges)
    if mapping is None:
        inner = _mapped(table.edges, edges)
        if inner is None:
            return False
        _recolumn(table, inner, edges)
        mapping = list(range(len(edges)))
    if not repeated and _opens_with_header(grid):
        return False
    start = table.rows
    moved: list[Cell] = []
    for cell in grid.cells:
        if cell.row >= repeated:
            row, column = cell.row - repeated + start, mapping[cell.column]
            wide = mapping[cell.column + cell.colspan] - column
            moved.append(Cell(row, column, cell.lines, cell.rowspan, wide, cell.box, cell.page))
    table.add(moved)
    table.rows += grid.rows - repeated
    table.starts.append(start)
    table.grids.append((page.number, index))
    _mend(table, start)
    return True


def _without_margin(between: Sequence[Line], page: int) -> list[Line]:
    """Lines between two grids without the footnotes of the page before."""
    kept: list[Line] = []
    footnote = False
    for line in between:
        if line.page != page:
            small = 0 < line.size <= _FOOTNOTE_SIZE and not is_note(line.text)
            footnote = footnote or is_footnote(line.text) or small
        if line.page == page or not footnote:
            kept.append(line)
    return kept


def _is_again(line: Line, table: Joined) -> bool:
    """Whether a line above a grid says again what stands above the table: another title is that
    of another table."""
    if is_continued(line.text) or bare(line.text) in table.above:
        return True
    return is_title(line.text) and not any(map(is_title, table.above))


def _repeated_header(table: Joined, grid: Grid) -> int:
    """How many rows at the top of ``grid`` say again what the table's first rows say."""
    rows: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    count = 0
    for row in range(min(grid.rows, table.rows)):
        texts = [bare(joined(cell.lines).value) for cell in rows[row]]
        if texts != [bare(text) for text in table.row_texts(row)] or not any(texts):
            break
        if any(cell_number(text) and not text.isdigit() for text in texts):
            break
        count += 1
    while 0 < count < grid.rows and _cut_by_span(grid, count):
        count += 1
    return count if count < grid.rows else 0


def _cut_by_span(grid: Grid, row: int) -> bool:
    return any(cell.row < row < cell.row + cell.rowspan for cell in grid.cells)


def _opens_with_header(grid: Grid) -> bool:
    """Whether the first row names columns: a short word in every cell and no number."""
    texts = [joined(cell.lines).value for cell in grid.cells if cell.row == 0]
    if len(texts) < 2 or not all(texts) or is_total(texts[0]):
        return False
    if any(len(text) > 24 or cell_number(text) or row_mark(text)[0] for text in texts):
        return False
    return sum(is_header_word(text) for text in texts) * 2 > len(texts)


def _recolumn(table: Joined, mapping: list[int], edges: tuple[float, ...]) -> None:
    """Give ``table`` the finer columns of a later grid."""
    table.cells = [
        replace(
            cell,
            column=mapping[cell.column],
            colspan=mapping[cell.column + cell.colspan] - mapping[cell.column],
        )
        for cell in table.cells
    ]
    table.columns = len(edges) - 1
    table.edges = edges
    table.refresh()


def _mend(table: Joined, row: int) -> None:
    """Join row ``row``, the first of a page, to the row above if the page break cut it."""
    if row == 0 or row >= table.rows or not _is_rest(table, row):
        return
    below = {cell.column: cell for cell in table.cells if cell.row == row}
    if any(cell.rowspan > 1 for cell in below.values()):
        return
    kept: list[Cell] = []
    for cell in table.cells:
        if cell.row == row:
            continue
        if cell.row + cell.rowspan == row and cell.column in below:
            rest = below[cell.column]
            kept.append(replace(cell, lines=cell.lines + rest.lines))
        elif cell.row > row:
            kept.append(replace(cell, row=cell.row - 1))
        else:
            kept.append(cell)
    table.cells = kept
    table.rows -= 1
    table.starts = [start for start in table.starts if start != row or start < table.rows]
    table.refresh()


def _is_rest(table: Joined, row: int) -> bool:
    """Whether a row holds only the ends of texts that begin in the row above."""
    filled = {
        column: table.own(row, column) for column in range(table.columns) if table.own(row, column)
    }
    if not filled:
        return False
    if _holds_cut_numbers(table, row, filled):
        return True
    for column, text in filled.items():
        above = table.covering(row - 1, column)
        if not above or cell_number(text) or cell_number(above):
            return False
        if is_total(text) or (row_mark(text)[0] and column == min(filled)):
            return len(filled) == 1 and column > 0 and _is_frame(table, row)
    if _is_frame(table, row):
        return 0 not in filled
    numbered = [any(cell_number(text) for text in table.row_texts(above)) for above in range(row)]
    return (
        sum(numbered) >= 2
        and numbered[-1]
        and all(numbered[next(at for at, has in enumerate(numbered) if has) :])
    )


def _holds_cut_numbers(table: Joined, row: int, filled: dict[int, str]) -> bool:
    """Whether a row goes on in the middle of numbers: 「23,428,69」 above 「4.21」."""
    cut = 0
    for column, text in filled.items():
        above = table.covering(row - 1, column)
        if not above:
            return False
        if is_cut_number(above, text):
            cut += 1
        elif cell_number(text) or cell_number(above) or is_total(text):
            return False
    return cut > 0


def _is_frame(table: Joined, row: int) -> bool:
    """Whether the rows above hold running text, not numbers in columns."""
    return table.columns <= 4 and any(
        len(table.own(above, column)) > 60
        for above in range(row)
        for column in range(table.columns)
    )
