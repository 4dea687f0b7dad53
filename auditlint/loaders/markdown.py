"""Markdown as a report: headings, paragraphs, pipe tables.

The examples on the pages of checks and most tests are written in it. In a pipe table a cell
that holds only ``^`` is merged with the one above, only ``<`` with the one to its left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditlint.document import Cell, Grid, Line, Page
from auditlint.loaders import bounds
from auditlint.patterns import compiled
from auditlint.settings import DEFAULT_LIMITS, Limits

_HEADING = compiled(r"(#{1,6})\s")
_RULE = compiled(r"\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*")
#: The second line of a table parts its header from its body with as few dashes as one.
_BELOW_HEADER = compiled(_RULE.pattern.replace("{3,}", "+"))
_BODY, _LARGEST = 10.0, 22.0


def read(text: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Page, ...]:
    """The one page of a Markdown text; lines have numbers, no geometry.

    Raises ``LoadProblem`` for a table beyond the limits.
    """
    lines: list[Line] = []
    grids: list[Grid] = []
    order: list[tuple[str, int]] = []
    source = text.splitlines()
    at = 0
    while at < len(source):
        if source[at].lstrip().startswith("|"):
            stop = at
            while stop < len(source) and source[stop].lstrip().startswith("|"):
                stop += 1
            order.append(("grid", len(grids)))
            grids.append(_grid(source[at:stop], at + 1, limits))
            at = stop
            continue
        level, body = _heading(source[at])
        if body:
            size = _LARGEST - 2 * level if level else _BODY
            order.append(("line", len(lines)))
            lines.append(Line(1, at + 1, body, size=size, bold=level > 0))
        at += 1
    count = sum(len(line.text) for line in lines) + sum(
        len(line.text) for grid in grids for cell in grid.cells for line in cell.lines
    )
    return (Page(1, 0.0, 0.0, tuple(lines), tuple(grids), tuple(order), count),)


def _heading(line: str) -> tuple[int, str]:
    """The level of a heading (0 for a line that is none) and the text of a line."""
    marked = _HEADING.match(line)
    if marked is None:
        return 0, line.strip()
    return len(marked[1]), line[marked.end() :].strip().rstrip("#").rstrip()


def _grid(source: Sequence[str], first: int, limits: Limits) -> Grid:
    """A pipe table whose first line is line ``first`` of the text."""
    rows = [
        (first + offset, _cells(line))
        for offset, line in enumerate(source)
        if not (_BELOW_HEADER if offset == 1 else _RULE).fullmatch(line)
    ]
    columns = max((len(cells) for _, cells in rows), default=0)
    bounds.cells(len(rows), columns, limits)
    spans: dict[tuple[int, int], tuple[int, int]] = {}  # a merged place to the cell it is part of
    extent: dict[tuple[int, int], list[int]] = {}
    texts: dict[tuple[int, int], Line] = {}
    for row, (number, cells) in enumerate(rows):
        for column in range(columns):
            body = cells[column] if column < len(cells) else ""
            above, left = (row - 1, column), (row, column - 1)
            if body == "^" and row:
                origin = spans.get(above, above)
                extent[origin][0] = row - origin[0] + 1
            elif body == "<" and column:
                origin = spans.get(left, left)
                extent[origin][1] = max(extent[origin][1], column - origin[1] + 1)
            else:
                extent[row, column] = [1, 1]
                texts[row, column] = Line(1, number, body, size=_BODY)
                continue
            spans[row, column] = origin
    return Grid(
        page=1,
        rows=len(rows),
        columns=columns,
        cells=tuple(
            Cell(
                row, column, (texts[row, column],) if texts[row, column].text else (), down, across
            )
            for (row, column), (down, across) in sorted(extent.items())
        ),
    )


def _cells(line: str) -> list[str]:
    body = line.strip().removeprefix("|")
    body = body[:-1] if body.endswith("|") and not body.endswith(r"\|") else body
    return [part.strip().replace(r"\|", "|") for part in re.split(r"(?<!\\)\|", body)]
