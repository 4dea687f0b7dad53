from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("SUM005")
def part_exceeds_its_whole(facts: Facts) -> Iterator[Finding]:
    """A row marked 其中 is larger than the row it is a part of."""
    for found in facts.contradicted("of-which"):
        claim = found.claim
        whole = claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"其中项“{claim.stated.measure}”{claim.stated.text} 大于它所属的"
                f"“{whole.measure}”{whole.text}",
                f"{claim.stated.measure} ({claim.stated.text}) is a part of {whole.measure}"
                f" ({whole.text}) and cannot be larger",
            ),
        )
