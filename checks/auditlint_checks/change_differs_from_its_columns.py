from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import arithmetic
from auditlint.diagnostic import Finding, Message


@check("CHG101")
def change_differs_from_its_columns(facts: Facts) -> Iterator[Finding]:
    """A change printed in a table is not what the two columns of its row give."""
    for found in facts.contradicted("change-in-table"):
        claim = found.claim
        yield facts.contradiction(
            found,
            Message(
                f"“{claim.stated.measure}”列示 {claim.stated.text}，由同一行计算应为"
                f" {arithmetic(found)}，该列其他各行均按此计算",
                f"{claim.stated.measure} is printed as {claim.stated.text}; its row gives"
                f" {arithmetic(found)}, as in the other rows of the column",
            ),
        )
