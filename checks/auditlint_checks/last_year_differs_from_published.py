from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("XDC004")
def last_year_differs_from_published(facts: Facts) -> Iterator[Finding]:
    """A change against last year does not lead to the figure that was published then."""
    for found in facts.contradicted("last-year"):
        claim = found.claim
        at = claim.roles.index("previous")
        previous, current = claim.inputs[at], claim.inputs[1 - at]
        year = facts.engagement.of(previous.document).period
        yield facts.contradiction(
            found,
            Message(
                f"{current.measure} {current.text}{current.unit.name}与 {year} 年度决算公开的"
                f" {previous.text}{previous.unit.name}相比，变动与文中的 {claim.stated.text}"
                f"{claim.stated.unit.name}不符；决算调整、口径变化或机构调整应予说明",
                f"{current.measure} {current.text} against {previous.text} as published for {year}"
                f" is not a change of {claim.stated.text}; restatements should be explained",
            ),
        )
