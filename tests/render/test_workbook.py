"""The working paper and the check form, read back as a spreadsheet program reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from auditlint.engine import run
from auditlint.render import named, rendered
from auditlint.render.reasons import kind_name
from auditlint.render.sheets import add_sheet, new_workbook, number
from auditlint.render.view import View
from auditlint.render.words import width
from auditlint.result import Result
from auditlint.settings import Settings

ROOT = Path(__file__).parents[2]
ACCOUNTS, FEEDBACK = (
    ROOT / "samples" / name for name in ("final-accounts.pdf", "evaluation-feedback.pdf")
)


def made(result: Result, name: str, language: str = "auto") -> bytes:
    form = named(name)
    assert form is not None
    return rendered(form, View(result, language))


def test_workbook_keeps_formulas_as_text(result: Result) -> None:
    book = openpyxl.load_workbook(BytesIO(made(result, "xlsx")))
    assert book.sheetnames == ["问题", "核对情况", "数字", "文件间核对"]
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
    assert "f" not in kinds
    head = [cell.value for cell in next(book["问题"].rows)]
    assert head[-2:] == ["复核结论", "复核意见"]
    assert book["问题"].max_row == len(result.diagnostics) + 1
    quoted = [c for row in book["问题"].rows for c in row if str(c.value).startswith("=1+1")]
    assert [cell.quotePrefix for cell in quoted] == [True] * len(quoted)
    assert quoted


def test_workbook_can_be_read_and_filled_in(result: Result) -> None:
    book = openpyxl.load_workbook(BytesIO(made(result, "xlsx")))
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert {sheet.print_title_rows for sheet in book} == {"$1:$1"}
    sheet = book["问题"]
    [choices] = sheet.data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == (
        f"N2:N{sheet.max_row}",
        '"问题成立,不是问题,待核实"',
    )
    assert [sheet.cell(2, column).value for column in (1, 2, 5)] == [1, "错误", 19]
    # As high as the longest text of the row needs in its column.
    for row in range(2, sheet.max_row + 1):
        lines = max(
            width(str(cell.value or "")) / sheet.column_dimensions[cell.column_letter].width
            for cell in sheet[row]
        )
        assert sheet.row_dimensions[row].height >= min(14 * lines, 409)
    figures = list(book["数字"].iter_rows(min_row=2, values_only=True))
    assert ("100%", 100) in [(row[2], row[3]) for row in figures]
    assert ("2,940.35", 2940.35) in [(row[2], row[3]) for row in figures]
    assert {row[5] for row in book["核对情况"].iter_rows(min_row=2, values_only=True)} > {0}
    verdicts = [row[7] for row in book["文件间核对"].iter_rows(min_row=2, values_only=True)]
    assert "不符" in verdicts
    english = openpyxl.load_workbook(BytesIO(made(result, "xlsx", "en")))
    assert [english["Findings"].cell(2, column).value for column in (2, 5)] == ["error", 19]
    for sheet in english:
        named = [cell.value for cell in next(sheet.rows)]
        assert all(name.isascii() for name in named)


def test_the_work_of_a_row_does_not_grow_with_the_sheet() -> None:
    """Cells that a sheet looks at while rows are written, by the number of rows."""
    looked: list[int] = []

    class Counted(dict[object, object]):
        def __iter__(self) -> Iterator[object]:
            looked.append(len(self))
            return super().__iter__()

    book = new_workbook()
    make = book.create_sheet

    def counting(title: str) -> Worksheet:
        sheet: Worksheet = make(title)
        sheet._cells = Counted(sheet._cells)
        return sheet

    book.create_sheet = counting
    add_sheet(book, "t", ("a", "b"), [(str(row), row) for row in range(200)])
    assert sum(looked) < 10 * 200 * 2


def test_a_number_too_long_for_a_spreadsheet_stays_text() -> None:
    assert number(Decimal("1234567.89")) == 1234567.89
    assert number(Decimal("-0.05")) == -0.05
    assert number(Decimal("12345678901234567.89")) == "12345678901234567.89"


def test_the_reason_of_a_claim_is_said_in_the_language_of_the_output(result: Result) -> None:
    for name in ("json", "text", "html"):
        assert "两处为同一指标" in made(result, name).decode()
    own = run([str(ACCOUNTS), str(FEEDBACK)], Settings())
    shown = json.loads(made(own, "json", "en"))
    reasons = [found["claim"]["because"] for found in shown["diagnostics"] if found["claim"]]
    assert reasons
    assert [reason for reason in reasons if not reason.isascii() and "÷" not in reason] == []


def test_every_kind_of_claim_has_a_name_and_an_english_reason() -> None:
    root = Path(__file__).parents[2] / "auditlint" / "claims"
    written = {
        kind
        for path in root.glob("*.py")
        for kind in re.findall(r'\bkind="([a-z][a-z -]*)"', path.read_text("utf-8"))
    }
    made_of = run([str(ACCOUNTS), str(FEEDBACK)], Settings()).facts.judgements
    kinds = written | {judgement.claim.kind for judgement in made_of}
    assert len(kinds) > 25
    assert [kind for kind in sorted(kinds) if kind_name(kind, "zh") == kind] == []


def test_checklist_answers_only_what_was_looked_at(result: Result) -> None:
    book = openpyxl.load_workbook(BytesIO(made(result, "checklist")))
    sheet = book["final-accounts"]
    assert sheet["A1"].value == "云溪市土地储备中心2023年度决算公开情况检查表"
    items = sheet.iter_rows(min_row=3, max_row=20)
    rows = {row[1].value: [cell.value for cell in row[2:5]] for row in items}
    assert len(rows) == 18
    assert rows["及时性"][0] is None
    answered = {name: row for name, row in rows.items() if row[0] == "否"}
    [(_, problem, _)] = answered.values()
    assert problem.startswith("1. 第")
    assert "100%" in problem
    [answers] = sheet.data_validations.dataValidation
    assert (str(answers.sqref), answers.formula1) == ("C3:C20", '"是,否"')
    assert sheet["A22"].value.startswith("检查人：")
