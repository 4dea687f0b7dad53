"""Files made to break a reader, one for each limit, and what is to be said of them.

Each is small on disk and made in a moment. ``tests/cli/test_limits.py`` and ``benchmarks.reliability``
give each to the command together with a sound file, which must be checked all the same.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants import packed, workbook


@dataclass(frozen=True, slots=True)
class Hostile:
    """``make`` writes the file ``name`` into a folder. One of ``codes`` must be told of it.

    Without ``codes`` nothing but an ordinary reading is expected. ``limits`` are lines of a
    configuration under ``[limits]``.
    """

    what: str
    name: str
    make: Callable[[Path], None]
    codes: tuple[str, ...] = ()
    limits: str = ""
    arguments: tuple[str, ...] = ()


def pdf(*objects: bytes | str, root: int = 1) -> bytes:
    """A PDF of objects numbered from 1, with a table of their places."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        content = body.encode("latin-1") if isinstance(body, str) else body
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        data += b"%010d 00000 n \n" % place
    size = len(objects) + 1
    data += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, table)
    return bytes(data)


def stream(data: bytes, filters: str = "/FlateDecode", more: str = "") -> bytes:
    head = f"<< /Length {len(data)} /Filter {filters} {more} >>\nstream\n"
    return head.encode() + data + b"\nendstream"


_CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
_FONT = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
_TEXT = zlib.compress(b"BT /F 12 Tf 50 700 Td (Total 12.5) Tj ET")


def page(
    content: bytes, box: str = "0 0 600 800", more: str = "", catalog: str = _CATALOG
) -> bytes:
    """A PDF of one page; ``content`` is its stream object."""
    return pdf(
        catalog,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources {_FONT} {more} >>",
        content,
    )


def _bomb(size: int) -> bytes:
    """So many blanks, packed twice."""
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    once = b"".join([*(packer.compress(block) for _ in range(size // len(block))), packer.flush()])
    return zlib.compress(once, 9)


def _written(data: bytes) -> Callable[[Path], None]:
    return lambda path: _write(path, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(250_000_000)


def _many_pages(path: Path) -> None:
    kids = "4 0 R " * 6000
    path.write_bytes(
        pdf(
            _CATALOG,
            f"<< /Type /Pages /Kids [{kids}] /Count 6000 >>",
            "<< >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
        )
    )


def _looped_pages(path: Path) -> None:
    path.write_bytes(
        pdf(
            _CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 3 >>",
            "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
        )
    )


def _looped_form(path: Path) -> None:
    form = stream(
        zlib.compress(b"/Fm Do /Fm Do " * 20),
        more="/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
        " /Resources << /XObject << /Fm 5 0 R >> >>",
    )
    path.write_bytes(
        pdf(
            _CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
            " /Resources << /XObject << /Fm 5 0 R >> >> >>",
            stream(zlib.compress(b"/Fm Do")),
            form,
        )
    )


def _nested_forms(path: Path) -> None:
    """Eight forms, each drawing the next a hundred times."""
    objects: list[bytes | str] = [
        _CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /XObject << /Fm 5 0 R >> >> >>",
        stream(zlib.compress(b"/Fm Do " * 100)),
    ]
    for number in range(5, 13):
        inside = b"/Fm Do " * 100 if number < 12 else b"0 0 m 9 9 l S"
        objects.append(
            stream(
                zlib.compress(inside),
                more="/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
                f" /Resources << /XObject << /Fm {number + 1} 0 R >> >>",
            )
        )
    path.write_bytes(pdf(*objects))


def _locked(path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page(stream(_TEXT)))))
    writer.encrypt("right", algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)


_ACTIVE = (
    "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    " /AA << /WC << /S /Launch /F (/bin/true) >> >> /Names << /JavaScript << /Names [(a)"
    " << /S /JavaScript /JS (this.exportDataObject\\({cName:'x'}\\)) >>] >> /EmbeddedFiles <<"
    " /Names [(x) << /Type /Filespec /F (x) /EF << /F 4 0 R >> >>] >> >> >>"
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + "ha" * 50
    + '">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def _docx(body: str, head: str = "") -> bytes:
    return packed(
        {"word/document.xml": f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>"}
    )


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _packed_bomb(path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("word/document.xml", "xl/worksheets/sheet1.xml"):
            with archive.open(name, "w", force_zip64=True) as file:
                for _ in range(15):
                    file.write(b" " * 1_000_000)


def _lying_bomb(path: Path) -> None:
    """An archive whose part unpacks to 30 times what it says."""
    import zipfile

    part = b"<w:document>" + b" " * 30_000_000
    path.write_bytes(packed({"word/document.xml": part}))
    data = bytearray(path.read_bytes())
    for mark in (b"PK\x01\x02", b"PK\x03\x04"):
        at = data.find(mark)
        place = at + (24 if mark == b"PK\x01\x02" else 22)
        data[place : place + 4] = (1_000_000).to_bytes(4, "little")
    path.write_bytes(data)
    assert zipfile.is_zipfile(path)


_CORNERS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
)
_ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
_FORMULAS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>金额</t></is></c></row>'
    '<row r="2"><c r="A2" t="str"><f>HYPERLINK("http://127.0.0.1:9/","甲")</f><v>甲</v></c>'
    '<c r="B2"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>12.5</v></c></row>'
)

FILES = (
    Hostile("a file of 250 MB", "large.pdf", _sparse, ("AUD003",)),
    Hostile("6,000 pages", "pages.pdf", _many_pages, ("AUD003",)),
    Hostile(
        "600,000 lines on a page",
        "lines.pdf",
        _written(page(stream(zlib.compress(b"0 0 m 9 9 l S\n" * 300_000)))),
        ("AUD004",),
    ),
    Hostile(
        "more characters than the limit",
        "characters.pdf",
        _written(
            page(
                stream(
                    zlib.compress(
                        b"BT /F 9 Tf 9 780 Td "
                        + b"(Total 12.5 and 7.25, less 5.25) Tj 0 -12 Td " * 60
                        + b"ET"
                    )
                )
            )
        ),
        ("AUD003",),
        "characters = 1000",
    ),
    Hostile(
        "a stream of 3 GB in 10 kB",
        "bomb.pdf",
        lambda path: _write(
            path, page(stream(_bomb(3_000_000_000), "[/FlateDecode /FlateDecode]"))
        ),
        ("AUD005", "AUD006", "AUD007", "DOC007", ""),
    ),
    Hostile(
        "arrays 200,000 deep",
        "nested.pdf",
        _written(page(stream(zlib.compress(b"[" * 200_000)), more=f"/X {'[' * 200_000}")),
        ("AUD007", "DOC001", "DOC007", ""),
    ),
    Hostile(
        "a page tree that holds itself", "pagetree.pdf", _looped_pages, ("DOC001", "DOC007", "")
    ),
    Hostile(
        "a form that draws itself",
        "form.pdf",
        _looped_form,
        ("AUD004", "AUD005", "AUD006", "AUD007", ""),
    ),
    Hostile(
        "forms that draw forms, 10^16 times",
        "forms.pdf",
        _nested_forms,
        ("AUD004", "AUD005", "AUD006", "AUD007"),
        arguments=("--timeout", "5"),
    ),
    Hostile(
        "a page of 350 km",
        "box.pdf",
        _written(page(stream(_TEXT), "0 0 1000000000 1000000000")),
        ("AUD004",),
    ),
    Hostile(
        "a broken cross-reference table",
        "xref.pdf",
        _written(page(stream(_TEXT)).replace(b"xref\n0", b"xxxx\n9")),
        ("DOC001", ""),
    ),
    Hostile("half a file", "half.pdf", _written(page(stream(_TEXT))[:300]), ("DOC001",)),
    Hostile("a file with a password", "locked.pdf", _locked, ("DOC002",)),
    Hostile(
        "a wrong password", "locked2.pdf", _locked, ("DOC002",), arguments=("--password", "wrong")
    ),
    Hostile("the right password", "locked3.pdf", _locked, arguments=("--password", "right")),
    Hostile(
        "scripts, launch actions and embedded files",
        "active.pdf",
        _written(page(stream(_TEXT), catalog=_ACTIVE)),
    ),
    Hostile(
        "a reading beyond the limit of time",
        "slow.html",
        _written(b"<p>1</p>" * 900_000),
        ("AUD005",),
        arguments=("--timeout", "0.5"),
    ),
    Hostile(
        "a reading beyond the limit of memory",
        "swelling.csv",
        _written(b"a,b,c\n" * 700_000),
        ("AUD006", "AUD007"),
        "memory = 40",
    ),
    Hostile("30 MB in a .docx of 30 kB", "bomb.docx", _packed_bomb, ("AUD003",), "unpacked = 20"),
    Hostile("30 MB in an .xlsx of 30 kB", "bomb.xlsx", _packed_bomb, ("AUD003",), "unpacked = 20"),
    Hostile("a part larger than it says", "lying.docx", _lying_bomb, ("DOC001",)),
    Hostile(
        "entities of entities (billion laughs), Word",
        "laughs.docx",
        _written(_docx(_paragraph("&i;"), _LAUGHS)),
        ("DOC001",),
    ),
    Hostile(
        "entities of entities (billion laughs), workbook",
        "laughs.xlsx",
        _written(workbook(_ROWS.replace("<v>1</v>", "<v>&i;</v>"), head=_LAUGHS)),
        ("DOC001",),
    ),
    Hostile(
        "elements 50,000 deep, Word",
        "deep.docx",
        _written(_docx("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)),
        ("AUD003",),
    ),
    Hostile(
        "a cell over 10^9 columns",
        "span.docx",
        _written(
            _docx(
                "<w:tbl><w:tr>"
                '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc>'
                "</w:tr></w:tbl>" + _paragraph("合计 12.5 万元")
            )
        ),
    ),
    Hostile(
        "two cells in opposite corners", "corners.xlsx", _written(workbook(_CORNERS)), ("AUD003",)
    ),
    Hostile(
        "a merged range over a whole sheet",
        "merged.xlsx",
        _written(
            workbook(_ROWS, '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
        ),
        ("AUD003",),
    ),
    Hostile("formulas that fetch", "formulas.xlsx", _written(workbook(_FORMULAS))),
    Hostile(
        "a row of a million columns",
        "wide.csv",
        _written(b"1," * 1_000_000 + b"\n" + b"1\n" * 20),
        ("AUD003",),
    ),
    Hostile(
        "elements 100,000 deep, web page",
        "deep.html",
        _written(b"<div>" * 100_000 + "合计 1 万元".encode()),
        ("AUD003",),
    ),
    Hostile(
        "cells merged over 10^9 places",
        "span.html",
        _written(
            b"<table>"
            + b"<tr>"
            + b"<td rowspan=9999 colspan=9999>1</td>" * 3
            + b"</tr>"
            + b"<tr><td>1</td></tr>" * 2000
            + b"</table>"
        ),
        ("AUD003",),
    ),
    Hostile(
        "a table of 3,000 by 3,000 cells",
        "wide.md",
        _written(b"|1" * 3000 + b"|\n" + b"|1|\n" * 3000),
        ("AUD003",),
    ),
    Hostile(
        "6 million characters in one line", "line.txt", _written(b"1" * 6_000_000), ("AUD003",)
    ),
    Hostile("a pipe that nobody writes to", "pipe.md", lambda path: os.mkfifo(path), ("DOC001",)),
    Hostile(
        "a device without end", "zero.txt", lambda path: path.symlink_to("/dev/zero"), ("DOC001",)
    ),
)
