"""Pieces of text and rules into lines, grids and their order: a page as a person reads it.

The same for every reader, so that readers can only differ in the primitives they give.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from auditlint.document import Box, Cell, Grid, Line, Page
from auditlint.loaders.glyphs import (
    ASCENT,
    DESCENT,
    SPACE,
    Piece,
    Rule,
    Sheet,
    turned,
    turned_back,
)
from auditlint.loaders.grids import Ruling, grids_of
from auditlint.loaders.unruled import is_framed, unruled, within_frame

#: Pieces whose baselines differ by less (in em) stand on one baseline.
SAME_BASELINE = 0.25
#: Rows that overlap vertically by more than this part, and nowhere horizontally, are one line.
SAME_LINE = 0.35
#: The same character once more within this part of its width is fake bold.
DOUBLE = 0.3

Edges = tuple[float, ...]


class Draft:
    """A line before it has its number."""

    __slots__ = ("bold", "bottom", "edges", "size", "text", "top")

    def __init__(
        self, text: str, edges: Edges, top: float, bottom: float, size: float, bold: bool
    ) -> None:
        self.text = text
        self.edges = edges
        self.top = top
        self.bottom = bottom
        self.size = size
        self.bold = bold

    def line(self, page: int, number: int) -> Line:
        return Line(
            page, number, self.text, self.top, self.bottom, self.edges, self.size, self.bold
        )


def page_of(sheet: Sheet, number: int) -> Page:
    """The page ``number`` (from 1) as lines and grids."""
    sheet, turn = upright(sheet)
    frame = sheet.width, sheet.height
    rulings, unsure, inside, loose = _parted(sheet, frame)
    items: list[tuple[float, float, int, str]] = [
        (draft.top, draft.edges[0], index, "line") for index, draft in enumerate(loose)
    ]
    items += [(ruling.ys[0], ruling.xs[0], i, "grid") for i, ruling in enumerate(rulings)]
    items.sort()
    lines: list[Line] = []
    grids: list[Grid] = []
    order: list[tuple[str, int]] = []
    count = 0
    for _, _, index, kind in items:
        if kind == "line":
            count += 1
            order.append(("line", len(lines)))
            lines.append(loose[index].line(number, count))
        else:
            order.append(("grid", len(grids)))
            grid, count = _grid(rulings[index], inside[index], frame, number, count)
            grids.append(replace(grid, sure=False) if index in unsure else grid)
    return Page(
        number,
        round(sheet.width, 2),
        round(sheet.height, 2),
        tuple(lines),
        tuple(grids),
        tuple(order),
        _visible(sheet.pieces),
        sheet.images,
        turn,
    )


def _parted(
    sheet: Sheet, frame: tuple[float, float]
) -> tuple[list[Ruling], set[int], list[dict[int, list[Piece]]], list[Draft]]:
    """The grids of a page, which of them are not sure, the pieces of their cells, and the lines
    outside. Grids without column rules come last."""
    rulings, strokes = grids_of(sheet.rules, sheet.width, sheet.height)
    outside, inside = _sorted_into(sheet.pieces, rulings, frame)
    loose = lines_of(outside, frame)
    for at in reversed(range(len(rulings))):
        if not is_framed(rulings[at]):
            continue
        within = [piece for cell in inside[at].values() for piece in cell]
        held = lines_of(within, frame)
        rules = within_frame(held, rulings[at])
        if rules:
            del rulings[at], inside[at]
            outside, loose, strokes = [*outside, *within], [*loose, *held], [*strokes, *rules]
    found = unruled(loose, strokes, rulings)
    if not found:
        return rulings, set(), inside, loose
    outside, added = _sorted_into(outside, [table.ruling for table in found], frame)
    unsure = {at for at, table in enumerate(found, len(rulings)) if not table.sure}
    rulings = [*rulings, *(table.ruling for table in found)]
    return rulings, unsure, [*inside, *added], lines_of(outside, frame)


def _visible(pieces: Iterable[Piece]) -> int:
    """The number of characters that are no white space."""
    text = "".join([char for piece in pieces for char in piece.chars])
    return sum(map(len, text.split()))


def upright(sheet: Sheet) -> tuple[Sheet, int]:
    """The sheet turned so that most of its text runs from left to right, and by how much."""
    counts = [0, 0, 0, 0]
    for piece in sheet.pieces:
        counts[piece.angle] += len(piece.chars)
    turn = counts.index(max(counts))
    if turn == 0:
        return sheet, 0
    width, height = sheet.width, sheet.height
    rules: list[Rule] = []
    for x0, top, x1, bottom in sheet.rules:
        xa, ya = turned(x0, top, turn, width, height)
        xb, yb = turned(x1, bottom, turn, width, height)
        rules.append(Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))
    # The coordinates of a piece are those of its own upright page already.
    pieces = [
        Piece(old.chars, old.edges, old.base, old.size, old.bold, (old.angle - turn) % 4)
        for old in sheet.pieces
    ]
    if turn % 2:
        width, height = height, width
    return Sheet(width, height, pieces, rules, sheet.images), turn


def _sorted_into(
    pieces: list[Piece], rulings: list[Ruling], frame: tuple[float, float]
) -> tuple[list[Piece], list[dict[int, list[Piece]]]]:
    """Pieces outside all grids, and for each grid those of each cell, cut where cells end."""
    outside: list[Piece] = []
    inside: list[dict[int, list[Piece]]] = [{} for _ in rulings]
    if not rulings:
        return pieces, inside
    # The innermost grid first, so that a nested table keeps its own text.
    nested = sorted(range(len(rulings)), key=lambda index: rulings[index].extent)

    def home(x: float, y: float) -> tuple[int, int]:
        for index in nested:
            cell = rulings[index].find(x, y)
            if cell >= 0:
                return index, cell
        return -1, -1

    for piece in pieces:
        y, edges = piece.middle, piece.edges
        count = len(piece.chars)
        if piece.angle:
            x, y = turned_back((edges[0] + edges[-1]) / 2, y, piece.angle, *frame)
            places = [home(x, y)] * count
        else:
            first = home((edges[0] + edges[1]) / 2, y)
            last = first if count == 1 else home((edges[-2] + edges[-1]) / 2, y)
            if first == last and (first[0] >= 0 or not _reaches(rulings, piece)):
                places = []
            else:
                places = [home((edges[n] + edges[n + 1]) / 2, y) for n in range(0, 2 * count, 2)]
        start = 0
        for stop in range(1, count):
            if places and places[stop] != places[start]:
                cut = piece.part(start, stop)
                index, cell = places[start]
                (outside if index < 0 else inside[index].setdefault(cell, [])).append(cut)
                start = stop
        index, cell = places[start] if places else first
        rest = piece.part(start, count) if start else piece
        (outside if index < 0 else inside[index].setdefault(cell, [])).append(rest)
    return outside, inside


def _reaches(rulings: list[Ruling], piece: Piece) -> bool:
    """Whether a piece that begins and ends outside all grids may run through one."""
    return any(
        grid.ys[0] <= piece.middle <= grid.ys[-1]
        and piece.edges[0] <= grid.xs[-1]
        and piece.edges[-1] >= grid.xs[0]
        for grid in rulings
    )


def _grid(
    ruling: Ruling,
    inside: dict[int, list[Piece]],
    frame: tuple[float, float],
    page: int,
    count: int,
) -> tuple[Grid, int]:
    cells: list[Cell] = []
    xs, ys = ruling.xs, ruling.ys
    for index, (row, column, rows, columns) in enumerate(ruling.areas):
        lines: tuple[Line, ...] = ()
        if index in inside:
            drafts = lines_of(inside[index], frame)
            lines = tuple([draft.line(page, count + n) for n, draft in enumerate(drafts, 1)])
            count += len(drafts)
        box = Box(xs[column], ys[row], xs[column + columns], ys[row + rows])
        cells.append(Cell(row, column, lines, rows, columns, box, page))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(page, len(ys) - 1, len(xs) - 1, tuple(cells), box), count


def lines_of(pieces: list[Piece], frame: tuple[float, float]) -> list[Draft]:
    """The lines of a region, top to bottom; ``frame`` is width and height of the page.

    A line written upwards or downwards keeps its reading order; the edges of its characters
    then are those of the whole line.
    """
    if len(pieces) == 1 and not pieces[0].angle:  # most cells
        only = _draft(pieces)
        return [] if only is None else [only]
    drafts: list[Draft] = []
    for angle in sorted({piece.angle for piece in pieces}):
        for row in _rows([piece for piece in pieces if piece.angle == angle]):
            draft = _draft(row)
            if draft is not None:
                drafts.append(_laid_back(draft, angle, frame) if angle else draft)
    drafts.sort(key=lambda draft: (draft.top, draft.edges[0]))
    return drafts


def _laid_back(draft: Draft, angle: int, frame: tuple[float, float]) -> Draft:
    xa, ya = turned_back(draft.edges[0], draft.top, angle, *frame)
    xb, yb = turned_back(draft.edges[-1], draft.bottom, angle, *frame)
    edges = (min(xa, xb), max(xa, xb)) * len(draft.text)
    return Draft(draft.text, edges, min(ya, yb), max(ya, yb), draft.size, draft.bold)


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces grouped into lines: by baseline, then rows that lie between each other joined."""
    if len(pieces) == 1:
        return [pieces]
    pieces.sort(key=_base)
    rows: list[list[Piece]] = []
    first = last = -1e9
    for piece in pieces:
        base, reach = piece.base, SAME_BASELINE * piece.size
        if base - last <= reach and base - first <= 1.5 * reach:
            rows[-1].append(piece)
        else:
            rows.append([piece])
            first = base
        last = base
    if len(rows) > 1:
        rows = _joined(rows)
    return rows


def _base(piece: Piece) -> float:
    return piece.base


def _start(piece: Piece) -> float:
    return piece.edges[0]


def _extent(row: list[Piece]) -> tuple[float, float]:
    return (
        min([piece.base - ASCENT * piece.size for piece in row]),
        max([piece.base + DESCENT * piece.size for piece in row]),
    )


def _joined(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Joins each row to the one it overlaps most vertically and nowhere horizontally.

    Digits may stand some points off the baseline of their line; a reader still puts them into
    the gap that is left for them.
    """
    extents = [_extent(row) for row in rows]
    pairs: list[tuple[float, int, int]] = []
    for upper in range(len(rows)):
        for lower in range(upper + 1, len(rows)):
            (top, bottom), (other_top, other_bottom) = extents[upper], extents[lower]
            shared = min(bottom, other_bottom) - max(top, other_top)
            if shared <= 0 and other_top > bottom:
                break
            part = shared / min(bottom - top, other_bottom - other_top)
            if part > SAME_LINE:
                pairs.append((-part, upper, lower))
    if not pairs:
        return rows
    pairs.sort()
    home = list(range(len(rows)))
    merged: dict[int, list[Piece]] = dict(enumerate(rows))
    for _, upper, lower in pairs:
        one, other = home[upper], home[lower]
        if one == other or _collide(merged[one], merged[other]):
            continue
        merged[one] = merged[one] + merged.pop(other)
        home = [one if place == other else place for place in home]
    return [merged[place] for place in sorted(merged)]


def _collide(one: list[Piece], other: list[Piece]) -> bool:
    spans = sorted(
        (piece.edges[n], piece.edges[n + 1], side)
        for side, row in enumerate((one, other))
        for piece in row
        for n in range(0, len(piece.edges), 2)
        if not piece.chars[n // 2].isspace()
    )
    ends = [-1e9, -1e9]
    for x0, x1, side in spans:
        if ends[1 - side] - x0 > 0.3 * (x1 - x0):
            return True
        ends[side] = max(ends[side], x1)
    return False


def _draft(row: list[Piece]) -> Draft | None:
    """A line of pieces: doubles removed, wide gaps made spaces, ends trimmed."""
    if len(row) == 1:
        chars, edges = row[0].chars, row[0].edges
    else:
        chars, edges = _chained(row)
    typed = "".join(chars)
    text = typed.strip()
    if not text:
        return None
    if len(text) < len(typed):
        start = len(typed) - len(typed.lstrip())
        edges = edges[2 * start : 2 * (start + len(text))]
    if len(row) > 1:  # blanks may be of any size: what is printed tells how high a line is
        row = [piece for piece in row if not piece.is_blank]
    first = row[0]
    size, bold = round(first.size, 1), first.bold
    if len(row) > 1:
        sizes: dict[float, int] = {}
        heavy = 0
        for piece in row:
            count = len(piece.chars)
            heavy += count if piece.bold else -count
            sizes[round(piece.size, 1)] = sizes.get(round(piece.size, 1), 0) + count
        size, bold = max(sizes, key=lambda key: (sizes[key], key)), heavy > 0
        top, bottom = _extent(row)
    else:
        top, bottom = first.base - ASCENT * first.size, first.base + DESCENT * first.size
    return Draft(text, tuple(edges), top, bottom, size, bold)


def _reaches_into(piece: Piece, before: Piece) -> bool:
    """Whether it begins before the last character of the one before it, or as its double."""
    start, stop = before.edges[-2:]
    return piece.edges[0] < start + DOUBLE * (stop - start)


def _chained(row: list[Piece]) -> tuple[list[str], list[float]]:
    """The characters of the pieces of a line from left to right, and their edges."""
    row.sort(key=_start)
    if any(_reaches_into(after, before) for before, after in pairwise(row)):
        row = sorted(  # character by character
            (piece.part(n, n + 1) for piece in row for n in range(len(piece.chars))), key=_start
        )
    chars: list[str] = []
    edges: list[float] = []
    for piece in row:
        x0, char = piece.edges[0], piece.chars[0]
        if chars:
            if char == chars[-1] and x0 - edges[-2] < DOUBLE * (edges[-1] - edges[-2]):
                if len(piece.chars) == 1:
                    continue  # fake bold: the same character printed twice
            elif char == " " and chars[-1] == " ":
                edges[-1] = piece.edges[1]
                chars += piece.chars[1:]
                edges += piece.edges[2:]
                continue
            elif x0 - edges[-1] > SPACE * piece.size and chars[-1] != " " and char != " ":
                edges += (edges[-1], x0)
                chars.append(" ")
        chars += piece.chars
        edges += piece.edges
    return chars, edges
