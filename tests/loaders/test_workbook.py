"""Workbooks of report tables: tables found on their sheets, values as the program shows them."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from auditlint.document import Document, SheetPlace
from auditlint.engine import run
from auditlint.loaders.shown import shown
from auditlint.reading import documents
from auditlint.render.view import View
from auditlint.settings import DocumentSettings, LedgerSettings, Settings

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (0.856, "0.0%", "85.6%"),
        (0, '#,##0.00;-#,##0.00;"—"', "—"),
        (0, ACCOUNTING, "-"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, "0;-0;;@", ""),
        ("合计", "0;-0;;@", "合计"),
        (100 / 3, "General", "33.33333333"),
        (0.1 + 0.2, "General", "0.3"),
        (2.675, "0.00", "2.68"),
        (-5, "#,##0.00_);(#,##0.00)", "(5.00)"),
        (-5, "0.00_ ;[Red]\\-0.00\\ ", "-5.00"),
        (0.5, "#.00", ".50"),
        (12, "000", "012"),
        (1_000_000, "#,##0.00,", "1,000.00"),
        (5, '0"个"', "5个"),
        (-0.001, "0.00", "0.00"),
        (201, "@", "201"),
        (15, "[>=10]0.0;0.00", "15.0"),
        (2, "0.##", "2"),
        (True, "General", "是"),
        (None, "General", ""),
        (date(2024, 5, 6), 'yyyy"年"m"月"d"日"', "2024年5月6日"),
        (date(2024, 5, 6), "yyyy-mm-dd", "2024-05-06"),
    ],
)
def test_values_as_the_program_shows_them(value: object, pattern: str, text: str) -> None:
    assert shown(value, pattern) == text


HEAD = ["项目", "合计", "基本支出", "项目支出"]
ROWS: list[list[Any]] = [
    HEAD,
    ["教育支出", 30, 10, 20],
    ["文化支出", 50.5, 40, 10.5],
    ["合计", 80.5, 50, 30.5],
]


def put(
    sheet: Any, rows: list[list[Any]], top: int = 1, left: int = 1, *, ruled: bool = False
) -> None:
    side = Side("thin")
    for r, row in enumerate(rows, top):
        for c, value in enumerate(row, left):
            cell = sheet.cell(r, c, value)
            if isinstance(value, int | float):
                cell.number_format = "#,##0.00"
            if ruled:
                cell.border = Border(side, side, side, side)


def saved(book: openpyxl.Workbook, path: Path) -> str:
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return str(path)


def read(path: str, settings: Settings | None = None) -> Document:
    return next(documents([path], settings or Settings(cache=False))).document


def sheet_of(title: str = "支出决算表") -> tuple[openpyxl.Workbook, Any]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公开03表"
    sheet["A1"] = f"某某局2024年度{title}"
    sheet.merge_cells("A1:D1")
    sheet["A2"], sheet["D2"] = "编制单位：某某局", "单位：万元"
    return book, sheet


@pytest.mark.parametrize("ruled", [True, False])
def test_title_unit_table_and_note_of_a_sheet(tmp_path: Path, ruled: bool) -> None:
    book, sheet = sheet_of()
    put(sheet, ROWS, 3, ruled=ruled)
    sheet["A7"] = "注：本表反映本年度的支出情况。"
    (table,) = read(saved(book, tmp_path / "a.xlsx")).tables
    assert (table.title, table.unit) == ("某某局2024年度支出决算表", "万元")
    assert table.notes == ("注：本表反映本年度的支出情况。",)
    assert table.understood
    assert [table.context(row) for row in range(table.rows)] == [
        "项目 合计 基本支出 项目支出",
        "教育支出 30.00 10.00 20.00",
        "文化支出 50.50 40.00 10.50",
        "合计 80.50 50.00 30.50",
    ]


@pytest.mark.parametrize("ruled", [True, False])
def test_several_tables_on_one_sheet(tmp_path: Path, ruled: bool) -> None:
    book, sheet = sheet_of()
    put(sheet, ROWS, 3, ruled=ruled)
    sheet["A8"] = "财政拨款支出决算表"
    put(sheet, [HEAD, ["教育支出", 1, 1, None], ["合计", 1, 1, None]], 9, ruled=ruled)
    put(sheet, [["姓名", "人数"], ["在职", 3], ["合计", 3]], 9, 7, ruled=ruled)
    found = read(saved(book, tmp_path / "a.xlsx")).tables
    shapes = [(table.title, table.rows, table.columns) for table in found]
    assert shapes == [
        ("某某局2024年度支出决算表", 4, 4),
        ("财政拨款支出决算表", 3, 4),
        ("", 3, 2),
    ]


def test_a_blank_row_does_not_end_a_table_without_rules(tmp_path: Path) -> None:
    book, sheet = sheet_of()
    put(sheet, [*ROWS[:3], [None] * 4, ROWS[3]], 3)
    (table,) = read(saved(book, tmp_path / "a.xlsx")).tables
    assert table.rows == 5


def test_merged_cells_of_a_header(tmp_path: Path) -> None:
    book, sheet = sheet_of()
    put(
        sheet,
        [["项目", "支出", None], [None, "基本支出", "项目支出"], ["教育", 1, 2]],
        3,
        ruled=True,
    )
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    (table,) = read(saved(book, tmp_path / "a.xlsx")).tables
    (panel,) = table.panels
    assert [column.path for column in panel.columns] == [
        ("项目",),
        ("支出", "基本支出"),
        ("支出", "项目支出"),
    ]


def test_a_place_is_sheet_and_cell(tmp_path: Path) -> None:
    book, sheet = sheet_of()
    put(sheet, [*ROWS[:3], ["合计", 90.5, 50, 30.5]], 3, ruled=True)
    result = run([saved(book, tmp_path / "a.xlsx")], Settings(cache=False, select=("SUM",)))
    (found,) = result.diagnostics
    assert found.finding.marked == "90.50"
    assert found.finding.at.cell == SheetPlace("公开03表", 6, 2)
    assert View(result).place_of(found.finding).within == "公开03表!B6"


def ods(rows: list[list[Any]]) -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            if isinstance(value, float)
            else '<table:table-cell office:value-type="string">'
            f"<text:p>{value}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="公开01表">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}manifest:1.0"/>')
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_other_kinds_of_workbooks_are_read_without_formats(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    rows = [
        ["项目", "年初预算数", "决算数", "完成率"],
        ["教育", 200.0, 171.2, 0.856],
        ["合计", 200.0, 171.2, 0.856],
    ]
    path.write_bytes(ods([["支出决算表", "", "", ""], *rows]))
    (table,) = read(str(path)).tables
    assert table.title == "支出决算表"
    assert table.context(1) == "教育 200 171.2 85.6%"


def test_formulas_count_by_their_results_and_are_named_without(tmp_path: Path) -> None:
    book, sheet = sheet_of()
    put(sheet, [*ROWS[:3], ["合计", "=SUM(B4:B5)", 50, 30.5]], 3, ruled=True)
    result = run([saved(book, tmp_path / "a.xlsx")], Settings(cache=False))
    told = {found.code for found in result.diagnostics}
    assert "DOC011" in told
    assert not any(code.startswith("SUM") for code in told)


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    book, sheet = sheet_of()
    put(sheet, ROWS, 3, ruled=True)
    aside = book.create_sheet("底稿")
    put(aside, [HEAD, ["合计", 9, 1, 1]])
    aside.sheet_state = "hidden"
    result = run([saved(book, tmp_path / "a.xlsx")], Settings(cache=False))
    (found,) = [one for one in result.diagnostics if one.code == "DOC010"]
    assert "底稿" in found.finding.message.zh
    assert len(result.documents[0].tables) == 1


def test_a_sheet_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "收入支出决算总表"
    put(book.active, ROWS, ruled=True)
    (table,) = read(saved(book, tmp_path / "a.xlsx")).tables
    assert table.title == "收入支出决算总表"


@pytest.mark.parametrize("title", ["收储土地登记表", "预算公开情况检查表", "合同台账"])
def test_ledgers_and_check_forms_are_no_reports(tmp_path: Path, title: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = title
    put(book.active, [["序号", "名称", "金额"], [1, "甲", 3], [2, "乙", 4]], 2)
    read_ = read(saved(book, tmp_path / "a.xlsx"))
    assert (read_.pages, len(read_.sheets)) == ((), 1)


def test_the_settings_say_what_a_workbook_is(tmp_path: Path) -> None:
    book, sheet = sheet_of()
    put(sheet, ROWS, 3, ruled=True)
    path = saved(book, tmp_path / "a.xlsx")
    assert read(path).pages
    for settings in (
        Settings(cache=False, ledgers=(LedgerSettings("*.xlsx"),)),
        Settings(cache=False, documents=(DocumentSettings("a.xlsx", kind="台账"),)),
    ):
        assert not read(path, settings).pages
