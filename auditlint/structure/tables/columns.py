"""Header rows, header paths, and what the cells of each column hold."""

from __future__ import annotations

from itertools import pairwise

from auditlint.document import Column, ColumnRole
from auditlint.language.zh.tables import (
    NUMBERING_WORDS,
    SEQUENCE_WORDS,
    bare,
    is_caption_meta,
    is_code_header,
    is_header_word,
    is_label_header,
    is_text_header,
    is_title,
    is_total,
    is_value_header,
    is_year_only,
    row_mark,
    unit_in_header,
    without_formula,
)
from auditlint.structure.tables.grids import Joined
from auditlint.structure.tables.values import cell_number, is_dash
from auditlint.values import dataclass

_CODE_LENGTHS = frozenset({3, 5, 7})


@dataclass(frozen=True, slots=True)
class Head:
    """The rows above the data: ``captions`` first, then ``headers``; data start at ``first``.

    ``numbering`` are rows that number the columns (栏次).
    """

    captions: tuple[int, ...]
    headers: tuple[int, ...]
    numbering: tuple[int, ...]
    first: int


def read_head(table: Joined) -> Head:
    """Find the header rows: from the top to the first row with a number, total or mark."""
    captions: list[int] = []
    headers: list[int] = []
    numbering: list[int] = []
    row = 0
    while row < table.rows:
        texts = [text for text in table.row_texts(row) if text]
        if not texts:
            if headers and not _more_headers(table, row):
                break
        elif not headers and _is_caption_row(table, row, texts):
            captions.append(row)
        elif headers and _is_numbering(table, row):
            numbering.append(row)
        elif _is_data(table, row, bool(headers)):
            break
        else:
            headers.append(row)
        row += 1
    first = row
    if row == table.rows:
        first = headers[-1] + 1 if headers else table.rows
    return Head(tuple(captions), tuple(headers), tuple(numbering), first)


def _is_caption_row(table: Joined, row: int, texts: list[str]) -> bool:
    """A title or unit line ruled in as the table's first rows."""
    if any(is_caption_meta(text) and not is_year_only(text) for text in texts):
        return True
    if len(texts) != 1 or len(table.row_texts(row)) != 1:
        return False
    if is_year_only(texts[0]):
        return True
    below = row + 1
    while below < table.rows and not any(table.row_texts(below)):
        below += 1
    return is_title(texts[0]) and below < table.rows and len(table.row_texts(below)) > 1


def _is_numbering(table: Joined, row: int) -> bool:
    """栏次 1 2 3=2/1: every number an integer, each one more than the last."""
    texts = [without_formula(text) for text in table.row_texts(row) if text]
    words = [text for text in texts if cell_number(text) is None]
    numbers = [number for number in map(cell_number, texts) if number is not None]
    if not numbers or any(number.decimals or number.percent or number.unit for number in numbers):
        return False
    values = [int(number.value) for number in numbers]
    rising = all(later == earlier + 1 for earlier, later in pairwise(values))
    named = any(bare(word) in NUMBERING_WORDS for word in words)
    plain = all(bare(word) in NUMBERING_WORDS or is_header_word(word) for word in words)
    if named:
        return rising
    return rising and values[0] == 1 and len(values) >= 3 and plain


def _is_data(table: Joined, row: int, below_header: bool) -> bool:
    """Whether a row belongs to the body of the table."""
    texts = [text for text in table.row_texts(row) if text]
    if any(cell_number(text) is not None or is_dash(text) for text in texts):
        return True
    if any(row_mark(text)[0] in (1, 2, 3) for text in texts):
        return below_header
    if not below_header:
        return False
    if is_total(texts[0]) and len(texts) == 1:
        return True
    if any(cell.row < row < cell.row + cell.rowspan for cell in table.cells if cell.rowspan > 1):
        return False  # a header cell above reaches into this row
    if _divides_header(table, row):
        return False
    return not all(is_header_word(text) or len(text) <= 1 for text in texts) or len(texts) == 1


def _divides_header(table: Joined, row: int) -> bool:
    """Whether a row of words divides header cells above it, and numbers stand right below.

    行政复议 over 结果维持 | 结果纠正 | 总计: words that no list of headers knows.
    """
    wide = [
        cell
        for cell in table.cells
        if cell.row + cell.rowspan == row and 1 < cell.colspan < table.columns
    ]
    below = row + 1
    while below < table.rows and any(
        cell.row < below < cell.row + cell.rowspan for cell in table.cells if cell.row >= row
    ):
        below += 1
    if not wide or below >= table.rows:
        return False
    texts = [text for text in table.row_texts(below) if text]
    numeric = sum(cell_number(text) is not None or is_dash(text) for text in texts)
    if not texts or numeric * 2 < len(texts):
        return False
    return all(
        sum(
            (row, column) in table.texts
            for column in range(cell.column, cell.column + cell.colspan)
        )
        >= 2
        for cell in wide
    )


def _more_headers(table: Joined, row: int) -> bool:
    """Whether below a blank row the header goes on: several header words and no number."""
    below = row
    while below < table.rows and not any(table.row_texts(below)):
        below += 1
    if below >= table.rows:
        return False
    texts = [text for text in table.row_texts(below) if text]
    return (
        len(texts) >= 2
        and all(is_header_word(text) for text in texts)
        and not any(cell_number(text) or row_mark(text)[0] for text in texts)
        and not is_total(texts[0])
    )


def read_columns(table: Joined, head: Head) -> tuple[Column, ...]:
    """Header path and role of every column.

    A column in which no cell starts is part of the one to its left (类款项 merged in the body).
    """
    found: list[Column] = []
    for column in range(table.columns):
        path = _path(table, head, column)
        role = _role(table, head, column, path)
        starts = any((row, column) in table.texts for row in range(head.first, table.rows))
        if found and not starts and head.first < table.rows:
            role = found[-1].role
        found.append(Column(column, role, path, unit_in_header("".join(path))))
    return tuple(found)


def _path(table: Joined, head: Head, column: int) -> tuple[str, ...]:
    """The words above a column, outermost first, each once."""
    parts: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in head.headers:
        anchor = table.anchor(row, column)
        text = table.texts[anchor].value if anchor in table.texts else ""
        if text and anchor not in seen and (not parts or parts[-1] != text):
            parts.append(text)
        seen.add(anchor)
    return tuple(parts)


def _role(table: Joined, head: Head, column: int, path: tuple[str, ...]) -> ColumnRole:
    title = path[-1] if path else ""
    texts = [
        text
        for row in range(head.first, table.rows)
        for text in [table.single(row, column)]
        if text and not is_dash(text)
    ]
    dashes = sum([is_dash(table.own(row, column)) for row in range(head.first, table.rows)])
    digits = [text for text in texts if text.isdigit()]
    if bare(title) in SEQUENCE_WORDS and len(digits) * 10 >= len(texts) * 7:
        return ColumnRole.SEQUENCE
    if _holds_codes(texts, digits, path):
        return ColumnRole.CODE
    numbers = [number for number in map(cell_number, texts) if number is not None]
    plain = [number for number in numbers if not number.bound]
    if is_text_header(title) and not (numbers and len(plain) == len(texts) and len(texts) > 2):
        return ColumnRole.TEXT
    if plain and len(plain) + dashes >= 0.5 * (len(texts) + dashes):
        return ColumnRole.VALUE
    if not texts and path and column and is_value_header(title):
        return ColumnRole.VALUE
    if not texts and dashes:
        return ColumnRole.VALUE
    return ColumnRole.TEXT


def _holds_codes(texts: list[str], digits: list[str], path: tuple[str, ...]) -> bool:
    if any(is_code_header(part) for part in path):
        return all(len(text) <= 9 for text in digits) and len(digits) * 2 >= len(texts)
    codes = set(digits)
    longer = [code for code in codes if len(code) > 3]
    return (
        len(digits) >= 3
        and len(digits) * 10 >= len(texts) * 8
        and len(digits) - sum(len(code) in _CODE_LENGTHS for code in digits) <= 1
        and bool(longer)
        and sum(code[:-2] in codes for code in longer) * 2 >= len(longer)
    )


def split_panels(columns: tuple[Column, ...]) -> list[tuple[int, int]]:
    """The column ranges of the panels, left to right.

    A panel starts at a code or label column that stands right of values and is itself
    followed by values.
    """
    starts = [0]
    seen_value = False
    for column in columns:
        opens = column.role is ColumnRole.CODE or (
            column.role in (ColumnRole.TEXT, ColumnRole.LABEL)
            and bool(column.path)
            and is_label_header(column.path[-1])
            and not is_text_header(column.path[-1])
        )
        values_follow = any(later.role is ColumnRole.VALUE for later in columns[column.index + 1 :])
        if opens and seen_value and values_follow and column.role is not ColumnRole.VALUE:
            starts.append(column.index)
            seen_value = False
        elif column.role is ColumnRole.VALUE:
            seen_value = True
    return list(zip(starts, [*starts[1:], len(columns)], strict=True))
