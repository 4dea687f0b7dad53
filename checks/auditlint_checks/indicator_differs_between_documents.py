from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, place_words


@check("XDC001")
def indicator_differs_between_documents(facts: Facts) -> Iterator[Finding]:
    """Two documents of one body give one indicator of one year two values."""
    for found in facts.contradicted("across"):
        claim = found.claim
        one, other = claim.stated, claim.inputs[0]
        name = claim.group.partition(":")[2]
        here, there = (PurePath(facts.documents[f.document].path).name for f in (one, other))
        place = place_words(other.span)
        kind = facts.engagement.of(other.document).kind or "另一份文件"
        yield facts.contradiction(
            found,
            Message(
                f"{name}在本文为 {one.text}，在{kind}（{there}{place.zh and ' '}{place.zh}）中为"
                f" {other.text}；{claim.because}，应当一致",
                f"{name} is {one.text} in {here} but {other.text} in {there}"
                f"{place.en and f' ({place.en})'}; both state it for the same body and year",
            ),
        )
