"""The numbers in the cells of tables as figures.

A cell gives a figure when a number is all it holds. Blank cells, dashes and 不适用 give none:
they are not zeros, though a sum may read a blank as nothing added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditlint.document import Column, ColumnRole, Document, Panel, Row, RowKind, Table, Text
from auditlint.figures import CellPlace, Figure, Nature
from auditlint.language.zh.tables import bare, cleaned, without_unit
from auditlint.language.zh.units import unit_of
from auditlint.quantity import NO_UNIT, PERCENT, Dimension, Unit
from auditlint.structure.tables.values import CellNumber, cell_number, is_dash

_BRACKETED = re.compile(r"[（(]([^（()）]{1,8})[)）]")
#: Header words that name their unit without printing it.
_IMPLIED = {
    "亩数": "亩",
    "面积（亩）": "亩",
    "人数": "人",
    "户数": "户",
    "得分": "分",
    "权重": "分",
    "分值": "分",
    "评价分值": "分",
}
#: Header or label words of plain numbers that the unit above the table does not reach.
_UNITLESS = re.compile(
    r"(?:率|占比|比重|比例|个数|批次|人次|人次数|团组数|购置数|保有量|份数|回答数|平均分)$"
)
_BASIS = re.compile(
    r"(?P<when>上年|上一年|本年|当年|\d{4}年(?:度)?)?(?P<kind>年初预算|全年预算|调整预算|预算执行|预算安排|预算|决算|执行|实际支出|支出)数$"
)
_TOTAL_COLUMN = re.compile(r"^(?:合计|小计|总计|金额|本年(?:收入|支出)合计|支出合计|收入合计)$")
#: What a title says besides what its table is about: 某局2024年度…支出决算表.
_FORM = re.compile(r"^.*\d{4}年度?|(?:支出|收支)?(?:决算|预算)?(?:情况)?表$")
_FUNDS = (
    ("一般公共预算", re.compile(r"一般公共预算|公共财政预算")),
    ("政府性基金预算", re.compile(r"政府性基金")),
    ("国有资本经营预算", re.compile(r"国有资本经营")),
    ("财政拨款", re.compile(r"财政拨款|“?三公”?经费")),
)
_WHOLE_FUNDS = re.compile(r"收入支出|收支|收入|支出")
_YEAR = re.compile(r"(20\d{2})\s*年")


def cell_figures(document: Document, first_id: int) -> list[Figure]:
    """All figures in the tables of a document, in reading order, numbered from ``first_id``."""
    found: list[Figure] = []
    for table in document.tables:
        reader = _Reader(document, table)
        for row, column in sorted(table.texts):
            figure = reader.figure(first_id + len(found), row, column)
            if figure is not None:
                found.append(figure)
    return found


def own_label(table: Table, panel: Panel, row: int, column: int) -> str:
    """Words that stand among the values of a row and name the number behind them.

    In 「合计 2,587.92 | 平均分 85.73」 they name 85.73, whatever the header says.
    """
    values = [one.index for one in panel.values() if one.index < column]
    for left in reversed(values):
        text = table.text(row, left)
        if not text or is_dash(text):
            continue
        return "" if cell_number(text) else text
    return ""


def funds_of(text: str) -> str:
    """The funds that a title or header names; empty where it names none."""
    return next((name for name, pattern in _FUNDS if pattern.search(text)), "")


def is_basis(text: str) -> bool:
    """Whether a header word says which version of a figure stands below it: 决算数."""
    return _BASIS.fullmatch(bare(without_unit(text))) is not None


@dataclass(slots=True)
class _Reader:
    """Reads the cells of one table."""

    document: Document
    table: Table

    def figure(self, figure_id: int, row: int, column: int) -> Figure | None:
        text = self.table.texts[row, column]
        number = cell_number(text.value)
        if number is None or number.value.adjusted() > 18:
            return None
        at, panel, header, line = self._where(row, column)
        if header is not None and row < self.table.header_rows:
            return self._plain(figure_id, text, number, at, (row, column), Nature.LINE_NUMBER)
        if header is not None and header.role in (ColumnRole.CODE, ColumnRole.SEQUENCE):
            nature = Nature.CODE if header.role is ColumnRole.CODE else Nature.LINE_NUMBER
            return self._plain(figure_id, text, number, at, (row, column), nature)
        if panel is None or header is None or line is None or not self.table.understood:
            return self._loose(figure_id, text, number, row, column)
        label = own_label(self.table, panel, row, column)
        unit = self._unit(number, header, label or line.label, bool(label))
        nature = Nature.THRESHOLD if number.bound else _nature(number, unit)
        return Figure(
            id=figure_id,
            text=text.value[number.start : number.stop],
            value=number.value,
            decimals=number.decimals,
            unit=unit,
            nature=nature,
            document=self.document.index,
            place=CellPlace(self.table.number, at, row, column),
            span=text.span(self.document.index, number.start, number.stop),
            context=self.table.context(row),
            measure=cleaned(label) if label else self._measure(panel, header, line),
            basis=self._basis(header, line),
            scope=self._scope(panel, header),
            period=self._period(header),
            path=tuple(
                filter(
                    None,
                    (
                        *self.table.section,
                        self.table.title,
                        panel.title,
                        *line.groups,
                        label or line.label,
                        *header.path,
                    ),
                )
            ),
        )

    def _where(self, row: int, column: int) -> tuple[int, Panel | None, Column | None, Row | None]:
        for at, panel in enumerate(self.table.panels):
            for header in panel.columns:
                if header.index == column:
                    line = panel.rows[row] if row < len(panel.rows) else None
                    return at, panel, header, line
        return 0, None, None, None

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
            text.span(self.document.index, number.start, number.stop),
            self.table.context(row),
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
            plain.span,
            plain.context,
            measure=cleaned(key),
            path=tuple(filter(None, (self.table.title, key))),
        )

    def _unit(self, number: CellNumber, header: Column, label: str, own: bool) -> Unit:
        """From the cell, the row label, the header, then the caption."""
        if number.percent or header.unit in ("%", "％"):
            return PERCENT
        if number.unit:
            return unit_of(number.unit) or NO_UNIT
        caption = unit_of(self.table.unit)
        if caption is None and self.table.unit:
            return Unit(self.table.unit, Dimension.COUNT)  # 台、辆、套 of one table
        words = (label,) if own else (label, *reversed(header.path))
        for word in words:
            named = _unit_named("", word)
            if named is not None:
                return named
        if any(_UNITLESS.search(bare(without_unit(word))) for word in words if word):
            return NO_UNIT
        return caption or NO_UNIT

    def _basis(self, header: Column, line: Row) -> str:
        for part in (*reversed(header.path), line.label):
            found = _BASIS.search(bare(without_unit(part)))
            if found:
                return found.group()
        title = self.table.title
        return "决算数" if "决算" in title else "预算数" if "预算" in title else ""

    def _scope(self, panel: Panel, header: Column) -> tuple[str, ...]:
        """The funds, and the side of a table with two of them."""
        title = bare(self.table.title)
        funds = next(filter(None, map(funds_of, reversed(header.path))), "")
        if not funds or (funds == "财政拨款" and funds_of(title)):
            funds = funds_of(panel.title) or funds_of(title)
        if not funds and _WHOLE_FUNDS.search(title):
            funds = "全部资金"
        side = next((word for word in ("收入", "支出") if word in panel.title), "")
        if not side:
            income, spending = "收入" in title, "支出" in title or "基本" in title
            side = "收入" if income and not spending else "支出" if spending and not income else ""
        return tuple(filter(None, (funds, side)))

    def _period(self, header: Column) -> str:
        for word in (*reversed(header.path), self.table.title):
            found = _YEAR.search(word)
            if found:
                return found.group(1)
        return ""

    def _measure(self, panel: Panel, header: Column, line: Row) -> str:
        """The row label, with the column where that says more than which version it is."""
        label = cleaned(without_unit(line.label))
        paths = [column.path for column in panel.values()]
        shared = {path[0] for path in paths if path}
        outer = 1 if len(shared) == 1 and all(len(path) > 1 for path in paths) else 0
        words = [bare(without_unit(part)) for part in header.path[outer:] if not is_basis(part)]
        column = words[-1] if words else ""
        total = not column or _TOTAL_COLUMN.match(column) is not None
        if total and len(words) > 1 and column:
            column, total = words[-2], False
        if not line.label:
            whole = bare(header.path[0]) if total and header.path else column
            if total and (is_basis(whole) or _TOTAL_COLUMN.match(whole)):
                whole = _FORM.sub("", bare(self.table.title)) or whole
            return re.sub(r"(?:预算|决算)数$", "", whole) or column
        if line.kind is RowKind.TOTAL and label in ("合计", "总计", "小计"):
            if not total or _TOTAL_COLUMN.match(column):
                return column or label
            return f"{panel.title}{label}" if panel.title and label == "总计" else label
        return label if total else f"{label}·{column}"


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
