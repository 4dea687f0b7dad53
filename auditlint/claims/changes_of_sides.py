"""Both sides of a balanced account change by the same amount.

总计 of income and of spending are equal by their definition, this year and last, so their changes
are equal. In a budget the appropriations given and spent are equal as well, unless balances are
carried forward on one side only, so what is said of these is a warning at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative, changes_by_figure
from auditlint.claims.relation import Sum
from auditlint.figures import Figure
from auditlint.language.zh.measures import FISCAL, GRAND, INCOME, SPENDING, name_of
from auditlint.language.zh.patterns import Role
from auditlint.settings import Confidence

#: What is compared: the funds and level of a side, and what its change is against.
_Key = tuple[str, str, str]


def changes_of_sides(narrative: Narrative) -> Iterator[Claim]:
    title = narrative.document.title
    budget = "预算" in title and "决算" not in title
    known = changes_by_figure(narrative)
    income: dict[_Key, tuple[Figure, Figure, int]] = {}
    if not known:
        return
    for passage in narrative.passages:
        for _, mention, figure in passage.of(Role.VALUE):
            change = known.get(figure.id)
            if change is None:
                continue
            moved, sign, base = change
            if moved is None:
                continue
            name = name_of(mention.measure)
            if name.core or not (name.level == GRAND or (budget and name.funds == FISCAL)):
                continue
            key = name.funds, name.level, base
            if name.side == INCOME:
                income.setdefault(key, (figure, moved, sign))
            elif name.side == SPENDING and base and key in income:
                whole, other, way = income[key]
                alike = whole.exact == figure.exact and other.unit.comparable(moved.unit)
                if alike and other.id != moved.id:
                    sure = name.level == GRAND
                    yield Claim(
                        "change of sides",
                        Sum((sign * way,)),
                        moved,
                        (other,),
                        "收入与支出两侧相等，与上年相比的增减额也相等",
                        Confidence.HIGH if sure else Confidence.MEDIUM,
                        roles=("same",),
                    )
