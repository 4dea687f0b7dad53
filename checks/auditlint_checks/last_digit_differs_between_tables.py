from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from auditlint.check import Facts, check
from auditlint.claims.claim import Judgement
from auditlint.diagnostic import Cited, Finding, Message
from auditlint.figures import CellPlace
from auditlint.settings import Severity


@check("REF002")
def last_digit_differs_between_tables(facts: Facts) -> Iterator[Finding]:
    """Two tables state one item one last digit apart: a rounding tail."""
    tails = [
        found
        for found in facts.contradicted("restated-cell")
        if found.claim.severity is Severity.INFO
    ]
    for _, group in groupby(sorted(tails, key=_tables), key=_tables):
        found = list(group)
        stated, other = found[0].claim.stated, found[0].claim.inputs[0]
        names = [
            table.title if table is not None else ""
            for table in map(facts.table_of, (stated, other))
        ]
        pairs = "、".join(
            f"{one.claim.stated.measure} {one.claim.stated.text} 与 {one.claim.inputs[0].text}"
            for one in found[:4]
        )
        yield facts.finding_on(
            stated,
            Message(
                f"《{names[0]}》与《{names[1]}》有 {len(found)} 个同一口径的数末位相差 1：{pairs}"
                f"，应为分别取整所致，提请核对",
                f"{len(found)} figures that two tables share differ by one last digit: {pairs}",
            ),
            figures=tuple(
                Cited(role, figure)
                for one in found
                for role, figure in (("stated", one.claim.stated), ("same", one.claim.inputs[0]))
            ),
            severity=Severity.INFO,
        )


def _tables(found: Judgement) -> tuple[int, int, int]:
    claim = found.claim
    numbers = [
        figure.place.table
        for figure in (claim.stated, claim.inputs[0])
        if isinstance(figure.place, CellPlace)
    ]
    return (claim.stated.document, *numbers)  # type: ignore[return-value]
