from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.residue import missing_reasons


@check("TXT003")
def announced_reason_missing(facts: Facts) -> Iterator[Finding]:
    """A reason or use is announced and the sentence ends before it is given."""
    for document, block in facts.passages():
        text = block.text.value
        for slip in missing_reasons(text):
            printed = text[slip.start : slip.stop]
            message = Message(
                f"“{printed}”之后没有内容，应补充说明。",
                f"Nothing follows “{printed}”; what it announces is missing.",
            )
            yield facts.finding_in(document, block, slip.start, slip.stop, message)
