"""Pages into a document that a person would recognise."""

from __future__ import annotations

from collections.abc import Sequence

from auditlint.document import BlockKind, Document, Page
from auditlint.patterns import compiled
from auditlint.structure.blocks import blocks_of
from auditlint.structure.tables import read_tables

_IDEOGRAPHS = compiled(r"[\u4e00-\u9fff]+")


def build(index: int, path: str, sha256: str, pages: Sequence[Page]) -> Document:
    """The document of one file: ``index`` is its position in the run."""
    tables = read_tables(pages)
    blocks = blocks_of(pages, tables)
    title = next((block.text.value for block in blocks if block.kind is BlockKind.HEADING), "")
    return Document(
        index=index,
        path=path,
        sha256=sha256,
        pages=tuple(pages),
        blocks=blocks,
        tables=tuple(read.table for read in tables),
        title=title,
        language=_language(pages),
    )


def _language(pages: Sequence[Page]) -> str:
    """Chinese where ideographs are at least a tenth of the letters."""
    texts = [line.text for page in pages for line in page.lines]
    cells = (cell for page in pages for grid in page.grids for cell in grid.cells)
    texts += [line.text for cell in cells for line in cell.lines]
    said = "".join(texts)
    wide = len(said) - len(_IDEOGRAPHS.sub("", said))
    if wide * 10 >= len(said):  # more than that can be no letters
        return "zh"
    letters = sum(map(str.isalpha, said))
    return "zh" if not letters or wide * 10 >= letters else "en"
