"""The words by which a workbook of report tables is told from a ledger."""

from __future__ import annotations

from collections.abc import Iterable

from auditlint.patterns import compiled

_REPORT = compiled(
    r"(?:预算|决算)(?!外).{0,24}表(?:[（(].{1,12}[)）])?$|收支(?:总|汇总)?表$|[“\"]?三公[”\"]?经费.{0,12}表$"
    r"|绩效(?:目标|自评|评价).{0,12}表$|^(?:预算|财决)?公开\d{1,2}(?:-\d)?表$"
)
_RECORDS = compiled(
    r"检查表|核查表|审[核查]表|整改|台账|登记[表簿]|明细账|总账|日记账|序时账|流水|凭证|清册|清单|卡片|花名册|名册|合同表|一览表"
)


def is_report_title(text: str) -> bool:
    """Whether a line above a table, or the name of its sheet, is that of a report's table."""
    folded = "".join(text.split())
    return len(folded) <= 60 and _REPORT.search(folded) is not None and not _RECORDS.search(folded)


def is_statement_header(cells: Iterable[str]) -> bool:
    """Whether a row names the columns of a statement: 项目, 行次, 预算数, 决算数."""
    words = {"".join(cell.split()) for cell in cells}
    return bool(words & {"行次", "栏次"}) and bool(words & {"预算数", "决算数", "金额"})
