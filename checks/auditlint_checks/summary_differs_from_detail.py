from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import arithmetic
from auditlint.diagnostic import Finding, Message


@check("SUM009")
def summary_differs_from_detail(facts: Facts) -> Iterator[Finding]:
    """A row of a summary of scores differs from the indicators it stands for in another table."""
    for found in facts.contradicted("summary"):
        claim = found.claim
        summary, detail = facts.table_of(claim.stated), facts.table_of(claim.inputs[0])
        names = [table.title if table is not None else "" for table in (summary, detail)]
        yield facts.contradiction(
            found,
            Message(
                f"《{names[0]}》“{claim.stated.measure}”为 {claim.stated.text}，"
                f"而《{names[1]}》中该组各行之和为 {arithmetic(found)}",
                f"{claim.stated.measure} is {claim.stated.text} in {names[0]}, but its rows in"
                f" {names[1]} come to {arithmetic(found)}",
            ),
        )
