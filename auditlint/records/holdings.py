"""All ledgers of a run, and those that are about one thing held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from auditlint.document import Document
from auditlint.engagement import Engagement
from auditlint.figures import Figure, LedgerPlace, Nature
from auditlint.quantity import NO_UNIT, Dimension, Unit, decimals_of
from auditlint.records import Field, Ledger, Role, ledgers_of, number
from auditlint.settings import Settings
from auditlint.values import dataclass

if TYPE_CHECKING:
    from auditlint.records.reconcile import Reconciliation

#: Rows and columns that the ids of ledger figures leave room for.
_ROWS, _COLUMNS, _SHEETS = 2_000_000, 1_000, 1_000

#: Ledgers of which a smaller share is matched are about different things.
_SHARE = 0.2

_DIMENSIONS = {
    Role.AREA: Dimension.AREA,
    Role.AMOUNT: Dimension.MONEY,
    Role.PRICE: Dimension.PRICE,
    Role.COUNT: Dimension.COUNT,
}


@dataclass(frozen=True, slots=True)
class Holdings:
    """``apart`` are ledgers of one engagement in which nothing, or too little, was matched."""

    ledgers: tuple[Ledger, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    apart: tuple[tuple[Ledger, Ledger], ...] = ()


def holdings_of(
    documents: Sequence[Document], engagement: Engagement, settings: Settings
) -> Holdings:
    """Read the sheets of every ledger and reconcile the ledgers of one engagement."""
    ledgers = tuple(ledgers_of(documents, settings))
    if len({ledger.document for ledger in ledgers}) < 2:
        return Holdings(ledgers)
    from auditlint.records.reconcile import NoCommonFieldError, reconcile

    done: list[Reconciliation] = []
    apart: list[tuple[Ledger, Ledger]] = []
    for pair in engagement.pairs:
        ours = [ledger for ledger in ledgers if ledger.document == pair.first]
        theirs = [ledger for ledger in ledgers if ledger.document == pair.second]
        for one, other in partners(ours, theirs, settings):
            try:
                found = reconcile(one, other, settings.aliases)
            except NoCommonFieldError:
                apart.append((one, other))
                continue
            if _is_about_one_thing(found):
                done.append(found)
            else:
                apart.append((one, other))
    return Holdings(ledgers, tuple(done), tuple(apart))


def _is_about_one_thing(done: Reconciliation) -> bool:
    """Whether enough of the smaller ledger was matched for the rest to be called missing."""
    pairs = (*done.matches, *done.uncertain)
    shares = (
        len({row for match in pairs for row in match.ours}) / len(done.one),
        len({row for match in pairs for row in match.theirs}) / len(done.other),
    )
    return max(shares) >= _SHARE


def partners(
    ours: Sequence[Ledger], theirs: Sequence[Ledger], settings: Settings
) -> Iterator[tuple[Ledger, Ledger]]:
    """The sheets of two workbooks that are most alike, each used once."""
    from auditlint.records.alignment import twins

    likeness = sorted(
        (-len(twins(one, other, settings.aliases)), a, b)
        for a, one in enumerate(ours)
        for b, other in enumerate(theirs)
    )
    used: set[tuple[int, int]] = set()
    for _, a, b in likeness:
        if (0, a) in used or (1, b) in used:
            continue
        used |= {(0, a), (1, b)}
        yield ours[a], theirs[b]


def cell_figure(ledger: Ledger, row: int, field: Field) -> Figure:
    """The cell of a ledger as a figure; ``row`` is a position in the sheet's rows."""
    text = field.column.values[row]
    return _figure(ledger, field, row, text, number(text) or Decimal(0), ledger.context(row))


def computed_figure(
    ledger: Ledger, field: Field, value: Decimal, decimals: int, rows: int
) -> Figure:
    """A value computed over ``rows`` records of a column, as a figure."""
    text = f"{value:.{max(decimals, 0)}f}"
    context = f"{ledger.name}：{field.header}，{rows} 行合计 {text}"
    return _figure(ledger, field, None, text, Decimal(text), context)


def _figure(
    ledger: Ledger, field: Field, row: int | None, text: str, value: Decimal, context: str
) -> Figure:
    dimension = _DIMENSIONS.get(field.role, Dimension.NONE)
    unit = Unit(field.unit, dimension, field.scale) if field.unit else NO_UNIT
    place = LedgerPlace(ledger.number, field.column.number, row)
    return Figure(
        id=_id(ledger, place),
        text=text,
        value=value,
        decimals=decimals_of(text),
        unit=unit,
        nature=Nature.AMOUNT,
        document=ledger.document,
        place=place,
        where=ledger.span(ledger.records[0] if row is None else row, field),
        context=context,
        measure=field.header,
    )


def _id(ledger: Ledger, place: LedgerPlace) -> int:
    """Negative, so that it is no figure's of a page; one for each cell of a run."""
    row = 0 if place.row is None else place.row + 1
    sheet = ledger.document * _SHEETS + ledger.number
    return -1 - ((sheet * _ROWS + row) * _COLUMNS + place.column)
