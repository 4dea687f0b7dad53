"""Matrices, clips and the rules that a path draws, on the page as shown."""

from __future__ import annotations

import itertools

from auditlint.loaders.glyphs import Rule

#: A filled rectangle or a stroke thinner than this is a rule (points).
THIN = 3.0
#: Text that leaves the level by more (tangent) is written across the page and no part of it.
ASLANT = 0.2
#: Part of the page an image must cover to count as something to read.
IMAGE_SHARE = 0.02

Matrix = tuple[float, float, float, float, float, float]
#: Left, top, right, bottom.
Clip = tuple[float, float, float, float]
EVERYWHERE: Clip = (-1e9, -1e9, 1e9, 1e9)


def quarter(across: float, down: float) -> int | None:
    """The writing direction in quarter turns clockwise, ``None`` for aslant: a watermark."""
    if min(abs(across), abs(down)) > ASLANT * max(abs(across), abs(down)):
        return None
    if abs(down) <= abs(across):
        return 0 if across >= 0 else 2
    return 1 if down > 0 else 3


def shown(box: tuple[float, float, float, float], turn: int) -> Matrix:
    """From the space of a page's content to the page as shown, origin at the top left.

    ``box`` is the visible box as the PDF has it (left, bottom, right, top), ``turn`` the
    rotation in quarter turns clockwise.
    """
    left, bottom, right, top = box
    turns: tuple[Matrix, ...] = (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )
    return turns[turn % 4]


def add_rules(
    points: list[tuple[float, float]], straight: bool, stroked: bool, clip: Clip, rules: list[Rule]
) -> None:
    """The rules of one subpath: its straight strokes, or itself if it is a thin rectangle."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 <= THIN or bottom - top <= THIN:
        if len(points) > 1:
            _add(x0, top, x1, bottom, clip, rules)
        return
    if not stroked or not straight:
        return
    for (xa, ya), (xb, yb) in itertools.pairwise(points):
        if abs(xa - xb) <= 0.5 or abs(ya - yb) <= 0.5:
            _add(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), clip, rules)


def _add(x0: float, top: float, x1: float, bottom: float, clip: Clip, rules: list[Rule]) -> None:
    x0, x1 = max(x0, clip[0]), min(x1, clip[2])
    top, bottom = max(top, clip[1]), min(bottom, clip[3])
    if x0 <= x1 and top <= bottom:
        rules.append(Rule(x0, top, x1, bottom))


def times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741 (the letters of the PDF reference run out)
    return (
        a * k + b * m,
        a * l + b * n,
        c * k + d * m,
        c * l + d * n,
        e * k + f * m + o,
        e * l + f * n + p,
    )


def both(one: Clip, other: Clip) -> Clip:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
