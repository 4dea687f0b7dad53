from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from auditlint.check import Facts, check
from auditlint.claims.claim import Claim
from auditlint.diagnostic import Finding, Message, place_words
from auditlint.language.zh.indicators import is_of_a_survey
from auditlint.settings import Severity


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
        conclusion = _conclusion(claim, name)
        yield facts.contradiction(
            found,
            Message(
                f"{name}在本文为 {one.text}，在{kind}（{there}{place.zh and ' '}{place.zh}）中为"
                f" {other.text}；{claim.because}，{conclusion.zh}",
                f"{name} is {one.text} in {here} but {other.text} in {there}"
                f"{place.en and f' ({place.en})'}; both state it for the same body and year"
                f"{conclusion.en}",
            ),
        )


def _conclusion(claim: Claim, name: str) -> Message:
    if claim.severity is not Severity.INFO:
        return Message("应当一致", "")
    if is_of_a_survey(name):
        return Message("若出自两次调查，宜分别注明", ", unless they asked twice")
    return Message("请核对是否同一事项", ", if it is one thing")
