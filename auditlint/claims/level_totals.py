"""「财政拨款收支总计与上年持平」 against what the rest of the report says of last year.

Last year's total is last year's spending and closing balance. The spending of last year follows
from this year's and its change, the closing balance is this year's opening
balance. Adjustments between the years exist, so at most a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.named_cells import Cell, Cells
from auditlint.claims.narrative import Narrative
from auditlint.claims.relation import Sum
from auditlint.figures import Figure
from auditlint.language.zh.measures import FISCAL, GRAND, SPENDING, YEAR, name_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.years import is_outturn_before
from auditlint.settings import Confidence, Severity


def level_totals(narrative: Narrative, cells: Cells) -> Iterator[Claim]:
    totals = _cells(cells, "", level=GRAND)
    openings = _cells(cells, name_of("年初财政拨款结转和结余").core)
    spent = _cells(cells, "", level=YEAR, side=SPENDING)
    if not totals or not openings or not spent:
        return
    change = _spending_change(narrative)
    if change is None:
        return
    current, amount, direction = change
    if spent[0].figure.exact != current.exact:
        return  # other funds were spent besides, whose change is not known
    for passage in narrative.passages:
        for stated in passage.reading.statements:
            if stated.name != "level" or stated.softened or stated.about is None:
                continue
            name = name_of(passage.mentions[stated.about].measure)
            if name.core or name.level != GRAND or name.funds != FISCAL:
                continue
            if is_outturn_before(stated.base):
                yield Claim(
                    "level of total",
                    Sum((1, -direction, 1)),
                    totals[0].figure,
                    (current, amount, openings[0].figure),
                    "上年总计 = 上年支出 + 上年年末结转（即本年年初），持平则应等于本年总计",
                    Confidence.MEDIUM,
                    stated_role="total",
                    roles=("current", "change", "opening"),
                    severity=Severity.WARNING,
                    group=f"{passage.block.index}:{stated.start}:{stated.stop}",
                )


def _cells(cells: Cells, core: str, level: str = "", side: str = "") -> list[Cell]:
    return [
        cell
        for cell in cells.by_core.get(core, ())
        if cell.funds == FISCAL
        and (not level or cell.name.level == level)
        and (not side or cell.name.side == side)
    ]


def _spending_change(narrative: Narrative) -> tuple[Figure, Figure, int] | None:
    """This year's general budget spending, its change against last year, and the direction."""
    for passage in narrative.passages:
        for _, mention, amount in passage.of(Role.CHANGE):
            if mention.about is None or not mention.direction:
                continue
            name = name_of(passage.mentions[mention.about].measure)
            general = not name.core and name.side == SPENDING and name.funds == "一般公共预算"
            if general and is_outturn_before(mention.base):
                return passage.figures[mention.about], amount, mention.direction
    return None
