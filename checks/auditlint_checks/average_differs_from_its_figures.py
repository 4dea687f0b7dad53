from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, expected, printed, worked
from auditlint.diagnostic import Finding, Message


@check("SUM104")
def average_differs_from_its_figures(facts: Facts) -> Iterator[Finding]:
    """An average in a sentence (车均维护费, 人均接待费) is not its sum over its count."""
    for found in facts.doubted("average"):
        claim = found.claim
        name = claim.stated.measure
        unit = claim.stated.unit.name
        amount, count = claim.inputs
        yield facts.contradiction(
            found,
            Message(
                f"{name}印为{printed(claim.stated)}，文中的总额为{printed(amount)}、数量为"
                f"{printed(count)}，按{worked(found)}{unit}，三者不符",
                f"{name} is printed as {printed(claim.stated)}, but the text gives"
                f" {printed(amount)} over {printed(count)}: {expected(found)} {unit}",
            ),
        )
