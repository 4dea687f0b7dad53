"""One figure in two tables of a document: the same item of the same funds, side and version.

Items meet by subject code; a numbered class of a summary table meets the code whose name it
bears. Functional codes begin with 2, economic ones with 3 or 5, so that the two classifications
never meet. Tables vote: two tables whose common items mostly differ do not restate each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal
from auditlint.claims.sides import Side, contradicted, sides
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure, Nature
from auditlint.figures.cells import is_basis
from auditlint.language.zh.evaluations import is_scored, is_weighted
from auditlint.language.zh.labels import is_basic_or_projects, speaks_of_funds
from auditlint.language.zh.tables import bare, cleaned, is_total, row_mark, without_unit
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell states: the item, which column of it, and of what."""

    document: int
    item: str
    column: str
    basis: str
    scope: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Stated:
    figure: Figure
    table: int


def claim_restated_cells(ground: Ground) -> Iterator[Claim]:
    """Pairs of equal meaning in two tables that by and large agree."""
    meanings: dict[Meaning, list[Stated]] = {}
    for meaning, stated in _meanings(ground):
        meanings.setdefault(meaning, []).append(stated)
    pairs: dict[tuple[int, int, int], list[Claim]] = {}
    for meaning, places in meanings.items():
        for one, other in _star(places):
            key = (meaning.document, other.table, one.table)
            pairs.setdefault(key, []).append(_claim(ground, one.figure, other.figure))
    weights = _weights(ground)
    for (document, left, right), claims in pairs.items():
        if (document, left) in weights and weights[document, left] == weights.get(
            (document, right)
        ):
            continue
        yield from _believed(claims)


def _weights(ground: Ground) -> dict[tuple[int, int], Decimal]:
    """What the weights of each scored table add to.

    Two tables that score the same weights are two evaluations of one form, each of its own
    project (自评表 after 自评表), not one evaluation told twice; a section of a table scores less.
    """
    found: dict[tuple[int, int], Decimal] = {}
    for side in sides(ground):
        names = {bare(column.path[-1]): column for column in side.columns if column.path}
        weight = next((column for name, column in names.items() if is_weighted(name)), None)
        if weight is None or not any(name.endswith("得分") for name in names):
            continue
        cells = (side.cell(row.index, weight.index) for row in side.items())
        total = sum((cell.exact for cell in cells if cell is not None), Decimal(0))
        if total:
            found[side.document.index, side.table.number] = total
    return found


def _star(places: list[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Each place against the one that has the value most places have."""
    by_table: dict[int, Stated] = {}
    for place in places:
        if place.table in by_table:
            return  # printed twice in one table: the item does not tell rows apart
        by_table[place.table] = place
    if len(by_table) < 2:
        return
    values = Counter(place.figure.exact for place in places)
    most = max(values.values())
    centre = next(place for place in places if values[place.figure.exact] == most)
    for place in places:
        if place is not centre:
            yield place, centre


def _claim(ground: Ground, one: Figure, other: Figure) -> Claim:
    names = [
        ground.documents[figure.document].tables[figure.place.table].title  # type: ignore[union-attr]
        for figure in (one, other)
    ]
    return Claim(
        kind="restated-cell",
        relation=Equal(),
        stated=one,
        inputs=(other,),
        because=f"《{names[0]}》与《{names[1]}》列示同一项目、同一口径的数",
        confidence=Confidence.HIGH,
        roles=("same",),
    )


def _believed(claims: list[Claim]) -> Iterator[Claim]:
    """The claims of two tables, if at least two in three of what they share agrees."""
    tails = [claim for claim in claims if is_tail(claim)]
    wrong = [claim for claim in claims if contradicted(claim) and not is_tail(claim)]
    telling = [claim for claim in claims if claim.verifies]
    agreeing = len(telling) - len(wrong)
    if wrong and not (agreeing >= 2 and agreeing >= 2 * len(wrong)):
        return
    for claim in claims:
        if any(claim is tail for tail in tails):
            yield replace(claim, severity=Severity.INFO)
        else:
            yield claim


def is_tail(claim: Claim) -> bool:
    """Whether two figures of one precision are one last unit apart: a rounding tail."""
    one, other = claim.stated, claim.inputs[0]
    if one.resolution != other.resolution or one.exact == other.exact:
        return False
    if one.nature in (Nature.COUNT, Nature.SCORE):
        return False
    return abs(one.exact - other.exact) <= one.resolution


def _meanings(ground: Ground) -> Iterator[tuple[Meaning, Stated]]:
    every = list(sides(ground))
    codes = _class_codes(every)
    for side in every:
        about = _object(side)
        names = [(column.index, _column(side, column) or about) for column in side.columns]
        scored = any(column.path and is_scored(column.path[-1]) for column in side.columns)
        for row in side.items():
            item = _item(side, row, codes, scored)
            if not item:
                continue
            for column, name in names:
                figure = side.cell(row.index, column)
                if figure is None:
                    continue
                scores = figure.nature is Nature.SCORE and is_scored(name)
                if not figure.scope and not scores:
                    continue
                yield (
                    Meaning(
                        side.document.index,
                        item,
                        name,
                        figure.basis,
                        figure.scope,
                        figure.unit.dimension.value,
                    ),
                    Stated(figure, side.table.number),
                )


def _object(side: Side) -> str:
    """What a table is about by its title, where it is not about all spending."""
    title = bare(side.table.title)
    if any(column.path and is_basic_or_projects(bare(column.path[-1])) for column in side.columns):
        return ""
    return next((word for word in ("基本支出", "项目支出") if word in title), "")


def _class_codes(every: Iterable[Side]) -> dict[tuple[int, str], str]:
    """The code of each class (类) by its name, per document, from the tables that print both."""
    found: dict[tuple[int, str], str] = {}
    for side in every:
        for row in side.items():
            if len(row.code) == 3 and row.code.startswith("2"):
                found.setdefault((side.document.index, bare(row.label)), row.code)
    return found


def _item(side: Side, row: Row, codes: dict[tuple[int, str], str], scored: bool) -> str:
    """What tells a row from others: its code, or in a table that is ``scored`` its label."""
    if row.code:
        return row.code if len(row.code) in (3, 5, 7) else ""
    label = bare(cleaned(without_unit(row.label)))
    if row_mark(row.label)[0] == 1:
        return codes.get((side.document.index, label), "")
    return label if scored and len(label) > 4 and row.kind is RowKind.ITEM else ""


def _column(side: Side, column: Column) -> str:
    """The column as far as it says more than funds or version."""
    words = [bare(without_unit(part)) for part in column.path if not is_basis(part)]
    words = [word for word in words if word != side.panel.title]
    last = words[-1] if words else ""
    if not last or is_total(last) or last == "金额":
        return ""
    if speaks_of_funds(last):
        return ""
    return last


CLAIMANTS = (claim_restated_cells,)
