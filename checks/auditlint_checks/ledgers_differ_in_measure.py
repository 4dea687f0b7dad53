from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("LED002")
def ledgers_differ_in_measure(facts: Facts) -> Iterator[Finding]:
    """Two ledgers give one measure of one thing two values."""
    for found in facts.contradicted("ledger-difference"):
        one, other = found.claim.stated, found.claim.inputs[0]
        there = PurePath(facts.documents[other.document].path).name
        cell = other.span.cell
        where = f"{there}「{cell.sheet}」第 {cell.row} 行" if cell else there
        yield facts.contradiction(
            found,
            Message(
                f"{one.measure}为 {one.text}，而 {where}的{other.measure}为 {other.text}；"
                f"{found.claim.because}",
                f"{one.measure} is {one.text} here, but {other.measure} is {other.text} in {there};"
                " the two rows are about one thing",
            ),
        )
