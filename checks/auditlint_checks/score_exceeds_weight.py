from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("SCR001")
def score_exceeds_weight(facts: Facts) -> Iterator[Finding]:
    """An indicator scores more than its weight allows."""
    for found in facts.contradicted("score-bound"):
        score, weight = found.claim.stated, found.claim.inputs[0]
        message = Message(
            f"得分 {score.text} 超过其权重 {weight.text}。",
            f"The score {score.text} exceeds its weight {weight.text}.",
        )
        yield facts.contradiction(found, message)
