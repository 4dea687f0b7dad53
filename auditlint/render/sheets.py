"""Writing workbooks: text stays text, columns fit, and the same content gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from auditlint.render.words import plain, width

Value = str | int | float | None

#: What a cell can hold at most.
_LONGEST = 32_000
_WIDEST = 60
_STYLE = "auditlint"
_FORMULA = ("=", "+", "-", "@")
#: Points of a line, and of the highest row that spreadsheets show.
_LINE_HEIGHT, _HIGHEST = 15.5, 409.0
#: Digits that a number in a spreadsheet keeps.
_EXACT = 15
NO_LIMITS: Mapping[str, int] = MappingProxyType({})
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
    # One style by name: setting border and alignment of every cell takes many times as long.
    book.add_named_style(NamedStyle(_STYLE, border=FRAME, alignment=WRAPPED))
    return book


def add_sheet(
    book: Workbook,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    limits: Mapping[str, int] = NO_LIMITS,
) -> Worksheet:
    """A sheet with a frozen heading row, filters, and columns as wide as their content.

    ``limits`` says how wide a column gets at most; longer texts are wrapped, and rows as high
    as they need.
    """
    sheet: Worksheet = book.create_sheet(title)
    for column, name in enumerate(head, 1):
        cell = put(sheet, 1, column, name)
        cell.font, cell.fill = Font(bold=True), _HEAD
    widths = [width(name) + 3 for name in head]  # the arrow of the filter stands beside
    count = 1
    for row in rows:
        count += 1
        for column, value in enumerate(row, 1):
            put(sheet, count, column, value)
            longest = max(map(width, _text(value).split("\n")))
            widths[column - 1] = max(widths[column - 1], longest)
    for column, wide in enumerate(widths, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(wide + 2, limits.get(letter, _WIDEST))
    for number_of_row in range(2, count + 1):
        fit(sheet, number_of_row, len(head))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{count}"
    on_paper(sheet, 1, sheet.PAPERSIZE_A3)
    return sheet


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def fit(sheet: Worksheet, row: int, columns: int) -> None:
    """Make a row as high as its wrapped texts need: not every program does so by itself.

    ``columns`` is given because a sheet looks through all its cells to tell its own.
    """
    lines = 1
    for cell in (sheet.cell(row, column) for column in range(1, columns + 1)):
        room = max(sheet.column_dimensions[cell.column_letter].width - 2, 1)
        parts = map(width, _text(cell.value).split("\n"))
        lines = max(lines, sum(1 if part <= room else ceil(part / (0.93 * room)) for part in parts))
    sheet.row_dimensions[row].height = min(lines * _LINE_HEIGHT + 2, _HIGHEST)


def on_paper(sheet: Worksheet, heads: int, size: str) -> None:
    """Print across, as wide as the paper, with the first ``heads`` rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = size
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{heads}"


def number(value: Decimal) -> Value:
    """A value as a number, or as text where a spreadsheet would lose digits of it."""
    text = f"{value:f}"
    return float(value) if len(text.strip("-0.").replace(".", "")) <= _EXACT else text


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write a value; a text that begins like a formula stays text."""
    cell: Cell = sheet.cell(row, column)
    cell.style = _STYLE
    if isinstance(value, str):
        cell.value = plain(value, keep_newlines=True)[:_LONGEST]
        cell.data_type = "s"
        if value[:1] in _FORMULA:  # text it stays when somebody edits it
            cell.quotePrefix = True
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
