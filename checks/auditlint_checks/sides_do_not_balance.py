from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("SUM003")
def sides_do_not_balance(facts: Facts) -> Iterator[Finding]:
    """The grand totals of income and spending in one table or sentence differ."""
    for found in facts.contradicted("balance"):
        claim = found.claim
        other = claim.inputs[0]
        table = facts.table_of(claim.stated)
        name = f"《{table.title}》" if table is not None and table.title else "本表"
        name = name if claim.stated.in_table else ""
        yield facts.contradiction(
            found,
            Message(
                f"{name}收支不平：{claim.stated.measure} {claim.stated.text}，"
                f"{other.measure} {other.text}，两者应当相等",
                f"the two sides do not balance: {claim.stated.text} against {other.text}",
            ),
        )
