from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import SheetPlace, Span
from auditlint.settings import Severity

_NAMED = 10


@check("LED009")
def ledger_row_is_ragged(facts: Facts) -> Iterator[Finding]:
    """Rows of a ledger hold more cells than it has headers."""
    for document in facts.documents:
        for sheet in document.sheets:
            if not sheet.ragged:
                continue
            rows = "、".join(map(str, sheet.ragged[:_NAMED]))
            rows += " 等" if len(sheet.ragged) > _NAMED else ""
            at = sheet.rows.index(sheet.ragged[0])
            cells = [column.values[at] for column in sheet.columns if column.values[at]]
            headed = max((n for n, column in enumerate(sheet.columns) if column.header), default=0)
            extra = [column for column in sheet.columns[headed + 1 :] if column.values[at]]
            first = extra[0] if extra else sheet.columns[-1]
            yield Finding(
                Message(
                    f"第 {rows} 行的列数多于表头，多出的单元格没有参加核对；请检查分隔符或引号",
                    f"rows {rows} hold more cells than the header; the extra cells were not"
                    " checked: look for stray delimiters or quotation marks",
                ),
                marked=first.values[at][:40],
                at=Span(
                    document.index,
                    None,
                    cell=SheetPlace(sheet.name, sheet.ragged[0], first.number),
                ),
                excerpt=" ".join(cells),
                severity=Severity.WARNING,
                section=sheet.name,
                table=sheet.title,
            )
