"""Web pages as reports: the paragraphs, headings and tables of an HTML file.

Sites of public bodies lay pages out with tables: a table that holds other tables, or one cell
only, is such a frame, and what stands in it is read as running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from auditlint.document import Page
from auditlint.loaders import bounds
from auditlint.loaders.flow import Flow, FlowCell
from auditlint.loaders.text import decoded
from auditlint.settings import DEFAULT_LIMITS, Limits

_SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "head", "select", "button"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "source"})
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "section", "article", "header", "footer", "main", "body", "html",
     "center", "blockquote", "dd", "dt", "dl", "figure", "figcaption", "caption", "form", "pre",
     "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tfoot", "tr", "td", "th"}
)  # fmt: skip
#: An opening tag ends an open one of these without its closing tag.
_ENDS = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Node | str] = field(default_factory=list)

    def nodes(self) -> Iterator[_Node]:
        return (child for child in self.children if isinstance(child, _Node))

    def below(self, tag: str) -> Iterator[_Node]:
        """The nearest nodes of this tag inside, not those inside another of them."""
        for child in self.nodes():
            if child.tag == tag:
                yield child
            elif child.tag != "table":
                yield from child.below(tag)

    def holds(self, tag: str) -> bool:
        return any(child.tag == tag or child.holds(tag) for child in self.nodes())


class _Tree(HTMLParser):
    """Builds the tree of a page, however its tags are closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ends = _ENDS.get(tag, frozenset())
        walls = {"table", "ul", "ol"} if tag != "p" else _BLOCKS - {"p"}
        outermost = 0
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in walls:
                break
            if self._open[at].tag in ends:
                outermost = at
        if outermost:
            del self._open[outermost:]
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag in _VOID:
            return
        if len(self._open) < bounds.DEEPEST:
            self._open.append(node)
        elif tag in _BLOCKS:
            raise bounds.too_deep()  # a <font> that is never closed is common, and no such thing

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag == "table" and tag != "table":
                return

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![`` with a word that HTML does not know is a comment, as in browsers."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Page, ...]:
    """The one page of an HTML file. Raises ``LoadProblem``."""
    text = _text(data)
    tree = _Tree()
    tree.feed(text)
    tree.close()
    flow = Flow(limits)
    _write(tree.root, flow, 0)
    return (flow.page(),)


def _text(data: bytes) -> str:
    named = _CHARSET.search(data[:2048])
    charset = named[1].decode("ascii").lower() if named else ""
    if charset.startswith("gb"):
        return data.decode("gb18030", "replace")
    return decoded(data)


def _write(node: _Node, flow: Flow, level: int) -> None:
    """What stands in a node, block by block."""
    inline: list[str] = []

    def end() -> None:
        flow.paragraph("".join(inline), level)
        inline.clear()

    for child in node.children:
        if isinstance(child, str):
            inline.append(child)
        elif child.tag in _SKIPPED or _is_hidden(child):
            continue
        elif child.tag == "br":
            end()
        elif child.tag == "table":
            end()
            _write_table(child, flow)
        elif child.tag in _BLOCKS:
            end()
            heading = re.fullmatch("h([1-6])", child.tag)
            _write(child, flow, int(heading[1]) if heading else level)
        elif any(one.tag in _BLOCKS for one in child.nodes()):
            end()
            _write(child, flow, level)
        else:
            inline.extend(_inline(child))
    end()


def _is_hidden(node: _Node) -> bool:
    style = re.sub(r"\s", "", node.attributes.get("style", "").lower())
    return "display:none" in style or "hidden" in node.attributes


def _inline(node: _Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        elif child.tag not in _SKIPPED and not _is_hidden(child):
            yield from _inline(child)


def _write_table(table: _Node, flow: Flow) -> None:
    rows = [[cell for cell in row.nodes() if cell.tag in ("td", "th")] for row in table.below("tr")]
    cells = [cell for row in rows for cell in row]
    if table.holds("table") or len(cells) < 2:
        for caption in table.below("caption"):
            _write(caption, flow, 0)
        for cell in cells:
            _write(cell, flow, 0)
        return
    for caption in table.below("caption"):
        _write(caption, flow, 0)
    flow.table([[_cell(cell) for cell in row] for row in rows])


def _cell(node: _Node) -> FlowCell:
    inner = Flow()
    _write(node, inner, 0)
    paragraphs = tuple(line.text for line in inner.page().lines)
    return FlowCell(paragraphs, _span(node, "rowspan"), _span(node, "colspan"))


def _span(node: _Node, name: str) -> int:
    value = node.attributes.get(name, "1").strip()
    return min(int(value[:6]), 1000) if value.isdecimal() and int(value[:6]) else 1
