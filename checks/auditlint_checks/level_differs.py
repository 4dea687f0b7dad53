from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditlint.check import Facts, check, printed, worked
from auditlint.claims.claim import Judgement
from auditlint.diagnostic import Finding, Message
from auditlint.settings import Severity


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
    for found in facts.contradicted("level of total"):
        yield _level_of_total(facts, found)


def _level_of_total(facts: Facts, found: Judgement) -> Finding:
    """The finding on the words that call a total level with last year's."""
    total, opening = found.claim.stated, found.claim.inputs[2]
    document = facts.documents[total.document]
    block, start, stop = (int(part) for part in found.claim.group.split(":"))
    finding = facts.contradiction(
        found,
        Message(
            f"文字说总计与上年持平，但按本年支出、其增减额与年初结转{printed(opening)}推算，"
            f"上年总计为{worked(found)}{total.unit.name}，本年为{printed(total)}，并不持平",
            f"the total is called level with last year, but spending, its change and the opening"
            f" balance put last year's at {worked(found)}, this year's is {printed(total)}",
        ),
    )
    placed = facts.finding_in(
        document, document.blocks[block], start, stop, finding.message, severity=Severity.WARNING
    )
    return replace(
        finding,
        marked=placed.marked.strip("，。；"),
        at=placed.at,
        excerpt=placed.excerpt,
        section=placed.section,
        table="",
    )
