from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message


@check("CHG009")
def gap_differs_from_its_figures(facts: Facts) -> Iterator[Finding]:
    """How far two figures are said to be apart is not their difference."""
    for found in facts.contradicted("gap"):
        larger, smaller = found.claim.inputs
        gap = printed(found.claim.stated)
        yield facts.contradiction(
            found,
            Message(
                f"{printed(larger)}与{printed(smaller)}的差印为{gap}，按{worked(found)}，两者不符",
                f"{printed(larger)} and {printed(smaller)} are said to be {gap} apart,"
                f" but {worked(found)}",
            ),
        )
