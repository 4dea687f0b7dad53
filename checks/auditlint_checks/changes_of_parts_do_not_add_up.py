from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message


@check("CHG007")
def changes_of_parts_do_not_add_up(facts: Facts) -> Iterator[Finding]:
    """The changes of all parts do not add to the change of the whole."""
    for found in facts.contradicted("change of parts"):
        whole = found.claim.stated
        parts = f"{worked(found)}{whole.unit.name}"
        yield facts.contradiction(
            found,
            Message(
                f"整体的增减额印为{printed(whole)}，各部分增减额合计{parts}，两者不符",
                f"the whole changed by {printed(whole)}, its parts by {parts}",
            ),
        )
