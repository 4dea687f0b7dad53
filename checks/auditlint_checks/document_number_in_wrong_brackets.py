from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.decrees import citations
from auditlint.settings import Severity

_RIGHT = "〔〕"


@check("TXT016")
def document_number_in_wrong_brackets(facts: Facts) -> Iterator[Finding]:
    """A document number's year stands in other brackets than 〔〕, which the report uses too."""
    for document in facts.documents:
        cited = [
            (block, one)
            for _, block in facts.passages(BlockKind.PARAGRAPH, BlockKind.HEADING, of=document)
            for one in citations(block.text.value)
        ]
        if not any(one.brackets == _RIGHT for _, one in cited):
            continue
        for block, one in cited:
            if one.brackets != _RIGHT:
                message = Message(
                    f"文号的年份应使用六角括号：“{one.number}”。",
                    f"The year of a document number stands in 〔〕: {one.number}.",
                )
                yield facts.finding_in(
                    document, block, one.start, one.stop, message, severity=Severity.INFO
                )
