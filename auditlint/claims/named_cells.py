"""The cells of a document that state a measure, by the core of their names and by subject code."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

from auditlint.claims.claim import restated
from auditlint.claims.ground import Ground
from auditlint.claims.meant import free_tables
from auditlint.document import Document, RowKind, Table
from auditlint.figures import CellPlace, Figure
from auditlint.language.zh.evaluations import whose_score
from auditlint.language.zh.measures import Name, name_of
from auditlint.language.zh.tables import cleaned
from auditlint.language.zh.titles import is_of_basic_spending, is_of_one_matter, is_of_three_public
from auditlint.language.zh.years import years_in
from auditlint.quantity import Dimension
from auditlint.values import dataclass

#: A row is named in a sentence that holds its label, if the label has this many characters.
_TELLING = 4
_SPENT_IN_YEAR = "本年支出"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that states a measure: the total column of a row, or a column of a total row."""

    figure: Figure
    name: Name
    funds: str
    items: frozenset[str] = frozenset()  # of a total row: the labels of the rows it adds


@dataclass(frozen=True)
class Cells:
    """The cells of one document by the core of their names and by subject code."""

    document: Document
    year: str = ""
    by_core: dict[str, list[Cell]] = field(default_factory=dict)
    by_code: dict[str, list[Cell]] = field(default_factory=dict)
    codes: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    scores: dict[str, list[Cell]] = field(default_factory=dict)
    items: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    amounts: list[tuple[CellPlace, Figure]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, ground: Ground) -> Cells:
        found = cls(document, ground.engagement.of(document.index).period)
        labels = _labels(document)
        for code, label in labels.items():
            path = tuple(
                labels[code[:stop]]
                for stop in (3, 5, 7)
                if stop <= len(code) and code[:stop] in labels
            )
            found.codes.setdefault((label,), set()).add(code)
            found.codes.setdefault((path[0], label), set()).add(code)
            found.codes.setdefault(path, set()).add(code)
            found.codes.setdefault(path[1:], set()).add(code)  # the 类 stands in a heading
        for figure in ground.figures:
            place = figure.place
            if (
                isinstance(place, CellPlace)
                and figure.document == document.index
                and figure.is_quantity
            ):
                found._add(document, figure, place)
        return found

    @cached_property
    def free(self) -> list[Table]:
        return free_tables(self.document)

    @cached_property
    def columns(self) -> dict[tuple[int, int], list[Figure]]:
        """The amounts of each column by table and column."""
        found: dict[tuple[int, int], list[Figure]] = {}
        for place, figure in self.amounts:
            found.setdefault((place.table, place.column), []).append(figure)
        return found

    @cached_property
    def rows(self) -> dict[tuple[int, int], list[Figure]]:
        """The amounts of each row by table and row."""
        found: dict[tuple[int, int], list[Figure]] = {}
        for place, figure in self.amounts:
            found.setdefault((place.table, place.row), []).append(figure)
        return found

    def _add_score(self, document: Document, figure: Figure, place: CellPlace) -> None:
        """Means by their name, and the score of a row whose weight is 100."""
        cell = Cell(figure, Name(figure.measure), "")
        if figure.measure.endswith("平均分"):
            self.scores.setdefault("平均分", []).append(cell)
        elif kind := whose_score(figure.measure):
            row = document.tables[place.table].context(place.row).split(" ")
            if "100" in row:
                self.scores.setdefault(kind, []).append(cell)

    def _add(self, document: Document, figure: Figure, place: CellPlace) -> None:
        if figure.unit.dimension is Dimension.SCORE or figure.measure.endswith("平均分"):
            self._add_score(document, figure, place)
            return
        self.amounts.append((place, figure))
        table = document.tables[place.table]
        item, _, column = figure.measure.rpartition("·")
        # A table of both sides has no total column: 住房保障支出·本年支出 is what was spent on it.
        if (item and column != _SPENT_IN_YEAR) or not figure.measure or not table.understood:
            return
        name = name_of(self._named(item or figure.measure, place))
        side = name.side or next((s for s in figure.scope if s in ("收入", "支出")), "")
        if not name.core or name.core in ("合计", "小计", "共计"):
            level = _row_level(document, place) or name.level
            name = Name("", side, level or ("合计" if name.core else ""), name.funds)
        title = table.title
        if not name.core and is_of_basic_spending(title):
            name = Name("基本", side, "", name.funds)
        if not name.core and is_of_three_public(title):
            name = Name("三公", "", "", name.funds)
        if not name.core and is_of_one_matter(title):
            return  # its total is that of 三公 or 采购, not of all income or spending
        if not name.core and not figure.scope:
            return  # a column of amounts in some table of its own
        funds = name.funds or (figure.scope[0] if figure.scope else "")
        cell = Cell(figure, name, funds, self._items(document, place))
        code = _code(document, place)
        if code:
            self.by_code.setdefault(code, []).append(cell)
        if len(code) <= 3 or code[0] == "3":
            self.by_core.setdefault(name.core, []).append(cell)

    def _named(self, measure: str, place: CellPlace) -> str:
        """A name without the document's own year, where no column beside it is of another one:
        2024年机关运行经费, but not 2024年到位 beside 2023年到位."""
        if not self.year or not measure.startswith(self.year):
            return measure
        columns = self.document.tables[place.table].panels[place.panel].columns
        years = {year for one in columns for word in one.path for year in years_in(word)}
        return measure.removeprefix(self.year).lstrip("年度") if len(years) == 1 else measure

    def of_an_item(self, figure: Figure, total: Cell) -> bool:
        """Whether a total row's column prints the figure for one of the items: which row is meant,
        an earlier sentence may say."""
        place = total.figure.place
        assert isinstance(place, CellPlace)
        column = self.columns.get((place.table, place.column), ()) if total.items else ()
        return any(restates(figure, Cell(other, total.name, "")) for other in column)

    def _items(self, document: Document, place: CellPlace) -> frozenset[str]:
        """The labels that a total row adds up; none for other rows."""
        rows = document.tables[place.table].panels[place.panel].rows
        if place.row >= len(rows) or rows[place.row].kind is not RowKind.TOTAL:
            return frozenset()
        key = (place.table, place.panel)
        if key not in self.items:
            labels = (cleaned(row.label) for row in rows if row.kind is RowKind.ITEM)
            self.items[key] = frozenset(label for label in labels if len(label) >= _TELLING)
        return self.items[key]


def _row_level(document: Document, place: CellPlace) -> str:
    """总计 or 合计 as the row says, whatever its column is called."""
    rows = document.tables[place.table].panels[place.panel].rows
    label = name_of(rows[place.row].label) if place.row < len(rows) else Name("")
    return "" if label.core else label.level


def _labels(document: Document) -> dict[str, str]:
    """The names of functional subjects by code, as the tables print them."""
    found: dict[str, str] = {}
    for table in document.tables:
        for panel in table.panels if table.understood else ():
            for row in panel.rows:
                if len(row.code) in (3, 5, 7) and row.code[0] == "2" and row.label:
                    found.setdefault(row.code, name_of(row.label).core)
    return found


def _code(document: Document, place: CellPlace) -> str:
    rows = document.tables[place.table].panels[place.panel].rows
    return rows[place.row].code if place.row < len(rows) else ""


def restates(figure: Figure, cell: Cell) -> bool:
    """Whether a cell prints the figure; most that do not are further off than any rounding."""
    other = cell.figure
    if abs(figure.exact - other.exact) > max(figure.resolution, other.resolution):
        return False
    return restated(figure, other).fits
