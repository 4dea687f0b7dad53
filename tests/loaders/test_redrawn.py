"""Tables of the templates drawn again without column rules mean the same, or count as unread."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from auditlint.document import Table
from auditlint.loaders import markdown, pdfium
from auditlint.loaders.layout import page_of
from auditlint.structure import build
from auditlint.structure.tables.values import cell_number, is_dash

TEMPLATES = sorted((Path(__file__).parents[1] / "templates").glob("*.md"))
FONT, SIZE, GAP, WIDEST = "STSong-Light", 9, 14, 120
WIDE, HIGH = 1000, 1400


def drawn(table: Table, rules: bool) -> bytes | None:
    """One page with the table: words to the left, numbers to the right, headers in the middle,
    names wrapped; with ``rules`` as a three-line table. ``None`` where it does not fit."""
    registerFont(UnicodeCIDFont(FONT))
    span = {(cell.row, cell.column): (cell.rowspan, cell.colspan) for cell in table.cells}
    widths = [30.0] * table.columns
    for place, text in table.texts.items():
        if span[place][1] == 1:
            width = min(stringWidth(text.value, FONT, SIZE), WIDEST)
            widths[place[1]] = max(widths[place[1]], width)
    xs = [40.0]
    for width in widths:
        xs.append(xs[-1] + width + GAP)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH))
    canvas.setFont(FONT, SIZE)
    top = 60.0
    if rules:
        canvas.line(xs[0], HIGH - top, xs[-1], HIGH - top)
    for row in range(table.rows):
        lines = {
            column: wrapped(text.value, xs[column + span[row, column][1]] - xs[column] - GAP + 0.1)
            for (at, column), text in table.texts.items()
            if at == row and text
        }
        high = max((len(said) for said in lines.values()), default=1)
        for column, said in lines.items():
            tall, across = span[row, column]
            left, right = xs[column], xs[column + across] - GAP
            number = cell_number("".join(said)) or is_dash("".join(said))
            for at, line in enumerate(said):
                y = HIGH - (top + 14 + at * 11 + (high - len(said)) * 5.5 + (tall - 1) * 8)
                if row < table.header_rows or across > 1:
                    canvas.drawCentredString((left + right) / 2, y, line)
                elif number:
                    canvas.drawRightString(right, y, line)
                else:
                    canvas.drawString(left, y, line)
            if rules and row < table.header_rows - 1 and across > 1:
                canvas.line(left, HIGH - top - 18, right, HIGH - top - 18)
        top += 11 * high + 8
        if rules and row in (table.header_rows - 1, table.rows - 1):
            canvas.line(xs[0], HIGH - top + 3, xs[-1], HIGH - top + 3)
    canvas.save()
    return out.getvalue() if xs[-1] < WIDE - 20 and top < HIGH - 60 else None


def wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for char in text:
        if stringWidth(lines[-1] + char, FONT, SIZE) > width:
            lines.append("")
        lines[-1] += char
    return lines


def meaning(table: Table) -> list[tuple[str, str, str, str]]:
    """Panel, row, header path and printed text of every value."""
    return sorted(
        (
            panel.title,
            row.code or "".join(row.label.split()),
            "".join("".join(column.path).split()),
            table.text(row.index, column.index),
        )
        for panel in table.panels
        for row in panel.rows[table.header_rows :]
        for column in panel.values()
        if table.text(row.index, column.index).strip()
    )


@pytest.mark.parametrize(("rules", "least"), [(True, 0.94), (False, 0.84)], ids=["three", "none"])
def test_a_table_redrawn_without_column_rules_means_the_same(rules: bool, least: float) -> None:
    read = unread = 0
    for path in TEMPLATES[:: 1 if rules else 2]:
        for table in build(0, "report.md", "", markdown.read(path.read_text("utf-8"))).tables:
            data = drawn(table, rules) if table.understood else None
            if data is None:
                continue
            with pdfium.opened(data) as file:
                page = page_of(file.sheet(0), 1)
            again = build(0, "report.pdf", "", [page]).tables
            if not again:  # too few rows, or a list of words and one number each
                filled = {column for *_, column, _ in meaning(table)}
                few = table.rows - table.header_rows < 4 or len(filled) < 2
                assert few, (path.name, table.number)
            elif not again[0].sure:
                unread += 1
            else:
                read += 1
                assert len(again) == 1, (path.name, table.number)
                assert meaning(again[0]) == meaning(table), (path.name, table.number)
    assert read >= least * (read + unread)
