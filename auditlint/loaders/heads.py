"""The header of a table without column rules: which words name which columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from auditlint.loaders.alignment import Column, Row, Segment
from auditlint.loaders.grids import Stroke

#: Words over several columns have their middle within this (in em) of the middle of those.
_CENTRED = 1.2
#: A rule below words over several columns ends within this of their columns (in em).
_UNDER = 1.5
#: A header that can be read in more ways than this cannot be read.
_MOST = 64
#: A name may reach this far (in em) up beside the words over it; further, it is level with them.
_LEVEL = 0.05
#: A name may stand this far (in em) beside the numbers it names.
_NEXT = 0.5


class Head(NamedTuple):
    """``names`` are the segments that name each column; ``groups`` the words over several
    columns with the first and the last of them. ``upper`` are the rows of such words, ``lower``
    the rows of names below them."""

    names: tuple[tuple[Segment, ...], ...]
    groups: tuple[tuple[Segment, int, int], ...]
    upper: tuple[Row, ...]
    lower: tuple[Row, ...]


def head_of(
    rows: Sequence[Row], columns: Sequence[Column], strokes: Sequence[Stroke]
) -> Head | None:
    """How ``rows`` (topmost first) name ``columns``; ``None`` where that is not certain.

    Every column of numbers needs a name. Words over several columns must be underlined to just
    these, or be centred on them and on no other columns.
    """
    numeric = [at for at, column in enumerate(columns) if column.is_numeric]
    names: list[list[Segment]] = [[] for _ in columns]
    tops: list[float] = [0.0] * len(columns)  # of the names
    split = len(rows)
    while split and any(not names[at] for at in numeric):
        split -= 1
        for segment in rows[split].segments:
            at = _column(segment, columns)
            if at is None:
                return None
            names[at].insert(0, segment)
            tops[at] = rows[split].top
    if any(not names[at] for at in numeric):
        return None
    named = [bool(name) for name in names]
    over: list[Segment] = []
    below: list[list[bool]] = []  # of the words over columns: which names stand below them
    upper: list[Row] = []
    for row in rows[:split]:
        before = len(over)
        for segment in row.segments:
            at = _column(segment, columns)
            if at is not None and not columns[at].is_numeric and not named[at]:
                names[at].append(segment)
            else:
                over.append(segment)
                reach = row.bottom - _LEVEL * row.size
                below.append(
                    [not name or top >= reach for name, top in zip(named, tops, strict=True)]
                )
        if len(over) > before:
            upper.append(row)
    if upper:  # the rules between these words and the names below them
        low, high = upper[0].top, min(row.bottom for row in rows[split:])
        strokes = [stroke for stroke in strokes if low < stroke.at < high]
    fitted = _fitted(over, columns, names, strokes, below) if len(upper) < 2 else None
    if fitted is None:
        return None
    groups: list[tuple[Segment, int, int]] = []
    for segment, (first, last) in zip(over, fitted, strict=True):
        if first == last:
            names[first].insert(0, segment)
        else:
            groups.append((segment, first, last))
    if _is_ambiguous(names, groups, columns):
        return None
    return Head(tuple(map(tuple, names)), tuple(groups), tuple(upper), tuple(rows[split:]))


def _column(segment: Segment, columns: Sequence[Column]) -> int | None:
    """The column a header word stands over; ``None`` where it reaches over two."""
    under = [
        at
        for at, column in enumerate(columns)
        if min(segment.x1, column.x1) - max(segment.x0, column.x0)
        > 0.5 * min(column.x1 - column.x0, segment.x1 - segment.x0)
    ]
    if len(under) > 1:
        return None
    if under:
        return under[0]
    bounds = [(one.x1 + other.x0) / 2 for one, other in pairwise(columns)]
    at = sum(segment.middle > bound for bound in bounds)
    apart = max(columns[at].x0 - segment.x1, segment.x0 - columns[at].x1)
    return None if apart > _NEXT * _size(segment) and columns[at].is_numeric else at


def _size(segment: Segment) -> float:
    """The width of a character, in points."""
    return (segment.x1 - segment.x0) / max(1, len(segment.text))


def with_blanks(rows: Sequence[Row], columns: Sequence[Column]) -> list[Column]:
    """``columns`` with those added that have a name in the header and nothing below it.

    Such a name stands on a line with the name of a column beside it.
    """
    found = list(columns)
    for row in rows:
        over = [
            any(min(one.x1, c.x1) - max(one.x0, c.x0) > 0 for c in found) for one in row.segments
        ]
        for at, one in enumerate(row.segments):  # beside the narrow numbers it names: 序号
            over[at] = over[at] or any(
                0 <= max(c.x0 - one.x1, one.x0 - c.x1) <= _NEXT * _size(one)
                and not any(min(s.x1, c.x1) - max(s.x0, c.x0) > 0 for s in row.segments)
                for c in columns
            )
        for at, one in enumerate(row.segments):
            beside = any(over[max(0, at - 1) : at + 2])
            if not over[at] and beside:
                found.append(Column(one.x0, one.x1, False))
                over[at] = True
    return sorted(found)


def _fitted(
    over: Sequence[Segment],
    columns: Sequence[Column],
    names: Sequence[Sequence[Segment]],
    strokes: Sequence[Stroke],
    below: Sequence[Sequence[bool]],
) -> list[tuple[int, int]] | None:
    """The columns each of the upper words stands over: all of them if only one way covers all
    numbers, else the only way there is."""
    ways = list(islice(_ways(over, columns, names, strokes, below, 0), _MOST + 1))
    if len(ways) > _MOST:
        return None
    numeric = {at for at, column in enumerate(columns) if column.is_numeric}
    whole = [way for way in ways if {at for a, b in way for at in range(a, b + 1)} >= numeric]
    for chosen in (whole, ways):
        if len(chosen) == 1:
            return chosen[0]
    return None


def _ways(
    over: Sequence[Segment],
    columns: Sequence[Column],
    names: Sequence[Sequence[Segment]],
    strokes: Sequence[Stroke],
    below: Sequence[Sequence[bool]],
    start: int,
) -> Iterator[list[tuple[int, int]]]:
    if not over:
        yield []
        return
    for first, last in _spans(over[0], columns, names, strokes):
        if first >= start and (first == last or all(below[0][first : last + 1])):
            for rest in _ways(over[1:], columns, names, strokes, below[1:], last + 1):
                yield [(first, last), *rest]


def _spans(
    segment: Segment,
    columns: Sequence[Column],
    names: Sequence[Sequence[Segment]],
    strokes: Sequence[Stroke],
) -> Iterator[tuple[int, int]]:
    """Ranges of named columns, one of numbers among them, that a word may stand over."""
    size = _size(segment)
    lines = [s for s in strokes if s.start - size <= segment.x0 and segment.x1 <= s.stop + size]
    for first in range(len(columns)):
        for last in range(first, len(columns)):
            if not names[last]:
                break
            if not any(column.is_numeric for column in columns[first : last + 1]):
                continue
            left = min([columns[first].x0, *(one.x0 for one in names[first])])
            right = max([columns[last].x1, *(one.x1 for one in names[last])])
            if lines:
                if any(
                    abs(line.start - left) <= 3 * _UNDER * size
                    and abs(line.stop - right) <= 3 * _UNDER * size
                    and line.start - size <= left
                    and right <= line.stop + size
                    for line in lines
                ):
                    yield first, last
            elif abs((left + right) / 2 - segment.middle) <= _CENTRED * size:
                yield first, last


def _is_ambiguous(
    names: Sequence[Sequence[Segment]],
    groups: Sequence[tuple[Segment, int, int]],
    columns: Sequence[Column],
) -> bool:
    """Whether neighbouring columns of numbers have one name and nothing tells them apart."""
    seen: set[tuple[str, int]] = set()
    for at, column in enumerate(columns):
        if not column.is_numeric:
            seen = set()
            continue
        group = next((n for n, (_, first, last) in enumerate(groups) if first <= at <= last), -1)
        name = "".join(one.text for one in names[at]), group
        if name in seen:
            return True
        seen.add(name)
    return False
