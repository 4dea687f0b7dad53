from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import ColumnRole, Panel, Row, RowKind, Table
from auditlint.language.zh.subject_names import lengths
from auditlint.settings import Severity


@check("NUM102")
def subject_code_repeated(facts: Facts) -> Iterator[Finding]:
    """A subject code stands in two rows of one table."""
    for document in facts.documents:
        for table in document.tables:
            for panel in table.panels:
                coded = [
                    row
                    for row in panel.rows
                    if row.kind is RowKind.ITEM and len(row.code) in lengths(row.code)
                ]
                seen: dict[str, Row] = {}
                repeated = []
                for row in coded:
                    if row.code in seen:
                        repeated.append((row, seen[row.code]))
                    seen.setdefault(row.code, row)
                if len(repeated) * 5 > len(coded):
                    continue  # rows by unit or project: codes repeat by design
                for row, first in repeated:
                    yield facts.finding_in_cell(
                        document,
                        table,
                        row.index,
                        _column(table, panel, row),
                        Message(
                            f"科目编码 {row.code} 在本表出现两次：“{first.label}”和“{row.label}”",
                            f"subject code {row.code} stands twice in this table:"
                            f" {first.label} and {row.label}",
                        ),
                        severity=Severity.WARNING,
                    )


def _column(table: Table, panel: Panel, row: Row) -> int:
    """The innermost code cell of a row."""
    codes = [column.index for column in panel.columns if column.role is ColumnRole.CODE]
    return next((c for c in reversed(codes) if table.text(row.index, c)), codes[0])
