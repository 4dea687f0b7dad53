from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.residue import broken_years


@check("TXT008")
def year_lacks_a_digit(facts: Facts) -> Iterator[Finding]:
    """A year is printed with fewer than four digits: 202年度."""
    for document, block in facts.passages(
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.CONTENTS
    ):
        text = block.text.value
        for slip in broken_years(text):
            printed = text[slip.start : slip.stop]
            message = Message(
                f"年份“{printed}”不完整，应为四位数字。",
                f"The year “{printed}” has lost a digit.",
            )
            yield facts.finding_in(document, block, slip.start, slip.stop, message)
