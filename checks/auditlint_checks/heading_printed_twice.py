from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind

_STANDING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})


@check("NUM003")
def heading_printed_twice(facts: Facts) -> Iterator[Finding]:
    """A heading stands twice running with nothing in between."""
    for document in facts.documents:
        standing = [
            block
            for block in document.blocks
            if block.kind is not BlockKind.FURNITURE and block.text
        ]
        for first, second in pairwise(standing):
            if (
                second.kind is BlockKind.HEADING
                and first.kind in _STANDING
                and first.text.value == second.text.value
                and first.text.page == second.text.page
            ):
                message = Message(
                    f"标题“{second.text.value}”重复出现。",
                    f"The heading “{second.text.value}” is printed twice running.",
                )
                yield facts.finding_in(document, second, 0, len(second.text), message)
