from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, expected, printed, worked
from auditlint.claims.claim import Verdict
from auditlint.claims.relation import Growth
from auditlint.diagnostic import Finding, Message


@check("CHG001")
def growth_differs_from_its_change(facts: Facts) -> Iterator[Finding]:
    """A rate of growth is not what the figures beside it give."""
    for found in facts.doubted("growth"):
        claim = found.claim
        current, other = claim.inputs
        rate, right = printed(claim.stated), expected(found)
        falling = bool(getattr(claim.relation, "falling", False))
        word, word_en = ("下降", "a fall") if falling else ("增长", "a rise")
        work = worked(found)
        if found.verdict is Verdict.TRUNCATED:
            yield facts.contradiction(
                found,
                Message(
                    f"{current.measure}{word}印为{rate}，四舍五入应为{right}（{worked(found)}）",
                    f"{current.measure}: {rate} was cut off; rounded it is {right}",
                ),
            )
            continue
        if found.point is not None and found.point < 0:
            word, word_en = ("增长", "a rise") if falling else ("下降", "a fall")
            right = right.removeprefix("-")
            if isinstance(claim.relation, Growth):
                turned = Growth(not falling).formula([figure.text for figure in claim.inputs])
                work = f"{turned} = {right}"
        beside = "上期数" if claim.role(1) == "base" else "增减额"
        zh = f"{current.measure}{printed(current)}、{beside}{printed(other)}，增减率印为{rate}"
        en = (
            f"{current.measure} {printed(current)} with {printed(other)} beside it:"
            f" {rate} is printed, but {work}"
        )
        yield facts.contradiction(
            found,
            Message(
                f"{zh}，这个比例不对；按{work}，应为{word}{right}", f"{en}, {word_en} of {right}"
            ),
            premise=Message(f"{zh}，而按{work}", en),
        )
