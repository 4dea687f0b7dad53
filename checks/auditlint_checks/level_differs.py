from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("CHG004")
def level_differs(facts: Facts) -> Iterator[Finding]:
    """Two figures that are said to be equal (持平, 一致, 各为) differ."""
    for found in facts.contradicted("level", "both sides"):
        one, other = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"{one.measure or '两数'}印为{printed(one)}，与{printed(other)}不等，"
                "文字却说持平或相等",
                f"{one.measure or 'the figure'} is {printed(one)}, the other {printed(other)}; the"
                " text says they are equal",
            ),
        )
