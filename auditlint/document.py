"""What is on the pages and where.

A loader reads each page alone and gives ``Page`` objects: lines of glyphs and ruled tables.
``auditlint.structure`` turns the pages of one file into a ``Document``: blocks in reading
order, joined over pages, with sections and understood tables.

Every character of a ``Text`` can be followed back to its line, page and box.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import NamedTuple

from auditlint.values import dataclass


class Box(NamedTuple):
    """A rectangle in points, origin at the top left of the page as shown."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __reduce__(self) -> tuple[type[Box], tuple[float, ...]]:
        return Box, tuple(self)  # a third of the time that tuples with names take

    def __or__(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A cell of a spreadsheet; ``row`` and ``column`` count from 1 as the program shows them."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """Row 3, column 28 is ``AB3``."""
        letters, column = "", self.column
        while column > 0:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A cell of the ``table``-th table of a document without pages, all counted from 1."""

    table: int
    row: int
    column: int


class Span(NamedTuple):
    """A place: ``document`` is the position of the file in the run, ``page`` counts from 1.

    ``line`` counts the lines of its page (of the file, for text formats) from 1. ``box`` is
    ``None`` in formats without geometry. A ledger's place is its ``cell`` (then no page), that of
    a report in a spreadsheet has one as well; there a page is a sheet.
    ``wrapped`` are the boxes of its lines where it runs over several; ``box`` encloses them.
    ``entry`` is the table cell of a document without pages.
    """

    document: int
    page: int | None
    box: Box | None = None
    line: int | None = None
    cell: SheetPlace | None = None
    wrapped: tuple[Box, ...] = ()
    entry: TablePlace | None = None

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One box for each of its lines; none in formats without geometry."""
        return self.wrapped or ((self.box,) if self.box is not None else ())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of glyphs as read, left to right.

    ``edges`` holds the left and right x of every character of ``text``, in turn, so it is
    twice as long; empty in formats without geometry. ``size`` is the font size in points of
    most of its glyphs, 0 where unknown. ``cell`` is the cell of a spreadsheet it stands in,
    ``entry`` the table cell of a document without pages.
    """

    page: int
    number: int
    text: str
    top: float = 0.0
    bottom: float = 0.0
    edges: tuple[float, ...] = ()
    size: float = 0.0
    bold: bool = False
    cell: SheetPlace | None = None
    entry: TablePlace | None = None

    @property
    def x0(self) -> float:
        return self.edges[0] if self.edges else 0.0

    @property
    def x1(self) -> float:
        return self.edges[-1] if self.edges else 0.0

    def box(self, start: int = 0, stop: int | None = None) -> Box | None:
        stop = len(self.text) if stop is None else stop
        if not self.edges or start >= stop:
            return None
        return Box(self.edges[2 * start], self.top, self.edges[2 * stop - 1], self.bottom)


class Mark(NamedTuple):
    """A character as a reader sees it: left and right edge and middle, on the page as read."""

    x0: float
    x1: float
    y: float
    char: str


class Run(NamedTuple):
    """Characters ``start`` up to ``stop`` of a text stand in ``line`` from ``offset`` on."""

    start: int
    stop: int
    line: Line
    offset: int

    def __reduce__(self) -> tuple[type[Run], tuple[object, ...]]:
        return Run, tuple(self)  # as for a box


@dataclass(frozen=True, slots=True)
class Text:
    """A string whose characters know their places."""

    value: str
    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, line: Line) -> Text:
        return cls(line.text, (Run(0, len(line.text), line, 0),)) if line.text else cls("")

    @classmethod
    def joined(cls, parts: Iterable[Text]) -> Text:
        values: list[str] = []
        runs: list[Run] = []
        length = 0
        for part in parts:
            values.append(part.value)
            runs.extend(
                Run(run.start + length, run.stop + length, run.line, run.offset)
                for run in part.runs
            )
            length += len(part.value)
        return cls("".join(values), tuple(runs))

    def keeping(self, positions: Iterable[int]) -> Text:
        """The text of the characters at ``positions`` (ascending) only."""
        values: list[str] = []
        runs: list[Run] = []
        for position in positions:
            values.append(self.value[position])
            found = self._run(position)
            if found is None:
                continue
            offset = found.offset + position - found.start
            at = len(values) - 1
            last = runs[-1] if runs else None
            if (
                last is not None
                and last.line is found.line
                and last.stop == at
                and last.offset + last.stop - last.start == offset
            ):
                runs[-1] = Run(last.start, at + 1, last.line, last.offset)
            else:
                runs.append(Run(at, at + 1, found.line, offset))
        return Text("".join(values), tuple(runs))

    def __getitem__(self, part: slice) -> Text:
        start, stop, _ = part.indices(len(self.value))
        runs = tuple(
            Run(
                max(run.start, start) - start,
                min(run.stop, stop) - start,
                run.line,
                run.offset + max(run.start, start) - run.start,
            )
            for run in self.runs
            if run.start < stop and run.stop > start
        )
        return Text(self.value[start:stop], runs)

    def __len__(self) -> int:
        return len(self.value)

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    def _run(self, position: int) -> Run | None:
        index = bisect_right(self.runs, position, key=lambda run: run.start) - 1
        if index >= 0 and self.runs[index].start <= position < self.runs[index].stop:
            return self.runs[index]
        return None

    @property
    def page(self) -> int | None:
        return self.runs[0].line.page if self.runs else None

    def span(self, document: int, start: int = 0, stop: int | None = None) -> Span:
        """The place of characters ``start`` up to ``stop``: the part on their first page."""
        stop = len(self.value) if stop is None else stop
        boxes: dict[int, Box] = {}
        first: Line | None = None
        for run in self.runs:
            if run.stop <= start or run.start >= stop:
                continue
            if first is not None and run.line.page != first.page:
                break
            first = first or run.line
            left, right = max(run.start, start), min(run.stop, stop)
            part = run.line.box(run.offset + left - run.start, run.offset + right - run.start)
            if part is not None:
                before = boxes.get(run.line.number)
                boxes[run.line.number] = part if before is None else before | part
        if first is None:
            return Span(document, None)
        lines = tuple(boxes.values())
        whole = reduce(or_, lines) if lines else None
        wrapped = lines if len(lines) > 1 else ()
        return Span(document, first.page, whole, first.number, first.cell, wrapped, first.entry)


NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled grid; ``lines`` as printed in it, top to bottom."""

    row: int
    column: int
    lines: tuple[Line, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    box: Box | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as ruled on one page. ``cells`` in row, then column order; none overlap.

    ``sure`` is false for rows of numbers without rules whose columns could not be told.
    """

    page: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. ``lines`` are those outside the grids, in reading order.

    ``characters`` counts the visible glyphs: 0 on a page that needs OCR (then ``images`` > 0)
    or is blank. ``order`` puts lines and grids in sequence: ``("line", i)`` or ``("grid", i)``.
    All places on the page are those after it was turned by ``turn`` quarters, so that most of
    its text runs from left to right (see ``loaders.glyphs.turned``); so are width and height.
    ``recognised``: read from a picture by text recognition.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    order: tuple[tuple[str, int], ...] = ()
    characters: int = 0
    images: int = 0
    turn: int = 0
    recognised: bool = False


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    CONTENTS = "contents"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, caption or note joined over line wraps and pages, or a table.

    ``level`` is a heading's depth, 1 outermost. ``section`` is the path of the headings above
    it, outermost first. ``table`` is the number of its table: for a table itself, for its
    captions and notes, and for running text inside one of its cells (then ``cell`` is its
    row and column).
    """

    index: int
    kind: BlockKind
    text: Text
    level: int = 0
    section: tuple[str, ...] = ()
    table: int | None = None
    cell: tuple[int, int] | None = None


class RowKind(StrEnum):
    """What a table row is."""

    HEADER = "header"
    NUMBERING = "numbering"  # 栏次 1 2 3
    ITEM = "item"
    TOTAL = "total"  # 合计, 总计, 小计: over the rows above or below
    BLANK = "blank"


class ColumnRole(StrEnum):
    """What the cells of a table column hold."""

    CODE = "code"
    LABEL = "label"
    SEQUENCE = "sequence"  # 行次, 序号
    VALUE = "value"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """``path`` is the header from outermost to innermost, each part once."""

    index: int
    role: ColumnRole
    path: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one panel.

    ``code`` is the full subject code (类 款 项 joined). ``level`` grows inward from 0.
    ``parent`` is the index (in ``Panel.rows``) of the row this one is a part of. ``of_which``
    marks 其中 rows: part of the parent, but not a partition of it.
    """

    index: int
    kind: RowKind
    label: str = ""
    code: str = ""
    level: int = 0
    parent: int | None = None
    of_which: bool = False
    #: Outer labels of a merged first column (一级指标, 二级指标), outermost first.
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """One side of a table that stands in two or three panels (收入 | 支出)."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def values(self) -> Iterator[Column]:
        return (column for column in self.columns if column.role is ColumnRole.VALUE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a person reads it, joined over pages.

    ``texts`` maps (row, column) of the joined grid to the folded text of its cell; merged
    cells stand at their top left. ``understood`` is false where the structure could not be
    told with confidence: then no claim is made and its figures count as unread. ``sure`` is
    that of its grid.
    """

    number: int
    title: str
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    texts: dict[tuple[int, int], Text] = field(repr=False)
    code: str = ""  # 公开05表
    unit: str = ""  # as printed in 金额单位：万元
    notes: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    header_rows: int = 0
    panels: tuple[Panel, ...] = ()
    understood: bool = False
    caption: Text = NO_TEXT
    sure: bool = True

    def text(self, row: int, column: int) -> str:
        found = self.texts.get((row, column))
        return found.value if found is not None else ""

    def context(self, row: int) -> str:
        """The non-empty cells of a row, left to right, joined by single spaces."""
        cells = (self.text(row, column) for column in range(self.columns))
        return " ".join(cell for cell in cells if cell)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``header`` is the column's title, merged titles above it first; one value a row."""

    number: int  # as the program shows it, from 1
    header: str
    values: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a ledger, kept as columns; ``rows`` are the numbers of its data rows.

    ``title`` and ``unit`` are what stands above the header (金额单位：万元), as printed.
    ``ragged`` are the rows that hold more cells than the header has columns; their extra cells
    stand in columns without a header.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[int, ...] = field(repr=False)
    title: str = ""
    unit: str = ""
    ragged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a person would recognise it.

    ``index`` is its position in the run. A ledger has ``sheets`` and no pages.
    ``problems`` are what its loader could not read, as codes of the ``DOC`` and ``AUD``
    families with the place.
    """

    index: int
    path: str
    sha256: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    title: str = ""
    language: str = "zh"
    sheets: tuple[Sheet, ...] = ()

    @property
    def pages_without_text(self) -> tuple[int, ...]:
        return tuple(page.number for page in self.pages if not page.characters and page.images)

    @property
    def pages_recognised(self) -> tuple[int, ...]:
        """The pages that were read by text recognition."""
        return tuple(page.number for page in self.pages if page.recognised)

    def block(self, index: int) -> Block:
        return self.blocks[index]
