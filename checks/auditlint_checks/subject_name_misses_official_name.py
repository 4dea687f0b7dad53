from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import RowKind
from auditlint.language.zh.subject_names import misnamed
from auditlint.settings import Severity


@check("NUM104")
def subject_name_misses_official_name(facts: Facts) -> Iterator[Finding]:
    """The name beside a subject code is a slip away from the official one."""
    for document in facts.documents:
        for table in document.tables:
            for panel in table.panels:
                for row in panel.rows:
                    if row.kind is not RowKind.ITEM or not row.code:
                        continue
                    official = misnamed(row.code, row.label)
                    if not official:
                        continue
                    column = next(
                        column.index
                        for column in panel.columns
                        if table.text(row.index, column.index) == row.label
                    )
                    yield facts.finding_in_cell(
                        document,
                        table,
                        row.index,
                        column,
                        Message(
                            f"科目 {row.code} 的名称为“{official}”，此处写作“{row.label}”",
                            f"the name of subject {row.code} is {official}, not {row.label}",
                        ),
                        severity=Severity.WARNING,
                    )
