"""PDF pages by PDFium: characters and rules, fast.

One ``FPDFText_GetText`` a page, then text object and box of every character; what belongs to
a text object (size, direction, baseline, clip) is asked for once. PDFium is not thread safe:
one process reads with one thread.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

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

_BOLD_WEIGHT = 600
_DEPTH = 8
_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line


class _Run(NamedTuple):
    """What all characters of one text object share.

    ``low`` to ``high`` and ``top`` to ``bottom`` is what of the page is not clipped away.
    ``hidden``: level text outside of it, and text aslant. ``told``: for each character of the
    font whether the font tells it; filled as they come.
    """

    size: float
    bold: bool
    angle: int
    base: float
    low: float
    high: float
    hidden: bool
    invisible: bool
    told: dict[str, bool]
    top: float
    bottom: float


class PdfiumFile:
    """An open PDF; use ``opened``."""

    def __init__(self, data: bytes, password: str) -> None:
        call.start()
        self._data = data  # PDFium reads from it as long as the document is open
        self._document = call.open_document(data, len(data), password.encode() or None)
        if not self._document:
            wrong = call.last_error() == call.WRONG_PASSWORD
            raise LoadProblem(ENCRYPTED if wrong else UNREADABLE)

    def __len__(self) -> int:
        return int(call.page_count(self._document))

    def close(self) -> None:
        call.close_document(self._document)

    def sheet(self, index: int) -> Sheet:
        """The page at ``index`` from 0. Raises ``LoadProblem`` if it cannot be read."""
        page = call.open_page(self._document, index)
        if not page:
            raise LoadProblem(PAGE_UNREADABLE, index + 1)
        text = call.open_text(page)
        try:
            if not text:
                raise LoadProblem(PAGE_UNREADABLE, index + 1)
            return _Reading(page, text).sheet()
        finally:
            call.close_text(text)
            call.close_page(page)


@contextmanager
def opened(data: bytes, password: str = "") -> Iterator[PdfiumFile]:
    """Raises ``LoadProblem`` for a file that PDFium does not open."""
    file = PdfiumFile(data, password)
    try:
        yield file
    finally:
        file.close()


class _Reading:
    """One page while it is being read."""

    def __init__(self, page: int, text: int) -> None:
        self._page = page
        self._text = text
        self._four = call.Floats4()
        self._four_at = ctypes.addressof(self._four)
        self._six = call.Floats6()
        self._six_at = ctypes.addressof(self._six)
        call.page_box(page, self._four_at)
        left, top, right, bottom = self._four
        self._turn = int(call.page_turn(page)) % 4
        wide, high = right - left, top - bottom
        self.width, self.height = (wide, high) if self._turn % 2 == 0 else (high, wide)
        #: From the space of the page's content to the page as shown.
        self._shown = shown((left, bottom, right, top), self._turn)
        #: Text objects inside forms: the form's matrix and clip, both towards the page as shown.
        self._within: dict[int, tuple[Matrix, Clip]] = {}
        #: For each font whether it is bold, and which characters it tells.
        self._fonts: dict[int, tuple[bool, dict[str, bool]]] = {}
        #: Clips by number of paths and address of the innermost, which PDFium shares.
        self._clips: dict[tuple[int, int, Matrix], Clip] = {}

    def sheet(self) -> Sheet:
        rules: list[Rule] = []
        images = self._objects(self._page, self._shown, EVERYWHERE, 0, rules)
        return Sheet(self.width, self.height, self._pieces(images > 0), rules, images)

    # Characters

    def _pieces(self, with_invisible: bool) -> list[Piece]:
        """Invisible text counts where there is an image: it is what OCR read there."""
        text = self._text
        a, _, c, _, e, _ = self._shown
        sideways = self._turn % 2 == 1
        box, box_at = self._four, self._four_at
        char_object, char_box = call.char_object, call.char_box
        runs: dict[int, _Run] = {}
        last = 0
        size, angle, hidden, low, high = 0.0, 0, True, 0.0, 0.0
        told: dict[str, bool] = {}
        found: list[Piece] = []
        piece: Piece | None = None
        chars: list[str] = []
        edges: list[float] = []
        for index, char in enumerate(self._characters()):
            if not " " <= char < "\x7f":
                char = "-" if char == _HYPHEN else ordinary(char)
                if not char:
                    continue
            handle = char_object(text, index)
            if not handle:  # made up by PDFium: a space or a line end
                continue
            if handle != last:
                last = handle
                run = runs.get(handle)
                if run is None:
                    run = runs[handle] = self._run(handle)
                size, bold, angle, base, low, high, hidden, invisible, told, _, _ = run
                hidden = hidden or (invisible and not with_invisible)
                if piece is not None and (
                    hidden or angle or not piece.continued(base, size, bold, angle)
                ):
                    piece = None
            if hidden:
                continue
            char_box(text, index, box_at)
            if sideways:
                x0, x1 = c * box[1] + e, c * box[3] + e
            else:
                x0, x1 = a * box[0] + e, a * box[2] + e
            if x0 > x1:
                x0, x1 = x1, x0
            known = told.get(char)
            if known is None:
                known = told[char] = call.unicode_fails(text, index) != 1
            if not known:
                char = UNKNOWN
            if angle:
                alone = self._turned(index, x0, x1, char, runs[handle])
                if alone is not None:
                    found.append(alone)
                continue
            if not low <= (x0 + x1) / 2 <= high or (x1 - x0 < 0.01 and char == " "):
                piece = None
                continue
            if piece is not None:
                gap = x0 - edges[-1]
                if OVERLAP * (x1 - x0) <= gap <= SPACE * size:  # Piece.add, without the call
                    if char == " " and chars[-1] == " ":
                        edges[-1] = x1
                    else:
                        chars.append(char)
                        edges += (x0, x1)
                    continue
            chars, edges = [char], [x0, x1]
            piece = Piece(chars, edges, base, size, bold, 0)
            found.append(piece)
        return found

    def _characters(self) -> str | list[str]:
        count = call.char_count(self._text)
        if count <= 0:
            return ""
        buffer = (call.Shorts * (count + 1))()
        written = call.text_of(self._text, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # Characters beyond the basic plane: one by one, so that the positions agree.
        points = (call.unicode_of(self._text, index) for index in range(count))
        return [chr(point) if point <= 0x10FFFF else UNKNOWN for point in points]

    def _run(self, handle: int) -> _Run:
        to_shown, outer = self._shown, EVERYWHERE
        if self._within:
            to_shown, outer = self._within.get(handle, (to_shown, outer))
        call.object_matrix(handle, self._six_at)
        a, b, c, d, e, f = self._six
        k, l, m, n, _, p = to_shown  # noqa: E741 (rows of a matrix)
        call.text_size(handle, self._four_at)
        size = self._four[0] * math.hypot(c * k + d * m, c * l + d * n)
        across, down = a * k + b * m, a * l + b * n
        angle = quarter(across, down)
        base = e * l + f * n + p
        font = call.text_font(handle)
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = call.font_weight(font) >= _BOLD_WEIGHT, {}
        bold, told = known
        mode = call.text_mode(handle)
        clip = both(outer, self._clip(handle, to_shown))
        x_low, y_low = max(clip[0], 0.0), max(clip[1], 0.0)
        x_high, y_high = min(clip[2], self.width), min(clip[3], self.height)
        return _Run(
            size,
            bold or mode == call.OUTLINED,
            angle or 0,
            base,
            x_low,
            x_high,
            angle is None or (angle == 0 and not y_low <= base - MIDDLE * size <= y_high),
            mode == call.INVISIBLE,
            told,
            y_low,
            y_high,
        )

    def _turned(self, index: int, x0: float, x1: float, char: str, run: _Run) -> Piece | None:
        """A character that does not run to the right; its box is the one read last."""
        a, b, c, d, e, f = self._shown
        left, top, right, bottom = self._four
        if self._turn % 2 == 1:
            ya, yb = b * left + f, b * right + f
        else:
            ya, yb = d * bottom + f, d * top + f
        if not (run.low <= (x0 + x1) / 2 <= run.high and run.top <= (ya + yb) / 2 <= run.bottom):
            return None
        origin = call.Doubles2()
        at = ctypes.addressof(origin)
        call.char_origin(self._text, index, at, at + ctypes.sizeof(ctypes.c_double))
        x, y = origin
        frame = run.angle, self.width, self.height
        _, base = turned(a * x + c * y + e, b * x + d * y + f, *frame)
        start, _ = turned(x0, ya, *frame)
        stop, _ = turned(x1, yb, *frame)
        edges = [min(start, stop), max(start, stop)]
        return Piece([char], edges, base, run.size, run.bold, run.angle)

    # Rules

    def _objects(
        self, holder: int, to_shown: Matrix, outer: Clip, depth: int, rules: list[Rule]
    ) -> int:
        """Collects the rules of a page or form; returns the number of images worth reading."""
        images = 0
        count = (call.form_object_count if depth else call.page_object_count)(holder)
        item = call.form_object if depth else call.page_object
        kind_of = call.object_kind
        for index in range(count):
            handle = item(holder, index)
            kind = kind_of(handle)
            if kind == call.TEXT:
                if depth:
                    self._within[handle] = (to_shown, outer)
            elif kind == call.PATH:
                self._path(handle, to_shown, outer, rules)
            elif kind == call.IMAGE:
                at = self._four_at
                call.object_bounds(handle, at, at + 4, at + 8, at + 12)
                left, bottom, right, top = self._four
                area = abs((right - left) * (top - bottom))
                images += area >= IMAGE_SHARE * self.width * self.height
            elif kind == call.FORM and depth < _DEPTH:
                clip = both(outer, self._clip(handle, to_shown))
                inner = times(self._matrix(handle), to_shown)
                images += self._objects(handle, inner, clip, depth + 1, rules)
        return images

    def _matrix(self, handle: int) -> Matrix:
        call.object_matrix(handle, self._six_at)
        a, b, c, d, e, f = self._six
        return a, b, c, d, e, f

    def _clip(self, handle: int, to_shown: Matrix) -> Clip:
        """The rectangle that an object is clipped to, on the page as shown."""
        path = call.clip_of(handle)
        count = call.clip_count(path) if path else 0
        if count <= 0:
            return EVERYWHERE
        key = count, call.clip_segment(path, count - 1, 0) or 0, to_shown
        clip = self._clips.get(key)
        if clip is None:
            clip = self._clips[key] = self._read_clip(path, count, to_shown)
        return clip

    def _read_clip(self, path: int, count: int, to_shown: Matrix) -> Clip:
        clip = EVERYWHERE
        a, b, c, d, e, f = to_shown
        point, at = self._four, self._four_at
        for number in range(count):
            points: list[tuple[float, float]] = []
            for index in range(call.clip_segment_count(path, number)):
                call.segment_point(call.clip_segment(path, number, index), at, at + 4)
                x, y = point[0], point[1]
                points.append((a * x + c * y + e, b * x + d * y + f))
            if points:
                xs, ys = zip(*points, strict=True)
                clip = both(clip, (min(xs), min(ys), max(xs), max(ys)))
        return clip

    def _path(self, handle: int, to_shown: Matrix, outer: Clip, rules: list[Rule]) -> None:
        modes = call.Ints2()
        at = ctypes.addressof(modes)
        call.draw_mode(handle, at, at + ctypes.sizeof(ctypes.c_int))
        fill, stroke = modes
        if not fill and not stroke:
            return
        clip = both(outer, self._clip(handle, to_shown))
        a, b, c, d, e, f = times(self._matrix(handle), to_shown)
        point, at = self._four, self._four_at
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(call.segment_count(handle)):
            segment = call.segment_at(handle, index)
            kind = call.segment_kind(segment)
            if kind == call.MOVE and points:
                add_rules(points, straight, bool(stroke), clip, rules)
                points, straight = [], True
            call.segment_point(segment, at, at + 4)
            x, y = point[0], point[1]
            points.append((a * x + c * y + e, b * x + d * y + f))
            straight = straight and kind != call.CURVE
            if call.segment_closes(segment) and points[-1] != points[0]:
                points.append(points[0])
        if points:
            add_rules(points, straight, bool(stroke), clip, rules)
