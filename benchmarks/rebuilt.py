"""Slips made in the PDF itself: other digits printed where a figure stands.

The content of a page is parsed, and in the string of glyphs that prints the figure the codes of
other digits are written, so that the page is a printed page like any other and is read anew.
Only files whose fonts say what their codes mean (``ToUnicode``) can be changed so.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
)

from auditlint.check import Facts
from auditlint.document import Box
from auditlint.figures import CellPlace
from benchmarks.slips import Plant

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: A string of glyphs begins at most so far left of a figure's box, and so far from its middle (pt).
_LEFT, _MIDDLE = 600.0, 9.0


class _Shown(NamedTuple):
    """A string that is shown: its operation, its operand, what it prints, and where it begins."""

    operation: int
    font: str
    text: str
    x: float
    y: float


def changed(path: Path, plant: Plant, facts: Facts) -> Path | None:
    """A copy of the PDF with the slip in it; ``None`` where the figure is not found in one string.

    The caller removes the copy.
    """
    span = _box(plant, facts)
    if span is None:
        return None
    page_number, box = span
    writer = PdfWriter(clone_from=str(path))
    page = writer.pages[page_number - 1]
    content = ContentStream(page["/Contents"], writer, forced_encoding="bytes")
    fonts = {name: _codes(font) for name, font in _fonts(page).items()}
    height = float(page.mediabox.height)
    middle = height - (box.top + box.bottom) / 2
    alone = re.compile(rf"(?<![\d.,]){re.escape(plant.was)}(?![\d,]|\.\d)")
    candidates = [
        shown
        for shown in _strings(content, fonts)
        if len(alone.findall(shown.text)) == 1
        and abs(shown.y - middle) < _MIDDLE
        and box.x0 - _LEFT < shown.x < box.x0 + 2
    ]
    # A cell is a string of its own; a line of text is strings from its margin.
    candidates.sort(key=lambda shown: (abs(shown.y - middle) > 5, box.x0 - shown.x))
    if not candidates or [(one.x, one.y) for one in candidates].count(candidates[0][3:]) > 1:
        return None
    shown = candidates[0]
    codes = fonts[shown.font]
    now = alone.sub(plant.now, shown.text)
    if any(character not in codes for character in now):
        return None
    raw = b"".join(codes[character] for character in now)
    operand = ArrayObject([ByteStringObject(raw)])
    if plant.in_table:
        # Numbers end at the right of their column: begin as much further left as they are wider.
        wider = _width(_fonts(page)[shown.font], raw) - _width(
            _fonts(page)[shown.font], b"".join(codes[character] for character in shown.text)
        )
        operand.insert(0, FloatObject(wider))
    content.operations[shown.operation] = ([operand], b"TJ")
    page.replace_contents(content)
    with tempfile.NamedTemporaryFile(suffix=f"-{path.name}", delete=False) as file:
        writer.write(file)
    return Path(file.name)


def _box(plant: Plant, facts: Facts) -> tuple[int, Box] | None:
    document, place = facts.documents[plant.document], plant.place
    if isinstance(place, CellPlace):
        text = document.tables[place.table].texts[place.row, place.column]
    else:
        text = document.blocks[place.block].text
    span = text.span(plant.document, plant.start, plant.start + len(plant.was))
    return (span.page, span.box) if span.page is not None and span.box is not None else None


def _fonts(page: DictionaryObject) -> dict[str, DictionaryObject]:
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    found = resources.get("/Font", DictionaryObject()).get_object()
    assert isinstance(found, DictionaryObject)
    return {name: font.get_object() for name, font in found.items()}


def _codes(font: DictionaryObject) -> dict[str, bytes]:
    """The code of each character that a font can print, from its ``ToUnicode``."""
    if "/ToUnicode" not in font:
        return {}
    text = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    codes: dict[str, bytes] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            codes.setdefault(_character(value), bytes.fromhex(code))
    for part in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, values in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)", part
        ):
            for code, character in _ranged(first, last, values):
                codes.setdefault(character, code)
    return codes


def _ranged(first: str, last: str, values: str) -> Iterator[tuple[bytes, str]]:
    width = len(first) // 2
    listed = re.findall(r"<([0-9A-Fa-f]+)>", values)
    for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
        if values.startswith("["):
            if step < len(listed):
                yield code.to_bytes(width, "big"), _character(listed[step])
        else:
            yield code.to_bytes(width, "big"), chr(int(listed[0], 16) + step)


def _width(font: DictionaryObject, raw: bytes) -> float:
    """How wide a string of one-byte codes is, in thousandths of the font size."""
    widths, first = font["/Widths"], font["/FirstChar"]
    assert isinstance(widths, ArrayObject)
    return sum(float(str(widths[code - int(str(first))])) for code in raw)


def _character(value: str) -> str:
    return bytes.fromhex(value).decode("utf-16-be", "replace")


def _strings(content: ContentStream, fonts: dict[str, dict[str, bytes]]) -> Iterator[_Shown]:
    """Every string shown by ``Tj``, with where it begins on the page (origin bottom left)."""
    meanings = {
        name: {code: character for character, code in codes.items()}
        for name, codes in fonts.items()
    }
    matrix, stack = _IDENTITY, []
    line, font, leading = _IDENTITY, "", 0.0
    for number, (operands, operator) in enumerate(content.operations):
        match operator:
            case b"q":
                stack.append(matrix)
            case b"Q" if stack:
                matrix = stack.pop()
            case b"cm":
                matrix = _times(_matrix(operands), matrix)
            case b"BT":
                line = _IDENTITY
            case b"Tm":
                line = _matrix(operands)
            case b"Td":
                line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
            case b"TL":
                leading = float(operands[0])
            case b"T*":
                line = _times((1, 0, 0, 1, 0, -leading), line)
            case b"Tf":
                font = str(operands[0])
            case b"Tj":
                at = _times(line, matrix)
                text = _decoded(_raw(operands), meanings.get(font, {}))
                yield _Shown(number, font, text, at[4], at[5])


def _raw(operands: ArrayObject | list[object]) -> bytes:
    return bytes(operands[0]) if isinstance(operands[0], bytes) else b""


def _decoded(raw: bytes, meanings: dict[bytes, str]) -> str:
    width = len(next(iter(meanings), b"x"))
    return "".join(meanings.get(raw[at : at + width], "�") for at in range(0, len(raw), width))


def _matrix(operands: ArrayObject | list[object]) -> Matrix:
    a, b, c, d, e, f = (float(str(part)) for part in operands)
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
