from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("BND002")
def fewer_persons_than_groups(facts: Facts) -> Iterator[Finding]:
    """Fewer persons than groups or receptions."""
    for found in facts.contradicted("persons"):
        groups, persons = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"{printed(groups)}却只有{printed(persons)}，人次不应少于批次或团组数",
                f"{printed(groups)} with only {printed(persons)}: there cannot be fewer persons",
            ),
        )
