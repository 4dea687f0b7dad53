from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import arithmetic
from auditlint.diagnostic import Finding, Message


@check("SUM007")
def mean_differs_from_its_values(facts: Facts) -> Iterator[Finding]:
    """A mean printed in a table is not the mean of the rows above it."""
    for found in facts.contradicted("mean"):
        claim = found.claim
        yield facts.contradiction(
            found,
            Message(
                f"“{claim.stated.measure}”列示 {claim.stated.text}，上列各行的平均数为"
                f" {arithmetic(found)}",
                f"{claim.stated.measure} is printed as {claim.stated.text}; the rows above it"
                f" average {arithmetic(found)}",
            ),
        )
