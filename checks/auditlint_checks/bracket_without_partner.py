from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.brackets import lonely
from auditlint.language.zh.markers import ends_sentence
from auditlint.settings import Severity


@check("TXT006")
def bracket_without_partner(facts: Facts) -> Iterator[Finding]:
    """A bracket, title mark or quotation mark in a paragraph lacks its partner."""
    pending: set[str] = set()  # brackets that earlier paragraphs left open, as their partners
    for document, block in facts.passages():
        text = block.text.value
        alone = list(lonely(text))
        # A bracket may go on in the next paragraph where this one does not end a sentence.
        left_open = set() if ends_sentence(text) else {one.partner for one in alone if one.opens}
        for one in alone:
            if one.character in pending if not one.opens else one.partner in left_open:
                continue
            message = Message(
                f"「{one.character}」缺少对应的「{one.partner}」。",
                f"“{one.character}” has no matching “{one.partner}”.",
            )
            # With the words beside it, for a single bracket says little.
            start, stop = (
                (one.position, min(len(text), one.position + 9))
                if one.opens
                else (max(0, one.position - 8), one.position + 1)
            )
            yield facts.finding_in(document, block, start, stop, message, severity=Severity.INFO)
        pending = left_open
