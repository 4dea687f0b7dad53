from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.disclosure import SECTIONS
from auditlint.structure.disclosure import missing, prescribed, table_titles

_WHOLE = 5


@check("DOC102")
def required_section_missing(facts: Facts) -> Iterator[Finding]:
    """A disclosure says nothing of a matter it has to explain, such as 政府采购 or 机关运行经费."""
    for document in facts.documents:
        identity = facts.engagement.of(document.index)
        tables = prescribed(document, identity.kind)
        sections = SECTIONS.get(identity.kind, ())
        if not sections or not identity.period.isdecimal():
            continue
        year = int(identity.period)
        absent = missing(tables, list(table_titles(document)), year)
        running = [
            block
            for block in document.blocks
            if block.text and block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        ]
        if len(tables) - len(absent) < _WHOLE or not running:
            continue
        block = running[0]
        for one in missing(sections, [other.text.value for other in running], year):
            message = Message(
                f"全文没有“{one.name}”的说明。",
                f"The report says nothing of “{one.name}”.",
            )
            yield facts.finding_in(document, block, 0, len(block.text), message)
