from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Panel, Row, RowKind, Table
from auditlint.language.zh.subject_names import lengths
from auditlint.settings import Severity


@check("NUM101")
def subject_code_of_wrong_length(facts: Facts) -> Iterator[Finding]:
    """A subject code has a digit too many or too few."""
    for document in facts.documents:
        for table in document.tables:
            for panel in table.panels:
                coded = [row for row in panel.rows if row.code and row.kind is RowKind.ITEM]
                wrong = [row for row in coded if len(row.code) not in lengths(row.code)]
                if not wrong or len(wrong) * 4 > len(coded):
                    continue
                for row in wrong:
                    if not lengths(row.code):
                        continue
                    yield facts.finding_in_cell(
                        document,
                        table,
                        row.index,
                        _column(table, panel, row),
                        _message(row, _between(coded, row)),
                        marked=row.code,
                        severity=Severity.WARNING,
                    )


def _message(row: Row, meant: str) -> Message:
    digits = "、".join(map(str, lengths(row.code)))
    guess = f"，按前后次序应为 {meant}" if meant else ""
    return Message(
        f"科目编码 {row.code}（{row.label}）有 {len(row.code)} 位，应为 {digits} 位{guess}",
        f"subject code {row.code} ({row.label}) has {len(row.code)} digits"
        + (f"; by its neighbours it should be {meant}" if meant else ""),
    )


def _between(coded: list[Row], row: Row) -> str:
    """The one code with a digit less that fits between the rows above and below."""
    at = coded.index(row)
    above = coded[at - 1].code if at else ""
    below = coded[at + 1].code if at + 1 < len(coded) else "~"
    fits = {
        shorter
        for drop in range(len(row.code))
        for shorter in [row.code[:drop] + row.code[drop + 1 :]]
        if len(shorter) in lengths(shorter) and above < shorter < below
    }
    return fits.pop() if len(fits) == 1 else ""


def _column(table: Table, panel: Panel, row: Row) -> int:
    columns = [column.index for column in panel.columns]
    return next((c for c in columns if table.text(row.index, c) == row.code), columns[0])
