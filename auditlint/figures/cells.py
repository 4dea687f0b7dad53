"""The numbers in the cells of tables as figures.

A cell gives a figure when a number is all it holds. Blank cells, dashes and 不适用 give none:
they are not zeros, though a sum may read a blank as nothing added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditlint.document import Column, ColumnRole, Document, Panel, Row, RowKind, Table, Text
from auditlint.figures import CellPlace, Figure, Nature, Stretch
from auditlint.language.zh.tables import bare, cleaned, without_unit
from auditlint.language.zh.units import unit_of
from auditlint.patterns import compiled
from auditlint.quantity import NO_UNIT, PERCENT, Dimension, Unit
from auditlint.structure.tables.values import CellNumber, cell_number, is_dash

_BRACKETED = compiled(r"[（(]([^（()）]{1,8})[)）]")
#: Header words that name their unit without printing it.
_IMPLIED = {
    "亩数": "亩",
    "面积（亩）": "亩",
    "人数": "人",
    "户数": "户",
    "村数": "个",
    "乡镇数": "个",
    "项目数": "个",
    "项目个数": "个",
    "问题数": "个",
    "企业数": "个",
    "小区数": "个",
    "机构数": "个",
    "学校数": "个",
    "得分": "分",
    "权重": "分",
    "权重分": "分",
    "满分": "分",
    "标准分": "分",
    "分值": "分",
    "评价分值": "分",
}
#: Header or label words of plain numbers that the unit above the table does not reach.
_UNITLESS = compiled(
    r"(?:率|占比|比重|比例|个数|批次|人次|人次数|团组数|购置数|保有量|份数|回答数|平均分)$"
)
#: Rates that are printed as percentages, in whatever tables.
_PERCENT = compiled(
    r"(?:增长|增减|变动|完成|执行|支付|拨付|到位|整改|得分|满意|合格|覆盖|成新|资产负债)率$|增幅$|降幅$|占比$|比重$"
)
#: A column with a greater number than this holds percentages, no fractions.
_FRACTION = Decimal("1.5")
_BASIS = compiled(
    r"(?P<when>上年|上一年|本年|当年|\d{4}年(?:度)?)?(?P<kind>年初预算|全年预算|调整预算|预算执行|预算安排|预算|决算|执行|实际支出|支出)数$"
)
_TOTAL_COLUMN = compiled(r"^(?:合计|小计|总计|金额|本年(?:收入|支出)合计|支出合计|收入合计)$")
#: What a title says besides what its table is about: 某局2024年度…支出决算表.
_FORM = compiled(r"^.*\d{4}年度?|(?:支出|收支)?(?:决算|预算)?(?:情况)?表$")
_FUNDS = (
    ("一般公共预算", compiled(r"一般公共预算|公共财政预算")),
    ("政府性基金预算", compiled(r"政府性基金")),
    ("国有资本经营预算", compiled(r"国有资本经营")),
    ("财政拨款", compiled(r"财政拨款|“?三公”?经费")),
)
_WHOLE_FUNDS = compiled(r"收入支出|收支|收入|支出")
_YEAR = compiled(r"(20\d{2})\s*年")


def cell_figures(document: Document, first_id: int) -> list[Figure]:
    """All figures in the tables of a document, in reading order, numbered from ``first_id``."""
    found: list[Figure] = []
    for table in document.tables:
        reader = _Reader(document, table)
        for place in reader.places:
            figure = reader.figure(first_id + len(found), *place)
            if figure is not None:
                found.append(figure)
    return found


def _own_label(table: Table, columns: Iterable[int], row: int) -> str:
    """The nearest words in a row among ``columns``, which go away from a number."""
    for left in columns:
        text = table.text(row, left)
        if cell_number(text) is not None:
            return ""
        if text and not is_dash(text):
            return text
    return ""


def _funds_in(text: str) -> str:
    """The funds that a title or header names; empty where it names none."""
    return next((name for name, pattern in _FUNDS if pattern.search(text)), "")


def is_basis(text: str) -> bool:
    """Whether a header word says which version of a figure stands below it: 决算数."""
    return _BASIS.fullmatch(bare(without_unit(text))) is not None


class _Words(NamedTuple):
    """What the label of a row says of its numbers, ``name`` being what it calls them."""

    name: str
    unit: Unit | None
    unitless: bool
    basis: str


class _Heading(NamedTuple):
    """What a column says of all its cells.

    ``unit`` is the one its header names; ``percent`` whether all cells are percentages,
    ``unitless`` whether they are plain numbers.
    ``measure`` is what it adds to the name of a row (nothing where it is ``total``), and
    ``alone`` what it names in a row without a label. ``labels`` are the columns of values to
    its left, nearest first.
    """

    panel: int
    side: Panel
    unit: Unit | None
    percent: bool
    unitless: bool
    basis: str
    scope: tuple[str, ...]
    period: str
    measure: str
    total: bool
    alone: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    labels: tuple[int, ...]


class _Reader:
    """Reads the cells of one table; what all cells of a column share is worked out once."""

    def __init__(self, document: Document, table: Table) -> None:
        self.document = document
        self.table = table
        self.caption = unit_of(table.unit)
        self.columns: dict[int, tuple[int, Panel, Column]] = {}
        for at, panel in enumerate(table.panels):
            for column in panel.columns:
                self.columns.setdefault(column.index, (at, panel, column))
        self.headings: dict[int, _Heading] = {}
        kinds = (kind for kind in ("决算", "预算") if kind in table.title)
        self.basis = next((f"{kind}数" for kind in kinds), "")
        self.places = sorted(table.texts)
        rows: dict[int, list[str]] = {}
        for place in self.places:
            rows.setdefault(place[0], []).append(table.texts[place].value)
        self.contexts = {row: " ".join(filter(None, texts)) for row, texts in rows.items()}

    def figure(self, figure_id: int, row: int, column: int) -> Figure | None:
        table = self.table
        text = table.texts[row, column]
        number = cell_number(text.value)
        if number is None or number.value.adjusted() > 18:
            return None
        if column in self.columns:
            at, panel, header = self.columns[column]
            if row < table.header_rows:
                nature = Nature.LINE_NUMBER
                return self._plain(figure_id, text, number, at, (row, column), nature)
            if header.role in (ColumnRole.CODE, ColumnRole.SEQUENCE):
                nature = Nature.CODE if header.role is ColumnRole.CODE else Nature.LINE_NUMBER
                return self._plain(figure_id, text, number, at, (row, column), nature)
            if row < len(panel.rows) and table.understood:
                return self._read(figure_id, text, number, panel.rows[row], row, column)
        return self._loose(figure_id, text, number, row, column)

    def _read(
        self, figure_id: int, text: Text, number: CellNumber, line: Row, row: int, column: int
    ) -> Figure:
        heading = self.headings.get(column)
        if heading is None:
            heading = self.headings[column] = _heading(self.table, *self.columns[column])
        own = _own_label(self.table, heading.labels, row)
        label = own or line.label
        words = _words(label)
        unit = self._unit(number, heading, words, bool(own))
        named = (label,) if label else ()
        groups = tuple(filter(None, line.groups)) if line.groups else ()
        return Figure(
            figure_id,
            text.value[number.start : number.stop],
            number.value,
            number.decimals,
            unit,
            Nature.THRESHOLD if number.bound else _nature(number, unit),
            self.document.index,
            CellPlace(self.table.number, heading.panel, row, column),
            Stretch(text, number.start, number.stop),
            self.contexts[row],
            cleaned(own) if own else _measure(heading, line.kind, words.name),
            heading.basis or (_words(line.label) if own else words).basis or self.basis,
            heading.scope,
            heading.period,
            heading.before + groups + named + heading.behind,
        )

    def _plain(
        self,
        figure_id: int,
        text: Text,
        number: CellNumber,
        panel: int,
        place: tuple[int, int],
        nature: Nature,
    ) -> Figure:
        """A number that is no quantity: a code, a row or column number."""
        row, column = place
        return Figure(
            figure_id,
            text.value[number.start : number.stop],
            number.value,
            number.decimals,
            NO_UNIT,
            nature,
            self.document.index,
            CellPlace(self.table.number, panel, row, column),
            Stretch(text, number.start, number.stop),
            self.contexts[row],
        )

    def _loose(
        self, figure_id: int, text: Text, number: CellNumber, row: int, column: int
    ) -> Figure:
        """A number in a form of keys and values (评价分值 | 81.94): its left neighbour names it.

        Nothing names a number that stands in columns nobody could tell.
        """
        key = next(
            (
                self.table.text(row, left)
                for left in range(column - 1, -1, -1)
                if self.table.text(row, left)
            ),
            "",
        )
        key = "" if cell_number(key) or len(key) > 40 else key
        unit = PERCENT if number.percent else _unit_named(number.unit, key) or NO_UNIT
        nature = Nature.THRESHOLD if number.bound else _nature(number, unit)
        if not self.table.sure:
            key = ""
        elif not key and nature is Nature.NUMBER:
            nature = Nature.OTHER
        plain = self._plain(figure_id, text, number, 0, (row, column), nature)
        return Figure(
            plain.id,
            plain.text,
            plain.value,
            plain.decimals,
            unit,
            nature,
            plain.document,
            plain.place,
            plain.where,
            plain.context,
            measure=cleaned(key),
            path=tuple(filter(None, (self.table.title, key))),
        )

    def _unit(self, number: CellNumber, heading: _Heading, words: _Words, own: bool) -> Unit:
        """From the cell, the row label, the header, then the caption."""
        if number.percent or heading.percent:
            return PERCENT
        if number.unit:
            return unit_of(number.unit) or NO_UNIT
        if self.caption is None and self.table.unit:
            return Unit(self.table.unit, Dimension.COUNT)  # 台、辆、套 of one table
        named = words.unit or (None if own else heading.unit)
        if named is not None:
            return named
        if words.unitless or (heading.unitless and not own):
            return NO_UNIT
        return self.caption or NO_UNIT


def _heading(table: Table, at: int, panel: Panel, column: Column) -> _Heading:
    inward = tuple(reversed(column.path))
    measure, total = _column_measure(panel, column)
    alone = bare(column.path[0]) if total and column.path else measure
    if total and (is_basis(alone) or _TOTAL_COLUMN.match(alone)):
        alone = _FORM.sub("", bare(table.title)) or alone
    values = [one.index for one in panel.values() if one.index < column.index]
    return _Heading(
        at,
        panel,
        next((unit for word in inward if (unit := _unit_named("", word)) is not None), None)
        or _percent_named(table, column),
        column.unit in ("%", "％"),
        any(_is_unitless(word) for word in inward),
        next((basis for word in inward if (basis := _basis_in(word))), ""),
        _scope(table, panel, column),
        next((found.group(1) for w in (*inward, table.title) if (found := _YEAR.search(w))), ""),
        measure,
        total,
        re.sub(r"(?:预算|决算)数$", "", alone) or measure,
        tuple(filter(None, (*table.section, table.title, panel.title))),
        tuple(filter(None, column.path)),
        tuple(reversed(values)),
    )


def _percent_named(table: Table, column: Column) -> Unit | None:
    """Per cent for a column of 增长率 or 占比 whose plain numbers are no fractions: under
    「单位：万元、%」 no cell prints the sign."""
    if not column.path or _PERCENT.search(bare(without_unit(column.path[-1]))) is None:
        return None
    numbers = [
        number
        for row in range(table.header_rows, table.rows)
        for number in [cell_number(table.text(row, column.index))]
        if number is not None
    ]
    plain = not any(number.percent or number.unit for number in numbers)
    large = any(abs(number.value) > _FRACTION for number in numbers)
    return PERCENT if plain and large else None


def _scope(table: Table, panel: Panel, column: Column) -> tuple[str, ...]:
    """The funds, and the side of a table with two of them."""
    title = bare(table.title)
    funds = next(filter(None, map(_funds_in, reversed(column.path))), "")
    if not funds or (funds == "财政拨款" and _funds_in(title)):
        funds = _funds_in(panel.title) or _funds_in(title)
    if not funds and _WHOLE_FUNDS.search(title):
        funds = "全部资金"
    side = next((word for word in ("收入", "支出") if word in panel.title), "")
    if not side:
        income, spending = "收入" in title, "支出" in title or "基本" in title
        side = "收入" if income and not spending else "支出" if spending and not income else ""
    return tuple(filter(None, (funds, side)))


def _column_measure(panel: Panel, column: Column) -> tuple[str, bool]:
    """What a column is of beside its version, and whether it is the total of its row."""
    paths = [one.path for one in panel.values()]
    shared = {path[0] for path in paths if path}
    outer = 1 if len(shared) == 1 and all(len(path) > 1 for path in paths) else 0
    words = [bare(without_unit(part)) for part in column.path[outer:] if not is_basis(part)]
    measure = words[-1] if words else ""
    total = not measure or _TOTAL_COLUMN.match(measure) is not None
    if total and len(words) > 1 and measure:
        return words[-2], False
    return measure, total


def _measure(heading: _Heading, kind: RowKind, label: str) -> str:
    """The row label, with the column where that says more than which version it is."""
    if not label:
        return heading.alone
    column, total, title = heading.measure, heading.total, heading.side.title
    if kind is RowKind.TOTAL and label in ("合计", "总计", "小计"):
        if not total or _TOTAL_COLUMN.match(column):
            return column or label
        return f"{title}{label}" if title and label == "总计" else label
    return label if total else f"{label}·{column}"


@lru_cache(maxsize=1 << 12)
def _words(label: str) -> _Words:
    return _Words(
        cleaned(without_unit(label)),
        _unit_named("", label),
        _is_unitless(label),
        _basis_in(label),
    )


def _basis_in(word: str) -> str:
    found = _BASIS.search(bare(without_unit(word)))
    return found.group() if found else ""


def _is_unitless(word: str) -> bool:
    return bool(word) and _UNITLESS.search(bare(without_unit(word))) is not None


@lru_cache(maxsize=1 << 12)
def _unit_named(printed: str, word: str) -> Unit | None:
    if printed:
        return unit_of(printed)
    for inside in reversed(_BRACKETED.findall(word)):
        found = unit_of(inside)
        if found is not None:
            return found
        if inside in ("%", "％"):
            return PERCENT
    text = bare(without_unit(word))
    for key, unit in _IMPLIED.items():
        if text.endswith(bare(key)):
            return unit_of(unit)
    return None


_NATURES = {
    Dimension.PERCENT: Nature.PERCENT,
    Dimension.POINT: Nature.POINT,
    Dimension.COUNT: Nature.COUNT,
    Dimension.SCORE: Nature.SCORE,
    Dimension.NONE: Nature.NUMBER,
}


def _nature(number: CellNumber, unit: Unit) -> Nature:
    if number.percent:
        return Nature.PERCENT
    return _NATURES.get(unit.dimension, Nature.AMOUNT)
