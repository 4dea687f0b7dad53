from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, expected, printed, worked
from auditlint.diagnostic import Finding, Message


@check("PCT002")
def rate_differs_from_its_parts(facts: Facts) -> Iterator[Finding]:
    """A named rate (控制率, 利用率, 执行率 …) is not what its two figures give."""
    for found in facts.doubted("rate"):
        rate = found.claim.stated
        name = rate.measure or "该比率"
        because = found.claim.because
        parts = ", ".join(printed(part) for part in found.claim.inputs)
        zh = f"{name}印为{rate.text}，按{worked(found)}"
        en = f"{rate.measure or 'the rate'} is printed as {rate.text}, but {worked(found)}"
        yield facts.contradiction(
            found,
            Message(
                f"{zh}，应为{expected(found)}（{because}）",
                f"{en}; by its definition it should be {expected(found)} (parts: {parts})",
            ),
            premise=Message(zh, en),
        )
