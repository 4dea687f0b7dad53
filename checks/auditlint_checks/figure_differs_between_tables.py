from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note, place_words
from auditlint.settings import Severity


@check("REF001")
def figure_differs_between_tables(facts: Facts) -> Iterator[Finding]:
    """Two tables of one document state one item of one scope differently."""
    for found in facts.contradicted("restated-cell"):
        claim = found.claim
        if claim.severity is Severity.INFO:
            continue
        other = claim.inputs[0]
        here, there = facts.table_of(claim.stated), facts.table_of(other)
        names = [table.title if table is not None else "" for table in (here, there)]
        place = place_words(other.span)
        yield facts.contradiction(
            found,
            Message(
                f"“{claim.stated.measure}”在《{names[0]}》中为 {claim.stated.text}，在{place.zh}"
                f"《{names[1]}》中为 {other.text}；两表同一项目、同一口径，应当一致",
                f"{claim.stated.measure} is {claim.stated.text} here but {other.text} in"
                f" another table{place.en and f' ({place.en})'} for the same item and scope",
            ),
            notes=(Note(Message("另一表的原行", "the row there"), other.span, other.context),),
        )
