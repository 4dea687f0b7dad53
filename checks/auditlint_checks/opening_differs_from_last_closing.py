from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message


@check("CHG006")
def opening_differs_from_last_closing(facts: Facts) -> Iterator[Finding]:
    """The opening balance is not the closing balance of last year that the text implies."""
    for found in facts.contradicted("carry-forward"):
        opening = found.claim.stated
        closing, change = found.claim.inputs
        yield facts.contradiction(
            found,
            Message(
                f"年初结转和结余印为{printed(opening)}，而按年末结转和结余{printed(closing)}及其比上年增减{printed(change)}推算，"
                f"上年年末为{worked(found)}{opening.unit.name}，两者应当相等，或说明调整原因",
                f"the opening balance is {printed(opening)}, but the closing balance"
                f" {printed(closing)} and its change of {printed(change)} put last year's closing"
                f" at {worked(found)}; explain the adjustment or correct a figure",
            ),
        )
