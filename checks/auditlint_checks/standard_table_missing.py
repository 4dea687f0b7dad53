from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.disclosure import says_none
from auditlint.structure.disclosure import heading_of_tables, missing, prescribed, table_titles

#: So many of the tables must be there before a report counts as a whole disclosure.
_WHOLE = 5


@check("DOC101")
def standard_table_missing(facts: Facts) -> Iterator[Finding]:
    """A disclosure lacks one of the tables that its kind and year prescribe."""
    for document in facts.documents:
        identity = facts.engagement.of(document.index)
        required = prescribed(document, identity.kind)
        if not required or not identity.period.isdecimal():
            continue
        absent = missing(required, list(table_titles(document)), int(identity.period))
        block = heading_of_tables(document)
        if block is None or len(required) - len(absent) < _WHOLE:
            continue
        text = "\n".join(
            one.text.value for one in document.blocks if one.kind is not BlockKind.CONTENTS
        )
        for one in absent:
            if says_none(text, one.pattern.pattern):
                continue
            message = Message(
                f"缺少《{one.name}》。",
                f"The table 《{one.name}》 is missing.",
            )
            yield facts.finding_in(document, block, 0, len(block.text), message)
