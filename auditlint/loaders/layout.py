"""Glyphs and rules into lines, grids and their order: a page as a person reads it.

The same for every reader, so that readers can only differ in the primitives they give.
"""

from __future__ import annotations

from auditlint.document import Box, Cell, Grid, Line, Page
from auditlint.loaders.glyphs import (
    ASCENT,
    DESCENT,
    MIDDLE,
    Glyph,
    Rule,
    Sheet,
    turned,
    turned_back,
)
from auditlint.loaders.grids import Ruling, grids_of

#: Glyphs whose baselines differ by less (in em) stand on one baseline.
SAME_BASELINE = 0.25
#: Rows that overlap vertically by more than this part, and nowhere horizontally, are one line.
SAME_LINE = 0.35
#: A wider gap between two glyphs (in em) is a space.
SPACE = 0.3

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
    rulings = grids_of(sheet.rules, sheet.width, sheet.height)
    frame = sheet.width, sheet.height
    outside, inside = _sorted_into(sheet.glyphs, rulings, frame)
    loose = lines_of(outside, frame)
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
            grids.append(grid)
    return Page(
        number,
        round(sheet.width, 2),
        round(sheet.height, 2),
        tuple(lines),
        tuple(grids),
        tuple(order),
        sum(not glyph[4].isspace() for glyph in sheet.glyphs),
        sheet.images,
        turn,
    )


def upright(sheet: Sheet) -> tuple[Sheet, int]:
    """The sheet turned so that most of its text runs from left to right, and by how much."""
    counts = [0, 0, 0, 0]
    for glyph in sheet.glyphs:
        counts[glyph[6]] += 1
    turn = counts.index(max(counts))
    if turn == 0:
        return sheet, 0
    width, height = sheet.width, sheet.height
    rules: list[Rule] = []
    for x0, top, x1, bottom in sheet.rules:
        xa, ya = turned(x0, top, turn, width, height)
        xb, yb = turned(x1, bottom, turn, width, height)
        rules.append(Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))
    # A glyph's coordinates are those of its own upright page already.
    glyphs = [(*glyph[:6], (glyph[6] - turn) % 4) for glyph in sheet.glyphs]
    if turn % 2:
        width, height = height, width
    return Sheet(width, height, glyphs, rules, sheet.images), turn


def _sorted_into(
    glyphs: list[Glyph], rulings: list[Ruling], frame: tuple[float, float]
) -> tuple[list[Glyph], list[dict[int, list[Glyph]]]]:
    """Glyphs outside all grids, and for each grid those of each cell."""
    outside: list[Glyph] = []
    inside: list[dict[int, list[Glyph]]] = [{} for _ in rulings]
    if not rulings:
        return glyphs, inside
    # The innermost grid first, so that a nested table keeps its own text.
    nested = sorted(
        range(len(rulings)),
        key=lambda i: (
            (rulings[i].xs[-1] - rulings[i].xs[0]) * (rulings[i].ys[-1] - rulings[i].ys[0])
        ),
    )
    bounds = [
        (rulings[i].xs[0], rulings[i].xs[-1], rulings[i].ys[0], rulings[i].ys[-1], i)
        for i in nested
    ]
    for glyph in glyphs:
        x = (glyph[0] + glyph[1]) / 2
        y = glyph[2] - MIDDLE * glyph[3]
        if glyph[6]:
            x, y = turned_back(x, y, glyph[6], *frame)
        for left, right, top, bottom, i in bounds:
            if left <= x <= right and top <= y <= bottom:
                cell = rulings[i].find(x, y)
                if cell >= 0:
                    inside[i].setdefault(cell, []).append(glyph)
                    break
        else:
            outside.append(glyph)
    return outside, inside


def _grid(
    ruling: Ruling,
    inside: dict[int, list[Glyph]],
    frame: tuple[float, float],
    page: int,
    count: int,
) -> tuple[Grid, int]:
    cells: list[Cell] = []
    xs, ys = ruling.xs, ruling.ys
    for index, area in enumerate(ruling.areas):
        drafts = lines_of(inside[index], frame) if index in inside else []
        lines = tuple(draft.line(page, count + n) for n, draft in enumerate(drafts, 1))
        count += len(drafts)
        box = Box(
            xs[area.column],
            ys[area.row],
            xs[area.column + area.columns],
            ys[area.row + area.rows],
        )
        cells.append(Cell(area.row, area.column, lines, area.rows, area.columns, box, page))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(page, len(ys) - 1, len(xs) - 1, tuple(cells), box), count


def lines_of(glyphs: list[Glyph], frame: tuple[float, float]) -> list[Draft]:
    """The lines of a region, top to bottom; ``frame`` is width and height of the page.

    A line written upwards or downwards keeps its reading order; the edges of its characters
    then are those of the whole line.
    """
    drafts: list[Draft] = []
    for angle in (0, 1, 2, 3):
        of_angle = [glyph for glyph in glyphs if glyph[6] == angle]
        for row in _rows(of_angle) if of_angle else ():
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


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped into lines: by baseline, then rows that lie between each other joined."""
    glyphs.sort(key=lambda glyph: glyph[2])
    rows: list[list[Glyph]] = []
    first = last = -1e9
    for glyph in glyphs:
        base, reach = glyph[2], SAME_BASELINE * glyph[3]
        if base - last <= reach and base - first <= 1.5 * reach:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            first = base
        last = base
    if len(rows) > 1:
        rows = _joined(rows)
    for row in rows:
        row.sort(key=lambda glyph: (glyph[0], glyph[1]))
    return rows


def _extent(row: list[Glyph]) -> tuple[float, float]:
    return (
        min(glyph[2] - ASCENT * glyph[3] for glyph in row),
        max(glyph[2] + DESCENT * glyph[3] for glyph in row),
    )


def _joined(rows: list[list[Glyph]]) -> list[list[Glyph]]:
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
    merged: dict[int, list[Glyph]] = dict(enumerate(rows))
    for _, upper, lower in pairs:
        one, other = home[upper], home[lower]
        if one == other or _collide(merged[one], merged[other]):
            continue
        merged[one] = merged[one] + merged.pop(other)
        home = [one if place == other else place for place in home]
    return [merged[place] for place in sorted(merged)]


def _collide(one: list[Glyph], other: list[Glyph]) -> bool:
    spans = sorted(
        (glyph[0], glyph[1], side)
        for side, row in enumerate((one, other))
        for glyph in row
        if not glyph[4].isspace()
    )
    ends = [-1e9, -1e9]
    for x0, x1, side in spans:
        if ends[1 - side] - x0 > 0.3 * (x1 - x0):
            return True
        ends[side] = max(ends[side], x1)
    return False


def _draft(row: list[Glyph]) -> Draft | None:
    """A line of glyphs in order: doubles removed, wide gaps made spaces, ends trimmed."""
    start, stop = 0, len(row)
    while start < stop and row[start][4].isspace():
        start += 1
    while stop > start and row[stop - 1][4].isspace():
        stop -= 1
    if start == stop:
        return None
    chars: list[str] = []
    edges: list[float] = []
    before = ""
    before_x0 = before_x1 = -1e9
    for x0, x1, _, size, char, _, _ in row[start:stop]:
        if char == before and x0 - before_x0 < 0.3 * (before_x1 - before_x0):
            continue
        if char == " " and before == " ":  # one space however many are typed
            edges[-1] = before_x1 = x1
            continue
        if before and x0 - before_x1 > SPACE * size and before != " " and char != " ":
            chars.append(" ")
            edges += (before_x1, x0)
        chars.append(char)
        edges += (x0, x1)
        before, before_x0, before_x1 = char, x0, x1
    printed = row[start:stop]
    sizes: dict[float, int] = {}
    heavy = 0
    for glyph in printed:
        size = round(glyph[3], 1)
        sizes[size] = sizes.get(size, 0) + 1
        heavy += glyph[5]
    top, bottom = _extent(printed)
    size = max(sizes, key=lambda key: (sizes[key], key))
    return Draft("".join(chars), tuple(edges), top, bottom, size, 2 * heavy > len(printed))
