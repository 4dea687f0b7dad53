from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.residue import blanks


@check("TXT002")
def blank_left_in(facts: Facts) -> Iterator[Finding]:
    """A blank of the template was never filled: XX万元, ____, （请填写）."""
    for document, block in facts.passages(
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION
    ):
        text = block.text.value
        for slip in blanks(text):
            printed = text[slip.start : slip.stop]
            message = Message(
                f"模板中的空白“{printed}”没有填写。",
                f"The template's blank “{printed}” was not filled in.",
            )
            yield facts.finding_in(document, block, slip.start, slip.stop, message)
