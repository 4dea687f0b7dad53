"""Pages into blocks in reading order: headings, paragraphs over wraps and pages, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from auditlint.document import NO_TEXT, Block, BlockKind, Cell, Line, Page, Table, Text
from auditlint.language.zh.markers import (
    has_leaders,
    is_contents_title,
    marker,
    reads_like_heading,
)
from auditlint.structure.lines import Margins, furniture, goes_on, size_of, usual_size
from auditlint.structure.tables import ReadTable
from auditlint.structure.text import folded, joined

#: A cell with more characters than this, or with a full stop, holds running text.
_LONG_CELL = 60
#: A title without a mark is larger than its surroundings by this factor.
_LARGE = 1.15
#: A page with no more lines than this has no body of its own to measure a title by.
_COVER = 6
#: The white margin of such a page, as a part of its width.
_MARGIN = 0.12


@dataclass(slots=True)
class _Paragraph:
    """Lines that read on, the margins around the last of them, and where they stand."""

    lines: list[Line]
    margins: Margins
    table: int | None = None
    cell: tuple[int, int] | None = None
    centred: bool = False
    large: bool = False

    def opens_part(self) -> bool:
        mark = marker(self.lines[0].text.strip())
        return mark is not None and mark.level == 1


@dataclass(slots=True)
class _Writer:
    """Blocks as they come, with the headings above the current place."""

    blocks: list[Block] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _paragraph: _Paragraph | None = None
    #: The letter size of the document's body, in points.
    size: float = 0.0
    #: Pages of the table of contents, and its lines in a text without pages.
    contents: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()
    #: Tables that are frames around running text.
    frames: frozenset[int] = frozenset()

    def add(
        self,
        kind: BlockKind,
        text: Text,
        level: int = 0,
        table: int | None = None,
        cell: tuple[int, int] | None = None,
    ) -> None:
        section = tuple(title for _, title in self._open)
        self.blocks.append(Block(len(self.blocks), kind, text, level, section, table, cell))

    def line(
        self,
        line: Line,
        margins: Margins,
        titles: Margins,
        table: int | None = None,
        cell: tuple[int, int] | None = None,
    ) -> None:
        """Take the next line of running text; titles are told by their own margins."""
        if not line.text.strip():
            return
        current = self._paragraph
        centred = bool(line.edges) and cell is None and titles.centres(line)
        large = size_of(line) > (titles.size or self.size) * _LARGE
        if current is not None and (current.table is None) == (table is None):
            last = current.lines[-1]
            centred_on = (current.large and large) or (
                centred and (current.centred or current.opens_part())
            )
            title_goes_on = (
                centred_on
                and current.large == large
                and last.page == line.page
                and line.top - last.bottom < 2.2 * size_of(line)
                and abs(size_of(last) - size_of(line)) < 0.5
                and marker(line.text.strip()) is None
            )
            same_cell = cell is not None and cell == current.cell and table not in self.frames
            reads_on = same_cell or (
                not current.centred and goes_on(last, line, current.margins, margins)
            )
            if title_goes_on or (reads_on and not centred):
                current.lines.append(line)
                current.margins = margins
                return
        self.close()
        self._paragraph = _Paragraph([line], margins, table, cell, centred, large)

    def close(self) -> None:
        """End the open paragraph."""
        current, self._paragraph = self._paragraph, None
        if current is None:
            return
        text = joined(current.lines)
        if not text:
            return
        first = current.lines[0]
        listed = first.page in self.contents or (first.number in self.entries and not first.edges)
        if listed or has_leaders(text.value):
            self.add(BlockKind.CONTENTS, text)
            return
        level = _heading_level(text.value, current)
        if level and current.cell is None:
            self._open = [entry for entry in self._open if entry[0] < level]
            self.add(BlockKind.HEADING, text, level)
            self._open.append((level, text.value))
        else:
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            self.add(kind, text, level, current.table, current.cell)


def _heading_level(text: str, paragraph: _Paragraph) -> int:
    """The depth of a heading, 0 for what is none. A title without a mark is outermost."""
    if not reads_like_heading(text):
        return 0
    mark = marker(text)
    if mark is not None:
        return mark.level if mark.level <= 5 else 0
    has_words = any("\u4e00" <= character <= "\u9fff" or character.isalpha() for character in text)
    return 1 if has_words and (paragraph.large or paragraph.centred) else 0


def blocks_of(pages: Sequence[Page], tables: Sequence[ReadTable]) -> tuple[Block, ...]:
    """All that stands on the pages, in reading order.

    Page furniture becomes FURNITURE blocks, so that nothing printed is lost.
    """
    aside = furniture(pages)
    first: dict[tuple[int, int], list[ReadTable]] = {}
    for read in tables:
        first.setdefault(read.grids[0], []).append(read)
    caption = {_key(line) for read in tables for line in read.captions}
    notes = {_key(line) for read in tables for line in read.notes}
    size = usual_size(line for page in pages for line in page.lines)
    writer = _Writer(
        size=size,
        contents=_contents(pages, aside),
        entries=frozenset(number for page in pages if not page.height for number in _entries(page)),
        frames=frozenset(read.table.number for read in tables if _is_frame(read.table)),
    )
    for page in pages:
        margins = Margins.of(
            [
                line
                for index, line in enumerate(page.lines)
                if (page.number, index) not in aside and _key(line) not in caption
            ]
        )
        titles = _title_margins(page, margins, size)
        for kind, index in page.order or tuple(("line", at) for at in range(len(page.lines))):
            if kind == "grid":
                for read in first.get((page.number, index), []):
                    _write_table(writer, read)
                continue
            line = page.lines[index]
            if (page.number, index) in aside:
                writer.blocks.append(Block(len(writer.blocks), BlockKind.FURNITURE, joined([line])))
            elif _key(line) not in caption and _key(line) not in notes:
                writer.line(line, margins, titles)
    writer.close()
    return tuple(writer.blocks)


def _title_margins(page: Page, margins: Margins, size: float) -> Margins:
    """The margins titles are told by: on a page with few lines those of the page and document."""
    if len(page.lines) > _COVER:
        return margins
    left = page.width * _MARGIN
    return Margins(min(left, margins.left), max(page.width - left, margins.right), size)


def _contents(pages: Sequence[Page], aside: frozenset[tuple[int, int]]) -> frozenset[int]:
    """The pages of the table of contents: the one that says so, and its continuations."""
    found: set[int] = set()
    for page in pages:
        if not page.height:  # a text without pages: only leaders tell
            continue
        texts = (
            folded(Text.of(line)).value
            for index, line in enumerate(page.lines)
            if (page.number, index) not in aside
        )
        filled = filter(None, texts)
        entries = list(islice(filled, 3))
        if any(map(is_contents_title, entries)):
            found.add(page.number)
        elif page.number - 1 in found and not page.grids and len(entries) > 2:
            entries.extend(filled)
            listed = [text for text in entries if has_leaders(text) or reads_like_heading(text)]
            marked = sum(marker(text) is not None for text in entries)
            if len(listed) == len(entries) and 2 * marked >= len(entries):
                found.add(page.number)
    return frozenset(found)


#: Of so many entries of a table of contents one is a heading in the same words.
_FIRST = 3


def _entries(page: Page) -> Iterator[int]:
    """The numbers of the lines of a table of contents in a text without pages.

    They follow the word 目录 and are titles, up to where one of the first stands again.
    """
    lines = [(line.number, "".join(line.text.split())) for line in page.lines]
    start = next((at for at, (_, text) in enumerate(lines) if is_contents_title(text)), None)
    if start is None or start + 1 >= len(lines):
        return
    first = [text for _, text in lines[start + 1 : start + 1 + _FIRST]]
    again = (
        at - first.index(lines[at][1])
        for at in range(start + 1 + _FIRST, len(lines))
        if lines[at][1] in first
    )
    stop = next(again, start)
    titles = [text for _, text in lines[start + 1 : stop]]
    if any(text.endswith(("。", "；")) for text in titles):
        return
    if sum(map(reads_like_heading, titles)) * 5 >= len(titles) * 4:
        yield from (number for number, _ in lines[start:stop])


def _key(line: Line) -> tuple[int, int, str]:
    return line.page, line.number, line.text


def _write_table(writer: _Writer, read: ReadTable) -> None:
    table = read.table
    if not _is_frame(table):
        writer.close()
    for line in read.captions:
        writer.add(BlockKind.CAPTION, joined([line]), table=table.number)
    writer.add(BlockKind.TABLE, NO_TEXT, table=table.number)
    for cell in _text_cells(table):
        margins = Margins.of(cell.lines)
        for line in cell.lines:
            writer.line(line, margins, margins, table.number, (cell.row, cell.column))
        if not _is_frame(table):
            writer.close()
    for note in _notes(read.notes):
        writer.add(BlockKind.NOTE, note, table=table.number)


def _is_frame(table: Table) -> bool:
    """A ruled frame around running text, which reads on from page to page."""
    return not table.panels and table.sure


def _text_cells(table: Table) -> Iterator[Cell]:
    """The cells that hold sentences rather than a label or a value."""
    for cell in table.cells:
        text = table.text(cell.row, cell.column)
        if len(text) > _LONG_CELL or ("。" in text and len(text) > 12):
            yield cell


def _notes(lines: Sequence[Line]) -> Iterator[Text]:
    """Notes joined over their wraps."""
    margins = Margins.of(lines)
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not goes_on(open_lines[-1], line, margins, margins):
            yield joined(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield joined(open_lines)
