"""Damaged and malicious inputs made from sound ones, the same for the same seed.

Sound inputs are the examples on the pages of our checks, turned into every kind of file, and
single pages of the sample reports. Each mutant is one of them with a few changes: bytes flipped,
spans cut, repeated or exchanged, and pieces put in that have broken readers before.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from auditlint.discovery import discover
from auditlint.pages import examples

ROOT = Path(__file__).parents[1]
#: Kinds of inputs and the suffix of each; ``prose`` is given to the sentence reader.
KINDS = {
    "prose": "",
    "markdown": ".md",
    "text": ".txt",
    "html": ".html",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "docx": ".docx",
    "pdf": ".pdf",
}

#: Words of reports, numbers in odd forms, and characters that readers stumble over.
_PIECES = (
    "其中：", "分别为", "占", "比上年增加", "减少", "合计", "小计", "总计", "共计", "等", "（", "）", "《", "》",
    "“", "”", "，", "。", "；", "：", "、", "%", "％", "‰", "万元", "亿元", "元", "个百分点", "〔2024〕37号",
    "（204类）", "（06款）", "（01项）", "2024年", "12月31日", "一、", "（一）", "1.", "—", "-", "−", "0", "00",
    "0.00", "-0.00", "1,234.56", "1，234.56", "12.34.56", "1e309", "1E-400", "９９９", "壹佰", "三分之二", "1/3",
    "²", "½", "٣", "৩", "\x00", "\x0b", "\x0c", "\x1b[2J", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff",
    "\ufffd", "\U0001f4a9", "\U000e0041", "é", "e\u0301", "\r", "\t", "|", "\\|", "^", "<", ">", "&", "&#0;",
    "&#x110000;", "<table>", "</td>", "<tr><td rowspan=99999 colspan=99999>", "<!--", "]]>", "<![CDATA[", "#",
    "=1+1", "@SUM(A1)", "+1", '"', "'", "\ud7ff", "9" * 400, "0." + "3" * 400, "1" + "0" * 300 + "万元",
)  # fmt: skip
#: What is repeated to find work that grows faster than the input.
_LONG = (
    "（", "）", "“", "，", "、", "；", " ", "　", "1", "1,", "1.", "a", "占", "其中", "1%，", "增加1万元，", "|", "#",
    "-", "—", "&", "<b>", "<td>", "一、", "1个，", "各1个、", "（1）", "为", "\n", "其中：甲1万元；", "A1、",
)  # fmt: skip


def mutant(kind: str, seed: int) -> bytes:
    """The input of a kind with this seed."""
    pick = random.Random(f"{kind} {seed}")
    if kind == "pdf":
        return _pdf(pick)
    text = _damaged_text(pick, pick.choice(_reports()))
    if kind == "prose":
        return " ".join(text.replace("|", "，").split()).encode("utf-8", "replace")
    made = _MAKERS[kind](text)
    return _damaged_archive(pick, made) if kind in ("xlsx", "docx") else _stained(pick, made)


@cache
def _reports() -> tuple[str, ...]:
    """The documents of all examples."""
    return tuple(
        text
        for check in discover().checks
        for example in examples(check.page)
        for _, text in example.documents
    )


# Text


def _damaged_text(pick: random.Random, text: str) -> str:
    for _ in range(pick.choice((0, 1, 1, 2, 3, 6, 12))):
        text = pick.choice(_EDITS)(pick, text)
    return text


def _span(pick: random.Random, text: str, most: int) -> tuple[int, int]:
    start = pick.randrange(len(text) + 1)
    return start, min(len(text), start + pick.randint(1, most))


def _put(pick: random.Random, text: str) -> str:
    at = pick.randrange(len(text) + 1)
    return text[:at] + pick.choice(_PIECES) + text[at:]


def _cut(pick: random.Random, text: str) -> str:
    start, stop = _span(pick, text, 40)
    return text[:start] + text[stop:]


def _repeat(pick: random.Random, text: str) -> str:
    start, stop = _span(pick, text, 60)
    return text[:stop] + text[start:stop] * pick.choice((1, 2, 5, 40)) + text[stop:]


def _grow(pick: random.Random, text: str) -> str:
    at = pick.randrange(len(text) + 1)
    return text[:at] + pick.choice(_LONG) * pick.choice((30, 100, 300, 1000)) + text[at:]


def _swap(pick: random.Random, text: str) -> str:
    one, other = sorted((_span(pick, text, 30), _span(pick, text, 30)))
    if one[1] > other[0]:
        return text
    middle = text[one[1] : other[0]]
    return text[: one[0]] + text[slice(*other)] + middle + text[slice(*one)] + text[other[1] :]


def _number(pick: random.Random, text: str) -> str:
    found = list(re.finditer(r"\d[\d,.]*", text))
    if not found:
        return text
    one = pick.choice(found)
    return text[: one.start()] + pick.choice(_PIECES) + text[one.end() :]


def _flip(pick: random.Random, text: str) -> str:
    if not text:
        return text
    at = pick.randrange(len(text))
    return (
        text[:at]
        + chr(pick.choice((32, 48, 0x2F, 0x3000, pick.randrange(1, 0xD7FF))))
        + text[at + 1 :]
    )


def _joined(pick: random.Random, text: str) -> str:
    return text.replace("\n", pick.choice(("", "，", " ")), pick.choice((1, 5, 1000)))


_EDITS: tuple[Callable[[random.Random, str], str], ...] = (
    _put, _put, _cut, _repeat, _grow, _swap, _number, _flip, _joined,
)  # fmt: skip


# Kinds of files


def _tables(text: str) -> Iterator[list[list[str]] | str]:
    """Lines, and rows of pipe tables."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def _html(text: str) -> bytes:
    parts = ["<html><head><meta charset=utf-8></head><body>"]
    for block in _tables(text):
        if isinstance(block, str):
            parts.append(f"<p>{block}</p>")  # not escaped: what is put in counts as tags
        else:
            rows = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in block)
            parts.append("<table>" + "".join(rows) + "</table>")
    return "\n".join([*parts, "</body></html>"]).encode("utf-8", "replace")


def _csv(text: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for block in _tables(text):
        writer.writerows([[block]] if isinstance(block, str) else block)
    return out.getvalue().encode("utf-8", "replace")


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _safe(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _docx(text: str) -> bytes:
    parts = []
    for block in _tables(text):
        if isinstance(block, str):
            level = len(block) - len(block.lstrip("#"))
            style = f'<w:pPr><w:pStyle w:val="{min(level, 9)}"/></w:pPr>' if level else ""
            parts.append(f"<w:p>{style}<w:r><w:t>{_safe(block)}</w:t></w:r></w:p>")
            continue
        rows = (
            "<w:tr>"
            + "".join(
                '<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>'
                f"<w:p><w:r><w:t>{_safe(cell)}</w:t></w:r></w:p></w:tc>"
                for cell in row
            )
            + "</w:tr>"
            for row in block
        )
        parts.append("<w:tbl>" + "".join(rows) + "</w:tbl>")
    body = "".join(parts)
    styles = "".join(
        f'<w:style w:styleId="{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in range(1, 7)
    )
    return packed(
        {
            "word/document.xml": f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body>'
            "</w:document>",
            "word/styles.xml": f'{_XML}<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        }
    )


def _xlsx(text: str) -> bytes:
    rows: list[list[str]] = []
    for block in _tables(text):
        rows.extend([[block]] if isinstance(block, str) else block)
    return workbook(
        "".join(
            f'<row r="{at}">' + "".join(_cell(at, n, cell) for n, cell in enumerate(row)) + "</row>"
            for at, row in enumerate(rows, 1)
        )
    )


def _cell(row: int, column: int, text: str) -> str:
    name = (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26) + str(row)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f'<c r="{name}"><f>SUM(1)</f><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{_safe(text)}</t></is></c>'


def workbook(data: str, more: str = "", head: str = _XML) -> bytes:
    """A workbook of one sheet: ``data`` are its rows, ``more`` stands behind them."""
    office = f"{_LINKS}/officeDocument"
    return packed(
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxml'
            'formats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
            "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{_XML}<workbook xmlns="{_CELLS}" xmlns:r="{_LINKS}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_CELLS}"><sheetData>{data}'
            f"</sheetData>{more}</worksheet>",
        }
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            about = zipfile.ZipInfo(name)  # without the time of day
            archive.writestr(about, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_MAKERS: dict[str, Callable[[str], bytes]] = {
    "markdown": lambda text: text.encode("utf-8", "replace"),
    "text": lambda text: text.encode("utf-8", "replace"),
    "html": _html,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
}


# Bytes


def _stained(pick: random.Random, data: bytes) -> bytes:
    """Now and then bytes that are no text, or the text in another encoding."""
    chance = pick.random()
    if chance < 0.15:
        return _damaged_bytes(pick, data)
    if chance < 0.3:
        code = pick.choice(("gb18030", "utf-16", "utf-8-sig"))
        return data.decode("utf-8", "replace").encode(code, "replace")
    return data


def _damaged_bytes(pick: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(pick.choice((1, 2, 4, 16, 64))):
        if not found:
            break
        at = pick.randrange(len(found))
        match pick.randrange(6):
            case 0 | 1:
                found[at] ^= 1 << pick.randrange(8)
            case 2:
                found[at] = pick.choice((0, 0xFF, 0x80, 0x0A, 0x28, 0x3C, 0x5B))
            case 3:
                del found[at : at + pick.choice((1, 8, 200))]
            case 4:
                piece = found[at : at + pick.choice((4, 40, 400))]
                found[at:at] = piece * pick.choice((1, 3))
            case _:
                other = pick.randrange(len(found))
                size = pick.choice((1, 10, 100))
                found[at : at + size] = found[other : other + size]
    if pick.random() < 0.1:
        del found[pick.randrange(len(found) + 1) :]
    return bytes(found)


def _damaged_archive(pick: random.Random, data: bytes) -> bytes:
    """The archive damaged as a whole, or a part of it changed and packed anew, or neither."""
    chance = pick.random()
    if chance < 0.2:
        return _damaged_bytes(pick, data)
    if chance < 0.5:
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = pick.choice(sorted(parts))
    content = parts[name]
    assert isinstance(content, bytes)
    match pick.randrange(4):
        case 0:
            parts[name] = _damaged_bytes(pick, content)
        case 1:
            del parts[name]
        case _:
            parts[name] = _damaged_markup(pick, content.decode("utf-8")).encode("utf-8", "replace")
    return packed(parts)


def _damaged_markup(pick: random.Random, text: str) -> str:
    """Elements of XML doubled, cut out, put into one another, and values made absurd."""
    for _ in range(pick.choice((1, 2, 5))):
        tags = list(re.finditer(r"<(/?)([\w:]+)([^<>]*)>", text))
        values = list(re.finditer(r'="([^"]*)"', text))
        if pick.random() < 0.4 and values:
            one = pick.choice(values)
            value = pick.choice(
                ("", "-1", "0", "99999999", "1e9", "XFD1048576", "A0", "s", "restart", "\u0663", "x" * 500)
            )  # fmt: skip
            text = text[: one.start(1)] + value + text[one.end(1) :]
        elif tags:
            one, other = sorted(pick.sample(range(len(tags)), 2)) if len(tags) > 1 else (0, 0)
            piece = text[tags[one].start() : tags[other].end()]
            if pick.random() < 0.3:
                text = text.replace(piece, "", 1)
            else:
                text = text.replace(piece, piece * pick.choice((2, 3, 10)), 1)
    return text


# PDF


@cache
def _pages() -> tuple[bytes, ...]:
    """Every page of the samples as a PDF of its own, or of the PDFs below $AUDITLINT_DAMAGED."""
    from pypdf import PdfReader, PdfWriter

    found = []
    for path in sorted(Path(os.environ.get("AUDITLINT_DAMAGED", ROOT / "samples")).rglob("*.pdf")):
        for page in PdfReader(path).pages:
            writer = PdfWriter()
            writer.add_page(page)
            out = io.BytesIO()
            writer.write(out)
            found.append(out.getvalue())
    return tuple(found)


_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_VALUE = re.compile(rb"(?<=[ \[/(])-?\d+(?:\.\d+)?(?=[ \]\n>])")
_ABSURD = (
    b"-1", b"0", b"1", b"65535", b"2147483647", b"4294967296", b"99999999999999999999", b"1e9", b"-0.0001",
    b"null", b"<<>>", b"[]", b"(x)", b"/Name", b"true", b"1 0 R", b"999999 0 R", b"[" * 600,
)  # fmt: skip
_OPERATORS = (
    b" q ", b" Q ", b" BT ", b" ET ", b" 0 0 0 0 0 0 cm ", b" 1e9 0 0 1e9 0 0 cm ", b" 0 Tf ", b" /F1 1e6 Tf ",
    b" 0 0 1e12 1e12 re S ", b" W n ", b" /X0 Do ", b" [(1) 1e9 (2)] TJ ", b" 3 Tr ", b" <00> Tj ", b" ( ",
    b" 0 0 m 1 1 l S " * 500, b" q " * 3000, b" [ " * 1000, b" << " * 1000, b" BI /W 9999999 /H 9999999 ID x EI ",
)  # fmt: skip


def _pdf(pick: random.Random) -> bytes:
    data = pick.choice(_pages())
    for _ in range(pick.choice((1, 1, 2, 3))):
        data = pick.choice(_PDF_EDITS)(pick, data)
    return data


def _content(pick: random.Random, data: bytes) -> bytes:
    """A stream unpacked, changed and put back, with its length left as it was or mended."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return data
    one = pick.choice(streams)
    try:
        inside = zlib.decompress(one[1])
    except zlib.error:
        return data[: one.start(1)] + _damaged_bytes(pick, one[1]) + data[one.end(1) :]
    if pick.random() < 0.5:
        inside = _damaged_bytes(pick, inside)
    else:
        at = pick.randrange(len(inside) + 1)
        inside = inside[:at] + pick.choice(_OPERATORS) + inside[at:]
    made = zlib.compress(inside)
    head = data[: one.start(1)]
    if pick.random() < 0.8:
        length = head.rfind(b"/Length ")
        head = head[:length] + re.sub(
            rb"/Length \d+", b"/Length %d" % len(made), head[length:], count=1
        )
    return head + made + data[one.end(1) :]


def _cut_stream(pick: random.Random, data: bytes) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return data
    one = pick.choice(streams)
    at = pick.randrange(len(one[1]) + 1)
    return data[: one.start(1) + at] + data[one.end(1) :]


def _swap_objects(pick: random.Random, data: bytes) -> bytes:
    objects = list(_OBJECT.finditer(data))
    if len(objects) < 2:
        return data
    one, other = sorted(pick.sample(objects, 2), key=lambda found: found.start())
    return (
        data[: one.start(2)] + other[2] + data[one.end(2) : other.start(2)] + one[2]
        + data[other.end(2) :]
    )  # fmt: skip


def _refer(pick: random.Random, data: bytes) -> bytes:
    """A reference that leads elsewhere, into a loop perhaps."""
    found = list(_REFERENCE.finditer(data))
    if not found:
        return data
    one = pick.choice(found)
    return data[: one.start(1)] + pick.choice(found)[1] + data[one.end(1) :]


def _value(pick: random.Random, data: bytes) -> bytes:
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    one = pick.choice(found)
    return data[: one.start()] + pick.choice(_ABSURD) + data[one.end() :]


def _head_or_tail(pick: random.Random, data: bytes) -> bytes:
    """The header, the cross-reference table or the trailer damaged or gone."""
    match pick.randrange(4):
        case 0:
            return data[: data.rfind(b"xref") + pick.randrange(60)]
        case 1:
            return data.replace(b"startxref", b"startxref\n%d\n" % pick.randrange(10**9), 1)
        case 2:
            return re.sub(
                rb"\d{10} 00000 n", lambda _: b"%010d 00000 n" % pick.randrange(10**6), data
            )
        case _:
            return data[: pick.randrange(len(data) + 1)]


_PDF_EDITS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _damaged_bytes, _content, _content, _content, _cut_stream, _swap_objects, _refer, _value, _value,
    _head_or_tail,
)  # fmt: skip
