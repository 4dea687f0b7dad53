from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("BND001")
def part_in_text_exceeds_whole(facts: Facts) -> Iterator[Finding]:
    """A part named with 其中 is larger than its whole."""
    for found in facts.contradicted("bound"):
        part, whole = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"{part.measure}{printed(part)}大于所属的{whole.measure}{printed(whole)}，部分不应大于整体",
                f"{part.measure} {printed(part)} exceeds {whole.measure} {printed(whole)},"
                " of which it is a part",
            ),
        )
