from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.claims.claim import Claim
from auditlint.claims.relation import AtMost
from auditlint.diagnostic import Finding, Message
from auditlint.quantity import shown


@check("SCR008")
def questionnaire_counts_contradict(facts: Facts) -> Iterator[Finding]:
    """More questionnaires came back than went out, or the rate of return is not their ratio."""
    for found in facts.contradicted("questionnaire"):
        claim = found.claim
        if isinstance(claim.relation, AtMost):
            message = _too_many(claim)
        else:
            right = "" if found.point is None else shown(found.point, claim.stated.decimals)
            part, whole = claim.inputs
            message = Message(
                f"比率 {claim.stated.text} 有误：{part.text} ÷ {whole.text} = {right}%。",
                f"The rate {claim.stated.text} is wrong: {part.text} ÷ {whole.text} = {right}%.",
            )
        yield facts.contradiction(found, message)


def _too_many(claim: Claim) -> Message:
    sent = claim.role(0) == "sent"
    returned = sent and "有效" not in claim.stated.measure
    before, after = "发放" if sent else "收回", "收回" if returned else "有效"
    english = "sent out" if sent else "returned", "returned" if returned else "valid"
    return Message(
        f"{after}问卷 {claim.stated.text} 份，多于{before}的 {claim.inputs[0].text} 份。",
        f"{claim.stated.text} questionnaires {english[1]}, more than the "
        f"{claim.inputs[0].text} {english[0]}.",
    )
