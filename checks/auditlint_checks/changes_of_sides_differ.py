from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.claims.relation import Sum
from auditlint.diagnostic import Finding, Message


@check("CHG008")
def changes_of_sides_differ(facts: Facts) -> Iterator[Finding]:
    """Income and expenditure are equal, yet are said to have changed differently."""
    for found in facts.contradicted("change of sides"):
        one, other = found.claim.stated, found.claim.inputs[0]
        turned = isinstance(found.claim.relation, Sum) and found.claim.relation.signs == (-1,)
        zh, en = ("，方向相反", " the other way") if turned else ("", "")
        yield facts.contradiction(
            found,
            Message(
                f"支出一侧的增减额印为{printed(one)}，收入一侧为{printed(other)}{zh}；"
                "两侧本年、上年均应相等，增减方向和数额也应一致",
                f"expenditure changed by {printed(one)}, income by {printed(other)}{en}; both sides"
                " are equal in each year and change alike",
            ),
        )
