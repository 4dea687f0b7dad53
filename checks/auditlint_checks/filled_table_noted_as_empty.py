from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.disclosure import says_empty
from auditlint.structure.disclosure import has_values


@check("DOC104")
def filled_table_noted_as_empty(facts: Facts) -> Iterator[Finding]:
    """A table holds amounts, and its note says that it is empty."""
    for document, block in facts.passages(BlockKind.NOTE):
        if block.table is None or not says_empty(block.text.value):
            continue
        table = document.tables[block.table]
        if has_values(table):
            name = f"《{table.title}》" if table.title else "表"
            message = Message(
                f"注称本表无数据，而{name}中列有金额。",
                "The note says that the table is empty, yet it holds amounts.",
            )
            yield facts.finding_in(document, block, 0, len(block.text), message)
