from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message


@check("SUM103")
def remainder_differs_from_its_sides(facts: Facts) -> Iterator[Finding]:
    """What is left (or lacking) when both sides are offset is not their difference."""
    for found in facts.contradicted("remainder"):
        left = found.claim.stated
        yield facts.contradiction(
            found,
            Message(
                f"收支相抵后的{left.measure}印为{printed(left)}，按两方总量为{worked(found)}"
                f"{left.unit.name}，两者不符",
                f"{left.measure} is printed as {printed(left)}, but the two totals leave"
                f" {worked(found)}",
            ),
        )
