from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("CHG003")
def directions_disagree(facts: Facts) -> Iterator[Finding]:
    """One change is said to rise and to fall."""
    for found in facts.judged("opposed directions"):
        claim = found.claim
        rate = printed(claim.stated)
        other = (
            f"，与{printed(claim.inputs[0])}的增减方向相反" if claim.inputs else "，与“持平”矛盾"
        )
        other_en = f", against {printed(claim.inputs[0])}" if claim.inputs else " and level at once"
        yield facts.contradiction(
            found,
            Message(
                f"同一处文字方向不一：{rate}{other}，增加应对应增长、减少应对应下降",
                f"the words disagree about the direction: {rate}{other_en}",
            ),
        )
