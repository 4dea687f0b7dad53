"""Ruled grids out of loose rules.

Rules come in every shape: strokes, thin filled rectangles, dots in a row, double lines, one
piece a cell or one for the whole table. They are snapped to common lines, joined, grouped
into grids that hang together, and the cells are what the rules separate.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter, mul
from typing import NamedTuple

from auditlint.loaders.glyphs import Rule

#: Rules nearer to each other than this are one (a double rule), in points.
SNAP = 2.5
#: Gaps up to this are bridged within a rule and where rules meet.
GAP = 3.0
#: Shorter rules (after joining) are specks.
SHORTEST = 4.0
#: A rule that sticks out by more than this past the last crossing leaves a side open.
OPEN = 6.0


class Stroke(NamedTuple):
    """A joined rule: ``at`` across its direction, ``start`` to ``stop`` along it."""

    at: float
    start: float
    stop: float


class Area(NamedTuple):
    """A cell in the units of its grid: rows and columns, both ends exclusive at the stop."""

    row: int
    column: int
    rows: int
    columns: int


class Ruling(NamedTuple):
    """A grid as ruled: ``xs`` and ``ys`` are its lines, ``owner[row][column]`` the position in
    ``areas`` of the cell there, or -1 where the grid has none."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    owner: tuple[tuple[int, ...], ...]

    def find(self, x: float, y: float) -> int:
        """The position in ``areas`` of the cell at a point, or -1."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return -1
        # What stands on the last line is in the last row or column.
        row = bisect_right(ys, y, 1, len(ys) - 1) - 1
        return self.owner[row][bisect_right(xs, x, 1, len(xs) - 1) - 1]

    @property
    def extent(self) -> float:
        """Its area in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def covers(self, other: Ruling) -> bool:
        return (
            self.xs[0] - GAP <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + GAP
            and self.ys[0] - GAP <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + GAP
        )


def grids_of(
    rules: Iterable[Rule], width: float, height: float
) -> tuple[list[Ruling], list[Stroke]]:
    """The grids of a page, topmost first, and the level strokes that cross nothing.

    A frame around grids or the page is no grid.
    """
    level: list[Stroke] = []
    upright: list[Stroke] = []
    for x0, top, x1, bottom in rules:
        wide, high = x1 - x0, bottom - top
        if wide >= high or wide <= GAP:
            level.append(Stroke((top + bottom) / 2, x0, x1))
        if high >= wide or high <= GAP:
            upright.append(Stroke((x0 + x1) / 2, top, bottom))
    found: list[Ruling] = []
    groups, alone = _components(_joined(level), _joined(upright))
    for across, down in groups:
        ruling = _ruling(across, down)
        if ruling is not None:
            found.append(ruling)
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in found if not _is_frame(grid, found, width, height)], alone


def _is_frame(grid: Ruling, grids: list[Ruling], width: float, height: float) -> bool:
    if len(grid.areas) > 1:
        return False
    area = (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])
    if area > 0.6 * width * height:
        return True
    return any(other is not grid and grid.covers(other) for other in grids)


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes on (nearly) the same line snapped to it and joined where they touch."""
    strokes.sort()
    joined: list[Stroke] = []
    group: list[Stroke] = []
    for stroke in strokes:
        if group and (stroke.at - group[-1].at > SNAP or stroke.at - group[0].at > 2 * SNAP):
            joined.extend(_chain(group))
            group = []
        group.append(stroke)
    if group:
        joined.extend(_chain(group))
    return joined


def _chain(group: list[Stroke]) -> list[Stroke]:
    lengths = [stop - start + 0.01 for _, start, stop in group]
    places = [place for place, _, _ in group]
    at = sum(map(mul, places, lengths)) / sum(lengths)
    group.sort(key=itemgetter(1, 2))
    chained: list[Stroke] = []
    start, stop = group[0].start, group[0].stop
    for stroke in group[1:]:
        if stroke.start - stop <= GAP:
            stop = max(stop, stroke.stop)
        else:
            chained.append(Stroke(at, start, stop))
            start, stop = stroke.start, stroke.stop
    chained.append(Stroke(at, start, stop))
    return [stroke for stroke in chained if stroke.stop - stroke.start >= SHORTEST]


def _components(
    level: list[Stroke], upright: list[Stroke]
) -> tuple[list[tuple[list[Stroke], list[Stroke]]], list[Stroke]]:
    """Groups of level and upright strokes that cross or touch, and the level ones left."""
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    heights = [stroke.at for stroke in level]
    for number, (x, top, bottom) in enumerate(upright, len(level)):
        for other in range(bisect_left(heights, top - GAP), bisect_right(heights, bottom + GAP)):
            if level[other].start - GAP <= x <= level[other].stop + GAP:
                parent[root(other)] = root(number)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for number, stroke in enumerate(level):
        groups[root(number)][0].append(stroke)
    for number, stroke in enumerate(upright, len(level)):
        groups[root(number)][1].append(stroke)
    alone = [stroke for across, down in groups.values() if not down for stroke in across]
    return [group for group in groups.values() if group[0] and group[1]], alone


def _ruling(level: list[Stroke], upright: list[Stroke]) -> Ruling | None:
    level, upright = _closed(level, upright)
    upright, level = _closed(upright, level)
    xs = _lines(upright)
    ys = _lines(level)
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = _presence(level, ys, xs)
    down = _presence(upright, xs, ys)
    areas = _areas(across, down, len(ys) - 1, len(xs) - 1)
    return _compact(xs, ys, areas) if areas else None


def _closed(along: list[Stroke], across: list[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """``across`` with a stroke added at each end where two or more of ``along`` stick out."""
    places = [stroke.at for stroke in across]
    added: list[Stroke] = []
    start = min(stroke.start for stroke in along)
    if start < min(places) - OPEN:
        ends = [stroke.at for stroke in along if stroke.start <= start + GAP]
        if len(ends) > 1:
            added.append(Stroke(start, min(ends), max(ends)))
    stop = max(stroke.stop for stroke in along)
    if stop > max(places) + OPEN:
        ends = [stroke.at for stroke in along if stroke.stop >= stop - GAP]
        if len(ends) > 1:
            added.append(Stroke(stop, min(ends), max(ends)))
    return along, across + added


def _lines(strokes: list[Stroke]) -> list[float]:
    lines: list[float] = []
    for at in sorted({stroke.at for stroke in strokes}):
        if not lines or at - lines[-1] > SNAP:
            lines.append(at)
    return lines


def _presence(strokes: list[Stroke], lines: list[float], steps: list[float]) -> list[list[bool]]:
    """``[line][step]``: whether a stroke on that line runs through the middle of that step."""
    middles = [(low + high) / 2 for low, high in itertools.pairwise(steps)]
    found = [[False] * len(middles) for _ in lines]
    for at, start, stop in strokes:
        line = min(max(bisect_right(lines, at + SNAP) - 1, 0), len(lines) - 1)
        row = found[line]
        for step in range(bisect_left(middles, start), bisect_right(middles, stop)):
            row[step] = True
    return found


def _areas(across: list[list[bool]], down: list[list[bool]], rows: int, columns: int) -> list[Area]:
    """What the rules separate: rectangles, none overlapping, in row then column order."""
    region = [[-1] * columns for _ in range(rows)]
    areas: list[Area] = []
    number = 0
    for row in range(rows):
        for column in range(columns):
            if region[row][column] >= 0:
                continue
            region[row][column] = number
            ruled_above, ruled_below = across[row][column], across[row + 1][column]
            if ruled_above and ruled_below and down[column][row] and down[column + 1][row]:
                areas.append(Area(row, column, 1, 1))  # most cells
                number += 1
                continue
            members = [(row, column)]
            closed = True
            for r, c in members:  # grows while we walk it
                steps = (
                    (across[r][c], r - 1, c),
                    (across[r + 1][c], r + 1, c),
                    (down[c][r], r, c - 1),
                    (down[c + 1][r], r, c + 1),
                )
                for ruled, p, q in steps:
                    if ruled:
                        continue
                    if not (0 <= p < rows and 0 <= q < columns):
                        closed = False
                    elif region[p][q] < 0:
                        region[p][q] = number
                        members.append((p, q))
            number += 1
            if closed:
                areas.extend(_rectangles(members))
    areas.sort()
    return areas


def _rectangles(members: list[tuple[int, int]]) -> list[Area]:
    """A region as rectangles: itself, or its runs of each row joined downwards if equal."""
    rows = [row for row, _ in members]
    columns = [column for _, column in members]
    top, left = min(rows), min(columns)
    high, wide = max(rows) - top + 1, max(columns) - left + 1
    if high * wide == len(members):
        return [Area(top, left, high, wide)]
    runs: list[Area] = []
    for row, column in sorted(members):
        last = runs[-1] if runs else None
        if last is not None and last.row == row and last.column + last.columns == column:
            runs[-1] = last._replace(columns=last.columns + 1)
        else:
            runs.append(Area(row, column, 1, 1))
    joined: list[Area] = []
    for run in runs:
        for index, above in enumerate(joined):
            if (
                above.column == run.column
                and above.columns == run.columns
                and above.row + above.rows == run.row
            ):
                joined[index] = above._replace(rows=above.rows + 1)
                break
        else:
            joined.append(run)
    return joined


def _compact(xs: list[float], ys: list[float], areas: list[Area]) -> Ruling:
    """The grid without the lines that bound no cell."""
    rows = sorted({edge for area in areas for edge in (area.row, area.row + area.rows)})
    columns = sorted({edge for area in areas for edge in (area.column, area.column + area.columns)})
    row_at = {edge: index for index, edge in enumerate(rows)}
    column_at = {edge: index for index, edge in enumerate(columns)}
    owner = [[-1] * (len(columns) - 1) for _ in range(len(rows) - 1)]
    compacted: list[Area] = []
    for index, area in enumerate(areas):
        top, bottom = row_at[area.row], row_at[area.row + area.rows]
        left, right = column_at[area.column], column_at[area.column + area.columns]
        compacted.append(Area(top, left, bottom - top, right - left))
        for row in range(top, bottom):
            for column in range(left, right):
                owner[row][column] = index
    return Ruling(
        tuple(xs[column] for column in columns),
        tuple(ys[row] for row in rows),
        tuple(compacted),
        tuple(map(tuple, owner)),
    )
