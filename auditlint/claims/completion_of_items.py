"""「甲支出 X，完成预算的 P%；乙支出 …」 whose budgets a list has printed: 「甲 A、乙 B」.

The budget of 甲支出 is then the 甲 of the list, where that reading fits most of what is completed.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim, judge
from auditlint.claims.completion import budget_named
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Ratio
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.settings import Confidence

_LEAST = 3
_SPENT = "支出"


def completions_of_items(narrative: Narrative) -> Iterator[Claim]:
    for passage in narrative.passages:
        found = list(_claims(passage))
        held = sum(judge(claim).verdict.fits for claim in found)
        if held >= _LEAST and held >= _LEAST * (len(found) - held):
            yield from found


def _claims(passage: Passage) -> Iterator[Claim]:
    for _, mention, rate in passage.of(Role.COMPLETION):
        if mention.about is None or not budget_named(mention.whole):
            continue
        done, about = passage.figures[mention.about], passage.mentions[mention.about]
        budget = _listed(passage, mention.about, about.measure)
        if about.basis == "" and budget is not None and done.unit.comparable(budget.unit):
            yield Claim(
                "completion",
                Ratio(),
                rate,
                (done, budget),
                "完成率 = 支出数 ÷ 前面所列的该项预算",
                Confidence.HIGH,
                roles=("part", "base"),
            )


def _listed(passage: Passage, before: int, measure: str) -> Figure | None:
    """The one figure of the list that bears the name of what was spent on it."""
    name = measure.removesuffix(_SPENT)
    if name == measure or len(name) < 2:
        return None
    found = [
        figure
        for index, mention, figure in passage.of(Role.VALUE)
        if index < before and mention.measure == name
    ]
    return found[0] if len(found) == 1 else None
