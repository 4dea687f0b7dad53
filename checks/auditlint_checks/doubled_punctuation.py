from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.residue import doubled_marks
from auditlint.settings import Severity


@check("TXT005")
def doubled_punctuation(facts: Facts) -> Iterator[Finding]:
    """Two punctuation marks stand where one belongs: 。。 or ，。."""
    for document, block in facts.passages():
        text = block.text.value
        for slip in doubled_marks(text):
            printed = text[slip.start : slip.stop]
            message = Message(
                f"标点重复“{printed}”，应为“{slip.remedy}”。",
                f"Doubled punctuation “{printed}”; one “{slip.remedy}” belongs here.",
            )
            yield facts.finding_in(
                document, block, slip.start, slip.stop, message, severity=Severity.INFO
            )
