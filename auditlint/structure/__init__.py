"""Pages into a document that a person would recognise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditlint.document import BlockKind, Document, Page
from auditlint.structure.blocks import blocks_of
from auditlint.structure.tables import read_tables


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
    seen: Counter[str] = Counter()
    for page in pages:
        texts = [line.text for line in page.lines]
        texts += [line.text for grid in page.grids for cell in grid.cells for line in cell.lines]
        seen.update("".join(texts))
    wide = sum(times for one, times in seen.items() if "\u4e00" <= one <= "\u9fff")
    letters = sum(times for one, times in seen.items() if one.isalpha())
    return "zh" if not letters or wide * 10 >= letters else "en"
