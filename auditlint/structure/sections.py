"""The numbered headings and items of a document in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.document import Block, BlockKind, Document
from auditlint.language.zh.sequences import Break, Fault, Numbered, breaks

_NUMBERED = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})
_ASIDE = frozenset({BlockKind.CAPTION, BlockKind.NOTE})


def numbering_breaks(document: Document, fault: Fault) -> Iterator[tuple[Block, Break]]:
    """The breaks of one kind in the numbering of a Chinese document, with their blocks."""
    if document.language != "zh":
        return
    blocks = [block for block in document.blocks if block.kind in _NUMBERED or block.kind in _ASIDE]
    items = [
        Numbered(
            block.text.value,
            resets=block.kind is BlockKind.HEADING and block.level == 1,
            aside=block.kind in _ASIDE or block.cell is not None,
        )
        for block in blocks
    ]
    for found in breaks(items):
        if found.fault is not fault:
            continue
        block, last = blocks[found.index], blocks[found.last]
        # The same heading printed twice is a defect of its own.
        if block.text.value != last.text.value:
            yield block, found
