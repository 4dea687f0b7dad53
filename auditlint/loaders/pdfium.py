"""PDF pages by PDFium: characters and rules, fast.

One ``FPDFText_GetText`` a page, then text object and box of every character; what belongs to
a text object (size, direction, baseline, clip) is asked for once. PDFium is not thread safe:
one process reads with one thread.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from auditlint.loaders import bounds
from auditlint.loaders import pdfium_calls as call
from auditlint.loaders.geometry import (
    EVERYWHERE,
    IMAGE_SHARE,
    Clip,
    Matrix,
    add_rules,
    both,
    quarter,
    shown,
    times,
)
from auditlint.loaders.glyphs import (
    MIDDLE,
    OVERLAP,
    SPACE,
    UNKNOWN,
    Piece,
    Rule,
    Sheet,
    ordinary,
    turned,
)
from auditlint.loaders.problems import ENCRYPTED, PAGE_UNREADABLE, UNREADABLE, LoadProblem
from auditlint.settings import DEFAULT_LIMITS, Limits

_BOLD_WEIGHT = 600
_DEPTH = 8
_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
_NOTHING = "\0"


class _Style(NamedTuple):
    """What text objects have in common that differ in nothing but their place.

    ``left`` to ``right`` and ``top`` to ``bottom`` is what of the page is not clipped away.
    ``hidden``: invisible text, and text aslant. ``told`` and
    ``untold`` are the characters that the font tells and does not tell; filled as they come.
    """

    size: float
    bold: bool
    angle: int
    hidden: bool
    left: float
    top: float
    right: float
    bottom: float
    told: set[str]
    untold: set[str]


#: A handle made ready to be passed to a call.
Argument = Any
#: The style of a text object and its baseline.
_Run = tuple[_Style, float]


class _Printed(dict[int, str]):
    """For ``str.translate``: every character as its ordinary form, NUL where none is printed."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = found = "-" if char == _HYPHEN else ordinary(char) or _NOTHING
        return found


class PdfiumFile:
    """An open PDF; use ``opened``."""

    def __init__(self, data: bytes, password: str, limits: Limits) -> None:
        call.start()
        self._most = limits
        self._data = data  # PDFium reads from it as long as the document is open
        length = ctypes.c_size_t(len(data))
        document = call.open_document(data, length, password.encode() or None)
        if not document:
            wrong = call.last_error() == call.WRONG_PASSWORD
            raise LoadProblem(ENCRYPTED if wrong else UNREADABLE)
        self._document = call.passed(document)
        self._printed = _Printed()
        self._floats = call.Floats()

    def __len__(self) -> int:
        return int(call.page_count(self._document))

    def close(self) -> None:
        call.close_document(self._document)

    def sheet(self, index: int) -> Sheet:
        """The page at ``index`` from 0. Raises ``LoadProblem`` if it cannot be read."""
        handle = call.open_page(self._document, index)
        if not handle:
            raise LoadProblem(PAGE_UNREADABLE, index + 1)
        page = call.passed(handle)
        text = 0
        try:
            reading = _Reading(page, index + 1, self._most, self._printed, self._floats)
            bounds.page_box(reading.width, reading.height, index + 1)
            text = call.open_text(page)
            if not text:
                raise LoadProblem(PAGE_UNREADABLE, index + 1)
            return reading.sheet(call.passed(text))
        finally:
            if text:
                call.close_text(call.passed(text))
            call.close_page(page)


@contextmanager
def opened(
    data: bytes, password: str = "", limits: Limits = DEFAULT_LIMITS
) -> Iterator[PdfiumFile]:
    """Raises ``LoadProblem`` for a file that PDFium does not open."""
    file = PdfiumFile(data, password, limits)
    try:
        yield file
    finally:
        file.close()


class _Reading:
    """One page while it is being read."""

    def __init__(
        self,
        page: Argument,
        number: int,
        limits: Limits,
        printed: _Printed,
        floats: call.Floats,
    ) -> None:
        self._page = page
        self._number = number
        self._most = limits
        self._count = 0
        self._text: Argument = None
        self._printed = printed
        self._floats = floats
        self._four = call.Floats4()
        self._four_at = call.places(self._four)
        self._six = call.Floats6()
        self._six_at = ctypes.byref(self._six)
        self._modes = call.Ints2()
        self._modes_at = call.places(self._modes)
        call.page_box(page, self._four_at[0])
        left, top, right, bottom = self._four
        self._turn = int(call.page_turn(page)) % 4
        wide, high = right - left, top - bottom
        self.width, self.height = (wide, high) if self._turn % 2 == 0 else (high, wide)
        #: From the space of the page's content to the page as shown.
        self._shown = shown((left, bottom, right, top), self._turn)
        #: The page and the forms on it: the matrix and the clip of each, towards the page as
        #: shown; and in which of them a text object is, where it is in a form.
        self._places: list[tuple[Matrix, Clip]] = [(self._shown, EVERYWHERE)]
        self._within: dict[int, int] = {}
        #: Clips by number of paths and address of the innermost, which PDFium shares.
        self._clips: dict[tuple[int, int, Matrix], Clip] = {}

    def sheet(self, text: Argument) -> Sheet:
        """What stands on the page; ``text`` is its opened text."""
        self._text = text
        rules: list[Rule] = []
        images = self._objects(self._page, 0, rules)
        return Sheet(self.width, self.height, self._pieces(images > 0), rules, images)

    # Characters

    def _pieces(self, with_invisible: bool) -> list[Piece]:
        """Invisible text counts where there is an image: it is what OCR read there."""
        printed = self._characters().translate(self._printed)
        places = range(len(printed))
        # Calls in a row, without a step of ours between them, take half as long.
        objects: list[int | None] = list(map(call.char_object, repeat(self._text), places))
        boxes = self._floats.filled(call.char_box, 4, len(printed), repeat(self._text), places)
        runs = self._runs(objects, with_invisible)
        last = 0
        style: _Style | None = None
        size, bold, angle, low, high, reach = 0.0, False, 0, 0.0, 0.0, 0.0
        base, hidden = 0.0, True
        told: set[str] = set()
        untold: set[str] = set()
        found: list[Piece] = []
        piece: Piece | None = None
        chars: list[str] = []
        edges: list[float] = []
        end = 0.0
        for index, char, handle, x0, x1 in zip(
            places, printed, objects, *self._sides(boxes), strict=True
        ):
            if handle != last:
                if not handle:  # made up by PDFium
                    continue
                last = handle
                now, level = runs[handle]
                if now is not style or level != base:
                    style, base = now, level
                    size, bold, angle, _, low, _, high, _, told, untold = style
                    low, high, reach = 2 * low, 2 * high, SPACE * size
                    hidden = style.hidden or not (
                        angle or style.top <= base - MIDDLE * size <= style.bottom
                    )
                    if piece is not None and (
                        hidden or angle or not piece.continued(base, size, bold, angle)
                    ):
                        piece = None
            if hidden:
                continue
            if char not in told:
                if char == _NOTHING:
                    continue
                if char in untold or call.unicode_fails(self._text, index) == 1:
                    untold.add(char)
                    char = UNKNOWN
                else:
                    told.add(char)
            if x0 > x1:
                x0, x1 = x1, x0
            if angle:
                box = boxes[4 * index : 4 * index + 4]
                alone = self._turned(index, x0, x1, box, char, runs[handle][0])
                if alone is not None:
                    found.append(alone)
                continue
            if not low <= x0 + x1 <= high or (char == " " and x1 - x0 < 0.01):
                piece = None
                continue
            if piece is not None and OVERLAP * (x1 - x0) <= x0 - end <= reach:
                end = x1  # Piece.add, without the call
                if char == " " and chars[-1] == " ":
                    edges[-1] = x1
                else:
                    chars.append(char)
                    edges.append(x0)
                    edges.append(x1)
                continue
            chars, edges, end = [char], [x0, x1], x1
            piece = Piece(chars, edges, base, size, bold, 0)
            found.append(piece)
        return found

    def _characters(self) -> str:
        count = call.char_count(self._text)
        if count <= 0:
            return ""
        self._counted(count)
        buffer = (call.Shorts * (count + 1))()
        written = call.text_of(self._text, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # Characters beyond the basic plane, of which PDFium makes two: one by one, so that the
        # positions agree.
        points = [call.unicode_of(self._text, index) for index in range(count)]
        chars = [chr(point) if point <= 0x10FFFF else UNKNOWN for point in points]
        for at, (high, low) in enumerate(pairwise(points)):
            if 0xD800 <= high < 0xDC00 <= low < 0xE000:
                point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
                chars[at : at + 2] = chr(point), _NOTHING
        return "".join(chars)

    def _sides(self, boxes: array[float]) -> tuple[list[float], list[float]]:
        """Where the characters begin and end on the page as shown, or the other way round."""
        a, _, c, _, e, _ = self._shown
        first, scale = (1, c) if self._turn % 2 else (0, a)
        one, other = boxes[first::4].tolist(), boxes[first + 2 :: 4].tolist()
        if scale != 1 or e:
            one, other = [scale * x + e for x in one], [scale * x + e for x in other]
        return one, other

    def _runs(self, objects: Iterable[int | None], with_invisible: bool) -> dict[int, _Run]:
        """What the characters of every text object share, by object."""
        handles = [handle for handle in dict.fromkeys(objects) if handle]
        count = len(handles)
        items = list(map(call.passed, handles))
        matrices = iter(self._floats.filled(call.object_matrix, 6, count, items))
        fonts: dict[int, tuple[bool, set[str], set[str]]] = {}
        styles: dict[tuple[float, ...], _Style] = {}
        last: tuple[float, ...] = ()
        style: _Style | None = None
        at = 0
        k, l, m, n, _, p = self._places[at][0]  # noqa: E741 (rows of a matrix)
        numbers, limits = self._limits(handles, items)
        runs: dict[int, _Run] = {}
        for handle, a, b, c, d, e, f, given, font, mode, number in zip(
            handles,
            *[matrices] * 6,
            self._floats.filled(call.text_size, 1, count, items),
            map(call.text_font, items),
            map(call.text_mode, items),
            numbers,
            strict=True,
        ):
            key = a, b, c, d, given, font, mode, number
            if style is None or key != last:
                last = key
                style = styles.get(key)
                place, clip = limits[number]
                if place != at:
                    at = place
                    k, l, m, n, _, p = self._places[at][0]  # noqa: E741
            if style is None:
                if font not in fonts:
                    heavy = call.font_weight(call.passed(font)) >= _BOLD_WEIGHT
                    fonts[font] = heavy, set(), set()
                bold, told, untold = fonts[font]
                angle = quarter(a * k + b * m, a * l + b * n)
                style = styles[key] = _Style(
                    given * math.hypot(c * k + d * m, c * l + d * n),
                    bold or mode == call.OUTLINED,
                    angle or 0,
                    angle is None or (mode == call.INVISIBLE and not with_invisible),
                    clip[0],
                    clip[1],
                    clip[2],
                    clip[3],
                    told,
                    untold,
                )
            runs[handle] = style, e * l + f * n + p
        return runs

    def _limits(
        self, handles: list[int], items: list[Argument]
    ) -> tuple[Iterable[int], list[tuple[int, Clip]]]:
        """Where text objects are and what of the page they may be seen in, each pair once, and
        which of the pairs is that of each object."""
        whole = 0.0, 0.0, self.width, self.height
        paths = list(map(call.passed, map(call.clip_of, items)))
        counts = list(map(call.clip_count, paths))
        if not self._within and max(counts, default=0) <= 0:
            return repeat(0, len(handles)), [(0, whole)]
        known: dict[tuple[int, int, int], int] = {}
        limits: list[tuple[int, Clip]] = []
        numbers: list[int] = []
        for handle, item, path, count in zip(handles, items, paths, counts, strict=True):
            place = self._within.get(handle, 0)
            key = place, count, (call.clip_segment(path, count - 1, 0) or 0) if count > 0 else 0
            number = known.get(key)
            if number is None:
                number = known[key] = len(limits)
                to_shown, outer = self._places[place]
                limits.append((place, both(both(outer, self._clip(item, to_shown)), whole)))
            numbers.append(number)
        return numbers, limits

    def _turned(
        self, index: int, x0: float, x1: float, box: array[float], char: str, style: _Style
    ) -> Piece | None:
        """A character that does not run to the right."""
        a, b, c, d, e, f = self._shown
        left, top, right, bottom = box
        if self._turn % 2 == 1:
            ya, yb = b * left + f, b * right + f
        else:
            ya, yb = d * bottom + f, d * top + f
        if not (
            style.left <= (x0 + x1) / 2 <= style.right
            and style.top <= (ya + yb) / 2 <= style.bottom
        ):
            return None
        origin = call.Doubles2()
        call.char_origin(self._text, index, *call.places(origin))
        x, y = origin
        frame = style.angle, self.width, self.height
        _, base = turned(a * x + c * y + e, b * x + d * y + f, *frame)
        start, _ = turned(x0, ya, *frame)
        stop, _ = turned(x1, yb, *frame)
        edges = [min(start, stop), max(start, stop)]
        return Piece([char], edges, base, style.size, style.bold, style.angle)

    # Rules

    def _objects(self, holder: Argument, place: int, rules: list[Rule], depth: int = 0) -> int:
        """Collects the rules of a page or form; returns the number of images worth reading."""
        images = 0
        count = (call.form_object_count if depth else call.page_object_count)(holder)
        self._counted(count)
        handles: list[int] = (
            list(map(call.form_object, repeat(holder), map(ctypes.c_ulong, range(count))))
            if depth
            else list(map(call.page_object, repeat(holder), range(count)))
        )
        items = list(map(call.passed, handles))
        to_shown, outer = self._places[place]
        for handle, item, kind in zip(handles, items, map(call.object_kind, items), strict=True):
            if kind == call.TEXT:
                if place:
                    self._within[handle] = place
            elif kind == call.PATH:
                self._path(item, to_shown, outer, rules)
            elif kind == call.IMAGE:
                call.object_bounds(item, *self._four_at)
                left, bottom, right, top = self._four
                area = abs((right - left) * (top - bottom))
                images += area >= IMAGE_SHARE * self.width * self.height
            elif kind == call.FORM and depth < _DEPTH:
                clip = both(outer, self._clip(item, to_shown))
                self._places.append((times(self._matrix(item), to_shown), clip))
                images += self._objects(item, len(self._places) - 1, rules, depth + 1)
        return images

    def _counted(self, count: int) -> None:
        """Raises ``LoadProblem`` where the page holds more than may be read."""
        self._count += max(count, 0)
        bounds.objects(self._count, self._number, self._most)

    def _matrix(self, item: Argument) -> Matrix:
        call.object_matrix(item, self._six_at)
        a, b, c, d, e, f = self._six
        return a, b, c, d, e, f

    def _clip(self, item: Argument, to_shown: Matrix) -> Clip:
        """The rectangle that an object is clipped to, on the page as shown."""
        handle = call.clip_of(item)
        path = call.passed(handle)
        count = call.clip_count(path) if handle else 0
        if count <= 0:
            return EVERYWHERE
        key = count, call.clip_segment(path, count - 1, 0) or 0, to_shown
        clip = self._clips.get(key)
        if clip is None:
            clip = self._clips[key] = self._read_clip(path, count, to_shown)
        return clip

    def _read_clip(self, path: Argument, count: int, to_shown: Matrix) -> Clip:
        clip = EVERYWHERE
        for number in range(count):
            segments = map(
                call.clip_segment,
                repeat(path),
                repeat(number),
                range(call.clip_segment_count(path, number)),
            )
            points = self._points(map(call.passed, segments), to_shown)
            if points:
                xs, ys = zip(*points, strict=True)
                clip = both(clip, (min(xs), min(ys), max(xs), max(ys)))
        return clip

    def _points(self, segments: Iterable[Argument], to_shown: Matrix) -> list[tuple[float, float]]:
        """Where segments end, on the page as shown."""
        a, b, c, d, e, f = to_shown
        point, (x_at, y_at, *_) = self._four, self._four_at
        points: list[tuple[float, float]] = []
        for segment in segments:
            call.segment_point(segment, x_at, y_at)
            x, y = point[0], point[1]
            points.append((a * x + c * y + e, b * x + d * y + f))
        return points

    def _path(self, item: Argument, to_shown: Matrix, outer: Clip, rules: list[Rule]) -> None:
        call.draw_mode(item, *self._modes_at)
        fill, stroke = self._modes
        if not fill and not stroke:
            return
        clip = both(outer, self._clip(item, to_shown))
        count = call.segment_count(item)
        self._counted(count)
        segments = list(map(call.passed, map(call.segment_at, repeat(item), range(count))))
        points: list[tuple[float, float]] = []
        straight = True
        for kind, closes, point in zip(
            map(call.segment_kind, segments),
            map(call.segment_closes, segments),
            self._points(segments, times(self._matrix(item), to_shown)),
            strict=True,
        ):
            if kind == call.MOVE and points:
                add_rules(points, straight, bool(stroke), clip, rules)
                points, straight = [], True
            points.append(point)
            straight = straight and kind != call.CURVE
            if closes and point != points[0]:
                points.append(points[0])
        if points:
            add_rules(points, straight, bool(stroke), clip, rules)
