from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import apart, arithmetic
from auditlint.diagnostic import Finding, Message


@check("SUM004")
def carry_forward_does_not_close(facts: Facts) -> Iterator[Finding]:
    """Opening balance and income of a row do not come to spending and closing balance."""
    for found in facts.contradicted("carried"):
        claim = found.claim
        table = facts.table_of(claim.stated)
        name = f"《{table.title}》" if table is not None and table.title else "本表"
        item = claim.stated.measure.partition("·")[0]
        yield facts.contradiction(
            found,
            Message(
                f"{name}“{item}”一行：年初结转加本年收入应等于本年支出加年末结转，"
                f"据此本年收入应为 {arithmetic(found)}，列示 {claim.stated.text}，"
                f"相差 {apart(found)}",
                f"in the row of {item}, opening plus income must equal spending plus closing:"
                f" income would be {arithmetic(found)}, printed {claim.stated.text},"
                f" {apart(found)} apart",
            ),
        )
