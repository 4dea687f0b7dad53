from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("XDC001")
def indicator_differs_between_documents(facts: Facts) -> Iterator[Finding]:
    """Two documents of one body give one indicator of one year two values."""
    for found in facts.contradicted("across"):
        claim = found.claim
        one, other = claim.stated, claim.inputs[0]
        name = claim.group.partition(":")[2]
        here, there = (PurePath(facts.documents[f.document].path).name for f in (one, other))
        kind = facts.engagement.of(other.document).kind or "另一份文件"
        yield facts.contradiction(
            found,
            Message(
                f"{name}在本文为 {one.text}，在{kind}（{there} {_place(other.span.page)}）中为"
                f" {other.text}；{claim.because}，应当一致",
                f"{name} is {one.text} in {here} but {other.text} in {there}"
                f" (page {other.span.page}); both state it for the same body and year",
            ),
        )


def _place(page: int | None) -> str:
    return f"第 {page} 页" if page else ""
