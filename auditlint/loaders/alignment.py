"""Lines of numbers that stand in columns, though no rule parts them.

A line is cut into segments where the gap is wider than a space can be. Lines with numbers that
follow one another make a run; what no line of a run prints on, from its top to its bottom, are
the corridors between its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from auditlint.language.zh.tables import is_total
from auditlint.structure.tables.values import cell_number, is_dash

#: A gap between two characters wider than this (in em) parts two columns.
GAP = 0.8
#: Single ideographs up to this far apart (in em) are one spaced word: 合    计.
SPACED = 4.5
#: A white corridor between two columns is at least this wide (in em).
CORRIDOR = 0.4
#: Lines further apart than this (in em) belong to different things.
APART = 2.6
#: Numbers of a column agree where their edges differ by no more (in em).
AGREE = 0.4
#: The part of a column's numbers that must agree, and of its cells that must be numbers.
MOST = 0.75
#: A segment of a table is no longer than this; longer ones are sentences.
_LONGEST = 40
#: Lines without numbers that may follow one another within a table.
_BETWEEN = 3


class Printed(Protocol):
    """A line as the layout has it."""

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    size: float


class Segment(NamedTuple):
    """Part of a line between two wide gaps."""

    text: str
    x0: float
    x1: float
    is_number: bool
    is_dash: bool

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def is_value(self) -> bool:
        return self.is_number or self.is_dash


class Row(NamedTuple):
    """A line as segments, left to right; ``at`` is its place among the lines of the page."""

    at: int
    top: float
    bottom: float
    size: float
    segments: tuple[Segment, ...]

    @property
    def numbers(self) -> int:
        return sum(segment.is_number for segment in self.segments)

    @property
    def is_running(self) -> bool:
        """Whether it holds a sentence: such a line is no row of a table."""
        return any(
            len(segment.text) > _LONGEST or segment.text.endswith(("。", "；", "，"))
            for segment in self.segments
        )

    @property
    def is_strong(self) -> bool:
        """Two numbers or more that stand apart."""
        values = sum(segment.is_value for segment in self.segments)
        return self.numbers > 0 and values > 1 and not self.is_running

    @property
    def is_anchor(self) -> bool:
        """A number at the end, apart from what stands before it."""
        last = self.segments[-1]
        return self.numbers > 0 and last.is_value and len(self.segments) > 1 and not self.is_running


class Column(NamedTuple):
    """What stands between two corridors; ``is_numeric`` where most of it are numbers."""

    x0: float
    x1: float
    is_numeric: bool

    def holds(self, segment: Segment) -> bool:
        return self.x0 <= segment.middle <= self.x1


def rows_of(lines: Sequence[Printed]) -> list[Row]:
    """The lines of a page as rows, topmost first; lines written upwards are left out."""
    found = [
        Row(at, line.top, line.bottom, line.size, segments)
        for at, line in enumerate(lines)
        if 0 < line.bottom - line.top < 2 * line.size
        for segments in [_segments(line)]
        if segments
    ]
    found.sort(key=lambda row: (row.top, row.segments[0].x0))
    return found


def _segments(line: Printed) -> tuple[Segment, ...]:
    text, edges = line.text, line.edges
    if " " not in text:  # every gap that could part two segments is a space by now
        return (_segment(text, edges[0], edges[-1]),) if text else ()
    cuts: list[tuple[int, int]] = []
    start = last = -1
    for at, character in enumerate(text):
        if character.isspace():
            continue
        if start < 0:
            start = at
        elif edges[2 * at] - edges[2 * last + 1] > GAP * line.size:
            cuts.append((start, last + 1))
            start = at
        last = at
    if start < 0:
        return ()
    cuts.append((start, last + 1))
    joined = [cuts[0]]
    for one in cuts[1:]:
        before = joined[-1]
        near = edges[2 * one[0]] - edges[2 * before[1] - 1] < SPACED * line.size
        if near and _is_spaced(text[before[0] : before[1]]) and _is_spaced(text[slice(*one)]):
            joined[-1] = before[0], one[1]
        else:
            joined.append(one)
    return tuple(_segment(text[a:b], edges[2 * a], edges[2 * b - 1]) for a, b in joined)


def _is_spaced(text: str) -> bool:
    """A single ideograph, or several that stand apart."""
    return all(len(word) == 1 and word.isalpha() for word in text.split())


def _segment(text: str, x0: float, x1: float) -> Segment:
    return Segment(text, x0, x1, cell_number(text) is not None, is_dash(text))


def runs_of(rows: Sequence[Row], barriers: Sequence[float]) -> Iterator[list[Row]]:
    """Rows with numbers that follow one another, with the rows between them.

    ``barriers`` are heights (points) that no run crosses.
    """
    run: list[Row] = []
    pending: list[Row] = []
    last: Row | None = None
    for row in rows:
        if last is not None and (_are_apart(last, row) or _is_parted(last, row, barriers)):
            if run:
                yield run
            run, pending = [], []
        last = row
        if row.is_anchor or row.is_strong:
            if run:
                run += pending
            run.append(row)
            pending = []
        elif run:
            pending.append(row)
            if len(pending) > _BETWEEN or row.is_running:
                yield run
                run, pending = [], []
    if run:
        yield run


def _are_apart(upper: Row, lower: Row) -> bool:
    return lower.top - upper.bottom > APART * max(upper.size, lower.size)


def _is_parted(upper: Row, lower: Row, barriers: Sequence[float]) -> bool:
    return any(upper.top <= at <= lower.bottom for at in barriers)


def columns_of(run: Sequence[Row]) -> list[Column]:
    """The columns of a run, left to right; empty where no corridor parts its segments.

    The words of a total often stand over code and name, in the corridor between them.
    """
    size = run[0].size
    anchors = [row for row in run if row.is_anchor or row.is_strong]
    spans = sorted(
        (one.x0, one.x1) for row in anchors for one in row.segments if not is_total(one.text)
    )
    joined: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if joined and x0 - joined[-1][1] < CORRIDOR * size:
            joined[-1] = joined[-1][0], max(joined[-1][1], x1)
        else:
            joined.append((x0, x1))
    found: list[Column] = []
    for x0, x1 in joined:
        inside = [one for row in anchors for one in row.segments if x0 <= one.middle <= x1]
        values = sum(one.is_value for one in inside)
        found.append(Column(x0, x1, values >= MOST * len(inside)))
    return found if len(found) > 1 else []


def agrees(run: Sequence[Row], column: Column) -> bool:
    """Whether the numbers of a column end, begin, or have their middle or point at one place."""
    size = run[0].size
    numbers = [one for row in run for one in row.segments if one.is_number and column.holds(one)]
    if not numbers:
        return any(one.is_dash for row in run for one in row.segments if column.holds(one))
    sides = (
        [one.x1 for one in numbers],
        [one.middle for one in numbers],
        [one.x0 for one in numbers],
        [_point(one) for one in numbers],
    )
    return any(_share(places, AGREE * size) >= MOST for places in sides)


def _point(segment: Segment) -> float:
    """Where the decimal point stands, the end of the digits where there is none."""
    digits = segment.text.rstrip("%％)）")
    whole = digits.partition(".")[0]
    return segment.x0 + (segment.x1 - segment.x0) * len(whole) / len(segment.text)


def _share(places: list[float], reach: float) -> float:
    """The largest part of ``places`` that lies within ``reach`` of one another."""
    places = sorted(places)
    best = start = 0
    for stop in range(len(places)):
        while places[stop] - places[start] > reach:
            start += 1
        best = max(best, stop - start + 1)
    return best / len(places)


def place_of(segment: Segment, columns: Sequence[Column]) -> int:
    """The column in which a segment stands, -1 if in none.

    Words between two columns stand in the nearer one, numbers never do.
    """
    for at, column in enumerate(columns):
        if column.holds(segment):
            return at
    if segment.is_value:
        return -1
    apart = [max(column.x0 - segment.middle, segment.middle - column.x1) for column in columns]
    return apart.index(min(apart))


def is_one_each(row: Row, columns: Sequence[Column]) -> bool:
    """Whether every segment of a row stands in a column, and each column has one at most."""
    taken = [place_of(one, columns) for one in row.segments]
    return -1 not in taken and all(before < after for before, after in pairwise(taken))
