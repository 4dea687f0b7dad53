from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message
from auditlint.figures import Figure, TextPlace
from auditlint.language.zh.reader import read


@check("CHG005")
def comparison_with_budget_untrue(facts: Facts) -> Iterator[Finding]:
    """决算数大于/小于预算数 is not true of the two figures."""
    for found in facts.contradicted("below budget", "above budget"):
        low, high = found.claim.stated, found.claim.inputs[0]
        below = found.claim.kind == "below budget"
        final, budget = (low, high) if below else (high, low)
        word = "小于" if below else "大于"
        finding = facts.contradiction(
            found,
            Message(
                f"文字说决算数{word}预算数，但{final.measure}决算数{printed(final)}、"
                f"预算数{printed(budget)}，方向相反",
                f"the text puts the final figure {'below' if below else 'above'} the budget, but"
                f" {final.measure} is {printed(final)} against {printed(budget)}",
            ),
        )
        yield _on_words(facts, finding, final)
    for found in facts.contradicted("completion in words"):
        rate = found.claim.stated
        word = "大于" if rate.value < 100 else "小于"
        finding = facts.contradiction(
            found,
            Message(
                f"文字说决算数{word}预算数，但{rate.measure}完成预算的比例印为{printed(rate)}，方向相反",
                f"the text puts the final figure {'above' if rate.value < 100 else 'below'} the"
                f" budget, but {rate.measure} completes {printed(rate)} of it",
            ),
        )
        yield _on_words(facts, finding, rate)
    for found in facts.judged("unequal in words"):
        final, budget = found.claim.stated, found.claim.inputs[0]
        zh = f"{final.measure}决算数与预算数均印为{printed(final)}，文字却说大于或小于"
        en = (
            f"{final.measure}: both figures are printed as {printed(budget)}, yet the text"
            " says they differ"
        )
        finding = facts.contradiction(
            found, Message(f"{zh}，应为持平", en), premise=Message(zh, en)
        )
        yield _on_words(facts, finding, final)


def _on_words(facts: Facts, finding: Finding, final: Figure) -> Finding:
    """The finding placed on the words that compare, which may stand in the next sentence."""
    block = facts.block_of(final)
    if block is None or not isinstance(final.place, TextPlace):
        return finding
    for statement in read(block.text.value).statements:
        if statement.name == "against budget" and statement.start > final.place.start:
            start = statement.start + len(statement.text) - len(statement.text.lstrip("，。；"))
            document = facts.documents[final.document]
            placed = facts.finding_in(document, block, start, statement.stop, finding.message)
            return replace(finding, marked=placed.marked, at=placed.at, excerpt=placed.excerpt)
    return finding
