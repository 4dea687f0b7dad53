from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.settings import Severity
from auditlint.structure.subjects import code_column, coded_rows


@check("NUM103")
def subject_code_without_its_class(facts: Facts) -> Iterator[Finding]:
    """A subject stands in a table without the class or section it belongs to."""
    for document in facts.documents:
        for table in document.tables:
            for panel in table.panels:
                coded = coded_rows(panel)
                codes = {row.code for row in coded}
                inner = [row for row in coded if len(row.code) > 3]
                alone = [row for row in inner if row.code[:-2] not in codes]
                if len(inner) < 5 or len(alone) * 5 > len(inner):
                    continue
                for row in alone:
                    yield facts.finding_in_cell(
                        document,
                        table,
                        row.index,
                        code_column(table, panel, row),
                        Message(
                            f"科目 {row.code}（{row.label}）在本表没有上级科目 {row.code[:-2]}，"
                            f"编码或上级行有误",
                            f"subject {row.code} ({row.label}) has no row for"
                            f" {row.code[:-2]} in this table",
                        ),
                        severity=Severity.WARNING,
                    )
