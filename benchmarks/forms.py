"""One report in other forms: a PDF as read, written anew as Word document, web page and workbook.

    python -m benchmarks.forms FILE.pdf … [--write FOLDER]

Tells which findings (code and marked text) a form has and the PDF has not, and the reverse. Of a
workbook only the tables are written, so only findings that stand in tables are compared.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from auditlint.document import BlockKind, Cell, Document, Table
from auditlint.engine import run
from auditlint.result import Result
from auditlint.settings import Settings

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?")

#: A paragraph with its heading level, or a table.
Item = tuple[int, str] | Table
#: Code and marked text of a finding.
Found = tuple[str, str]


def items(document: Document) -> Iterator[Item]:
    """What stands on the pages, in order, without page numbers and running headers."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and block.table is not None:
            yield document.tables[block.table]
        elif block.kind is not BlockKind.FURNITURE and block.cell is None and block.text:
            yield (min(block.level, 6) if block.kind is BlockKind.HEADING else 0), block.text.value


def paragraphs(document: Document, table: Table, cell: Cell) -> list[str]:
    """The paragraphs of a cell."""
    running = [
        block.text.value
        for block in document.blocks
        if block.table == table.number and block.cell == (cell.row, cell.column)
    ]
    return running or [table.text(cell.row, cell.column)]


def html(document: Document) -> bytes:
    """The report as a web page."""
    parts = ["<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"]
    for item in items(document):
        if isinstance(item, Table):
            parts.append("<table>")
            for row in _rows(item):
                parts.append("<tr>")
                for cell in row:
                    inner = "".join(f"<p>{escape(x)}</p>" for x in paragraphs(document, item, cell))
                    spans = f"rowspan={cell.rowspan} colspan={cell.colspan}"
                    parts.append(f"<td {spans}>{inner}</td>")
                parts.append("</tr>")
            parts.append("</table>")
        else:
            level, text = item
            tag = f"h{level}" if level else "p"
            parts.append(f"<{tag}>{escape(text)}</{tag}>")
    return "".join(parts).encode()


def word(document: Document) -> bytes:
    """The report as a Word document."""
    body: list[str] = []
    for item in items(document):
        if isinstance(item, Table):
            body.append("<w:tbl>" + "".join(_word_rows(document, item)) + "</w:tbl>")
        else:
            body.append(_word_paragraph(*reversed(item)))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in range(1, 7)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        inner = f"<w:body>{''.join(body)}</w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}">{inner}</w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{_W}">{styles}</w:styles>')
    return out.getvalue()


def _word_paragraph(text: str, level: int = 0) -> str:
    style = f'<w:pPr><w:pStyle w:val="H{level}"/></w:pPr>' if level else ""
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_rows(document: Document, table: Table) -> Iterator[str]:
    starts = {(cell.row, cell.column): cell for cell in table.cells}
    covers = {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for row in range(table.rows):
        written: list[str] = []
        column = 0
        while column < table.columns:
            cell = covers.get((row, column), Cell(row, column))
            span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
            merge = ""
            if cell.rowspan > 1:
                merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
            here = starts.get((row, column))
            texts = paragraphs(document, table, here) if here is not None else [""]
            inner = "".join(map(_word_paragraph, texts))
            written.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>")
            column = max(column, cell.column) + (cell.colspan if cell.column == column else 1)
        yield "<w:tr>" + "".join(written) + "</w:tr>"


def _rows(table: Table) -> list[list[Cell]]:
    return [
        sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        for row in range(table.rows)
    ]


def workbook(document: Document) -> bytes:
    """The tables of a report as a workbook, a sheet each, with numbers in their formats."""
    import openpyxl
    from openpyxl.styles import Border, Side

    book = openpyxl.Workbook()
    book.remove(book.active)
    side = Side("thin")
    for table in document.tables:
        if not table.panels:
            continue
        sheet = book.create_sheet(f"表{table.number + 1}")
        captions = [
            block.text.value
            for block in document.blocks
            if block.kind is BlockKind.CAPTION and block.table == table.number
        ]
        for row, text in enumerate(captions, 1):
            sheet.cell(row, 1, text)
        top = len(captions)
        for cell in table.cells:
            row, column = top + cell.row + 1, cell.column + 1
            value, pattern = _typed(table.text(cell.row, cell.column))
            put = sheet.cell(row, column, value)
            put.number_format = pattern
            for r in range(row, row + cell.rowspan):
                for c in range(column, column + cell.colspan):
                    sheet.cell(r, c).border = Border(side, side, side, side)
            if cell.rowspan > 1 or cell.colspan > 1:
                stop = (row + cell.rowspan - 1, column + cell.colspan - 1)
                sheet.merge_cells(None, row, column, *stop)
        for number, note in enumerate(table.notes, top + table.rows + 1):
            sheet.cell(number, 1, note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(text: str) -> tuple[Any, str]:
    """A printed number as a value and its number format; other texts as they are."""
    found = _NUMBER.fullmatch(text)
    if found is None or (text.isdigit() and (len(text) > 2 or text.startswith("0"))):
        return text or None, "General"
    pattern = "#,##0" if "," in text else "0"
    pattern += "." + "0" * (len(found[1]) - 1) if found[1] else ""
    value = float(text.replace(",", "").rstrip("%"))
    return (value / 100, pattern + "%") if text.endswith("%") else (value, pattern)


def findings(result: Result, *, tables: bool = False) -> Counter[Found]:
    """Code and marked text of every finding, folded ones included."""
    found: Counter[Found] = Counter()
    for top in result.diagnostics:
        for one in (top, *top.consequences):
            if tables and not all(cited.figure.in_table for cited in one.finding.figures):
                continue
            if tables and not one.finding.figures:
                continue
            found[one.code, "".join(one.finding.marked.split())] += 1
    return found


def differences(path: Path, folder: Path) -> dict[str, tuple[list[Found], list[Found]]]:
    """For each form the findings that only it has, and those that only the PDF has."""
    settings = Settings(cache=False)
    result = run([str(path)], settings)
    document = result.documents[0]
    told: dict[str, tuple[list[Found], list[Found]]] = {}
    for suffix, write in ((".docx", word), (".html", html), (".xlsx", workbook)):
        copy = folder / f"{path.stem}{suffix}"
        copy.write_bytes(write(document))
        again = run([str(copy)], settings)
        only = suffix == ".xlsx"
        ours, theirs = findings(result, tables=only), findings(again, tables=only)
        told[suffix] = sorted((theirs - ours).elements()), sorted((ours - theirs).elements())
    return told


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", type=Path, help="keep the copies in this folder")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.write or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for path in given.files:
            for suffix, (more, less) in differences(path, folder).items():
                sys.stdout.write(f"{path}{suffix}: {len(more)} only here, {len(less)} lost\n")
                for sign, found in (("+", more), ("-", less)):
                    sys.stdout.writelines(f"  {sign} {code} {text}\n" for code, text in found)


if __name__ == "__main__":
    main()
