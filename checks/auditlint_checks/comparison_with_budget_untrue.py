from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("CHG005")
def comparison_with_budget_untrue(facts: Facts) -> Iterator[Finding]:
    """决算数大于/小于预算数 is not true of the two figures."""
    for found in facts.contradicted("below budget", "above budget"):
        low, high = found.claim.stated, found.claim.inputs[0]
        below = found.claim.kind == "below budget"
        final, budget = (low, high) if below else (high, low)
        word = "小于" if below else "大于"
        yield facts.contradiction(
            found,
            Message(
                f"文字说决算数{word}预算数，但{final.measure}决算数{printed(final)}、预算数{printed(budget)}，方向相反",
                f"the text puts the final figure {'below' if below else 'above'} the budget, but"
                f" {final.measure} is {printed(final)} against {printed(budget)}",
            ),
        )
    for found in facts.judged("unequal in words"):
        final, budget = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"{final.measure}决算数与预算数均印为{printed(final)}，文字却说大于或小于，应为持平",
                f"{final.measure}: both figures are printed as {printed(budget)}, yet the text"
                " says they differ",
            ),
        )
