"""Tables that no rule parts into columns: three-line tables, row rules only, no rules at all.

A table is taken for one where rows of numbers stand in the same columns, header words name every
one of these, and rules, where there are any, bound it. It then becomes a grid like a ruled one.
Rows of numbers that show no such order become a grid that is not ``sure``: nothing is claimed
of it, and its figures count as unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from auditlint.language.zh.tables import (
    NUMBERING_WORDS,
    is_caption_meta,
    is_note,
    is_title,
    is_total,
    row_mark,
)
from auditlint.loaders.alignment import (
    Column,
    Printed,
    Row,
    Segment,
    agrees,
    columns_of,
    is_one_each,
    place_of,
    rows_of,
    runs_of,
)
from auditlint.loaders.grids import Area, Ruling, Stroke
from auditlint.loaders.heads import Head, head_of, with_blanks

#: So many rows of numbers must agree; with rules above and below, one less.
_ROWS = 3
#: A rule of a whole table may end this much (in em) before its outermost letters.
_SHORT = 1.5
#: The rows of a header are no more than this.
_HEADER = 4
#: A line this much nearer to one neighbour (in em) than rows are to each other belongs to it.
_NEARER = 0.3
#: Words without numbers that begin this far (in em) before their column are not of one row.
_OUTSIDE = 3.0
#: White around the outermost columns, in points.
_MARGIN = 2.0


class Found(NamedTuple):
    """A table as if it were ruled; ``sure`` where its columns and rows are certain."""

    ruling: Ruling
    sure: bool


def unruled(
    lines: Sequence[Printed], strokes: Sequence[Stroke], rulings: Sequence[Ruling]
) -> list[Found]:
    """The tables among ``lines``, topmost first.

    ``strokes`` are the level rules that belong to no grid, ``rulings`` the ruled grids.
    """
    rows = rows_of(lines)
    barriers = [y for ruling in rulings for y in (ruling.ys[0], ruling.ys[-1])]
    found: list[Found] = []
    for run in runs_of(rows, barriers):
        bounds = [at for at in barriers if at <= run[0].top]
        top = max([*bounds, *(one.ruling.ys[-1] for one in found)], default=0.0)
        table = _table([row for row in rows if row.top >= top], run, strokes)
        if table is not None:
            found.append(Found(table, True))
        elif sum(row.is_strong for row in run) >= _ROWS:
            found.append(Found(_ragged(run), False))
    return found


def is_framed(ruling: Ruling) -> bool:
    """Whether a grid has no column rules but those at its sides."""
    return len(ruling.xs) == 2


def within_frame(lines: Sequence[Printed], ruling: Ruling) -> list[Stroke]:
    """The level rules of a grid without column rules, if its ``lines`` are a certain table.

    Empty where they are not: then it is a frame around text.
    """
    if not lines:
        return []
    strokes = [Stroke(y, ruling.xs[0], ruling.xs[-1]) for y in ruling.ys]
    held = sum(
        low <= line.top <= high
        for table in unruled(lines, strokes, ())
        if table.sure
        for low, high in [(table.ruling.ys[0], table.ruling.ys[-1])]
        for line in lines
    )
    return strokes if held >= len(lines) - 1 else []


def _table(rows: Sequence[Row], run: Sequence[Row], strokes: Sequence[Stroke]) -> Ruling | None:
    """The table around a run; ``None`` where it is not certain."""
    run = list(run)
    while run and _names_years(run[0], run[1:]):
        run.pop(0)
    counted = [row for row in run if not _numbers_columns(row)]
    if len(counted) < _ROWS - 1:
        return None
    columns = columns_of(counted)
    numeric = [column for column in columns if column.is_numeric]
    if not numeric or not all(agrees(counted, column) for column in numeric):
        return None
    wide = _wide(columns, strokes, run[0].size)
    first, last = rows.index(run[0]), rows.index(run[-1])
    above = _above(rows, first, columns, wide, strokes)
    if above is None:
        return None
    head, columns, top, start = above
    body = [*rows[start:first], *run, *_below(rows, last, columns, wide)]
    anchors = [row for row in counted if row.is_anchor or row.is_strong]
    if not all(_fits(row, columns) for row in body):
        return None
    reach = 2 * body[0].size
    lines = [s.at for s in wide if top - reach < s.at < body[-1].bottom + reach]
    bounded = len(lines) >= 3
    if len(anchors) < (_ROWS - 1 if bounded else _ROWS) or (len(numeric) < 2 and not bounded):
        return None
    return _ruling(head, _grouped(body, columns, lines), columns, lines, top - _MARGIN)


def _numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3. Such numbers stand anywhere in theirs."""
    first, *rest = row.segments
    return first.text in NUMBERING_WORDS and all(one.text.isdigit() for one in rest)


def _names_years(row: Row, below: Sequence[Row]) -> bool:
    """Whether the numbers of a row are years that name the columns of the rows below."""
    years = [one for one in row.segments if one.is_value]
    return (
        bool(below)
        and all(len(one.text) == 4 and one.text[:2] in ("19", "20") for one in years)
        and len(years) + 1 >= len(row.segments)
        and not any(
            len(one.text) == 4 and one.text[:2] in ("19", "20")
            for other in below
            for one in other.segments[1:]
        )
    )


def _wide(columns: Sequence[Column], strokes: Sequence[Stroke], size: float) -> list[Stroke]:
    """The rules from the first column to the last; shorter ones stand under a part of a header."""
    left, right = columns[0].x0 + _SHORT * size, columns[-1].x1 - _SHORT * size
    return sorted(stroke for stroke in strokes if stroke.start <= left and stroke.stop >= right)


def _above(
    rows: Sequence[Row],
    first: int,
    columns: Sequence[Column],
    wide: Sequence[Stroke],
    strokes: Sequence[Stroke],
) -> tuple[Head, list[Column], float, int] | None:
    """The header over row ``first``, the columns it names, its top, and where the body starts."""
    start = first
    while start and first - start < 3 and _is_label(rows[start - 1], columns):
        if not _near(rows[start - 1], rows[start]):
            break
        start -= 1
    for body in range(first, start - 1, -1):
        header = _header(rows, body, wide)
        every = with_blanks(header, columns)
        head = head_of(header, every, strokes)
        if head is not None:
            return head, every, min(row.top for row in header), body
    return None


def _header(rows: Sequence[Row], body: int, wide: Sequence[Stroke]) -> list[Row]:
    """The rows over ``body`` that may name columns: up to the second rule above it."""
    found: list[Row] = []
    ruled = body > 0 and _rule_between(rows, body - 1, body, wide)
    for at in range(body - 1, max(-1, body - 1 - _HEADER), -1):
        row = rows[at]
        text = " ".join(segment.text for segment in row.segments)
        if found and _rule_between(rows, at, at + 1, wide):
            break
        if is_caption_meta(text) or row.is_running or is_note(text):
            break
        if not _near(row, rows[at + 1]):
            break
        if len(row.segments) == 1 and (is_title(text) or "：" in text):
            break
        if len(row.segments) == 1 and found and not ruled and not _touches(row, rows[at + 1]):
            break
        found.insert(0, row)
    return found


def _touches(upper: Row, lower: Row) -> bool:
    """Whether a line is as near to the next as those of one cell."""
    return lower.top - upper.bottom < 0.5 * lower.size


def _near(upper: Row, lower: Row) -> bool:
    return lower.top - upper.bottom <= 2 * max(upper.size, lower.size)


def _rule_between(rows: Sequence[Row], upper: int, lower: int, wide: Sequence[Stroke]) -> bool:
    if upper < 0:
        return any(stroke.at < rows[lower].top + _MARGIN for stroke in wide)
    low, high = rows[upper].bottom - _MARGIN, rows[lower].top + _MARGIN
    return any(low <= stroke.at <= high for stroke in wide)


def _below(
    rows: Sequence[Row], last: int, columns: Sequence[Column], wide: Sequence[Stroke]
) -> list[Row]:
    """The rest of a wrapped name under the last row of numbers, as far as a rule bounds it."""
    found: list[Row] = []
    for at in range(last + 1, min(last + 3, len(rows))):
        if _rule_between(rows, at - 1, at, wide):
            return found
        if not _is_label(rows[at], columns) or not _near(rows[at - 1], rows[at]):
            return []
        found.append(rows[at])
        low = rows[at].bottom - _MARGIN
        if any(low <= stroke.at <= low + 2 * rows[at].size for stroke in wide):
            return found
    return []


def _is_label(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row has words only, all of them over columns of words."""
    if row.is_running or any(segment.is_value for segment in row.segments):
        return False
    return _fits(row, columns) and all(
        not column.is_numeric
        for column in columns
        for segment in row.segments
        if min(segment.x1, column.x1) - max(segment.x0, column.x0) > 0
    )


def _fits(row: Row, columns: Sequence[Column]) -> bool:
    """Whether every segment of a row stands in one column and clear of the others."""
    if _numbers_columns(row):
        return True
    if row.numbers and not row.is_running:
        return is_one_each(row, columns)
    for one in row.segments:
        under = [c for c in columns if min(one.x1, c.x1) - max(one.x0, c.x0) > 0]
        if len(under) != 1 or under[0].is_numeric:
            return False
        if one.x0 < under[0].x0 - _OUTSIDE * row.size:  # words beside several rows: a merged cell
            return False
    return True


def _grouped(
    body: Sequence[Row], columns: Sequence[Column], lines: Sequence[float]
) -> list[list[Row]]:
    """The lines of the body as rows of the table: wrapped names with their numbers."""
    bands: list[list[Row]] = []
    for row in body:
        if bands and not any(
            bands[-1][-1].bottom - _MARGIN <= at <= row.top + _MARGIN for at in lines
        ):
            bands[-1].append(row)
        else:
            bands.append([row])
    gaps = [
        lower.top - upper.bottom
        for upper, lower in pairwise(body)
        if _is_whole(upper, columns) and _is_whole(lower, columns)
    ]
    ends = [
        lower.top - upper.bottom
        for upper, lower in pairwise(body)
        if not upper.numbers and lower.numbers
    ]
    gap = median(gaps) if gaps else None
    end = median(ends) if ends else None
    found: list[list[Row]] = []
    for band in bands:
        if len(bands) > 2 and sum(row.numbers > 0 for row in band) <= 1:
            found.append(band)
        else:
            found.extend(_wrapped(band, columns, gap, end))
    return found


def _is_whole(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row has both a name and numbers."""
    return row.numbers > 0 and columns[0].holds(row.segments[0])


def _wrapped(
    band: Sequence[Row], columns: Sequence[Column], gap: float | None, end: float | None
) -> Iterator[list[Row]]:
    """Lines without numbers joined to the row they are nearer to than rows are to each other.

    ``gap`` is the white between rows of one line, ``end`` that below lines without numbers.
    """
    groups: list[list[Row]] = [[row] for row in band]
    at = 0
    while at < len(groups) - 1:
        upper, lower = groups[at], groups[at + 1]
        if _belong(upper, lower, groups[at + 2 : at + 3], columns, gap, end):
            groups[at : at + 2] = [[*upper, *lower]]
        else:
            at += 1
    yield from groups


def _belong(
    upper: Sequence[Row],
    lower: Sequence[Row],
    after: Sequence[Sequence[Row]],
    columns: Sequence[Column],
    gap: float | None,
    end: float | None,
) -> bool:
    """Whether two groups of lines are one row."""
    numbers = [any(row.numbers for row in group) for group in (upper, lower)]
    if all(numbers) or row_mark(lower[0].segments[0].text)[0]:
        return False
    size = lower[0].size
    between = lower[0].top - upper[-1].bottom
    names = [any(columns[0].holds(row.segments[0]) for row in group) for group in (upper, lower)]
    if any(numbers) and not all(names):  # numbers level with the middle of a wrapped name
        return between < _NEARER * size
    if gap is not None:
        return between < gap - _NEARER * size
    following = after[0][0].top - lower[-1].bottom if after else end
    return following is not None and between < following - _NEARER * size


def _ruling(
    head: Head,
    body: Sequence[Sequence[Row]],
    columns: Sequence[Column],
    lines: Sequence[float],
    top: float,
) -> Ruling | None:
    """The grid: one row (two with words over several columns) of header, then the body.

    ``top`` is where the header starts, in points.
    """
    inside = [
        one for group in body for row in group for one in row.segments if not is_total(one.text)
    ]
    left: list[float] = []
    right: list[float] = []
    for at, column in enumerate(columns):
        own = [*head.names[at], *(one for one in inside if place_of(one, columns) == at)]
        left.append(min([column.x0, *(one.x0 for one in own)]))
        right.append(max([column.x1, *(one.x1 for one in own)]))
    if any(right[at] > left[at + 1] for at in range(len(columns) - 1)):
        return None
    spanning = [segment for segment, _, _ in head.groups]
    xs = [
        min(left[0], *(one.x0 for one in spanning), left[0]) - _MARGIN,
        *((right[at] + left[at + 1]) / 2 for at in range(len(columns) - 1)),
        max(right[-1], *(one.x1 for one in spanning), right[-1]) + _MARGIN,
    ]
    header = [head.upper, head.lower] if head.groups else [[*head.upper, *head.lower]]
    ys = _heights([*header, *body], lines)
    if ys is None:
        return None
    ys[0] = min(ys[0], top)
    areas: list[Area] = []
    depth = len(header)
    for at in range(len(columns)):
        group = next((one for one in head.groups if one[1] <= at <= one[2]), None)
        if group is None:
            areas.append(Area(0, at, depth, 1))
            continue
        if group[1] == at:
            areas.append(Area(0, at, 1, group[2] - at + 1))
        areas.append(Area(1, at, 1, 1))
    for row, lines_of_row in enumerate(body, depth):
        areas += _body_areas(row, [one for line in lines_of_row for one in line.segments], xs)
    return _owned(xs, ys, sorted(areas))


def _body_areas(row: int, segments: Sequence[Segment], xs: Sequence[float]) -> Iterator[Area]:
    """The cells of a row: words of a total that stand over several columns have one of them."""
    at = 0
    while at < len(xs) - 1:
        stop = at + 1
        crossing = [one for one in segments if at < len(xs) - 2 and one.x0 < xs[stop] < one.x1]
        if crossing and crossing[0].x0 >= xs[at]:
            stop += sum(crossing[0].x1 > bound for bound in xs[stop + 1 : -1]) + 1
        yield Area(row, at, 1, stop - at)
        at = stop


def _heights(groups: Sequence[Sequence[Row]], lines: Sequence[float]) -> list[float] | None:
    """The heights between rows: the rule that is there, or the middle of the gap."""
    tops = [min(row.top for row in group) for group in groups]
    bottoms = [max(row.bottom for row in group) for group in groups]
    ys = [tops[0] - _MARGIN]
    for bottom, top in zip(bottoms, tops[1:], strict=False):
        if bottom - top > _MARGIN:
            return None
        low, high = min(bottom, top) - _MARGIN, max(bottom, top) + _MARGIN
        ys.append(next((at for at in lines if low <= at <= high), (bottom + top) / 2))
    ys.append(bottoms[-1] + _MARGIN)
    return ys if all(upper < lower for upper, lower in pairwise(ys)) else None


def _ragged(run: Sequence[Row]) -> Ruling:
    """A grid that keeps apart what stands apart and says nothing of columns."""
    step = max(4.0, run[0].size / 2)
    cuts = {
        round((one.x1 + other.x0) / 2 / step)
        for row in run
        for one, other in pairwise(row.segments)
    }
    left = min(row.segments[0].x0 for row in run) - _MARGIN
    right = max(row.segments[-1].x1 for row in run) + _MARGIN
    xs = [left, *(cut * step for cut in sorted(cuts) if left < cut * step < right), right]
    ys = [run[0].top - _MARGIN]
    for row in run[1:]:
        ys.append(max(row.top, ys[-1] + 1))
    ys.append(max(ys[-1] + 1, *(row.bottom + _MARGIN for row in run)))
    areas: list[Area] = []
    for at, row in enumerate(run):
        starts = {0, *(_first(xs, one, other) for one, other in pairwise(row.segments))}
        edges = [*sorted(starts), len(xs) - 1]
        areas += [Area(at, a, 1, b - a) for a, b in pairwise(edges) if b > a]
    return _owned(xs, ys, areas)


def _first(xs: Sequence[float], one: Segment, other: Segment) -> int:
    """The rule nearest to the gap between two segments."""
    middle = (one.x1 + other.x0) / 2
    return min(range(len(xs) - 1), key=lambda at: abs(xs[at] - middle))


def _owned(xs: Sequence[float], ys: Sequence[float], areas: Sequence[Area]) -> Ruling:
    owner = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for index, (row, column, rows, columns) in enumerate(areas):
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                owner[r][c] = index
    return Ruling(tuple(xs), tuple(ys), tuple(areas), tuple(map(tuple, owner)))
