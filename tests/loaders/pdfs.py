"""Small PDFs written operator by operator, so that a test holds exactly one layout trap."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

_TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Look def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar endcmap end end"""


@dataclass(frozen=True)
class Sheet:
    """One page: its operators, media box, and what else stands in its dictionary."""

    content: str
    width: float = 400
    height: float = 300
    extra: str = ""
    #: Forms by name: operators, placed by ``/Name Do``.
    forms: dict[str, str] = field(default_factory=dict)


def text(x: float, y: float, words: str, size: float = 12, more: str = "") -> str:
    """Operators that write ``words``: digits and Latin half an em wide, the rest one em."""
    code = words.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {more} 1 0 0 1 {x} {y} Tm <{code}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def lattice(xs: list[float], ys: list[float]) -> str:
    """A fully ruled grid."""
    across = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def pdf(*sheets: Sheet, looks: dict[str, str] | None = None) -> bytes:
    """A PDF with four fonts: ``/F`` of ``text``, ``/L`` whose letters are the characters that
    ``looks`` says, ``/T`` with drawn digits 1 and 2, ``/M`` that does not tell its characters.
    """
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def stream(head: str, data: str) -> int:
        packed = zlib.compress(data.encode("latin-1"))
        start = f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
        return add(start.encode() + packed + b"\nendstream")

    catalog, tree = add(""), add("")
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    about = add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900]"
        " /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >>"
    )
    cid = add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light {system} /DW 1000"
        f" /W [1 95 500] /FontDescriptor {about} 0 R >>"
    )
    song = add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        f" /DescendantFonts [{cid} 0 R] >>"
    )
    pairs = "\n".join(
        f"<{ord(code):02X}> <{char.encode('utf-16-be').hex()}>"
        for code, char in (looks or {"A": "A"}).items()
    )
    table = stream("", _TO_UNICODE.format(count=len(looks or {"A": "A"}), pairs=pairs))
    look = add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Look /Encoding /WinAnsiEncoding"
        f" /FirstChar 65 /LastChar 70 /Widths [600 600 600 600 600 600] /FontDescriptor {about} 0 R"
        f" /ToUnicode {table} 0 R >>"
    )
    mute_glyphs = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mute /DW 600 /CIDToGIDMap /Identity"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {about} 0 R >>"
    )
    mute = add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Mute /Encoding /Identity-H"
        f" /DescendantFonts [{mute_glyphs} 0 R] >>"
    )
    square = stream("", "600 0 0 0 500 500 d1 0 0 500 500 re f")
    drawn = add(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [.001 0 0 .001 0 0]"
        f" /CharProcs << /one {square} 0 R /two {square} 0 R >>"
        " /FirstChar 49 /LastChar 50 /Widths [600 600]"
        " /Encoding << /Type /Encoding /Differences [49 /one /two] >>"
        f" /Resources << >> >>"
    )
    pixel = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    )
    fonts = f"/Font << /F {song} 0 R /L {look} 0 R /T {drawn} 0 R /M {mute} 0 R >>"
    kids: list[int] = []
    for sheet in sheets:
        inside = [f"/Im {pixel} 0 R"]
        for name, operators in sheet.forms.items():
            head = (
                f"/Type /XObject /Subtype /Form /BBox [0 0 {sheet.width} {sheet.height}]"
                f" /Resources << {fonts} >>"
            )
            inside.append(f"/{name} {stream(head, operators)} 0 R")
        content = stream("", sheet.content)
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {sheet.width} {sheet.height}]"
                f" {sheet.extra} /Contents {content} 0 R"
                f" /Resources << {fonts} /XObject << {' '.join(inside)} >> >> >>"
            )
        )
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    references = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<< /Type /Pages /Kids [{references}] /Count {len(kids)} >>".encode()
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        data += f"{place:010d} 00000 n \n".encode()
    data += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    return bytes(data)
