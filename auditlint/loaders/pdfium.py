"""PDF pages by PDFium: characters and rules, fast.

One ``FPDFText_GetText`` a page, then box, origin and text object of every character; what
belongs to a text object (size, direction, clip) is asked for once. PDFium is not thread safe:
one document is read by one thread.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from auditlint.loaders.geometry import (
    EVERYWHERE,
    IMAGE_SHARE,
    Clip,
    Matrix,
    add_rules,
    both,
    shown,
    times,
)
from auditlint.loaders.glyphs import Glyph, Rule, Sheet, ordinary, turned
from auditlint.loaders.problems import ENCRYPTED, PAGE_UNREADABLE, UNREADABLE, LoadProblem

_BOLD_WEIGHT = 600
_INVISIBLE = 3  # text render mode
_DEPTH = 8


class _Run(NamedTuple):
    """What all characters of one text object share."""

    size: float
    bold: bool
    angle: int
    clip: Clip
    hidden: bool


class PdfiumFile:
    """An open PDF; use ``opened``."""

    def __init__(self, data: bytes, password: str) -> None:
        _start()
        self._data = data  # PDFium reads from it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(
            data, len(data), password.encode() if password else None
        )
        if not self._document:
            code = pdfium.FPDF_GetLastError()
            raise LoadProblem(ENCRYPTED if code == pdfium.FPDF_ERR_PASSWORD else UNREADABLE)

    def __len__(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self._document))

    def close(self) -> None:
        pdfium.FPDF_CloseDocument(self._document)

    def sheet(self, index: int) -> Sheet:
        """The page at ``index`` from 0. Raises ``LoadProblem`` if it cannot be read."""
        page = pdfium.FPDF_LoadPage(self._document, index)
        if not page:
            raise LoadProblem(PAGE_UNREADABLE, index + 1)
        text = pdfium.FPDFText_LoadPage(page)
        try:
            if not text:
                raise LoadProblem(PAGE_UNREADABLE, index + 1)
            return _Reading(page, text).sheet()
        finally:
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)


@contextmanager
def opened(data: bytes, password: str = "") -> Iterator[PdfiumFile]:
    """Raises ``LoadProblem`` for a file that PDFium does not open."""
    file = PdfiumFile(data, password)
    try:
        yield file
    finally:
        file.close()


def _start() -> None:
    pdfium.FPDF_InitLibrary()


class _Reading:
    """One page while it is being read."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page = page
        self._text = text
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self._turn = int(pdfium.FPDFPage_GetRotation(page)) % 4
        wide, high = box.right - box.left, box.top - box.bottom
        self.width, self.height = (wide, high) if self._turn % 2 == 0 else (high, wide)
        self._shown = shown((box.left, box.bottom, box.right, box.top), self._turn)
        #: Text objects inside forms: the form's matrix and clip, both towards the page as shown.
        self._within: dict[int, tuple[Matrix, Clip]] = {}
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()

    def sheet(self) -> Sheet:
        rules: list[Rule] = []
        images = self._objects(self._page, self._shown, EVERYWHERE, 0, rules)
        glyphs = self._glyphs(images)
        return Sheet(self.width, self.height, glyphs, rules, images)

    # Characters

    def _glyphs(self, images: int) -> list[Glyph]:
        page = self._text
        count = pdfium.FPDFText_CountChars(page)
        characters = self._characters(count)
        a, b, c, d, e, f = self._shown
        sideways = self._turn % 2 == 1
        rect = pdfium.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        rect_at, x_at, y_at = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
        box_of, origin_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
        object_of = pdfium.FPDFText_GetTextObject
        address_of = ctypes.addressof
        width, height = self.width, self.height
        runs: dict[int, _Run] = {}
        last = 0
        run = _Run(0.0, False, 0, EVERYWHERE, False)
        found: list[Glyph] = []
        for index, raw in enumerate(characters):
            char = raw if " " <= raw < "\x7f" else ordinary(raw)
            if not char:
                continue
            handle = object_of(page, index)
            if not handle:  # made up by PDFium: a space or a line end
                continue
            address = address_of(handle.contents)
            if address != last:
                known = runs.get(address)
                if known is None:
                    known = runs[address] = self._run(handle, address, index)
                run, last = known, address
            if run.hidden and images == 0:
                continue
            box_of(page, index, rect_at)
            left, right, low, high = rect.left, rect.right, rect.bottom, rect.top
            if sideways:
                x0, x1 = c * low + e, c * high + e
                top, bottom = b * left + f, b * right + f
            else:
                x0, x1 = a * left + e, a * right + e
                top, bottom = d * low + f, d * high + f
            if x0 > x1:
                x0, x1 = x1, x0
            if x1 - x0 < 0.01 and char == " ":
                continue
            origin_of(page, index, x_at, y_at)
            base = b * x.value + d * y.value + f
            centre, middle = (x0 + x1) / 2, base - 0.35 * run.size
            angle = run.angle
            if angle:
                centre, middle = (x0 + x1) / 2, (top + bottom) / 2
            if not (0 <= centre <= width and 0 <= middle <= height):
                continue
            clip = run.clip
            if not (clip[0] <= centre <= clip[2] and clip[1] <= middle <= clip[3]):
                continue
            if angle:
                start, _ = turned(x0, top, angle, width, height)
                stop, _ = turned(x1, bottom, angle, width, height)
                _, base = turned(a * x.value + c * y.value + e, base, angle, width, height)
                x0, x1 = min(start, stop), max(start, stop)
            found.append(Glyph(x0, x1, base, run.size, char, run.bold, angle))
        return found

    def _characters(self, count: int) -> str | list[str]:
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == count and not any("\ud800" <= char <= "\udfff" for char in text):
            return text
        unicode_of = pdfium.FPDFText_GetUnicode
        return [chr(unicode_of(self._text, index)) for index in range(count)]

    def _run(self, handle: Any, address: int, index: int) -> _Run:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix))
        a, b, c, d, _, _ = times((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0), self._shown)
        size = pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(c, d)
        angle = round(math.atan2(b, a) / (math.pi / 2)) % 4
        weight = pdfium.FPDFText_GetFontWeight(self._text, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        to_shown, outer = self._within.get(address, (self._shown, EVERYWHERE))
        clip = both(outer, self._clip(handle, to_shown))
        return _Run(size, weight >= _BOLD_WEIGHT or mode == 2, angle, clip, mode == _INVISIBLE)

    # Rules

    def _objects(
        self, holder: Any, to_shown: Matrix, outer: Clip, depth: int, rules: list[Rule]
    ) -> int:
        """Collects the rules of a page or form; returns the number of images worth reading."""
        images = 0
        if depth == 0:
            count, item = pdfium.FPDFPage_CountObjects(holder), pdfium.FPDFPage_GetObject
        else:
            count, item = pdfium.FPDFFormObj_CountObjects(holder), pdfium.FPDFFormObj_GetObject
        kind_of = pdfium.FPDFPageObj_GetType
        for index in range(count):
            handle = item(holder, index)
            kind = kind_of(handle)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                if depth:
                    self._within[ctypes.addressof(handle.contents)] = (to_shown, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(handle, to_shown, outer, rules)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, low, right, high = self._floats
                pdfium.FPDFPageObj_GetBounds(handle, left, low, right, high)
                area = abs((right.value - left.value) * (high.value - low.value))
                images += area >= IMAGE_SHARE * self.width * self.height
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                clip = both(outer, self._clip(handle, to_shown))
                inner = times(self._matrix_of(handle), to_shown)
                images += self._objects(handle, inner, clip, depth + 1, rules)
        return images

    def _matrix_of(self, handle: Any) -> Matrix:
        matrix = self._matrix
        pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _clip(self, handle: Any, to_shown: Matrix) -> Clip:
        """The rectangle that an object is clipped to, on the page as shown."""
        path = pdfium.FPDFPageObj_GetClipPath(handle)
        count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
        clip = EVERYWHERE
        x, y = self._floats[:2]
        x_at, y_at = ctypes.byref(x), ctypes.byref(y)
        a, b, c, d, e, f = to_shown
        for number in range(count):
            points: list[tuple[float, float]] = []
            for index in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
                segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
                pdfium.FPDFPathSegment_GetPoint(segment, x_at, y_at)
                points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if points:
                xs, ys = zip(*points, strict=True)
                clip = both(clip, (min(xs), min(ys), max(xs), max(ys)))
        return clip

    def _path(self, handle: Any, to_shown: Matrix, outer: Clip, rules: list[Rule]) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            return
        clip = both(outer, self._clip(handle, to_shown))
        a, b, c, d, e, f = times(self._matrix_of(handle), to_shown)
        x, y = self._floats[:2]
        x_at, y_at = ctypes.byref(x), ctypes.byref(y)
        points: list[tuple[float, float]] = []
        straight = True
        segment_of, point_of = pdfium.FPDFPath_GetPathSegment, pdfium.FPDFPathSegment_GetPoint
        for index in range(pdfium.FPDFPath_CountSegments(handle)):
            segment = segment_of(handle, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                add_rules(points, straight, bool(stroke.value), clip, rules)
                points, straight = [], True
            point_of(segment, x_at, y_at)
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
            if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
                points.append(points[0])
        if points:
            add_rules(points, straight, bool(stroke.value), clip, rules)
