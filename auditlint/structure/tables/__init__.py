"""Grids of the pages into tables as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditlint.document import (
    NO_TEXT,
    Column,
    ColumnRole,
    Line,
    Page,
    Panel,
    RowKind,
    Table,
    Text,
)
from auditlint.language.zh.tables import bare, is_caption_meta, unit_line
from auditlint.patterns import compiled
from auditlint.structure.lines import furniture
from auditlint.structure.tables.captions import Caption, caption_above, notes_below
from auditlint.structure.tables.columns import Head, read_columns, read_head, split_panels
from auditlint.structure.tables.grids import Joined, join_grids
from auditlint.structure.tables.rows import label_sides, read_rows
from auditlint.structure.tables.stacked import sections
from auditlint.structure.text import joined
from auditlint.values import dataclass

#: The value of one column and the label of the next read as one cell: 12.00二、教育支出.
_GLUED = compiled(
    r"-?[\d,]+\.\d+ ?[一二三四五六七八九十]{1,3}、|(?:决算数|预算数|金额)(?:项目|科目)"
)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with the grids it was joined from and the lines around them that belong to it.

    ``grids`` are (page number, grid index), first one first; tables stacked in one grid share it.
    """

    table: Table
    grids: tuple[tuple[int, int], ...]
    captions: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()


def read_tables(pages: Sequence[Page]) -> tuple[ReadTable, ...]:
    """The tables of a file in reading order, each joined over the pages it runs on.

    A grid that is no table (a frame around text) has no panels and is not understood.
    """
    aside = furniture(pages)
    by_number = {page.number: page for page in pages}
    found: list[ReadTable] = []
    for table in join_grids(pages, aside):
        parts = sections(table)
        for at, part in enumerate(parts):
            read = _read(len(found), part, by_number, aside)
            found.append(
                replace(
                    read,
                    captions=read.captions if at == 0 else (),
                    notes=read.notes if at == len(parts) - 1 else (),
                )
            )
    return tuple(found)


def _read(
    number: int,
    table: Joined,
    pages: dict[int, Page],
    aside: frozenset[tuple[int, int]],
) -> ReadTable:
    first_page, first_grid = table.grids[0]
    caption = caption_above(pages[first_page], first_grid, aside, pages.get(first_page - 1))
    last_page, last_grid = table.grids[-1]
    notes = notes_below(pages[last_page], last_grid, aside)
    captions = list(caption.lines)
    for page, grid in table.grids[1:]:
        captions.extend(caption_above(pages[page], grid, aside).lines)
    head = read_head(table)
    panels = _panels(table, head)
    title, unit = _named(table, head, caption)
    unit = unit or _unit_of_labels(panels)
    return ReadTable(
        Table(
            number=number,
            title=title.value,
            cells=tuple(table.cells),
            rows=table.rows,
            columns=table.columns,
            texts=dict(table.texts),
            code=caption.code,
            unit=unit,
            notes=tuple(joined([line]).value for line in notes),
            header_rows=head.first,
            panels=panels,
            understood=_is_understood(panels),
            caption=title,
            sure=table.sure,
        ),
        tuple(table.grids),
        tuple(captions),
        notes,
    )


def _named(table: Joined, head: Head, caption: Caption) -> tuple[Text, str]:
    """Title and unit, from the lines above or from rows ruled in at the top."""
    title = joined(caption.title) if caption.title else NO_TEXT
    unit = caption.unit
    for row in head.captions:
        for column in range(table.columns):
            text = table.texts.get((row, column), NO_TEXT)
            if not text:
                continue
            unit = unit or unit_line(text.value)
            if not title and not is_caption_meta(text.value):
                title = text
    return title, unit


def _panels(table: Joined, head: Head) -> tuple[Panel, ...]:
    """The panels of a table; none where nothing names the columns."""
    if not table.sure or not head.headers or table.columns < 2 or head.first > table.rows:
        return ()
    if len([text for text in table.texts.values() if _GLUED.match(text.value)]) > 1:
        return ()
    columns = read_columns(table, head)
    if all(len(column.path) == 0 for column in columns[1:]):
        return ()
    panels: list[Panel] = []
    for start, stop in split_panels(columns):
        side = columns[start:stop]
        sides = label_sides(table, head, side)
        named = tuple(
            Column(
                column.index,
                ColumnRole.LABEL
                if column.index == sides.label or column.index in sides.groups
                else column.role,
                column.path,
                column.unit,
            )
            for column in side
        )
        rows = read_rows(table, head, side, sides)
        panels.append(Panel(_panel_title(named, columns), named, rows))
    return tuple(panels)


def _unit_of_labels(panels: Sequence[Panel]) -> str:
    """The unit of money in the header of the row labels: 项目资金（万元） of a form."""
    units = {
        column.unit
        for panel in panels
        for column in panel.columns
        if column.role is ColumnRole.LABEL and column.unit.endswith("元")
    }
    return units.pop() if len(units) == 1 else ""


def _panel_title(side: Sequence[Column], columns: Sequence[Column]) -> str:
    """The header that spans a panel and not the whole table: 收入 | 支出."""
    outer = {column.path[0] for column in side if column.path}
    if len(outer) != 1 or len(side) < 2 or len(side) == len(columns):
        return ""
    return bare(outer.pop())


def _is_understood(panels: Sequence[Panel]) -> bool:
    """Columns of values with a header, and rows that are told apart by a label or code."""
    if not panels:
        return False
    values = [column for panel in panels for column in panel.values()]
    if not values or any(not column.path for column in values):
        return False
    items = [
        row for panel in panels for row in panel.rows if row.kind in (RowKind.ITEM, RowKind.TOTAL)
    ]
    named = sum(bool(row.label or row.code) for row in items)
    return named * 2 >= len(items) or len({row.index for row in items}) == 1
