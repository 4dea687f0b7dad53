"""Word documents (.docx): paragraphs, numbered headings, tables, text boxes and footnotes.

Tracked changes are read as accepted: what was deleted is left out, what was inserted is text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from auditlint.document import Page
from auditlint.language.zh.numbering import written_number
from auditlint.loaders import archives
from auditlint.loaders.flow import Flow, FlowCell
from auditlint.loaders.problems import LOCKED, UNREADABLE, LoadProblem
from auditlint.settings import DEFAULT_LIMITS, Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0"


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Page, ...]:
    """The one page of a document. Raises ``LoadProblem``."""
    if data.startswith(_OLE):  # an encrypted document is stored like an old .doc
        raise LoadProblem(LOCKED if b"E\0n\0c\0r\0y\0p\0t" in data else UNREADABLE)
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
            notes = _part(archive, "word/footnotes.xml")
    except archives.DAMAGE as error:
        raise LoadProblem(UNREADABLE, detail=str(error)) from error
    root = body.find(f"{_W}body")
    if root is not None:
        reader.blocks(root)
    if notes is not None:
        for note in notes.iter(f"{_W}footnote"):
            if note.get(f"{_W}type") is None:
                reader.blocks(note)
    return (reader.flow.page(),)


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
    """Heading level and numbering of paragraph styles, by their id."""

    levels: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: ElementTree.Element | None) -> _Styles:
        styles = cls()
        for style in root.iter(f"{_W}style") if root is not None else ():
            name = style.get(f"{_W}styleId", "")
            title = _value(style.find(f"{_W}name")).lower()
            heading = re.match(r"(?:heading|标题)\s*([1-6])$", title)
            if heading or title == "title":
                styles.levels[name] = int(heading[1]) if heading else 1
            numbered = _number_of(style.find(f"{_W}pPr"))
            if numbered is not None:
                styles.numbers[name] = numbered
        return styles


def _number_of(properties: ElementTree.Element | None) -> tuple[str, int] | None:
    """List and level of a paragraph that Word numbers itself."""
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    if numbered is None:
        return None
    level = _value(numbered.find(f"{_W}ilvl"), "0")
    return _value(numbered.find(f"{_W}numId")), _whole(level, 0)


@dataclass(slots=True)
class _Numbering:
    """Lists by their id: the format and text of each level, and how far each has counted."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: ElementTree.Element | None) -> _Numbering:
        numbering = cls()
        if root is None:
            return numbering
        abstract = {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
        for one in root.iter(f"{_W}num"):
            source = abstract.get(_value(one.find(f"{_W}abstractNumId")))
            for level in source.iter(f"{_W}lvl") if source is not None else ():
                at = _whole(level.get(f"{_W}ilvl", ""), 0)
                start = _value(level.find(f"{_W}start"), "1")
                numbering.levels[one.get(f"{_W}numId", ""), at] = (
                    _value(level.find(f"{_W}numFmt"), "decimal"),
                    _value(level.find(f"{_W}lvlText")),
                    _whole(start, 1),
                )
        return numbering

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of a list, ``""`` for a bullet."""
        known = self.levels.get((list_id, level))
        if known is None or known[0] in ("bullet", "none"):
            return ""
        self.counts[list_id, level] = self.counts.get((list_id, level), known[2] - 1) + 1
        for deeper in [key for key in self.counts if key[0] == list_id and key[1] > level]:
            del self.counts[deeper]

        def written(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form, _, start = self.levels.get((list_id, at), known)
            count = self.counts.get((list_id, at), start)
            chinese = "hinese" in form or "japanese" in form or "ideograph" in form
            return written_number(count) if chinese and 0 < count < 100 else str(count)

        return re.sub(r"%(\d)", written, known[1])


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    numbering: _Numbering
    flow: Flow

    def blocks(self, parent: ElementTree.Element) -> None:
        """The paragraphs and tables of a part, in order."""
        for element in _content(parent):
            if element.tag == f"{_W}tbl":
                self.flow.table(self._rows(element))
            else:
                text, level = self._paragraph(element)
                self.flow.paragraph(text, level)
                for box in _boxes(element):
                    self.blocks(box)

    def _paragraph(self, paragraph: ElementTree.Element) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        style = _value(properties.find(f"{_W}pStyle")) if properties is not None else ""
        text = "".join(_texts(paragraph))
        numbered = _number_of(properties) or self.styles.numbers.get(style)
        if numbered is not None and text.strip():
            text = self.numbering.mark(*numbered) + text
        return text, self.styles.levels.get(style, 0)

    def _rows(self, table: ElementTree.Element) -> list[list[FlowCell]]:
        """The rows of a table; a cell that is merged upward lengthens the one above it."""
        rows: list[list[FlowCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}  # a column to the place of its open cell
        for row in _inside(table, f"{_W}tr"):
            cells: list[FlowCell] = []
            rows.append(cells)
            column = 0
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
        if child.tag in _APART:
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
