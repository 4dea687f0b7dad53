from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.quantity import shown


@check("SCR002")
def stated_score_rate_is_wrong(facts: Facts) -> Iterator[Finding]:
    """A sentence gives weight, score and 得分率 of a dimension, and the rate is not their ratio."""
    for found in facts.contradicted("score-rate"):
        rate, (score, weight) = found.claim.stated, found.claim.inputs
        right = shown(found.point, rate.decimals) + "%" if found.point is not None else ""
        message = Message(
            f"得分率 {rate.text} 有误：{score.text} ÷ {weight.text} = {right}。",
            f"The rate {rate.text} is wrong: {score.text} ÷ {weight.text} = {right}.",
        )
        yield facts.contradiction(found, message)
