from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import arithmetic
from auditlint.diagnostic import Finding, Message


@check("PCT101")
def rate_differs_from_its_columns(facts: Facts) -> Iterator[Finding]:
    """A rate printed in a table is not the ratio that its other rows are."""
    for found in facts.contradicted("rate-in-table"):
        claim = found.claim
        *parts, base = claim.inputs
        above = "、".join(part.text for part in parts)
        yield facts.contradiction(
            found,
            Message(
                f"“{claim.stated.measure}”列示 {claim.stated.text}，由表中 {above} 与"
                f" {base.text} 计算应为 {arithmetic(found)}，该列其他各行均按此计算",
                f"{claim.stated.measure} is printed as {claim.stated.text}; the table gives"
                f" {arithmetic(found)}, as in the other rows of the column",
            ),
        )
