"""Changes in sentences held against the column of an earlier year in the tables.

「2024年预算数为 X，比2023年预算数增加 D」 where a table prints both budgets side by side: D is
the difference of the two columns, and the rate of growth theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditlint.claims.changes import changed
from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.named_cells import Cell, Cells, restates
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Growth
from auditlint.claims.text_tables import agree, candidates
from auditlint.figures import CellPlace, Figure
from auditlint.language.zh.measures import funds_of, name_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.years import is_last_year, years_in
from auditlint.settings import Confidence

#: Versions that columns of one year tell apart; 预算 is the plain one.
_VERSIONS = ("执行", "决算")


def earlier_columns(ground: Ground, texts: Iterable[tuple[Narrative, Cells]]) -> Iterator[Claim]:
    for narrative, cells in texts:
        identity = ground.engagement.of(narrative.document.index)
        if not identity.period.isdecimal():
            continue
        for passage in narrative.passages:
            for _, mention, figure in passage.of(Role.CHANGE, Role.GROWTH):
                yield from _change(
                    cells, passage, mention, figure, identity.period, identity.kind == "预算"
                )


def _change(
    cells: Cells, passage: Passage, mention: Mention, stated: Figure, period: str, budget: bool
) -> Iterator[Claim]:
    """The claim on a change or a rate, where both years stand in one row of a table."""
    if mention.about is None or mention.against is not None or not mention.direction:
        return
    if mention.reason or (mention.role is Role.GROWTH and mention.change is not None):
        return  # a rate beside its amount is held against that
    year = _year(mention.base, period)
    now, about = passage.figures[mention.about], passage.mentions[mention.about]
    if not year or year >= period:
        return
    found = _of_funds(passage, about, candidates(cells, about, budget))
    current = [cell for cell in found if _is_column(cell.figure, period) and restates(now, cell)]
    before = [
        cell
        for cell in found
        if _is_column(cell.figure, year)
        and _version(cell.figure.basis) == _version(mention.base)
        and any(_in_one_row(cell.figure, other.figure) for other in current)
    ]
    if not before or not agree(before):
        return
    base = before[0].figure
    because = f"增减按表中{base.basis}计算"
    if mention.role is Role.CHANGE:
        yield changed(stated, mention, now, base, because)
    elif base.value:
        yield Claim(
            "growth",
            Growth(falling=mention.direction < 0),
            stated,
            (now, base),
            because,
            Confidence.HIGH,
            roles=("current", "base"),
        )


def _year(base: str, period: str) -> str:
    years = years_in(base)
    if years:
        return years[-1]
    return str(int(period) - 1) if is_last_year(base) else ""


def _version(words: str) -> str:
    return next((version for version in _VERSIONS if version in words), "")


def _is_column(figure: Figure, year: str) -> bool:
    """Whether a figure stands in a column of that year: 2023年预算数."""
    return years_in(figure.basis)[-1:] == [year]


def _in_one_row(one: Figure, other: Figure) -> bool:
    a, b = one.place, other.place
    return (
        isinstance(a, CellPlace)
        and isinstance(b, CellPlace)
        and (a.table, a.panel, a.row) == (b.table, b.panel, b.row)
    )


def _of_funds(passage: Passage, about: Mention, found: list[Cell]) -> list[Cell]:
    """The cells of the funds that the measure or its section names."""
    names = (name_of(about.measure).funds, *map(funds_of, reversed(passage.block.section)))
    funds = next(filter(None, names), "")
    return [cell for cell in found if cell.funds == funds] if funds else found
