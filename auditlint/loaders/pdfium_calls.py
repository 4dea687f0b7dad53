"""The functions of PDFium that we call, bound for speed.

pypdfium2's own bindings make an object of every handle; here handles are plain integers, and
the interpreter lock is kept, as the calls take less time than letting it go. No types of
arguments are declared, as converting them takes longer than most calls: what is passed is ready
for C as it is, which is to say ``passed`` of a handle, ``byref`` of a place to write to, an
array, bytes, ``None``, an integer where C has an ``int``, and instances of ctypes for all else.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import byref, c_char, c_double, c_float, c_int, c_ulong, c_ushort, c_void_p
from itertools import islice
from typing import Any

import pypdfium2_raw as pdfium

_FLOAT = ctypes.sizeof(c_float)
#: A handle as an argument.
passed = c_void_p.from_param


def _bound(name: str, result: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address or 0)


def places(numbers: ctypes.Array[Any]) -> list[Any]:
    """Where each of some numbers is written to, as arguments."""
    size = ctypes.sizeof(numbers) // len(numbers)
    return [byref(numbers, size * at) for at in range(len(numbers))]


class Floats:
    """Room for the floats that calls write, and its addresses, which take longer to make than
    most calls: the same for every batch of calls."""

    def __init__(self) -> None:
        self._rooms: dict[int, tuple[ctypes.Array[c_char], list[Any]]] = {}

    def filled(
        self, function: Callable[..., Any], width: int, count: int, *arguments: Iterable[object]
    ) -> array[float]:
        """The floats that ``count`` calls write, ``width`` each, to an address they get last."""
        room, places = self._rooms.get(width, (None, []))
        if room is None or count > len(places):
            room = (c_char * (2 * _FLOAT * width * count))()
            places = [byref(room, _FLOAT * width * at) for at in range(2 * count)]
            self._rooms[width] = room, places
        ctypes.memset(room, 0, _FLOAT * width * count)
        deque(map(function, *arguments, islice(places, count)), maxlen=0)
        floats = array("f")
        floats.frombytes(memoryview(room)[: _FLOAT * width * count])
        return floats


_P, _I = c_void_p, c_int

start = _bound("FPDF_InitLibrary", None)
last_error = _bound("FPDF_GetLastError", c_ulong)
WRONG_PASSWORD = int(pdfium.FPDF_ERR_PASSWORD)

open_document = _bound("FPDF_LoadMemDocument64", _P)
close_document = _bound("FPDF_CloseDocument", None)
page_count = _bound("FPDF_GetPageCount", _I)
open_page = _bound("FPDF_LoadPage", _P)
close_page = _bound("FPDF_ClosePage", None)
page_box = _bound("FPDF_GetPageBoundingBox", _I)
page_turn = _bound("FPDFPage_GetRotation", _I)

open_text = _bound("FPDFText_LoadPage", _P)
close_text = _bound("FPDFText_ClosePage", None)
char_count = _bound("FPDFText_CountChars", _I)
text_of = _bound("FPDFText_GetText", _I)
unicode_of = _bound("FPDFText_GetUnicode", c_ulong)
unicode_fails = _bound("FPDFText_HasUnicodeMapError", _I)
char_object = _bound("FPDFText_GetTextObject", _P)
char_box = _bound("FPDFText_GetLooseCharBox", _I)
char_origin = _bound("FPDFText_GetCharOrigin", _I)

page_object_count = _bound("FPDFPage_CountObjects", _I)
page_object = _bound("FPDFPage_GetObject", _P)
form_object_count = _bound("FPDFFormObj_CountObjects", _I)
form_object = _bound("FPDFFormObj_GetObject", _P)
object_kind = _bound("FPDFPageObj_GetType", _I)
object_matrix = _bound("FPDFPageObj_GetMatrix", _I)
object_bounds = _bound("FPDFPageObj_GetBounds", _I)
TEXT, PATH = int(pdfium.FPDF_PAGEOBJ_TEXT), int(pdfium.FPDF_PAGEOBJ_PATH)
IMAGE, FORM = int(pdfium.FPDF_PAGEOBJ_IMAGE), int(pdfium.FPDF_PAGEOBJ_FORM)

text_font = _bound("FPDFTextObj_GetFont", _P)
text_size = _bound("FPDFTextObj_GetFontSize", _I)
text_mode = _bound("FPDFTextObj_GetTextRenderMode", _I)
OUTLINED, INVISIBLE = 2, 3  # text render modes
font_weight = _bound("FPDFFont_GetWeight", _I)

clip_of = _bound("FPDFPageObj_GetClipPath", _P)
clip_count = _bound("FPDFClipPath_CountPaths", _I)
clip_segment_count = _bound("FPDFClipPath_CountPathSegments", _I)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _P)

draw_mode = _bound("FPDFPath_GetDrawMode", _I)
segment_count = _bound("FPDFPath_CountSegments", _I)
segment_at = _bound("FPDFPath_GetPathSegment", _P)
segment_kind = _bound("FPDFPathSegment_GetType", _I)
segment_closes = _bound("FPDFPathSegment_GetClose", _I)
segment_point = _bound("FPDFPathSegment_GetPoint", _I)
MOVE, CURVE = int(pdfium.FPDF_SEGMENT_MOVETO), int(pdfium.FPDF_SEGMENT_BEZIERTO)

Floats4 = c_float * 4
Floats6 = c_float * 6
Doubles2 = c_double * 2
Ints2 = c_int * 2
Shorts = c_ushort
