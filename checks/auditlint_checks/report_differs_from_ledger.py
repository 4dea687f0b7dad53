from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("LED007")
def report_differs_from_ledger(facts: Facts) -> Iterator[Finding]:
    """A report's count or sum of records is not that of the ledger it describes."""
    for found in facts.contradicted("ledger-sentence"):
        stated = found.claim.stated
        source = found.claim.inputs[0] if found.claim.inputs else None
        value = f"为 {source.text}" if source else ""
        yield facts.contradiction(
            found,
            Message(
                f"文中为 {stated.text}{stated.unit.name}，而{found.claim.because}{value}",
                f"the text says {stated.text}, but by the ledger it is"
                f" {source.text if source else found.point}",
            ),
        )
