from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Document, Panel, Row, RowKind
from auditlint.settings import Severity

_CODED = re.compile(r"([A-Z]\d{1,3}(?:[.-]\d{1,2})?)[.、\s]*([^\d\s].+)")


@check("NUM105")
def indicator_code_repeated(facts: Facts) -> Iterator[Finding]:
    """An indicator code names two indicators of one table."""
    for document in facts.documents:
        known = _codes(document)
        for table in document.tables:
            for panel in table.panels:
                seen: dict[str, str] = {}
                for row, code, name in _coded(panel):
                    first = seen.setdefault(code, name)
                    if first == name:
                        continue
                    column = next(
                        column.index
                        for column in panel.columns
                        if table.text(row.index, column.index) == row.label
                    )
                    elsewhere = sorted(known[name] - {code} - set(seen))
                    meant = elsewhere[0] if len(elsewhere) == 1 else ""
                    yield facts.finding_in_cell(
                        document,
                        table,
                        row.index,
                        column,
                        Message(
                            f"指标编号 {code} 在本表既是“{first}”又是“{name}”"
                            + (f"；“{name}”在其他表中为 {meant}" if meant else "，编号重复"),
                            f"indicator code {code} names both {first} and {name}"
                            + (f"; {name} is {meant} elsewhere" if meant else ""),
                        ),
                        severity=Severity.WARNING,
                    )


def _coded(panel: Panel) -> Iterator[tuple[Row, str, str]]:
    for row in panel.rows:
        found = _CODED.fullmatch(row.label) if row.kind is RowKind.ITEM else None
        if found:
            yield row, found.group(1), found.group(2)


def _codes(document: Document) -> dict[str, set[str]]:
    """Under which codes each indicator stands in the tables of a document."""
    known: dict[str, set[str]] = {}
    for table in document.tables:
        for panel in table.panels:
            for _, code, name in _coded(panel):
                known.setdefault(name, set()).add(code)
    return known
