"""Pages that are pictures, read by text recognition (the extra ``auditlint[ocr]``).

Rules are found in the picture first. Every cell they make is cut into lines by its white rows and
each line is recognised by itself, so that no two cells run together; outside the tables the lines
are found by the detector. What comes out are the primitives a text layer would have given.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from auditlint.loaders.glyphs import MIDDLE, Piece, Rule, Sheet, turned_back
from auditlint.loaders.grids import Ruling, grids_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

#: Dots per inch that pages are rendered with, and of a point.
DPI = 200
_DOT = DPI / 72
#: Darker than this part of the paper is ink.
_INK = 0.78
#: Shorter strokes, in points, are letters; a stroke is thinner than ``_THICK``.
_LEVEL, _UPRIGHT, _THICK = 24.0, 18.0, 4.0
#: Narrower or lower grids, in points, are strokes of large letters.
_NARROW, _LOW = 72.0, 14.0
#: White left around a line that is recognised, in dots.
_EDGE = 6
#: Lines recognised with less certainty are not text but specks.
_SURE = 0.5
#: Steps in which the slope of a page that was laid in aslant is looked for.
_SKEW = 0.002


class _Spot(NamedTuple):
    """Where a line stands, in dots: ``x0 <= x < x1``, ``top <= y < bottom``."""

    x0: int
    top: int
    x1: int
    bottom: int


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr_onnxruntime") is not None


@cache
def _engine() -> Any:
    """The recogniser with its models, which take a moment to load; one for the process."""
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR(rec_img_shape=[3, 48, 160], intra_op_num_threads=2)


def sheet_of(data: bytes, password: str, index: int) -> Sheet:
    """The page at ``index`` (from 0) of a PDF as its picture reads."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data, password=password or None)
    try:
        page = document[index]
        picture = page.render(scale=_DOT, grayscale=True).to_numpy()
        width, height = page.get_size()
    finally:
        document.close()
    picture = picture[:, :, 0] if picture.ndim == 3 else picture
    return read(picture, width, height)


def read(picture: Picture, width: float, height: float) -> Sheet:
    """A grey picture (0 is black) of a page of ``width`` and ``height`` points.

    A page that was laid in sideways is turned to be read.
    """
    import numpy as np

    drawing = _drawing(picture, width, height)
    if not _stands_sideways(drawing.spots):
        return _written(drawing)[0]
    best, sure = Sheet(width, height, [], [], images=1), 0.0
    for angle in (1, 3):
        sheet, surer = _written(_drawing(np.rot90(picture, angle), height, width))
        if surer > sure:
            for piece in sheet.pieces:
                piece.angle = angle
            rules = [_laid_back(rule, angle, width, height) for rule in sheet.rules]
            best, sure = Sheet(width, height, sheet.pieces, rules, images=1), surer
    return best


def _stands_sideways(spots: Iterable[_Spot]) -> bool:
    """Whether more lines run down the page than across."""
    long = [s for s in spots if max(s.x1 - s.x0, s.bottom - s.top) > 14 * _DOT]
    tall = sum(spot.bottom - spot.top > 1.5 * (spot.x1 - spot.x0) for spot in long)
    return 2 * tall > len(long)


def _laid_back(rule: Rule, angle: int, width: float, height: float) -> Rule:
    xa, ya = turned_back(rule.x0, rule.top, angle, width, height)
    xb, yb = turned_back(rule.x1, rule.bottom, angle, width, height)
    return Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _straightened(picture: Picture) -> Picture:
    """The picture turned by the small angle at which its lines lie level.

    Sheared by the right angle, rows of dots are either all paper or full of ink.
    """
    import numpy as np
    from PIL import Image

    small = 255.0 - picture[::4, ::4].astype(np.float32)
    columns = np.arange(small.shape[1]) - small.shape[1] // 2
    rows = np.arange(small.shape[0])[:, None]

    def contrast(slope: float) -> float:
        moved = (rows + np.round(columns * slope).astype(np.int32)) % small.shape[0]
        return float(np.take_along_axis(small, moved, axis=0).sum(axis=1).var())

    slopes = [step * _SKEW for step in range(-20, 21)]
    best = max(slopes, key=lambda slope: (contrast(slope), -abs(slope)))
    if abs(best) < 1.5 * _SKEW or contrast(best) < 1.1 * contrast(0.0):
        return picture
    turned = Image.fromarray(picture).rotate(
        math.degrees(math.atan(best)), Image.Resampling.BICUBIC, fillcolor=255
    )
    return np.asarray(turned)


class _Drawing(NamedTuple):
    """A page before its lines are recognised; ``clean`` is the picture without rules."""

    clean: Picture
    spots: list[_Spot]
    rules: list[Rule]
    width: float
    height: float


def _drawing(picture: Picture, width: float, height: float) -> _Drawing:
    import numpy as np

    picture = _straightened(picture)
    paper = float(np.percentile(picture, 90))
    ink = picture < _INK * paper
    level, upright = _strokes(ink, _LEVEL), _strokes(ink.T, _UPRIGHT).T
    rules = [*_rules(level), *(Rule(y0, x0, y1, x1) for x0, y0, x1, y1 in _rules(upright.T))]
    found, _ = grids_of(rules, width, height)
    grids = [grid for grid in found if _is_wide(grid)]
    tables = np.zeros_like(ink)
    for grid in grids:
        x0, x1 = (round(x * _DOT) for x in (grid.xs[0] - 1, grid.xs[-1] + 1))
        top, bottom = (round(y * _DOT) for y in (grid.ys[0] - 1, grid.ys[-1] + 1))
        tables[max(top, 0) : bottom, max(x0, 0) : x1] = True
    open_rules = _strokes(ink, _NARROW) & ~tables
    drawn = _widened(((level | upright) & tables) | open_rules)
    clean = np.where(drawn, round(paper), picture).astype(picture.dtype)
    spots = [spot for grid in grids for spot in _in_cells(grid, ink & ~drawn)]
    free = ink & ~drawn & ~tables
    outside = np.where(tables, round(paper), clean).astype(picture.dtype)
    spots.extend(_fitted(spot, free) for spot in _detected(outside))
    rules = [rule for rule in rules if any(_belongs(rule, grid) for grid in grids)]
    rules.extend(_rules(open_rules))
    return _Drawing(clean, spots, rules, width, height)


def _written(drawing: _Drawing) -> tuple[Sheet, float]:
    """What a page says that stands upright, and how sure the recogniser is on average."""
    lines = list(_recognised(drawing.clean, drawing.spots))
    sure = sum(score for _, score in lines) / len(lines) if lines else 0.0
    pieces = [piece for piece, score in lines if score >= _SURE]
    return Sheet(drawing.width, drawing.height, pieces, drawing.rules, images=1), sure


def _is_wide(grid: Ruling) -> bool:
    return grid.xs[-1] - grid.xs[0] >= _NARROW and grid.ys[-1] - grid.ys[0] >= _LOW


def _belongs(rule: Rule, grid: Ruling) -> bool:
    """Whether a rule is one of a grid's, give or take two points."""
    return (
        grid.xs[0] - 2 <= rule.x0
        and rule.x1 <= grid.xs[-1] + 2
        and grid.ys[0] - 2 <= rule.top
        and rule.bottom <= grid.ys[-1] + 2
    )


# Rules


def _strokes(ink: Mask, shortest: float) -> Mask:
    """The dots of thin level strokes of at least ``shortest`` points."""
    long = _opened(ink, round(shortest * _DOT))
    thick = _opened(ink.T, round(_THICK * _DOT)).T
    return long & ~thick


def _opened(ink: Mask, length: int) -> Mask:
    """The dots of level runs of at least ``length`` dots; one dot in thirty may be missing."""
    import numpy as np

    if ink.shape[1] < length:
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (sums[:, length:] - sums[:, :-length]) >= length - length // 30
    starts = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    starts[:, : full.shape[1]] += full
    starts[:, length : length + full.shape[1]] -= full
    return (np.cumsum(starts, axis=1)[:, : ink.shape[1]] > 0) & ink


def _rules(strokes: Mask) -> Iterator[Rule]:
    """Level strokes as rules, in points, row of dots by row of dots."""
    import numpy as np

    for row in np.flatnonzero(strokes.any(axis=1)):
        steps = np.diff(np.pad(strokes[row].astype(np.int8), 1))
        starts, stops = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            if stop - start >= 2:
                yield Rule(start / _DOT, row / _DOT, stop / _DOT, (row + 1) / _DOT)


def _widened(mask: Mask) -> Mask:
    """A mask with the two dots around each of its own: the soft edge of a rule."""
    wide = mask.copy()
    for step in (1, 2):
        wide[step:] |= mask[:-step]
        wide[:-step] |= mask[step:]
        wide[:, step:] |= mask[:, :-step]
        wide[:, :-step] |= mask[:, step:]
    return wide


# Lines


def _in_cells(grid: Ruling, ink: Mask) -> Iterator[_Spot]:
    """The lines of every cell of a grid."""
    import numpy as np

    for area in grid.areas:
        x0, x1 = (round(grid.xs[at] * _DOT) for at in (area.column, area.column + area.columns))
        top, bottom = (round(grid.ys[at] * _DOT) for at in (area.row, area.row + area.rows))
        cell = ink[top:bottom, x0:x1]
        for start, stop in _bands(np.any(cell, axis=1).tolist()):
            across = np.flatnonzero(np.any(cell[start:stop], axis=0)).tolist()
            if len(across) > 1:
                yield _Spot(x0 + across[0], top + start, x0 + across[-1] + 1, top + stop)


def _bands(filled: list[bool]) -> list[tuple[int, int]]:
    """The rows of dots that each line of a cell takes up; strokes of one letter stay together."""
    bands: list[tuple[int, int]] = []
    for at, has in enumerate(filled):
        if not has:
            continue
        if bands and bands[-1][1] == at:
            bands[-1] = (bands[-1][0], at + 1)
        else:
            bands.append((at, at + 1))
    tall = max((stop - start for start, stop in bands), default=0)
    joined: list[tuple[int, int]] = []
    for start, stop in bands:
        thin = min(stop - start, joined[-1][1] - joined[-1][0]) < 0.5 * tall if joined else False
        whole = joined and stop - joined[-1][0] <= 1.15 * max(tall, 5 * _DOT)
        if joined and thin and whole and start - joined[-1][1] < 0.5 * tall:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return [band for band in joined if band[1] - band[0] > 1]


def _detected(picture: Picture) -> Iterator[_Spot]:
    """The lines of running text that the detector sees, in the picture at half its size."""
    if not (picture < _INK * picture.max()).any():
        return
    high, wide = (side // 2 * 2 for side in picture.shape)
    half = picture[:high, :wide].reshape(high // 2, 2, wide // 2, 2).mean(axis=(1, 3))
    boxes, _ = _engine().text_det(_coloured(half.astype(picture.dtype)))
    for box in boxes if boxes is not None else ():
        xs, ys = [2 * float(x) for x, _ in box], [2 * float(y) for _, y in box]
        yield _Spot(
            max(0, int(min(xs)) - 2), max(0, int(min(ys)) - 2), int(max(xs)) + 4, int(max(ys)) + 4
        )


def _coloured(picture: Picture) -> Picture:
    import numpy as np

    return np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))


def _fitted(spot: _Spot, ink: Mask) -> _Spot:
    """A detected line to the ends of its ink: the detector cuts them off now and then."""
    import numpy as np

    letter = spot.bottom - spot.top
    columns = np.flatnonzero(np.any(ink[spot.top : spot.bottom], axis=0)).tolist()
    inner = [x for x in columns if spot.x0 <= x < spot.x1]
    if not inner:
        return spot
    x0, x1 = inner[0], inner[-1]
    for x in reversed(columns[: bisect_left(columns, x0)]):
        if x0 - x > letter // 2:
            break
        x0 = x
    for x in columns[bisect_left(columns, x1) + 1 :]:
        if x - x1 > letter // 2:
            break
        x1 = x
    return spot._replace(x0=x0, x1=x1 + 1)


def _recognised(picture: Picture, spots: Iterable[_Spot]) -> Iterator[tuple[Piece, float]]:
    """The text of every line, and how sure it is; lines of nearly one height get the same."""
    import numpy as np

    places = [spot for spot in spots if spot.x1 - spot.x0 > 1 and spot.bottom - spot.top > 1]
    if not places:
        return
    letter = sorted(spot.bottom - spot.top for spot in places)[len(places) // 2]
    lines = [spot for spot in places if not _is_dash(spot, letter)]
    for spot in places:
        if _is_dash(spot, letter):
            yield _piece(spot, "—" * max(1, round((spot.x1 - spot.x0) / letter)), letter), 1.0
    paper = int(np.percentile(picture, 90))
    cuts = [_coloured(_cut(picture, spot, paper)) for spot in lines]
    read_, _ = _engine().text_rec(cuts) if cuts else ([], 0)
    for spot, (text, score, *_) in zip(lines, read_, strict=True):
        if text.strip():
            high = spot.bottom - spot.top
            even = 0.7 * letter <= high <= 1.3 * letter
            yield _piece(spot, _ordinary(text), letter if even else high), float(score)


def _is_dash(spot: _Spot, letter: int) -> bool:
    """Whether a spot is one thin level stroke, which recognisers take for nothing."""
    high, wide = spot.bottom - spot.top, spot.x1 - spot.x0
    return high <= max(4, letter // 6) and wide >= letter // 3


def _cut(picture: Picture, spot: _Spot, paper: int) -> Picture:
    """A line with white around it; a thin stroke keeps the height of a letter."""
    import numpy as np

    edge = max(_EDGE, round(4 * _DOT) - (spot.bottom - spot.top) // 2)
    inner = picture[spot.top : spot.bottom, spot.x0 : spot.x1]
    return np.pad(inner, ((edge, edge), (_EDGE, _EDGE)), constant_values=paper)


def _piece(spot: _Spot, text: str, letter: int) -> Piece:
    """The characters of a line spread over its width, wide ones twice as wide as narrow ones.

    ``letter`` is the height of its letters, in dots.
    """
    weights = [2.0 if char > "\u2e80" else 1.0 for char in text]
    left, right = spot.x0 / _DOT, spot.x1 / _DOT
    step = (right - left) / sum(weights)
    edges: list[float] = []
    at = left
    for weight in weights:
        edges += (at, at + weight * step)
        at += weight * step
    size = letter / _DOT
    base = (spot.top + spot.bottom) / 2 / _DOT + MIDDLE * size
    return Piece(list(text), edges, base, size, False, 0)


_WIDE = r"[\u4e00-\u9fff《》“”（）、，。；：]"
_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_BRACKETS = str.maketrans("()", "（）")


def _ordinary(text: str) -> str:
    """Punctuation beside Chinese characters in the form it has there."""
    if re.search(r"[\u4e00-\u9fff]", text):
        text = text.translate(_BRACKETS)
    text = re.sub(rf"(?<={_WIDE})[,:;!?](?!\d)|[,:;!?](?={_WIDE})", lambda m: _MARKS[m[0]], text)
    return re.sub(rf"(?<={_WIDE})\.(?=\s*$|{_WIDE})", "。", text)
