from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.sequences import Fault
from auditlint.structure.sections import numbering_breaks


@check("NUM001")
def section_number_missing(facts: Facts) -> Iterator[Finding]:
    """The numbers of headings or list items skip one: 一、 二、 四、."""
    for document in facts.documents:
        for block, found in numbering_breaks(document, Fault.GAP):
            mark = found.mark.text
            message = Message(
                f"序号不连续：“{mark}”之前缺少“{found.expected}”。",
                f"The numbering skips a number: “{found.expected}” is missing before “{mark}”.",
            )
            yield facts.finding_in(
                document, block, 0, min(len(block.text), len(mark) + 24), message
            )
