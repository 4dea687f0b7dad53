from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, expected, printed, worked
from auditlint.claims.claim import Verdict
from auditlint.diagnostic import Finding, Message


@check("PCT003")
def completion_differs_from_its_budget(facts: Facts) -> Iterator[Finding]:
    """完成…预算的 P% is not the final figure over the budget named."""
    for found in facts.doubted("completion"):
        done, budget = found.claim.inputs
        rate = printed(found.claim.stated)
        name = done.measure
        if found.verdict is Verdict.TRUNCATED:
            cut = Message(
                f"{name}完成{budget.basis}的比例印为{rate}，"
                f"四舍五入应为{expected(found)}（{worked(found)}）",
                f"{name}: {rate} was cut off; rounded it is {expected(found)}",
            )
            yield facts.contradiction(found, cut)
            continue
        basis = budget.basis.removesuffix("数") or "预算"
        zh = (
            f"{name}决算数{printed(done)}、{basis}数{printed(budget)}，"
            f"完成率印为{rate}，"
            f"按{worked(found)}"
        )
        en = (
            f"{name}: {printed(done)} against a budget of {printed(budget)} is printed as"
            f" {rate}; {worked(found)}"
        )
        yield facts.contradiction(
            found,
            Message(f"{zh}，应为{expected(found)}", f"{en}, so it should be {expected(found)}"),
            premise=Message(zh, en),
        )
