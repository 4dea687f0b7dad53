"""Forms in which tables of different columns are stacked in one grid.

The self-evaluation form of a project has its budget under one header and its indicators under
another. Such a grid is read as several tables, one a header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from auditlint.document import Cell
from auditlint.language.zh.tables import bare, is_header_word, without_unit
from auditlint.patterns import compiled
from auditlint.structure.tables.columns import read_head
from auditlint.structure.tables.grids import Joined
from auditlint.structure.tables.values import cell_number

#: Header words that are never labels or values.
_HEADER = compiled(
    r"(?:年初|全年|调整|年度)?预算(?:数|金额)?|(?:全年|实际)?(?:执行|支出|到位)(?:数|金额)?|决算数|"
    r"分值|权重|得分|(?:预算)?执行率|得分率|完成率|[一二三四]级指标|(?:年度)?(?:指标|目标)值|(?:全年)?实际完成值|"
    r"业绩值|完成情况|评分标准|偏差原因.{0,12}|未完成原因.{0,12}|备注|序号|计划数|完成数|占比"
)
#: How columns are lettered: 全年执行数（B）, 执行率（B/A）.
_LETTER = compiled(r"[（(][A-Z](?:[/÷][A-Z](?:[×*]100%)?)?[）)]$")
#: A header in the middle of a grid has at least this many words.
_WORDS = 3


def sections(table: Joined) -> list[Joined]:
    """The tables stacked in a grid, top to bottom; the grid itself where there is only one."""
    found = list(_openings(table))
    first = read_head(table).first if found else 0
    starts = [row for row in found if row >= first or _names_things(table, row)]
    if not starts:
        return [table]
    starts = sorted({*starts, *_forms(table, starts)})
    bounds = [0, *starts, table.rows]
    return [_part(table, top, bottom) for top, bottom in pairwise(bounds)]


def _openings(table: Joined) -> Iterator[int]:
    """The rows below data that name columns otherwise than the rows since the last such do."""
    last = 0
    for row in range(1, table.rows - 1):
        if not _opens_section(table, row):
            continue
        words = _words(table, row)
        if all(_words(table, before) != words for before in range(last, row)):
            yield row
            last = row


def _forms(table: Joined, starts: Sequence[int]) -> Iterator[int]:
    """The rows at which a form starts again: what stands first in its first rows comes back."""
    tops = [bare(texts[0]) for row in range(starts[0]) for texts in [_words(table, row)] if texts]
    before = True
    for row in range(starts[0], table.rows):
        words = _words(table, row)
        again = bool(words) and bare(words[0]) in tops
        if again and not before:
            yield row
        before = again


def _opens_section(table: Joined, row: int) -> bool:
    """Whether a row below data names columns."""
    words = _words(table, row)
    if len(words) < _WORDS or not all(map(_is_header, words)):
        return False
    if len(set(words)) < len(words):  # 预算数 决算数 预算数 决算数: under merged headers above
        return False
    above = [text for before in range(row) for text in table.row_texts(before) if text]
    below = [text for text in table.row_texts(row + 1) if text]
    if not any(not _is_header(text) for text in above) or not _words(table, row - 1):
        return False
    return bool(below) and not all(map(_is_header, below))


def _names_things(table: Joined, row: int) -> bool:
    """Whether a row above, though without numbers, holds values and not header words."""
    return any(
        len(texts) > 1 and not all(map(is_header_word, texts))
        for before in range(row)
        for texts in [[text for text in table.row_texts(before) if text]]
    )


def _words(table: Joined, row: int) -> list[str]:
    """The texts of a row without a merged label before them."""
    texts = table.row_texts(row)
    if table.is_tall(row, 0):
        texts = texts[1:]
    return [text for text in texts if text]


def _is_header(text: str) -> bool:
    words = _LETTER.sub("", bare(text))
    return cell_number(text) is None and _HEADER.fullmatch(without_unit(words)) is not None


def _part(table: Joined, top: int, bottom: int) -> Joined:
    """Rows ``top`` up to ``bottom`` as a table; cells that reach out of them are cut."""
    cells: list[Cell] = [
        replace(cell, row=cell.row - top, rowspan=min(cell.rowspan, bottom - cell.row))
        for cell in table.cells
        if top <= cell.row < bottom
    ]
    part = Joined(
        cells,
        bottom - top,
        table.columns,
        table.edges,
        list(table.grids),
        [start - top for start in _within(table.starts, top, bottom)],
        table.sure,
    )
    part.refresh()
    return part


def _within(rows: Sequence[int], top: int, bottom: int) -> list[int]:
    return [row for row in rows if top < row < bottom]
