"""Elements onto pages, with reportlab: ruled tables, an embedded font, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Font
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Table as Grid

from making.elements import Contents, Cover, Element, Heading, Paragraph, Sheet, Table

FAMILY = "Noto Serif CJK SC"
PACKAGE = "fonts-noto-cjk"
SIDE, TOP, FOOT = 62.0, 64.0, 62.0
#: What may not begin a line, and what may not end one.
CLOSING, OPENING = "，。、；：！？）》”』」％%", "（《“『「"
_TOKEN = re.compile(r"[0-9A-Za-z.,%＋+−-]+|.", re.DOTALL)


def font_file(weight: str) -> tuple[Path, int]:
    """The font of the samples and its number in its collection; exits where it is missing."""
    asked = f"{FAMILY}:style={weight}"
    try:
        done = subprocess.run(
            ["fc-match", "-f", "%{family}|%{file}|%{index}", asked],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        raise SystemExit("fontconfig's fc-match is missing: install fontconfig") from None
    family, file, index = done.stdout.split("|")
    if FAMILY not in family:
        raise SystemExit(f"the font {FAMILY} is missing: install {PACKAGE}, or pass --font")
    return Path(file), int(index) & 0xFFFF


def embed(name: str, file: Path, number: int, used: Iterable[str]) -> None:
    """Register the used glyphs of an OpenType font as a TrueType font, which reportlab embeds."""
    font = Font(file, fontNumber=number if file.suffix in (".ttc", ".otc") else -1, lazy=True)
    options = subset.Options(layout_features=[], notdef_outline=True, hinting=False)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    cut = subset.Subsetter(options)
    cut.populate(text="".join(sorted(set("".join(used)) | set("0123456789— .%"))))
    cut.subset(font)
    glyphs, metrics = {}, {}
    source = font.getGlyphSet()
    for glyph in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        source[glyph].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
        metrics[glyph] = (font["hmtx"][glyph][0], 0)
    made = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    made.setupGlyphOrder(font.getGlyphOrder())
    made.setupCharacterMap(font.getBestCmap())
    made.setupGlyf(glyphs)
    made.setupHorizontalMetrics(
        {
            g: (width, made.font["glyf"][g].xMin if hasattr(made.font["glyf"][g], "xMin") else 0)
            for g, (width, _) in metrics.items()
        }
    )
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": FAMILY, "styleName": name, "psName": f"Sample-{name}"})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.ttf"
        made.save(path)
        pdfmetrics.registerFont(TTFont(name, str(path)))


def broken(text: str, font: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Lines no wider than ``width``: numbers stay whole, closing marks stay with their word."""
    lines, line, room = [], "", width - indent
    measure = partial(pdfmetrics.stringWidth, fontName=font, fontSize=size)
    for token in _TOKEN.findall(text):
        if line and measure(line + token) > room and token[0] not in CLOSING:
            keep = ""
            while line and line[-1] in OPENING:
                keep, line = line[-1] + keep, line[:-1]
            lines.append(line)
            line, room = keep, width
        line += token
    return [*lines, line] if line else lines


class Lines(Flowable):  # type: ignore[misc]
    """Running text, two characters indented, broken as Chinese is."""

    def __init__(
        self, text: str, size: float = 12.0, font: str = "song", indent: int = 2, align: str = "l"
    ) -> None:
        super().__init__()
        self.text, self.size, self.font, self.indent, self.align = text, size, font, indent, align
        self.heading: tuple[str, int] | None = None
        self.leading = size * 1.75

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.lines = broken(self.text, self.font, self.size, width, self.indent * self.size)
        self.height = self.leading * len(self.lines)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fit = int(height // self.leading)
        if fit < 1:
            return []
        if fit >= len(self.lines):
            return [self]
        first = Lines("".join(self.lines[:fit]), self.size, self.font, self.indent, self.align)
        rest = Lines("".join(self.lines[fit:]), self.size, self.font, 0, self.align)
        return [first, rest]

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont(self.font, self.size)
        for at, line in enumerate(self.lines):
            y = self.height - (at + 1) * self.leading + 0.45 * self.size
            if self.align == "c":
                canvas.drawCentredString(self.width / 2, y, line)
            elif self.align == "r":
                canvas.drawRightString(self.width, y, line)
            else:
                canvas.drawString(0 if at else self.indent * self.size, y, line)


class Spread(Flowable):  # type: ignore[misc]
    """Three texts on one line: left, middle, right."""

    def __init__(self, parts: tuple[str, str, str], size: float) -> None:
        super().__init__()
        self.parts, self.size = parts, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.size * 1.7

    def draw(self) -> None:
        self.canv.setFont("song", self.size)
        self.canv.drawString(0, 4, self.parts[0])
        self.canv.drawCentredString(self.width / 2, 4, self.parts[1])
        self.canv.drawRightString(self.width, 4, self.parts[2])


class Entry(Flowable):  # type: ignore[misc]
    """A line of the contents with leaders and a page."""

    def __init__(self, text: str, level: int, page: int) -> None:
        super().__init__()
        self.text, self.level, self.page = text, level, page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 21.0

    def draw(self) -> None:
        size, left = 11.0, 22.0 * (self.level - 1)
        self.canv.setFont("song-bold" if self.level == 1 else "song", size)
        self.canv.drawString(left, 6, self.text)
        used = left + self.canv.stringWidth(self.text) + 4
        page = str(self.page)
        end = self.width - self.canv.stringWidth(page) - 4
        dot = self.canv.stringWidth(".")
        self.canv.drawString(used, 6, "." * max(int((end - used) / dot), 0))
        self.canv.drawRightString(self.width, 6, page)


def grid(table: Table, width: float) -> Grid:
    share = width / sum(table.widths)
    widths = [share * part for part in table.widths]
    spanned = {(r0, c0): (r1, c1) for r0, c0, r1, c1 in table.spans}
    cells = []
    for r, row in enumerate(table.rows):
        line = []
        for c, text in enumerate(row):
            _, c1 = spanned.get((r, c), (r, c))
            room = sum(widths[c : c1 + 1]) - 5
            if pdfmetrics.stringWidth(text, "song", table.size) > room:
                room -= table.size  # a closing mark may hang past its line
            parts = (broken(part, "song", table.size, room) for part in text.split("\n"))
            line.append("\n".join("\n".join(part) for part in parts))
        cells.append(line)
    names = {"l": "LEFT", "c": "CENTER", "r": "RIGHT"}
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), "song", table.size, table.size * 1.25),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (0, 0), (-1, table.heads - 1), "CENTER"),
        *(("ALIGN", (c, table.heads), (c, -1), names[a]) for c, a in enumerate(table.align)),
        *(("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in table.spans),
        ("LEFTPADDING", (0, 0), (-1, -1), 2.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2.5),
        ("TOPPADDING", (0, 0), (-1, -1), 2.0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.0),
    ]
    return Grid(cells, colWidths=widths, style=style, repeatRows=table.heads * table.repeat)


class Document(BaseDocTemplate):  # type: ignore[misc]
    """Upright and landscape pages with the page number at the foot; notes where headings fall."""

    def __init__(self, path: Path, title: str) -> None:
        super().__init__(
            str(path),
            pagesize=A4,
            title=title,
            author="auditlint samples",
            invariant=1,
            pageCompression=1,
        )
        self.pages: dict[tuple[str, int], int] = {}
        for name, size in (("upright", A4), ("landscape", landscape(A4))):
            frame = Frame(SIDE, FOOT, size[0] - 2 * SIDE, size[1] - TOP - FOOT, 0, 0, 0, 0)
            self.addPageTemplates(PageTemplate(name, [frame], onPage=self._foot, pagesize=size))

    def _foot(self, canvas: Any, document: Any) -> None:
        canvas.setFont("song", 10)
        width = canvas._pagesize[0]
        if document.page > 1:
            canvas.drawCentredString(width / 2, 34, f"— {document.page} —")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        heading = getattr(flowable, "heading", None)
        if heading is not None:
            self.pages[heading] = self.page


def story(elements: list[Element], pages: dict[tuple[str, int], int]) -> list[Flowable]:
    flow: list[Flowable] = []
    width = A4[0] - 2 * SIDE
    for element in elements:
        match element:
            case Cover(lines):
                flow.append(Spacer(1, 190))
                flow += [Lines(line, 24, "song-bold", 0, "c") for line in lines]
            case Contents(title):
                flow.append(Lines(title, 18, "song-bold", 0, "c"))
                flow += [
                    Entry(e.text, e.level, pages.get((e.text, e.level), 0))
                    for e in elements
                    if isinstance(e, Heading) and e.level <= 2
                ]
            case Heading(text, level):
                size, align = {1: (17, "c"), 2: (13, "l")}.get(level, (12, "l"))
                line = Lines(text, size, "song-bold", 0 if level == 1 else 2, align)
                line.heading = (text, level)
                line.keepWithNext = 1
                flow.append(line)
            case Paragraph(text):
                flow.append(Lines(text))
            case Sheet(wide):
                name = "landscape" if wide else "upright"
                flow += [NextPageTemplate(name), PageBreak()]
                width = (A4[1] if wide else A4[0]) - 2 * SIDE
            case Table():
                title = Lines(element.title, 15, "song-bold", 0, "c")
                title.keepWithNext = 1
                flow.append(title)
                if element.code:
                    flow.append(Spread(("", "", element.code), 9))
                if any(element.frame):
                    flow.append(Spread(element.frame, 9))
                flow.append(grid(element, width))
                flow += [Lines(note, 9, "song", 0) for note in element.notes]
                flow.append(Spacer(1, 10))
    return flow


def embed_fonts(used: Iterable[str], font: Path | None = None) -> None:
    """Make the two fonts with all glyphs of ``used``; once a run, reportlab keeps the first."""
    used = [*used]
    for name, weight in (("song", "Regular"), ("song-bold", "Bold")):
        file, number = (font, 0) if font else font_file(weight)
        embed(name, file, number, used)


def typeset(path: Path, title: str, elements: list[Element]) -> None:
    """Write a PDF. Laid out twice, so that the contents know their pages."""
    pages: dict[tuple[str, int], int] = {}
    for _ in range(2):
        document = Document(path, title)
        document.build(story(elements, pages))
        pages = document.pages
