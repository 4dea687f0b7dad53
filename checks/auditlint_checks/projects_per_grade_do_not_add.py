from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("SCR005")
def projects_per_grade_do_not_add(facts: Facts) -> Iterator[Finding]:
    """The projects counted per grade do not add up to the projects evaluated."""
    for found in facts.contradicted("grade-count"):
        total, parts = found.claim.stated, found.claim.inputs
        added = " + ".join(part.text for part in parts)
        message = Message(
            f"共评价项目 {total.text} 个，各等级合计 {added} = {found.point} 个。",
            f"{total.text} projects were evaluated; per grade they add to {added} = {found.point}.",
        )
        yield facts.contradiction(found, message)
