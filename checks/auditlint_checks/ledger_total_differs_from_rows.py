from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.quantity import shown


@check("LED005")
def ledger_total_differs_from_rows(facts: Facts) -> Iterator[Finding]:
    """A total row of a ledger is not the sum of the rows it is over."""
    for found in facts.contradicted("ledger-total"):
        stated = found.claim.stated
        if found.point is None:
            continue
        total = found.point / stated.unit.scale
        text = shown(total, max(figure.decimals for figure in found.claim.figures))
        yield facts.contradiction(
            found,
            Message(
                f"合计行的{stated.measure}为 {stated.text}，而{found.claim.because}：{text}",
                f"the total of {stated.measure} is {stated.text}, but its rows add up to {text}",
            ),
        )
