from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.wording import arithmetic
from auditlint.diagnostic import Finding, Message
from auditlint.figures import CellPlace, Figure


@check("PCT101")
def rate_differs_from_its_columns(facts: Facts) -> Iterator[Finding]:
    """A rate printed in a table is not the ratio that its other rows are."""
    for found in facts.contradicted("rate-in-table"):
        claim = found.claim
        *parts, base = claim.inputs
        above = "、".join(part.text for part in parts)
        across = _column(claim.stated) == _column(base)
        others = "该行其他各列均按此计算" if across else "该列其他各行均按此计算"
        elsewhere = "columns of the row" if across else "rows of the column"
        yield facts.contradiction(
            found,
            Message(
                f"“{claim.stated.measure}”列示 {claim.stated.text}，由表中 {above} 与"
                f" {base.text} 计算应为 {arithmetic(found)}，{others}",
                f"{claim.stated.measure} is printed as {claim.stated.text}; the table gives"
                f" {arithmetic(found)}, as in the other {elsewhere}",
            ),
        )


def _column(figure: Figure) -> int | None:
    return figure.place.column if isinstance(figure.place, CellPlace) else None
