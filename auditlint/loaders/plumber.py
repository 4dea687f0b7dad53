"""PDF pages by pdfplumber and its parser pdfminer: the second reader.

Slower and independent of PDFium: it follows the content of the page operator by operator and
gives the same primitives. Files, fonts and character maps are pdfminer's, and so is what every
operator does; where operators and operands begin and end is told by ``operators`` first.
"""

from __future__ import annotations

import io
import logging
import math
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pdfplumber
from pdfminer import pdftypes
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psexceptions import PSException

from auditlint.loaders import bounds
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
from auditlint.loaders.glyphs import MIDDLE, UNKNOWN, Piece, Rule, Sheet, ordinary, turned
from auditlint.loaders.operators import operations
from auditlint.loaders.problems import ENCRYPTED, PAGE_UNREADABLE, UNREADABLE, LoadProblem
from auditlint.settings import DEFAULT_LIMITS, Limits


def _decompressed(data: bytes) -> bytes:
    """What a damaged stream gives before its damage, if only its checksum is lost."""
    stream, parts = zlib.decompressobj(), []
    for at in range(len(data)):
        try:
            parts.append(stream.decompress(data[at : at + 1]))
        except zlib.error:
            if at < len(data) - 3:
                raise
            break
    return b"".join(parts)


#: pdfminer's own appends to one string byte by byte: the square of the length, minutes for a font.
pdftypes.decompress_corrupted = _decompressed

#: What the parser complains of is for us to tell, once and by page.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

#: How pdfminer names the methods of operators that are no words.
_METHODS = str.maketrans({"'": "_q", '"': "_w", "*": "_a"})
_INVISIBLE = 3  # text render mode
_OUTLINED = 2
#: Pages whose fonts are loaded beforehand: most files have the same fonts on all.
_LOOKED_INTO = 8
#: What a parser may raise on a damaged file; pdfminer lets many of its own slips through.
_DAMAGE = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class PlumberFile:
    """An open PDF; use ``opened``."""

    def __init__(self, data: bytes, password: str, limits: Limits) -> None:
        self._limits = limits
        try:
            self._file = pdfplumber.open(io.BytesIO(data), password=password or None)
            self._pages = self._file.pages
        except pdfplumber.utils.exceptions.PdfminerException as error:
            wrong = bool(error.args) and isinstance(error.args[0], PDFPasswordIncorrect)
            raise LoadProblem(ENCRYPTED if wrong else UNREADABLE) from error
        except (pdfplumber.utils.exceptions.MalformedPDFException, *_DAMAGE) as error:
            raise LoadProblem(UNREADABLE) from error

    def __len__(self) -> int:
        return len(self._pages)

    def load_fonts(self, seconds: float) -> None:
        """Loads fonts of pages all over the file, which takes longer than most pages do.

        Stops after so many ``seconds``; the manager of resources keeps what was loaded.
        """
        stop = time.monotonic() + seconds
        for index in range(0, len(self), -(-len(self) // _LOOKED_INTO)):
            page = self._pages[index].page_obj
            device = _Device(self._file.rsrcmgr, 0, 0, index + 1, self._limits)
            _Interpreter(self._file.rsrcmgr, device).init_resources(page.resources)
            if time.monotonic() > stop:
                return

    def sheet(self, index: int) -> Sheet:
        """The page at ``index`` from 0. Raises ``LoadProblem`` if it cannot be read."""
        page = self._pages[index].page_obj
        try:
            media, crop = page.mediabox, page.cropbox
            box = (
                max(media[0], crop[0]),
                max(media[1], crop[1]),
                min(media[2], crop[2]),
                min(media[3], crop[3]),
            )
            turn = int(page.rotate) // 90 % 4
            wide, high = box[2] - box[0], box[3] - box[1]
            width, height = (high, wide) if turn % 2 else (wide, high)
            bounds.page_box(width, height, index + 1)
            device = _Device(self._file.rsrcmgr, width, height, index + 1, self._limits)
            interpreter = _Interpreter(self._file.rsrcmgr, device)
            interpreter.render_contents(page.resources, page.contents, ctm=shown(box, turn))
        except _DAMAGE as error:
            raise LoadProblem(PAGE_UNREADABLE, index + 1) from error
        return device.sheet()


@contextmanager
def opened(
    data: bytes, password: str = "", limits: Limits = DEFAULT_LIMITS
) -> Iterator[PlumberFile]:
    """Raises ``LoadProblem`` for a file that pdfplumber does not open.

    Nothing is closed: all is in memory, and pdfplumber closes pages by looking for them anew.
    """
    yield PlumberFile(data, password, limits)


class _Interpreter(PDFPageInterpreter):
    """Follows the clip, which pdfminer leaves out."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        """The operators of a page or form one by one; what is rare pdfminer does itself."""
        read = [stream_value(stream) for stream in streams]
        around = self.parent_stream_ids
        done = None
        if all(stream.objid is not None and stream.objid not in around for stream in read):
            done = operations(b"\n".join(stream.get_data() for stream in read))
        if done is None:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in read if stream.objid is not None)
        methods: dict[str, tuple[Any, int]] = {}
        for operator, operands in done:
            self.argstack += operands
            if operator not in methods:
                method = getattr(self, f"do_{operator.translate(_METHODS)}", None)
                methods[operator] = method, method.__code__.co_argcount - 1 if method else 0
            do, count = methods[operator]
            if do is None:
                continue
            given = self.pop(count) if count else []
            if len(given) == count:
                do(*given)

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self._clips: list[Clip] = []

    def do_q(self) -> None:
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 (the name of the operator)
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:  # noqa: N802
        points = [point for path, _ in _subpaths(self.curpath, self.ctm) for point in path]
        if points:
            self.device.clip = both(self.device.clip, _around(points))

    def do_W_a(self) -> None:  # noqa: N802
        self.do_W()

    def do_Do(self, name: Any) -> None:  # noqa: N802
        super().do_Do(name)
        self.device.set_ctm(self.ctm)  # pdfminer leaves that of the form behind


class _Device(PDFTextDevice):
    """Takes characters and rules; its space is that of the page as shown."""

    ctm: Matrix

    def __init__(
        self, manager: Any, width: float, height: float, number: int, limits: Limits
    ) -> None:
        super().__init__(manager)
        self._number = number
        self._limits = limits
        self._count = 0
        self.clip = EVERYWHERE
        self._width = width
        self._height = height
        self._outer: list[Clip] = []
        self._mode = 0
        self._pieces: list[Piece] = []
        self._invisible: list[Piece] = []
        self._rules: list[Rule] = []
        self._images = 0

    def sheet(self) -> Sheet:
        pieces = self._pieces + (self._invisible if self._images else [])
        return Sheet(self._width, self._height, pieces, self._rules, self._images)

    def begin_figure(self, name: str, bbox: Sequence[float], matrix: Matrix) -> None:
        self._outer.append(self.clip)
        x0, y0, x1, y1 = bbox
        corners = _placed([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], times(matrix, self.ctm))
        self.clip = both(self.clip, _around(corners))

    def end_figure(self, name: str) -> None:
        self.clip = self._outer.pop()

    def counted(self, count: int = 1) -> None:
        """Raises ``LoadProblem`` where the page holds more than may be read."""
        self._count += count
        bounds.objects(self._count, self._number, self._limits)

    def render_image(self, name: str, stream: Any) -> None:
        self.counted()
        a, b, c, d, _, _ = self.ctm
        if abs(a * d - b * c) >= IMAGE_SHARE * self._width * self._height:
            self._images += 1

    def paint_path(
        self, state: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        self.counted(len(path))
        for points, straight in _subpaths(path, self.ctm):
            add_rules(points, straight, stroke, self.clip, self._rules)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        self.counted()
        advance = float(font.char_width(cid) * fontsize * scaling)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        for number, char in enumerate(text):
            part = advance / len(text)
            self._glyph(matrix, font, fontsize, rise, part * number, part, char)
        return advance

    def _glyph(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        rise: float,
        start: float,
        advance: float,
        raw: str,
    ) -> None:
        char = ordinary(raw)
        if not char:
            return
        a, b, c, d, e, f = matrix
        size = fontsize * math.hypot(c, d)
        angle = quarter(a, b)
        if angle is None:
            return
        low = (a * start + c * rise + e, b * start + d * rise + f)
        stop = start + advance
        high = (a * stop + c * rise + e, b * stop + d * rise + f)
        up = MIDDLE * fontsize
        x = (low[0] + high[0]) / 2 + c * up
        y = (low[1] + high[1]) / 2 + d * up
        left, top, right, bottom = self.clip
        if not (left <= x <= right and top <= y <= bottom):
            return
        if not (0 <= x <= self._width and 0 <= y <= self._height):
            return
        xa, base = turned(*low, angle, self._width, self._height)
        xb, _ = turned(*high, angle, self._width, self._height)
        bold = "bold" in str(font.fontname).lower() or self._mode == _OUTLINED
        x0, x1, size = min(xa, xb), max(xa, xb), abs(size)
        if x1 - x0 < 0.01 and char == " ":
            return
        pieces = self._invisible if self._mode == _INVISIBLE else self._pieces
        last = pieces[-1] if pieces else None
        if last is None or not (last.continued(base, size, bold, angle) and last.add(x0, x1, char)):
            pieces.append(Piece([char], [x0, x1], base, size, bold, angle))


def _subpaths(
    path: Sequence[Any], matrix: Matrix
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The subpaths of a path as points on the page, and whether each is without curves."""
    points: list[tuple[float, float]] = []
    straight = True
    for operator, *operands in path:
        if operator == "m" and points:
            yield _placed(points, matrix), straight
            points, straight = [], True
        if operator == "h":
            if points and points[-1] != points[0]:
                points.append(points[0])
        elif operands:
            points.append((operands[-2], operands[-1]))
            straight = straight and operator in "ml"
    if points:
        yield _placed(points, matrix), straight


def _placed(points: list[tuple[float, float]], matrix: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def _around(points: list[tuple[float, float]]) -> Clip:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
