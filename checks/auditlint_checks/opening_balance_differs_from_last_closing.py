from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note

#: The official list: 部门决算附表 1-1, 年初结转和结余调整情况表.
_REASONS = "会计差错更正、收回以前年度支出、归集调入、归集调出、归集上缴和缴回资金、单位内部调剂"


@check("XDC003")
def opening_balance_differs_from_last_closing(facts: Facts) -> Iterator[Finding]:
    """This year's opening balance is not last year's closing balance."""
    for found in facts.contradicted("opening-balance"):
        opening, closing = found.claim.stated, found.claim.inputs[0]
        year = facts.engagement.of(closing.document).period
        yield facts.contradiction(
            found,
            Message(
                f"{opening.measure}为 {opening.text}，而 {year} 年度决算的{closing.measure}为"
                f" {closing.text}；{found.claim.because}，不一致时应说明调整原因",
                f"{opening.measure} is {opening.text}, but the accounts of {year} closed with"
                f" {closing.text}; a difference needs a reason",
            ),
            notes=(
                Note(
                    Message(
                        f"可以调整年初数的情形：{_REASONS}",
                        "legitimate adjustments: corrections of errors, recovered spending,"
                        " money gathered in, out or paid back, transfers within the unit",
                    )
                ),
            ),
        )
