from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditlint.check import Facts, check
from auditlint.claims.counts import announced, counted
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.lists import Announcement


@check("CNT001")
def count_differs_from_list(facts: Facts) -> Iterator[Finding]:
    """A sentence announces a number of things and lists another number of them."""
    claims = {found.claim.stated.id: found.claim for found in facts.contradicted("count")}
    for document in facts.documents:
        for block, announcement in announced(document):
            if announcement.holds:
                continue
            start, stop = announcement.start, announcement.stop
            message = _message(block.text.value[start:stop], announcement)
            finding = facts.finding_in(document, block, start, stop, message)
            claim = next(
                (claims[c.figure.id] for c in finding.figures if c.figure.id in claims), None
            )
            yield replace(finding, claim=claim)


def _message(said: str, found: Announcement) -> Message:
    listed = counted(found)
    added = " + ".join(map(str, found.added))
    total = f"，合计 {added} = {found.count}" if found.added else ""
    shown = list(found.items) if len(found.items) <= 8 else [*found.items[:3], "……"]
    named = "" if found.items[0].isdecimal() else f"（{'、'.join(shown)}）"
    return Message(
        f"此处称“{said}”{total}，实际{'至少' if found.open else ''}列出 {listed} 项{named}。",
        f"This announces “{said}” ({found.count}) and lists "
        f"{'at least ' if found.open else ''}{listed}.",
    )
