"""Titles, notes and values of the tables of a disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.document import Block, BlockKind, Document, RowKind, Table
from auditlint.language.zh.disclosure import (
    TABLES,
    ZEROES,
    Required,
    is_lone_title,
    is_of_government,
    is_of_table,
)
from auditlint.patterns import compiled

#: A number that is no column number, wherever the header was thought to end.
_AMOUNT = compiled(r"-?[\d,]+\.\d+|\d{1,3}(?:,\d{3})+")

#: A title is no longer than this.
_TITLE = 60


def titles(document: Document) -> Iterator[str]:
    """What stands above tables and sections; not the table of contents.

    Where a file has tables that were not read, a title alone in its paragraph counts too.
    """
    unread = any(not table.understood for table in document.tables)
    for table in document.tables:
        yield table.title
        yield table.caption.value
    for block in document.blocks:
        alone = unread and block.kind is BlockKind.PARAGRAPH
        if block.kind in (BlockKind.CAPTION, BlockKind.HEADING) or (
            alone and is_lone_title(block.text.value)
        ):
            yield block.text.value


def table_titles(document: Document) -> Iterator[str]:
    """Titles of tables: 收入决算表, not 收入决算情况说明."""
    for title in titles(document):
        bare = title.rstrip("。：:")
        if bare and is_of_table(bare):
            yield bare


def prescribed(document: Document, kind: str) -> tuple[Required, ...]:
    """The tables that a body has to publish; none of a report on the budget of a territory."""
    opening = [block.text.value for block in document.blocks[:3]]
    lines = ["".join(text.split()) for text in (document.title, *opening)]
    government = any(is_of_government(line) for line in lines if len(line) <= _TITLE)
    return () if government else TABLES.get(kind, ())


def missing(required: tuple[Required, ...], texts: list[str], year: int) -> list[Required]:
    """Those of ``required`` (in force in ``year``) that none of ``texts`` fits."""
    return [
        one
        for one in required
        if one.since <= year and not any(one.pattern.search(text) for text in texts)
    ]


def has_values(table: Table) -> bool:
    """Whether any value cell of a table holds something other than zero."""
    for panel in table.panels:
        for row in panel.rows:
            if row.kind in (RowKind.ITEM, RowKind.TOTAL):
                for column in panel.values():
                    if table.text(row.index, column.index).strip() not in ZEROES:
                        return True
    return False


def is_blank(table: Table) -> bool:
    """Whether nothing but headers, numbering, zeroes and the word 合计 stands in a table."""
    if not table.understood or any(
        _AMOUNT.fullmatch(text.value) and text.value.strip("0.,") for text in table.texts.values()
    ):
        return False
    return not has_values(table) and not any(
        row.code for panel in table.panels for row in panel.rows if row.kind is RowKind.ITEM
    )


def heading_of_tables(document: Document) -> Block | None:
    """The heading that opens the part with the tables, or the first block with text."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for block in headings:
        if block.text.value.rstrip("。").endswith("表") and block.level == 1:
            return block
    return next((block for block in document.blocks if block.text), None)


def notes_of(document: Document, table: Table) -> list[str]:
    """The notes of a table, joined to one text each."""
    blocks = [
        block.text.value
        for block in document.blocks
        if block.kind is BlockKind.NOTE and block.table == table.number
    ]
    return [*table.notes, *blocks, "".join(table.notes)]
