from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("XDC005")
def opening_budget_differs_from_published(facts: Facts) -> Iterator[Finding]:
    """The opening budget in the accounts is not the budget that was published."""
    for found in facts.contradicted("opening-budget"):
        opening, budget = found.claim.stated, found.claim.inputs[0]
        there = PurePath(facts.documents[budget.document].path).name
        yield facts.contradiction(
            found,
            Message(
                f"{opening.measure}的年初预算在决算中为 {opening.text}{opening.unit.name}，"
                f"而公开的预算（{there}）为 {budget.text}{budget.unit.name}；{found.claim.because}",
                f"the opening budget of {opening.measure} is {opening.text} in the accounts, but"
                f" {budget.text} in the published budget ({there})",
            ),
        )
