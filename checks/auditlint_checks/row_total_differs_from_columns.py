from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import apart, arithmetic, is_one_part
from auditlint.diagnostic import Finding, Message


@check("SUM002")
def row_total_differs_from_columns(facts: Facts) -> Iterator[Finding]:
    """A total column lies outside every sum that the columns beside it allow."""
    for found in facts.contradicted("row"):
        claim = found.claim
        table = facts.table_of(claim.stated)
        name = f"《{table.title}》" if table is not None and table.title else "本表"
        columns = "、".join(dict.fromkeys(figure.path[-1] for figure in claim.inputs))
        added = "为" if is_one_part(found) else "相加为"
        yield facts.contradiction(
            found,
            Message(
                f"{name}“{claim.stated.measure}”一行合计列示 {claim.stated.text}，而同一行"
                f"{columns}{added} {arithmetic(found)}，相差 {apart(found)}",
                f"in the row of {claim.stated.measure} the total is printed as"
                f" {claim.stated.text}, but the columns beside it give {arithmetic(found)}:"
                f" {apart(found)} apart",
            ),
        )
