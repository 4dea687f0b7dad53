from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.lookalikes import mistyped_prices, near_misses
from auditlint.language.zh.misspelt import misspelt_terms

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.NOTE, BlockKind.CAPTION})


@check("TXT007")
def term_one_character_off(facts: Facts) -> Iterator[Finding]:
    """A term is one character away from what the rest of the document calls it."""
    for document in facts.documents:
        blocks = [block for block in document.blocks if block.kind in _RUNNING]
        texts = [block.text.value for block in blocks]
        texts += [text.value for table in document.tables for text in table.texts.values()]
        told: set[str] = set()
        for miss in (
            found
            for search in (near_misses, mistyped_prices, misspelt_terms)
            for found in search(texts, len(blocks))
        ):
            # A slip that was copied is told once; the table itself is not running text.
            if any(miss.written in other for other in told):
                continue
            if blocks[miss.index].text.page in document.pages_recognised:
                continue  # text recognition makes such slips itself
            told.add(miss.written)
            message = Message(
                f"“{miss.written}”疑为“{miss.meant}”之误：本文件其他地方写作“{miss.meant}”"
                f"（{miss.times} 处）。",
                f"“{miss.written}” looks mistyped for “{miss.meant}”, which this document has in "
                f"{miss.times} other places.",
            )
            if not miss.times:
                message = Message(
                    f"“{miss.written}”疑为“{miss.meant}”之误。",
                    f"“{miss.written}” looks mistyped for “{miss.meant}”.",
                )
            yield facts.finding_in(document, blocks[miss.index], miss.start, miss.stop, message)
