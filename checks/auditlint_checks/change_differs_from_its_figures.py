from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message


@check("CHG002")
def change_differs_from_its_figures(facts: Facts) -> Iterator[Finding]:
    """The amount of a change is not the difference of the two figures printed."""
    for found in facts.contradicted("change"):
        first, second = found.claim.inputs
        rising = found.claim.role(0) == "current"
        current, base = (first, second) if rising else (second, first)
        change = printed(found.claim.stated)
        yield facts.contradiction(
            found,
            Message(
                f"{current.measure}由{printed(base)}变为{printed(current)}，增减额印为{change}，按{worked(found)}，两者不符",
                f"{current.measure} went from {printed(base)} to {printed(current)}; the change"
                f" is printed as {change}, but {worked(found)}",
            ),
        )
