"""Every number of a document as a ``Figure``: value, printed precision, unit, meaning, place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from auditlint.document import Span, Text
from auditlint.quantity import NO_UNIT, Dimension, Interval, Unit, last_place
from auditlint.values import dataclass


class Nature(StrEnum):
    """What a number is. Only quantities are ever computed with."""

    AMOUNT = "amount"  # money, area, mass: measured in a unit
    PERCENT = "percent"
    POINT = "percentage point"
    COUNT = "count"
    SCORE = "score"
    NUMBER = "number"  # a quantity whose unit is not printed
    YEAR = "year"
    DATE = "date"
    DOCUMENT_NUMBER = "document number"
    CODE = "code"
    LINE_NUMBER = "line number"  # 行次, 栏次, 序号
    ORDINAL = "ordinal"
    PHONE = "phone"
    PAGE_NUMBER = "page number"
    THRESHOLD = "threshold"  # 单价100万元以上, ≥95%: a parameter, not a result
    OTHER = "other"

    @property
    def is_quantity(self) -> bool:
        return self in _QUANTITIES


_QUANTITIES = frozenset(
    {Nature.AMOUNT, Nature.PERCENT, Nature.POINT, Nature.COUNT, Nature.SCORE, Nature.NUMBER}
)


class CellPlace(NamedTuple):
    """``row`` and ``column`` of the joined grid of table ``table``; ``panel`` counts from 0."""

    table: int
    panel: int
    row: int
    column: int


class TextPlace(NamedTuple):
    """Characters ``start`` up to ``stop`` of the text of block ``block``.

    ``sentence`` is the range of the sentence they stand in.
    """

    block: int
    start: int
    stop: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """``column`` and ``row`` are positions in sheet ``sheet`` of a ledger; ``row`` is ``None``
    for a value computed over rows (their sum or number)."""

    sheet: int
    column: int
    row: int | None = None


Place = CellPlace | TextPlace | LedgerPlace


class Stretch(NamedTuple):
    """Characters ``start`` up to ``stop`` of a text; where they stand can be asked of it."""

    text: Text
    start: int
    stop: int


#: Digits of a figure that is hardly the same as another by chance.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number.

    ``text`` is exactly what is printed (with an attached % sign, without a unit word);
    ``value`` is in the printed unit; ``decimals`` is the printed precision. ``context`` is the
    sentence, or for a table the non-empty cells of the row joined by single spaces.

    ``measure`` is what is measured, ``basis`` which version of it (年初预算数, 决算数, 上年),
    ``scope`` of what (funds, level, object), ``period`` when. Two figures are comparable only
    if these agree or one is provably a restatement. ``path`` holds the words ``measure`` was
    read from, outermost first: section, table, row group, row, column. ``where`` is its place,
    or the characters of a text that it is; ``span`` is the place in either case.
    """

    id: int
    text: str
    value: Decimal
    decimals: int
    unit: Unit
    nature: Nature
    document: int
    place: Place
    #: Hardly any figure of a run is asked for its place, which stands far off in memory.
    where: Span | Stretch = field(repr=False, compare=False)
    context: str
    measure: str = ""
    basis: str = ""
    scope: tuple[str, ...] = ()
    period: str = ""
    path: tuple[str, ...] = ()
    #: The printed value in the base unit of its dimension; every claim asks for it.
    exact: Decimal = field(init=False, repr=False, compare=False)
    _interval: Interval | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exact", self.value * self.unit.scale)

    @property
    def span(self) -> Span:
        where = self.where
        if isinstance(where, Span):
            return where
        return where.text.span(self.document, where.start, where.stop)

    @property
    def resolution(self) -> Decimal:
        """One unit of the last printed place, in the base unit."""
        return last_place(self.decimals) * self.unit.scale

    @property
    def interval(self) -> Interval:
        """The values that print as this figure, in the base unit of its dimension.

        Counts are exact (but for those in 万), and so are scores and weights without decimals:
        they are awarded, not measured.
        """
        found = self._interval
        if found is None:
            awarded = self.nature in (Nature.COUNT, Nature.SCORE) and self.decimals == 0
            if awarded and self.unit.scale == 1:
                found = Interval.exactly(self.exact)
            else:
                found = Interval.printed(self.value, self.decimals).scaled(self.unit.scale)
            object.__setattr__(self, "_interval", found)
        return found

    @property
    def is_telling(self) -> bool:
        """Whether it has so many digits, zeros at its end left out, that another figure hardly has
        the same by chance."""
        return len(self.value.normalize().as_tuple().digits) >= _TELLING

    @property
    def in_table(self) -> bool:
        return isinstance(self.place, CellPlace)

    @property
    def is_quantity(self) -> bool:
        return self.nature in _QUANTITIES

    def comparable(self, other: Figure) -> bool:
        """Whether the two may be added or compared as far as their units tell."""
        if self.unit == NO_UNIT or other.unit == NO_UNIT:
            return self.unit.dimension == other.unit.dimension or (
                Dimension.MONEY not in (self.unit.dimension, other.unit.dimension)
            )
        return self.unit.comparable(other.unit)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a run, in order of their ids, with the indexes that claims are found by."""

    all: tuple[Figure, ...]
    #: By document, table, row and column; ``None`` for a cell of several.
    _cells: dict[tuple[int, int, int, int], Figure | None] = field(repr=False)
    #: By document and block, value in base units, and measure; each in order of ids.
    _blocks: dict[tuple[int, int], list[Figure]] = field(repr=False)
    _values: dict[Decimal, list[Figure]] = field(repr=False)
    _measures: dict[str, list[Figure]] = field(repr=False)

    @classmethod
    def indexed(cls, figures: Iterable[Figure]) -> Figures:
        every = tuple(figures)
        cells: dict[tuple[int, int, int, int], Figure | None] = {}
        blocks: dict[tuple[int, int], list[Figure]] = {}
        values: dict[Decimal, list[Figure]] = {}
        measures: dict[str, list[Figure]] = {}
        for figure in every:
            place = figure.place
            if isinstance(place, CellPlace):
                key = (figure.document, place.table, place.row, place.column)
                cells[key] = None if key in cells else figure
            elif isinstance(place, TextPlace):
                blocks.setdefault((figure.document, place.block), []).append(figure)
            if figure.nature in _QUANTITIES:
                values.setdefault(figure.exact, []).append(figure)
                if figure.measure:
                    measures.setdefault(figure.measure, []).append(figure)
        return cls(every, cells, blocks, values, measures)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, figure_id: int) -> Figure:
        return self.all[figure_id]

    def cell(self, document: int, table: int, row: int, column: int) -> Figure | None:
        """The figure that fills a cell; ``None`` where it holds none or several."""
        return self._cells.get((document, table, row, column))

    def quantity(self, document: int, table: int, row: int, column: int) -> Figure | None:
        """The figure that fills a cell, if it is a quantity."""
        found = self.cell(document, table, row, column)
        return found if found is not None and found.is_quantity else None

    def in_block(self, document: int, block: int) -> tuple[Figure, ...]:
        """The figures of a block of running text, in reading order."""
        return tuple(self._blocks.get((document, block), ()))

    def by_start(self, document: int, block: int) -> dict[int, Figure]:
        """The figures of a block by where in its text they begin."""
        return {
            figure.place.start: figure
            for figure in self._blocks.get((document, block), ())
            if isinstance(figure.place, TextPlace)
        }

    def with_value(self, exact: Decimal) -> tuple[Figure, ...]:
        """The quantities whose value in base units is ``exact``."""
        return tuple(self._values.get(exact, ()))

    def with_measure(self, measure: str) -> tuple[Figure, ...]:
        return tuple(self._measures.get(measure, ()))
