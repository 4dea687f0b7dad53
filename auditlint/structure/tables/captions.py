"""Lines around a grid that belong to its table: title, form number, unit, notes."""

from __future__ import annotations

from collections.abc import Sequence

from auditlint.document import Line, Page
from auditlint.language.zh.tables import (
    form_code,
    is_caption_meta,
    is_continued,
    is_note,
    is_title,
    unit_line,
)
from auditlint.values import dataclass

#: A caption and the grid, and two lines of one caption, are at most this many letters apart.
_REACH = 5.0


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a grid."""

    lines: tuple[Line, ...] = ()
    title: tuple[Line, ...] = ()
    code: str = ""
    unit: str = ""


def caption_above(
    page: Page, index: int, aside: frozenset[tuple[int, int]], before: Page | None = None
) -> Caption:
    """The caption of a page's grid ``index``: the lines right above it.

    Where the grid is the first thing on its page but for its caption, the caption may begin at
    the foot of the page ``before``.
    """
    above = _neighbours(page, index, aside, -1)
    if before is not None and _opens_page(page, index):
        above += _foot(before, aside)
    kept: list[Line] = []
    title: list[Line] = []
    for at, line in enumerate(above):
        if is_caption_meta(line.text) or is_continued(line.text):
            kept.append(line)
            continue
        if is_title(line.text):
            title = [line]
            following = above[at + 1] if at + 1 < len(above) else None
            if following is not None and _is_first_half(following, line):
                title.insert(0, following)
            kept.extend(reversed(title))
            break
        if at + 1 < len(above) and _is_wrapped_meta(line, above, at):
            kept.append(line)
            continue
        break
    if not title and not any(unit_line(line.text) or form_code(line.text) for line in kept):
        kept = []
    kept.reverse()
    texts = [line.text for line in kept]
    return Caption(
        tuple(kept),
        tuple(title),
        next(filter(None, map(form_code, texts)), ""),
        next(filter(None, map(unit_line, reversed(texts))), ""),
    )


def notes_below(page: Page, index: int, aside: frozenset[tuple[int, int]]) -> tuple[Line, ...]:
    """The notes under a page's grid ``index``: 注：… with the lines it runs on to."""
    below = _neighbours(page, index, aside, 1)
    kept: list[Line] = []
    right = max((line.x1 for line in page.lines), default=0.0)
    for line in below:
        if is_note(line.text) or (kept and _runs_on(kept, line, right)):
            kept.append(line)
        else:
            break
    return tuple(kept)


def _neighbours(page: Page, index: int, aside: frozenset[tuple[int, int]], step: int) -> list[Line]:
    """The lines from a grid up (-1) or down (+1) to the next grid, nearest first."""
    order = page.order or tuple(("line", at) for at in range(len(page.lines)))
    if ("grid", index) not in order:
        return []
    lines: list[Line] = []
    at = order.index(("grid", index)) + step
    while 0 <= at < len(order) and order[at][0] == "line":
        if (page.number, order[at][1]) not in aside:
            lines.append(page.lines[order[at][1]])
        at += step
    return lines


def _opens_page(page: Page, index: int) -> bool:
    """Whether no other grid stands before grid ``index`` on its page."""
    return ("grid", index) in page.order and not any(
        kind == "grid" for kind, _ in page.order[: page.order.index(("grid", index))]
    )


def _foot(page: Page, aside: frozenset[tuple[int, int]]) -> list[Line]:
    """The lines of a page below its last grid, the last first."""
    lines: list[Line] = []
    for kind, at in reversed(page.order):
        if kind == "grid":
            break
        if kind == "line" and (page.number, at) not in aside:
            lines.append(page.lines[at])
    return lines


def _height(line: Line) -> float:
    return line.size or (line.bottom - line.top) or 10.0


def _is_first_half(upper: Line, title: Line) -> bool:
    """Whether a title is broken and ``upper`` holds its beginning."""
    text = "".join(title.text.split())
    over = "".join(upper.text.split())
    if len(text) > 12 or is_title(upper.text) or is_caption_meta(upper.text) or len(over) < 8:
        return False
    if any(mark in over for mark in "。；：:，,"):
        return False
    close = -_height(title) < title.top - upper.bottom < _height(title)
    return close and abs(upper.size - title.size) < 0.6 and bool(upper.edges)


def _is_wrapped_meta(line: Line, above: Sequence[Line], at: int) -> bool:
    """The second line of 「部门：某某局」 that is broken in two."""
    text = "".join(line.text.split())
    upper = "".join(above[at + 1].text.split())
    return len(text) <= 12 and "：" in upper[:6] and is_caption_meta(above[at + 1].text)


def _runs_on(kept: Sequence[Line], line: Line, right: float) -> bool:
    text = line.text.strip()
    last = kept[-1]
    if text[:1].isdigit() and text[1:2] in ".．、":
        first = "".join(kept[0].text.split())
        return "1" in first[:6]
    if not last.edges or not line.edges:
        return False
    if abs(last.size - line.size) > 0.6 or line.top - last.bottom > _height(line):
        return False
    return last.x1 >= right - 2.5 * _height(line)
