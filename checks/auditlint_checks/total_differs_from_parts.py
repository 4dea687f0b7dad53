from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import apart, arithmetic, is_one_part
from auditlint.diagnostic import Finding, Message


@check("SUM001")
def total_differs_from_parts(facts: Facts) -> Iterator[Finding]:
    """A total of a table lies outside every sum its rows allow."""
    for found in facts.contradicted("total"):
        claim = found.claim
        table = facts.table_of(claim.stated)
        name = f"《{table.title}》" if table is not None and table.title else "本表"
        parts = "其组成各行合计应为"
        if is_one_part(found):
            parts = f"其组成仅“{claim.inputs[0].measure}”一行，为"
        yield facts.contradiction(
            found,
            Message(
                f"{name}“{claim.stated.measure}”列示 {claim.stated.text}，{parts} "
                f"{arithmetic(found)}，相差 {apart(found)}，超出各数四舍五入所能解释的范围",
                f"{claim.stated.measure} is printed as {claim.stated.text}, but its rows give"
                f" {arithmetic(found)}: {apart(found)} apart, more than rounding explains",
            ),
        )
