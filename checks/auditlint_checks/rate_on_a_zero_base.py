from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.check import Facts, check, printed
from auditlint.claims.claim import Claim
from auditlint.claims.relation import GrowthByChange, ShareOfSum
from auditlint.diagnostic import Cited, Finding, Message
from auditlint.settings import Severity


@check("PCT005")
def rate_on_a_zero_base(facts: Facts) -> Iterator[Finding]:
    """A growth or completion rate is printed although its base is zero."""
    for found in facts.judged("growth", "completion", "share"):
        claim = found.claim
        base = _base(claim)
        if base != 0 or (
            claim.stated.value == 0 == claim.inputs[0].value and claim.kind != "completion"
        ):
            continue
        nothing = claim.inputs[0].value == 0
        if not nothing and _rounded_away(claim):
            continue
        name = claim.inputs[0].measure
        rate = printed(claim.stated)
        zh = f"{name}的基数为0，比率无意义，却印为{rate}；宜写明“基数为0，不可比”或不列比率"
        en = f"{name}: the base is zero, so no rate exists, yet {rate} is printed"
        if isinstance(claim.relation, GrowthByChange) and not nothing:
            change = printed(claim.inputs[1])
            zh = (
                f"{name}本期数与增减额同为{change}，推得上期数为0，却印有增减率{rate}；"
                "请核对增减额，或写明“上期数为0，不可比”"
            )
            en = f"{name} and its change are both {change}, which leaves nothing before: {rate}"
        yield facts.finding_on(
            claim.stated,
            Message(zh, en),
            figures=(
                Cited("stated", claim.stated),
                *(Cited(claim.role(at), figure) for at, figure in enumerate(claim.inputs)),
            ),
            claim=claim,
            severity=Severity.INFO if nothing or claim.kind == "share" else Severity.ERROR,
        )


def _rounded_away(claim: Claim) -> bool:
    """Whether the base is too small for the digits printed, and gives the rate: 6.6亿元，增加
    6.6亿元，增长14789.7%."""
    if not isinstance(claim.relation, GrowthByChange) or claim.relation.falling:
        return False
    current, change = claim.inputs
    largest = current.interval.high - change.interval.low
    return claim.stated.exact * largest >= 100 * change.interval.low


def _base(claim: Claim) -> Decimal:
    """The base of the rate as printed."""
    if isinstance(claim.relation, ShareOfSum):
        return sum((figure.exact for figure in claim.inputs), Decimal(0))
    current, other = claim.inputs[0], claim.inputs[-1]
    if isinstance(claim.relation, GrowthByChange):
        sign = 1 if claim.relation.falling else -1
        return current.exact + sign * other.exact
    return other.exact
