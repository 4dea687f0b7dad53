"""Writing workbooks: text stays text, columns fit, and the same content gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from auditlint.render.words import plain, width

Value = str | int | float | None

#: What a cell can hold at most.
_LONGEST = 32_000
_WIDEST = 60
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_HEAD = PatternFill("solid", fgColor="DDE4EE")
_LINE = Side(style="thin", color="B8C0CC")
FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def new_workbook() -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def add_sheet(
    book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[Value]]
) -> Worksheet:
    """A sheet with a frozen heading row, filters, and columns as wide as their content."""
    sheet: Worksheet = book.create_sheet(title)
    for column, name in enumerate(head, 1):
        cell = put(sheet, 1, column, name)
        cell.font, cell.fill = Font(bold=True), _HEAD
    widths = [width(name) for name in head]
    count = 1
    for row in rows:
        count += 1
        for column, value in enumerate(row, 1):
            put(sheet, count, column, value)
            widths[column - 1] = max(widths[column - 1], width(str(value or "")))
    for column, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(wide + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{count}"
    return sheet


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write a value; a text that begins like a formula stays text."""
    cell: Cell = sheet.cell(row, column)
    cell.border, cell.alignment = FRAME, WRAPPED
    if isinstance(value, str):
        cell.value = plain(value, keep_newlines=True)[:_LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def saved(book: Workbook) -> bytes:
    """The file of a workbook, without the time it was written at."""
    out = BytesIO()
    book.save(out)
    again = BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", content
                )
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return again.getvalue()
