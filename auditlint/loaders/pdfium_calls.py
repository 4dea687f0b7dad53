"""The functions of PDFium that we call, bound for speed.

pypdfium2's own bindings make an object of every handle; here handles are plain integers, and
the interpreter lock is kept, as the calls take less time than letting it go. Arguments marked
``void *`` take a handle, an address or ``byref``.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_char_p, c_double, c_int, c_size_t, c_ulong, c_void_p
from typing import Any

import pypdfium2_raw as pdfium


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


def filled(
    function: Callable[..., Any], width: int, count: int, *arguments: Iterable[object]
) -> array[float]:
    """The floats that ``count`` calls write, ``width`` each, to an address they get last."""
    floats = array("f", bytes(4 * width * count))
    at, _ = floats.buffer_info()
    step = 4 * width
    deque(map(function, *arguments, range(at, at + step * count, step)), maxlen=0)
    return floats


_P, _I = c_void_p, c_int

start = _bound("FPDF_InitLibrary", None)
last_error = _bound("FPDF_GetLastError", c_ulong)
WRONG_PASSWORD = int(pdfium.FPDF_ERR_PASSWORD)

open_document = _bound("FPDF_LoadMemDocument64", _P, c_char_p, c_size_t, c_char_p)
close_document = _bound("FPDF_CloseDocument", None, _P)
page_count = _bound("FPDF_GetPageCount", _I, _P)
open_page = _bound("FPDF_LoadPage", _P, _P, _I)
close_page = _bound("FPDF_ClosePage", None, _P)
page_box = _bound("FPDF_GetPageBoundingBox", _I, _P, _P)
page_turn = _bound("FPDFPage_GetRotation", _I, _P)

open_text = _bound("FPDFText_LoadPage", _P, _P)
close_text = _bound("FPDFText_ClosePage", None, _P)
char_count = _bound("FPDFText_CountChars", _I, _P)
text_of = _bound("FPDFText_GetText", _I, _P, _I, _I, _P)
unicode_of = _bound("FPDFText_GetUnicode", c_ulong, _P, _I)
unicode_fails = _bound("FPDFText_HasUnicodeMapError", _I, _P, _I)
char_object = _bound("FPDFText_GetTextObject", _P, _P, _I)
char_box = _bound("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_origin = _bound("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)

page_object_count = _bound("FPDFPage_CountObjects", _I, _P)
page_object = _bound("FPDFPage_GetObject", _P, _P, _I)
form_object_count = _bound("FPDFFormObj_CountObjects", _I, _P)
form_object = _bound("FPDFFormObj_GetObject", _P, _P, c_ulong)
object_kind = _bound("FPDFPageObj_GetType", _I, _P)
object_matrix = _bound("FPDFPageObj_GetMatrix", _I, _P, _P)
object_bounds = _bound("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
TEXT, PATH = int(pdfium.FPDF_PAGEOBJ_TEXT), int(pdfium.FPDF_PAGEOBJ_PATH)
IMAGE, FORM = int(pdfium.FPDF_PAGEOBJ_IMAGE), int(pdfium.FPDF_PAGEOBJ_FORM)

text_font = _bound("FPDFTextObj_GetFont", _P, _P)
text_size = _bound("FPDFTextObj_GetFontSize", _I, _P, _P)
text_mode = _bound("FPDFTextObj_GetTextRenderMode", _I, _P)
OUTLINED, INVISIBLE = 2, 3  # text render modes
font_weight = _bound("FPDFFont_GetWeight", _I, _P)

clip_of = _bound("FPDFPageObj_GetClipPath", _P, _P)
clip_count = _bound("FPDFClipPath_CountPaths", _I, _P)
clip_segment_count = _bound("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)

draw_mode = _bound("FPDFPath_GetDrawMode", _I, _P, _P, _P)
segment_count = _bound("FPDFPath_CountSegments", _I, _P)
segment_at = _bound("FPDFPath_GetPathSegment", _P, _P, _I)
segment_kind = _bound("FPDFPathSegment_GetType", _I, _P)
segment_closes = _bound("FPDFPathSegment_GetClose", _I, _P)
segment_point = _bound("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
MOVE, CURVE = int(pdfium.FPDF_SEGMENT_MOVETO), int(pdfium.FPDF_SEGMENT_BEZIERTO)

Floats4 = ctypes.c_float * 4
Floats6 = ctypes.c_float * 6
Doubles2 = c_double * 2
Ints2 = c_int * 2
Shorts = ctypes.c_ushort
