from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.sequences import Fault
from auditlint.structure.sections import numbering_breaks


@check("NUM002")
def section_number_repeated(facts: Facts) -> Iterator[Finding]:
    """Two neighbouring headings or list items of one level have the same number."""
    for document in facts.documents:
        for block, found in numbering_breaks(document, Fault.REPEAT):
            mark = found.mark.text
            message = Message(
                f"序号重复：同一层级已有“{mark}”，此处应为“{found.expected}”。",
                f"The number “{mark}” stands twice at one level; “{found.expected}” belongs here.",
            )
            yield facts.finding_in(
                document, block, 0, min(len(block.text), len(mark) + 24), message
            )
