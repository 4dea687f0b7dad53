"""Rates and changes of the text that follow from a row of a table.

「增值税 1942.7 万元，增长 9.1%」 or 「完成预算的 104.2%」: a row prints 1942.7 for that item and,
beside it, last year's figure and the budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal

from auditlint.claims.changes import changed
from auditlint.claims.claim import Claim, judge
from auditlint.claims.ground import Ground
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Growth, Ratio
from auditlint.claims.sides import Side, sides
from auditlint.document import Column, RowKind
from auditlint.figures import Figure, Nature
from auditlint.language.zh.beside import (
    budget_version,
    is_adjusted,
    is_budget_column,
    is_execution_rate,
    is_last_year_column,
    is_rate_column,
    is_value_column,
)
from auditlint.language.zh.measures import INCOME, SPENDING, funds_of, name_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.tables import bare, cleaned
from auditlint.patterns import compiled
from auditlint.quantity import Dimension
from auditlint.settings import Confidence
from auditlint.values import dataclass

_YEAR = compiled(r"20\d\d")
_OWN_BRACKET = compiled(r"[（(][^（）()]*[）)]")

_RATED = (Role.GROWTH, Role.CHANGE, Role.COMPLETION, Role.RATE)


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell that holds a value, with what stands beside it."""

    side: Side
    row: int
    column: Column
    label: str

    def rated(self, done: Figure, budget: Figure) -> bool:
        """Whether the row prints the rate of the two: of what it is taken is then sure."""
        return any(
            judge(Claim("rate", Ratio(), rate, (done, budget), "", Confidence.LOW)).verdict.fits
            for column in self.side.columns
            for rate in [self.side.cell(self.row, column.index)]
            if rate is not None and rate.nature is Nature.PERCENT
        )


@dataclass(frozen=True)
class _Rows:
    """The cells of a document's tables by value, where their rows hold more than one amount."""

    places: dict[Decimal, list[_Place]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Iterable[Side]) -> _Rows:
        found = cls()
        for side in tables:
            amounts = [column for column in side.columns if not is_rate_column(_title(column))]
            if len(amounts) < 2:
                continue
            for row in side.rows:
                if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
                    continue
                label = "" if row.kind is RowKind.TOTAL else _core(cleaned(row.label))
                for column in amounts:
                    cell = side.cell(row.index, column.index)
                    if cell is not None and _is_telling(cell):
                        place = _Place(side, row.index, column, label)
                        found.places.setdefault(cell.exact, []).append(place)
        return found

    def beside(self, figure: Figure, mention: Mention, wanted: Role, base: str) -> Figure | None:
        """The figure that a rate of ``figure`` is taken over; all rows that print it agree."""
        found: list[Figure] = []
        measure = mention.measure.removesuffix("安排")
        for place in self.places.get(figure.exact, ()):
            if not _names(measure, place) or not is_value_column(_title(place.column)):
                continue
            cells = {
                column.index: cell
                for column in place.side.columns
                if column.index != place.column.index
                for cell in [place.side.cell(place.row, column.index)]
                if cell is not None and cell.unit.comparable(figure.unit)
            }
            others = [column for column in place.side.columns if column.index in cells]
            column = _base_column(place.column, others, wanted, base)
            if column is None or not cells[column.index].value:
                continue
            moved = wanted in (Role.GROWTH, Role.CHANGE)
            sure = moved or (budget_version(base) == budget_version(_title(column)) != "")
            if sure or place.rated(figure, cells[column.index]):
                found.append(cells[column.index])
        same = len({one.exact for one in found}) == 1
        return found[0] if same else None


def row_rates(ground: Ground, narratives: Iterable[Narrative]) -> Iterator[Claim]:
    for narrative in narratives:
        document = narrative.document.index
        rows: _Rows | None = None
        for passage in narrative.passages:
            for index, mention, stated in passage.of(*_RATED):
                at = _said_of(passage, index) if _is_open(mention) else None
                if at is None:
                    continue
                now, about = passage.figures[at], passage.mentions[at]
                if not _is_telling(now) or about.role is not Role.VALUE or about.reason:
                    continue
                if rows is None:
                    own = (side for side in sides(ground) if side.document.index == document)
                    rows = _Rows.of(own)
                told = mention.whole if mention.role is Role.COMPLETION else mention.base
                base = rows.beside(now, about, mention.role, told)
                if base is not None:
                    yield _claim(mention, stated, now, base)


def _said_of(passage: Passage, index: int) -> int | None:
    """The value that a change or rate is said of: of an execution rate, the one right before."""
    mention = passage.mentions[index]
    if mention.role is not Role.RATE:
        return mention.about
    near = index > 0 and passage.mentions[index - 1].sentence == mention.sentence
    return index - 1 if near and mention.words.startswith("，") else None


def _is_open(mention: Mention) -> bool:
    """Whether a change or rate has no base in its own sentence."""
    if mention.reason or mention.against is not None or mention.twin is not None:
        return False
    if mention.role in (Role.GROWTH, Role.CHANGE):
        return mention.direction != 0 and mention.change is None and not is_adjusted(mention.words)
    if mention.role is Role.COMPLETION:
        return "预算" in mention.whole
    return mention.role is Role.RATE and is_execution_rate(mention.measure)


def _claim(mention: Mention, stated: Figure, now: Figure, base: Figure) -> Claim:
    because = f"表中同一行印有{base.basis or '另一数'}"
    if mention.role is Role.CHANGE:
        return changed(stated, mention, now, base, because)
    if mention.role is Role.GROWTH:
        growth = Growth(falling=mention.direction < 0)
        roles = ("current", "base")
        return Claim("growth", growth, stated, (now, base), because, Confidence.HIGH, roles=roles)
    kind = "completion" if mention.role is Role.COMPLETION else "rate"
    return Claim(
        kind, Ratio(), stated, (now, base), because, Confidence.HIGH, roles=("part", "base")
    )


def _base_column(of: Column, others: Sequence[Column], wanted: Role, base: str) -> Column | None:
    """The column of the budget, or of the year before; ``None`` where there is not one alone."""
    years = _YEAR.findall(_title(of))
    titles = {column.index: _title(column) for column in others}
    if wanted in (Role.GROWTH, Role.CHANGE):
        before = str(int(years[-1]) - 1) if years else ""
        told = _YEAR.findall(base)
        if told and told[-1] != before:
            return None
        fitting = [
            column
            for column in others
            if is_last_year_column(titles[column.index])
            or (before and before in titles[column.index])
        ]
    else:
        version = budget_version(base)
        fitting = [
            column
            for column in others
            if is_budget_column(titles[column.index])
            and _YEAR.findall(titles[column.index]) in (years, [])
            and not is_last_year_column(titles[column.index])
        ]
        if version and len(fitting) > 1:
            fitting = [column for column in fitting if version in titles[column.index]]
    fitting = [column for column in fitting if not is_rate_column(titles[column.index])]
    return fitting[0] if len(fitting) == 1 else None


def _names(measure: str, place: _Place) -> bool:
    """Whether a row is of what the text names; a total is of the funds and side of its table."""
    name = _core(measure)
    if place.label:
        return bool(name) and (place.label in name or name in place.label)
    title = bare(place.side.table.title)
    side = next((word for word in (INCOME, SPENDING) if measure.endswith(word)), "")
    other = SPENDING if side == INCOME else INCOME
    funds = funds_of(measure)
    return (
        bool(side and funds) and side in title and other not in title and funds_of(title) == funds
    )


def _core(words: str) -> str:
    name = name_of(_OWN_BRACKET.sub("", words))
    return name.core or f"{name.funds}{name.side}"


def _title(column: Column) -> str:
    return bare("".join(column.path))


def _is_telling(figure: Figure) -> bool:
    return figure.unit.dimension is Dimension.MONEY and figure.is_telling
