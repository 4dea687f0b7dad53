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
        zh = f"{name}印为{rate.text}，按{worked(found)}，应为{expected(found)}（{because}）"
        en = (
            f"{rate.measure or 'the rate'} is printed as {rate.text}, but {worked(found)};"
            f" by its definition it should be {expected(found)} (parts:"
            f" {', '.join(printed(part) for part in found.claim.inputs)})"
        )
        yield facts.contradiction(found, Message(zh, en))
