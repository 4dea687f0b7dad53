from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import arithmetic
from auditlint.diagnostic import Finding, Message


@check("SUM006")
def product_differs_from_its_factors(facts: Facts) -> Iterator[Finding]:
    """A cell is not the product that all other rows of its column are."""
    for found in facts.contradicted("product"):
        claim = found.claim
        yield facts.contradiction(
            found,
            Message(
                f"“{claim.stated.measure}”列示 {claim.stated.text}，按同列其他各行的关系应为"
                f" {arithmetic(found)}（{claim.because}）",
                f"{claim.stated.measure} is printed as {claim.stated.text}; by the relation that"
                f" the other rows keep it would be {arithmetic(found)}",
            ),
        )
