"""The rows of a panel: labels, codes, groups, kinds, and which row is a part of which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from auditlint.document import Column, ColumnRole, Row, RowKind
from auditlint.language.zh import names
from auditlint.language.zh.measures import name_of
from auditlint.language.zh.tables import (
    bare,
    cleaned,
    is_label_header,
    is_of_which,
    is_total,
    mark_number,
    row_mark,
)
from auditlint.structure.tables.columns import Head
from auditlint.structure.tables.grids import Joined
from auditlint.structure.tables.values import cell_number
from auditlint.values import dataclass

#: Labels of one level start within this many points of each other; a level is at least _STEP in.
_SAME, _STEP = 2.0, 6.0
#: Digits of the number of a department, of a unit, of a unit of that.
_UNIT_CODES = (3, 6, 9)
#: A 其中 row is deeper than any marked one.
_OF_WHICH_DEPTH = 90


@dataclass(frozen=True, slots=True)
class Sides:
    """The columns that name a panel's rows: ``label``, ``groups`` left of it, ``codes``."""

    label: int | None
    groups: tuple[int, ...]
    codes: tuple[int, ...]


def label_sides(table: Joined, head: Head, columns: Sequence[Column]) -> Sides:
    """Which text column names the rows: the one that tells most rows apart."""
    codes = tuple(column.index for column in columns if column.role is ColumnRole.CODE)
    values = [column.index for column in columns if column.role is ColumnRole.VALUE]
    first_value = values[0] if values else columns[-1].index + 1
    texts = [
        column
        for column in columns
        if column.role is ColumnRole.TEXT and column.index < first_value
    ]
    if not texts:
        return Sides(None, (), codes)
    merged = {
        cell.column
        for cell in table.cells
        if cell.row >= head.first and cell.rowspan > 1 and table.own(cell.row, cell.column)
    }
    free = [column for column in texts if column.index not in merged] or texts
    kinds = {column.index: _distinct(table, head, column.index) for column in free}
    most = max(kinds.values())
    if not most:  # every name is merged over columns: the leftmost of them has it
        kinds = {column.index: _distinct_wide(table, head, column.index) for column in free}
        most = max(kinds.values())
    best = [column for column in free if kinds[column.index] * 10 >= most * 9]
    chosen = next(
        (column for column in reversed(best) if _is_innermost(column)),
        next((column for column in best if _is_label(column)), best[0]),
    )
    groups = tuple(
        column.index
        for column in texts
        if column.index < chosen.index and column.index not in codes
    )
    return Sides(chosen.index, groups, codes)


def _is_label(column: Column) -> bool:
    return bool(column.path) and is_label_header(column.path[-1])


def _is_innermost(column: Column) -> bool:
    return bool(column.path) and bare(column.path[-1]) in {"三级指标", "四级指标", "科目名称"}


def _distinct(table: Joined, head: Head, column: int) -> int:
    return len({table.single(row, column) for row in range(head.first, table.rows)} - {""})


def _distinct_wide(table: Joined, head: Head, column: int) -> int:
    return len({table.own(row, column) for row in range(head.first, table.rows)} - {""})


def read_rows(
    table: Joined, head: Head, columns: Sequence[Column], sides: Sides
) -> tuple[Row, ...]:
    """One row a row of the grid from the first data row on, with headers before them."""
    values = [column.index for column in columns if column.role is ColumnRole.VALUE]
    rows: list[Row] = []
    carried: dict[int, str] = {}
    code = ""
    for row in range(table.rows):
        if row < head.first:
            kind = RowKind.NUMBERING if row in head.numbering else RowKind.HEADER
            rows.append(Row(row, kind))
            continue
        label = table.covering(row, sides.label) if sides.label is not None else ""
        label = label or _leftmost(table, row, columns)
        code, parts = _code(table, row, sides.codes, code)
        if len(parts) in _UNIT_CODES and names.is_body(label):
            parts = ""  # 216001 陇原市图书馆: the number of a unit, not of a subject
        total = is_total(label)
        marked_total = bool(row_mark(label)[0]) and is_total(cleaned(label))
        outer = _groups(table, row, sides, label, carried) if not total else ()
        if total or (marked_total and outer):
            kind = RowKind.TOTAL
        elif label or parts or any(table.own(row, column) for column in values):
            kind = RowKind.ITEM
        else:
            kind = RowKind.BLANK
        rows.append(
            Row(
                row,
                kind,
                label,
                parts,
                of_which=is_of_which(label),
                groups=outer if kind in (RowKind.ITEM, RowKind.TOTAL) else (),
            )
        )
    return _nested(table, sides, rows)


def _leftmost(table: Joined, row: int, columns: Sequence[Column]) -> str:
    """The first words of a row whose label column is empty: a merged 合计."""
    for column in columns:
        if column.role in (ColumnRole.VALUE, ColumnRole.SEQUENCE):
            continue
        text = table.covering(row, column.index)
        if text and not text.isdigit() and cell_number(text) is None:
            return text
    return ""


def _code(table: Joined, row: int, columns: Sequence[int], last: str) -> tuple[str, str]:
    """The full code last seen, and that of this row (empty where it has none).

    类, 款 and 项 in columns of their own are joined; a part left blank is as in the row above.
    """
    parts: list[str] = []
    seen: set[tuple[int, int]] = set()
    for column in columns:
        anchor = table.anchor(row, column)
        text = bare(table.texts[anchor].value) if anchor in table.texts else ""
        if anchor in seen:
            continue
        seen.add(anchor)
        parts.append(text if text.isdigit() else "")
    if not any(parts):
        return last, ""
    first = next(at for at, part in enumerate(parts) if part)
    if len(parts[first]) > 2 or first == 0:
        full = "".join(parts[first:])
    else:
        full = last[: 3 + 2 * (first - 1)] + "".join(parts[first:])
    return full, full


def _groups(
    table: Joined, row: int, sides: Sides, label: str, carried: dict[int, str]
) -> tuple[str, ...]:
    """The outer labels of a row; a group that a page break cut goes on below it."""
    found: list[str] = []
    for at, column in enumerate(sides.groups):
        text = table.covering(row, column)
        if text and text != label:
            if carried.get(column) != text:
                for inner in sides.groups[at:]:
                    carried.pop(inner, None)
            carried[column] = text
        elif not text and row in table.starts:
            text = carried.get(column, "")
            if text:
                found.append(text)
                continue
        if text and text != label:
            found.append(text)
    return tuple(found)


def _nested(table: Joined, sides: Sides, rows: list[Row]) -> tuple[Row, ...]:
    """Rows with their level and parent: by code, by mark, by 其中, else by indentation."""
    items = [row for row in rows if row.kind is RowKind.ITEM]
    if sum(bool(row.code) for row in items) >= max(2, len(items) // 2):
        return tuple(_by_code(rows))
    if any(row_mark(row.label)[0] or row.of_which for row in items):
        return tuple(_by_mark(rows))
    return tuple(_by_indent(table, sides, rows))


def _by_code(rows: Sequence[Row]) -> list[Row]:
    """Rows nest by their codes.

    Where codes begin anew below rows without one, those name the units of a department: the
    subjects of a unit nest among themselves, and are its parts.
    """
    units = _units(rows)
    place: dict[str, int] = {}
    unit: int | None = None
    nested: list[Row] = []
    for at, row in enumerate(rows):
        parent = None
        if at in units:
            unit, place = at, {}
        elif row.kind is RowKind.ITEM and row.code:
            parent = next(
                (
                    place[row.code[:length]]
                    for length in range(len(row.code) - 1, 2, -1)
                    if row.code[:length] in place
                ),
                unit,
            )
            place.setdefault(row.code, at)
        nested.append(_under(nested, parent, row))
    return nested


def _under(rows: Sequence[Row], parent: int | None, row: Row) -> Row:
    """``row`` as a part of another of the ``rows`` above it, or of none."""
    if parent is None:
        return row
    level = rows[parent].level + 1
    return Row(row.index, row.kind, row.label, row.code, level, parent, row.of_which, row.groups)


def _units(rows: Sequence[Row]) -> frozenset[int]:
    """The labelled rows without a code that part the subjects into lists of their own.

    A list begins with a 类, and the 类 of one list come again in another.
    """
    items = [(at, row) for at, row in enumerate(rows) if row.kind is RowKind.ITEM and row.label]
    found: list[int] = []
    lists: list[set[str]] = []
    for (at, row), (_, following) in pairwise(items):
        if not row.code and len(following.code) == 3:
            found.append(at)
            lists.append(set())
        elif not row.code and following.code:
            return frozenset()
        elif lists and len(row.code) == 3:
            lists[-1].add(row.code)
    again = len(lists) > 1 and any(lists[0] & other for other in lists[1:])
    return frozenset(found) if again else frozenset()


def _by_mark(rows: Sequence[Row]) -> list[Row]:
    """Rows nest by their marks.

    Marked rows that follow an unmarked one and count from one are its parts (年初结转和结余
    above 一、二、三). A 其中 row is a part of the last row that is none itself; unmarked rows go
    on a 其中 list where the marks around them go on counting. A row is no part of one that
    stands beside its own group.
    """
    nested: list[Row] = []
    open_rows: list[tuple[int, int]] = []  # (depth, position), outermost first
    for at, row in enumerate(rows):
        if row.kind is RowKind.TOTAL:
            open_rows = []
        if row.kind is not RowKind.ITEM or not row.label:
            nested.append(row)
            continue
        depth, _ = row_mark(row.label)
        inside = not depth and not row.of_which and _is_inside(rows, at, open_rows)
        depth = _OF_WHICH_DEPTH if row.of_which or inside else depth
        open_rows = [
            entry
            for entry in open_rows
            if entry[0] < depth and not _beside(rows[entry[1]], entry[0], row)
        ]
        parent = open_rows[-1][1] if open_rows else None
        open_rows.append((depth, at))
        row = replace(row, of_which=True) if inside else row
        nested.append(_under(nested, parent, row))
    return nested


def _beside(upper: Row, depth: int, row: Row) -> bool:
    """Whether ``row`` stands in a group that does not hold ``upper``, itself marked ``depth``."""
    if row.groups[: len(upper.groups)] != upper.groups:
        return True
    return any(0 < row_mark(group)[0] <= depth for group in row.groups[len(upper.groups) :])


def _is_inside(rows: Sequence[Row], at: int, open_rows: Sequence[tuple[int, int]]) -> bool:
    """Whether an unmarked row belongs to the marked row above it.

    The next mark counts on from it, or it goes on a 其中 list among marked rows.
    """
    depth, above = open_rows[-1] if open_rows else (0, at)
    if depth == _OF_WHICH_DEPTH and _other_funds(rows[above], rows[at]):
        return True  # 其中：一般公共预算财政拨款, and below it 政府性基金预算财政拨款
    marked = [(depth, position) for depth, position in open_rows if 0 < depth < _OF_WHICH_DEPTH]
    if not marked:
        return False
    for row in rows[at + 1 :]:
        if row.kind is RowKind.TOTAL:
            break
        depth = row_mark(row.label)[0] if row.kind is RowKind.ITEM else 0
        if depth:
            last = next((rows[place].label for level, place in marked if level == depth), "")
            before, after = mark_number(last), mark_number(row.label)
            return before is not None and after == before + 1
    return bool(open_rows) and open_rows[-1][0] == _OF_WHICH_DEPTH


def _other_funds(upper: Row, row: Row) -> bool:
    """Whether two rows are named after two kinds of funds and nothing else."""
    one, other = (name_of(cleaned(of.label)) for of in (upper, row))
    return not one.core and not other.core and bool(one.funds and other.funds) and one != other


def _by_indent(table: Joined, sides: Sides, rows: Sequence[Row]) -> list[Row]:
    """Rows nest where their labels start at a few clearly different places."""
    if sides.label is None:
        return list(rows)
    starts: dict[int, float] = {}
    for cell in table.cells:
        if cell.column == sides.label and cell.lines and cell.lines[0].edges and cell.colspan == 1:
            line = cell.lines[0]
            starts[cell.row] = line.edges[2 * (len(line.text) - len(line.text.lstrip()))]
    places = sorted({starts[row.index] for row in rows if row.index in starts and row.label})
    levels: list[float] = []
    for place in places:
        if not levels or place - levels[-1] > _SAME:
            levels.append(place)
    steps = [later - earlier for earlier, later in pairwise(levels)]
    if not 1 < len(levels) <= 4 or min(steps) < _STEP:
        return list(rows)
    nested: list[Row] = []
    open_rows: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if row.kind is not RowKind.ITEM or row.index not in starts:
            nested.append(row)
            continue
        level = max(
            index for index, place in enumerate(levels) if starts[row.index] >= place - _SAME
        )
        open_rows = [entry for entry in open_rows if entry[0] < level]
        parent = open_rows[-1][1] if open_rows else None
        open_rows.append((level, at))
        nested.append(_under(nested, parent, row))
    return nested
