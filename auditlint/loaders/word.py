"""Word documents (.docx): paragraphs, numbered headings, tables, text boxes and footnotes.

Tracked changes are read as accepted: what was deleted is left out, what was inserted is text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import field, replace
from xml.etree import ElementTree

from auditlint.document import Page
from auditlint.language.zh.numbering import written_number
from auditlint.loaders import archives
from auditlint.loaders.flow import Flow, FlowCell
from auditlint.loaders.problems import LOCKED, TRACKED, UNREADABLE, LoadProblem
from auditlint.settings import DEFAULT_LIMITS, Limits
from auditlint.values import dataclass

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
_OLE = b"\xd0\xcf\x11\xe0"


def read(
    data: bytes, limits: Limits = DEFAULT_LIMITS
) -> tuple[tuple[Page, ...], tuple[LoadProblem, ...]]:
    """The one page of a document, and whether changes were tracked in it.

    Raises ``LoadProblem``.
    """
    if data.startswith(_OLE):  # an encrypted document is stored like an old .doc
        if b"E\0n\0c\0r\0y\0p\0t" in data:
            raise LoadProblem(LOCKED)
        raise LoadProblem(UNREADABLE, detail="旧版 .doc 请另存为 .docx / save an old .doc as .docx")
    try:
        with archives.opened(data, limits) as archive:
            body = _part(archive, "word/document.xml")
            if body is None:
                raise LoadProblem(UNREADABLE)
            reader = _Reader(
                _Styles.of(_part(archive, "word/styles.xml")),
                _Numbering.of(_part(archive, "word/numbering.xml")),
                Flow(limits),
            )
            notes = [_part(archive, f"word/{name}.xml") for name in ("footnotes", "endnotes")]
    except archives.DAMAGE as error:
        raise LoadProblem(UNREADABLE, detail=str(error)) from error
    root = body.find(f"{_W}body")
    if root is not None:
        reader.blocks(root)
    for part in notes:
        for note in part if part is not None else ():
            if note.get(f"{_W}type") is None:
                reader.blocks(note)
    parts = [body, *(part for part in notes if part is not None)]
    tracked = any(element.tag in _CHANGES for part in parts for element in part.iter())
    pictures = sum(1 for element in body.iter() if element.tag in _PICTURES)
    page = replace(reader.flow.page(), images=pictures)
    return (page,), (LoadProblem(TRACKED),) if tracked else ()


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    if name not in archive.namelist():
        return None
    return archives.xml(archive.read(name))


def _whole(text: str, default: int) -> int:
    """A whole number of at most six digits, as nothing in a document needs more."""
    return int(text) if text.isdecimal() and len(text) <= 6 else default


def _count(element: ElementTree.Element | None) -> int:
    """How many columns a cell takes, at least one."""
    return max(1, _whole(_value(element), 1))


def _value(element: ElementTree.Element | None, default: str = "") -> str:
    return default if element is None else element.get(f"{_W}val", default)


@dataclass(slots=True)
class _Styles:
    """Heading level and numbering of paragraph styles, by their id; ``contents`` are those of
    the entries of a table of contents."""

    levels: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)
    contents: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: ElementTree.Element | None) -> _Styles:
        styles = cls()
        based: dict[str, str] = {}
        for style in root.iter(f"{_W}style") if root is not None else ():
            name = style.get(f"{_W}styleId", "")
            title = _value(style.find(f"{_W}name")).lower()
            based[name] = _value(style.find(f"{_W}basedOn"))
            heading = re.match(r"(?:heading|标题)\s*([1-6])$", title)
            level = _outline(style.find(f"{_W}pPr"))
            if heading or title == "title":
                styles.levels[name] = int(heading[1]) if heading else 1
            elif level is not None:
                styles.levels[name] = level
            if re.match(r"(?:toc|目录)\s*\d", title):
                styles.contents.add(name)
            numbered = _number_of(style.find(f"{_W}pPr"))
            if numbered is not None:
                styles.numbers[name] = numbered
        for name, other in based.items():
            for _ in range(_DEPTH):
                if name not in styles.levels and other in styles.levels:
                    styles.levels[name] = styles.levels[other]
                if name not in styles.numbers and other in styles.numbers:
                    styles.numbers[name] = styles.numbers[other]
                other = based.get(other, "")
        return styles


#: How many styles may be based on one another.
_DEPTH = 8


def _outline(properties: ElementTree.Element | None) -> int | None:
    """The heading level that a style or paragraph states for itself; 0 for body text."""
    found = properties.find(f"{_W}outlineLvl") if properties is not None else None
    if found is None:
        return None
    level = _whole(_value(found), 9) + 1
    return level if level <= 6 else 0


def _number_of(properties: ElementTree.Element | None) -> tuple[str, int] | None:
    """List and level of a paragraph that Word numbers itself; level -1 where none is named."""
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    if numbered is None:
        return None
    level = _value(numbered.find(f"{_W}ilvl"), "")
    return _value(numbered.find(f"{_W}numId")), _whole(level, -1)


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    form: str
    text: str
    start: int
    style: str


@dataclass(slots=True)
class _Numbering:
    """Lists by their id, and how far each has counted.

    Lists of one definition go on counting where the other stopped, unless they start anew.
    """

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    anew: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: ElementTree.Element | None) -> _Numbering:
        numbering = cls()
        if root is None:
            return numbering
        abstract = {one.get(f"{_W}abstractNumId", ""): one for one in root.iter(f"{_W}abstractNum")}
        for one in root.iter(f"{_W}num"):
            name = one.get(f"{_W}numId", "")
            definition = _value(one.find(f"{_W}abstractNumId"))
            numbering.source[name] = definition
            inner = [*abstract[definition].iter(f"{_W}lvl")] if definition in abstract else []
            for change in one.iter(f"{_W}lvlOverride"):
                start = change.find(f"{_W}startOverride")
                at = _whole(change.get(f"{_W}ilvl", ""), 0)
                if start is not None:
                    numbering.anew[name, at] = _whole(_value(start), 1)
                inner += change.iter(f"{_W}lvl")
            for level in inner:
                at = _whole(level.get(f"{_W}ilvl", ""), 0)
                numbering.levels[name, at] = _Level(
                    _value(level.find(f"{_W}numFmt"), "decimal"),
                    _value(level.find(f"{_W}lvlText")),
                    _whole(_value(level.find(f"{_W}start"), "1"), 1),
                    _value(level.find(f"{_W}pStyle")),
                )
        return numbering

    def mark(self, list_id: str, level: int, style: str = "") -> str:
        """The mark of the next paragraph of a list, ``""`` for a bullet."""
        if level < 0:
            linked = (
                at
                for (name, at), one in self.levels.items()
                if name == list_id and style and one.style == style
            )
            level = next(linked, 0)
        known = self.levels.get((list_id, level))
        if known is None or known.form in ("bullet", "none"):
            return ""
        key = self.source[list_id]
        if (list_id, level) in self.anew:
            self.counts[key, level] = self.anew.pop((list_id, level)) - 1
        self.counts[key, level] = self.counts.get((key, level), known.start - 1) + 1
        for deeper in [one for one in self.counts if one[0] == key and one[1] > level]:
            del self.counts[deeper]

        def written(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            one = self.levels.get((list_id, at), known)
            return _numeral(self.counts.get((key, at), one.start), one.form)

        return re.sub(r"%(\d)", written, known.text)


def _numeral(count: int, form: str) -> str:
    """A number in one of Word's number formats (ECMA-376 part 1, 17.18.59)."""
    if ("hinese" in form or "japanese" in form) and 0 < count < 100:
        return written_number(count)
    if form == "ideographTraditional" and 0 < count <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[count - 1]
    if form.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if form == "decimalFullWidth":
        return str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form == "decimalZero":
        return f"{count:02}"
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + count - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < count < 40:
        units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
        roman = "X" * (count // 10) + units[count % 10]
        return roman if form == "upperRoman" else roman.lower()
    return str(count)


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    numbering: _Numbering
    flow: Flow
    #: The text of a paragraph whose end was deleted: the next one goes on with it.
    _open: str = ""

    def blocks(self, parent: ElementTree.Element) -> None:
        """The paragraphs and tables of a part, in order."""
        for element in _content(parent):
            if element.tag == f"{_W}tbl":
                self.flow.table(self._rows(element))
                continue
            text, level = self._paragraph(element)
            if _is_deleted(element, "pPr/rPr"):
                self._open += text
                continue
            self.flow.paragraph(self._open + text, level)
            self._open = ""
            for box in _boxes(element):
                self.blocks(box)
        if self._open:
            self.flow.paragraph(self._open)
            self._open = ""

    def _paragraph(self, paragraph: ElementTree.Element) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        style = _value(properties.find(f"{_W}pStyle")) if properties is not None else ""
        text = "".join(_texts(paragraph))
        if style in self.styles.contents:
            return re.sub(r"\s*(\d+)\s*$", r"......\1", text), 0
        numbered = _number_of(properties) or self.styles.numbers.get(style)
        if numbered is not None and text.strip():
            text = self.numbering.mark(*numbered, style) + text
        level = _outline(properties)
        return text, self.styles.levels.get(style, 0) if level is None else level

    def _rows(self, table: ElementTree.Element) -> list[list[FlowCell]]:
        """The rows of a table; a cell that is merged upward lengthens the one above it."""
        rows: list[list[FlowCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}  # a column to the place of its open cell
        for row in _inside(table, f"{_W}tr"):
            if _is_deleted(row, "trPr"):
                continue
            before = row.find(f"{_W}trPr/{_W}gridBefore")
            column = _whole(_value(before), 0) if before is not None else 0
            cells: list[FlowCell] = [FlowCell((), 1, column)] if column else []
            rows.append(cells)
            for cell in _inside(row, f"{_W}tc"):
                properties = cell.find(f"{_W}tcPr")
                span = properties.find(f"{_W}gridSpan") if properties is not None else None
                across = _count(span)
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                if merge is not None and _value(merge) != "restart" and column in open_cells:
                    at, index = open_cells[column]
                    above = rows[at][index]
                    rows[at][index] = FlowCell(above.paragraphs, above.rowspan + 1, above.colspan)
                else:
                    if merge is not None:
                        open_cells[column] = (len(rows) - 1, len(cells))
                    else:
                        open_cells.pop(column, None)
                    cells.append(FlowCell(tuple(self._lines(cell)), 1, across))
                column += across
        return rows

    def _lines(self, cell: ElementTree.Element) -> Iterator[str]:
        for element in _content(cell):
            if element.tag == f"{_W}tbl":
                for row in self._rows(element):
                    yield " ".join(text for inner in row for text in inner.paragraphs)
            else:
                yield self._paragraph(element)[0]
                for box in _boxes(element):
                    yield from self._lines(box)


#: Elements that stand for a tracked change of what is written.
_CHANGES = frozenset(
    f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
)


def _is_deleted(element: ElementTree.Element, path: str) -> bool:
    """Whether the properties at ``path`` say that a row or the end of a paragraph is deleted."""
    inner = "/".join(f"{_W}{name}" for name in path.split("/"))
    return any(element.find(f"{inner}/{_W}{name}") is not None for name in ("del", "moveFrom"))


def _is_hidden(run: ElementTree.Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and _value(hidden, "1") not in ("0", "false")


def _content(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables, also those inside content controls."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
            yield from _content(child)


def _inside(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _inside(child, tag)


#: What holds no text of the paragraph itself.
_APART = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_MARKUP}Fallback", f"{_W}pPr"}
)


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """The text of a paragraph with tracked changes accepted."""
    for child in element:
        if child.tag in _APART or (child.tag == f"{_W}r" and _is_hidden(child)):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _texts(child)


def _boxes(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The text boxes anchored in a paragraph, each once."""
    for child in paragraph:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag != f"{_MARKUP}Fallback":
            yield from _boxes(child)
