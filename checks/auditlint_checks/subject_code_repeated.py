from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Row
from auditlint.settings import Severity
from auditlint.structure.subjects import code_column, coded_rows


@check("NUM102")
def subject_code_repeated(facts: Facts) -> Iterator[Finding]:
    """A subject code stands in two rows of one table."""
    for document in facts.documents:
        for table in document.tables:
            for panel in table.panels:
                coded = coded_rows(panel)
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
                        code_column(table, panel, row),
                        Message(
                            f"科目编码 {row.code} 在本表出现两次：“{first.label}”和“{row.label}”",
                            f"subject code {row.code} stands twice in this table:"
                            f" {first.label} and {row.label}",
                        ),
                        severity=Severity.WARNING,
                    )
