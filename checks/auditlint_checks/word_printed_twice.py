from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.residue import doubled_words, is_one_word

#: Links and cells that stand side by side make a line longer than this.
_LONG = 24


def _is_prose(text: str) -> bool:
    return any(mark in text for mark in "，。；：、（《") or "年" in text


@check("TXT004")
def word_printed_twice(facts: Facts) -> Iterator[Finding]:
    """A word stands twice running: 固定资产资产."""
    whole = {
        document.index: "\n".join(block.text.value for block in document.blocks)
        for document in facts.documents
    }
    for document, block in facts.passages():
        text = block.text.value
        for slip in doubled_words(text):
            if is_one_word(text, slip, whole[document.index]):
                continue
            # Cells of a table that could not be read stand side by side without a stop.
            loose = len(slip.remedy) > 2 or len(text) > _LONG
            if block.kind is BlockKind.PARAGRAPH and loose and not _is_prose(text):
                continue
            # From the start of the term, so that a reader sees what is doubled.
            start = (
                max(0, slip.start - 2)
                if text[slip.start - 2 : slip.start].isalpha()
                else slip.start
            )
            printed = text[start : slip.stop]
            message = Message(
                f"“{printed}”中“{slip.remedy}”重复，多出一个“{slip.remedy}”。",
                f"“{slip.remedy}” is printed twice running in “{printed}”.",
            )
            yield facts.finding_in(document, block, start, slip.stop, message)
