from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.disclosure import explains_empty, says_none
from auditlint.patterns import compiled
from auditlint.structure.disclosure import is_blank, notes_of

_MAY_BE_EMPTY = compiled(r"政府性基金|国有资本经营|三公")


@check("DOC103")
def empty_table_without_note(facts: Facts) -> Iterator[Finding]:
    """An empty standard table has no note saying that there is nothing to show."""
    for document in facts.documents:
        if facts.engagement.of(document.index).kind not in ("决算", "预算"):
            continue
        text = "\n".join(
            block.text.value for block in document.blocks if block.kind is BlockKind.PARAGRAPH
        )
        for table in document.tables:
            named = _MAY_BE_EMPTY.search(table.title)
            if named is None or not is_blank(table):
                continue
            noted = any(explains_empty(note) for note in notes_of(document, table))
            caption = next(
                (
                    block
                    for block in document.blocks
                    if block.kind is BlockKind.CAPTION and block.table == table.number
                ),
                None,
            )
            if noted or says_none(text, named[0]) or caption is None:
                continue
            message = Message(
                f"《{table.title}》为空表，未注明“没有相关收支，故本表无数据”。",
                f"《{table.title}》 is empty and has no note saying that there is nothing to show.",
            )
            yield facts.finding_in(document, caption, 0, len(caption.text), message)
