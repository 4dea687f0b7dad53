"""The check form that a finance bureau fills in for a disclosed budget or final account.

One sheet a document: each item, whether it meets the requirements, and numbered problem
sentences. An item is answered only where it was looked at: 「否」 with its problems, 「是」 where
the part was read and nothing was found, blank where a person has to look.
"""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from auditlint.diagnostic import Diagnostic
from auditlint.document import Document
from auditlint.render.phrases import suppressed_line
from auditlint.render.sheets import Value, fit, new_workbook, on_paper, put, saved
from auditlint.render.view import View
from auditlint.render.words import folded
from auditlint.settings import Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the form; ``table`` and ``section`` are patterns of the titles it is about."""

    name: str
    table: str = ""
    section: str = ""


#: In the order of the form. Of two items that fit, the first one is meant.
_ITEMS = (
    Item("及时性"),
    Item("封面"),
    Item("目录", section=r"^目\s*录$"),
    Item("主要职能", section=r"主要(职能|职责)|职能"),
    Item("机构设置", section=r"机构(设置|情况)|单位构成|机构及人员"),
    Item("名词解释", section=r"名词解释"),
    Item("编制说明", section=r"编制说明|情况说明"),
    Item("收支总表", table=r"^(?!.*财政拨款).*(收支|收入支出)(预算|决算)?总表"),
    Item("收入总表", table=r"^(?!.*(财政拨款|支出|收支)).*收入(预算|决算)?总?表"),
    Item("支出总表", table=r"^(?!.*(财政拨款|收入|收支|一般公共|基本)).*支出(预算|决算)?总?表"),
    Item("财政拨款收支总表", table=r"财政拨款(收支|收入支出)(预算|决算)?总表"),
    Item(
        "一般公共预算支出功能分类表",
        table=r"^(?!.*(基本支出|三公)).*一般公共预算.*支出",
    ),
    Item("政府性基金表", table=r"政府性基金"),
    Item("国有资本经营表", table=r"国有资本经营"),
    Item("一般公共预算基本支出经济分类表", table=r"基本支出"),
    Item("“三公”经费和机关运行经费表", table=r"三公|机关运行经费"),
    Item("其他相关说明"),
    Item("项目经费情况说明", section=r"项目(经费|支出).*(说明|情况)|绩效"),
)
_HEADS = ("序号", "检查内容", "符合要求\n（是/否）", "问题", "备注")
_WIDTHS = (6, 30, 12, 80, 40)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_SIGNED = "检查人：　　　　　　　　复核人：　　　　　　　　日期："
_OTHER = "其他相关说明"
_NOT_SEEN = "未自动核对，请人工填写"


def render(view: View) -> bytes:
    """A workbook with one form for each document that has pages."""
    book = new_workbook()
    names: set[str] = set()
    for document in view.result.documents:
        if document.pages or not document.sheets:
            title = re.sub(r"[\[\]:*?/\\']", "_", folded(Path(document.path).stem))[:28] or "report"
            while title.lower() in names:
                title += "+"
            names.add(title.lower())
            _form(view, document, book.create_sheet(title))
    if not book.worksheets:
        book.create_sheet("auditlint")
    return saved(book)


def _form(view: View, document: Document, sheet: Worksheet) -> None:
    identity = view.result.facts.engagement.of(document.index)
    period = f"{identity.period}年度" if identity.period.isdecimal() else identity.period
    name = folded(f"{identity.entity}{period}{identity.kind}") or folded(document.path)
    head = put(
        sheet, 1, 1, f"{name}公开情况检查表" if identity.entity else f"公开情况检查表　{name}"
    )
    head.font, head.alignment = Font(bold=True, size=14), _MIDDLE
    sheet.merge_cells("A1:E1")
    sheet.row_dimensions[1].height = 30
    for column, text in enumerate(_HEADS, 1):
        cell = put(sheet, 2, column, text)
        cell.font, cell.alignment = Font(bold=True), _MIDDLE
    for letter, wide in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = wide
    fit(sheet, 2, len(_HEADS))
    problems: dict[str, list[Diagnostic]] = {}
    for found in view.result.diagnostics:
        if found.finding.at.document == document.index:
            problems.setdefault(_item_of(found), []).append(found)
    for number, item in enumerate(_ITEMS, 1):
        here = problems.get(item.name, [])
        loud = [found for found in here if found.severity >= Severity.WARNING]
        quiet = [found for found in here if found.severity < Severity.WARNING]
        seen = _is_read(document, item)
        answer = "否" if loud else "是" if seen else ""
        remark = _sentences(quiet) or ("" if loud or seen else _NOT_SEEN)
        row: tuple[Value, ...] = (number, item.name, answer, _sentences(loud), remark)
        for column, value in enumerate(row, 1):
            cell = put(sheet, number + 2, column, value)
            if column in (1, 3):
                cell.alignment = _MIDDLE
        fit(sheet, number + 2, len(_HEADS))
    answers = DataValidation("list", '"是,否"', allow_blank=True)
    answers.add(f"C3:C{len(_ITEMS) + 2}")
    sheet.add_data_validation(answers)
    last = len(_ITEMS) + 4
    for number, text in enumerate(filter(None, (_SIGNED, suppressed_line(view)))):
        put(sheet, last + number, 1, text).border = Border()
        sheet.merge_cells(f"A{last + number}:E{last + number}")
    sheet.freeze_panes = "A3"
    on_paper(sheet, 2, sheet.PAPERSIZE_A4)


def _sentences(found: list[Diagnostic]) -> str:
    """Numbered problem sentences, each with its page, as reviewers write them."""
    lines = []
    for number, one in enumerate(found, 1):
        page = one.finding.at.page
        where = f"第{page}页：" if page else ""
        lines.append(f"{number}. {where}{folded(one.finding.message.zh)}")
    return "\n".join(lines)


def _item_of(found: Diagnostic) -> str:
    """The item a finding belongs to, by its table, then its section."""
    table, section = folded(found.finding.table), folded(found.finding.section)
    for text, patterns in (
        (table, [(item.name, item.table) for item in _ITEMS]),
        (section, [(item.name, item.section) for item in _ITEMS]),
    ):
        for name, pattern in patterns:
            if text and pattern and re.search(pattern, text):
                return name
    return _OTHER


def _is_read(document: Document, item: Item) -> bool:
    """Whether a document has the part an item is about, and it was read."""
    if item.table:
        return any(
            table.understood and re.search(item.table, folded(table.title))
            for table in document.tables
        )
    if item.section:
        return any(
            re.search(item.section, folded(part))
            for block in document.blocks
            for part in block.section
        )
    return False
