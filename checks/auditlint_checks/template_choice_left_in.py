from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.residue import left_choices


@check("TXT001")
def template_choice_left_in(facts: Facts) -> Iterator[Finding]:
    """Both words of a template's choice are left in, such as 增加（减少） or （优/良/中/差）."""
    for document, block in facts.passages():
        text = block.text.value
        for slip in left_choices(text):
            printed = text[slip.start : slip.stop]
            message = Message(
                f"模板中的选择项“{printed}”未删改，应只保留与事实相符的一个。",
                f"The template's choice “{printed}” is left in; only the one that applies belongs "
                "here.",
            )
            yield facts.finding_in(document, block, slip.start, slip.stop, message)
