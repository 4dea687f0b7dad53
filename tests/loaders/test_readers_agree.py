"""Both readers see the same pages in real reports, cell by cell and figure by figure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditlint import structure
from auditlint.confirm import agrees, within
from auditlint.document import Page
from auditlint.figures.gather import figures_of
from auditlint.loaders import load, plumber
from auditlint.loaders.layout import page_of
from auditlint.loaders.pdf import marks_of
from auditlint.settings import Settings

CORPUS = os.environ.get("AUDITLINT_CORPUS", "")
REPORTS = sorted(Path(CORPUS).glob("*/*.pdf")) if CORPUS else []

pytestmark = pytest.mark.skipif(
    not REPORTS, reason="AUDITLINT_CORPUS is not set: the readers are not held against each other"
)


def seen(page: Page) -> list[object]:
    """Lines and cells of a page in order, white space left aside: no reader can see it."""
    found: list[object] = [page.width, page.height, page.characters, page.images]
    for kind, index in page.order:
        if kind == "line":
            found.append("".join(page.lines[index].text.split()))
            continue
        grid = page.grids[index]
        found.append((grid.rows, grid.columns))
        found += [
            (cell.row, cell.column, cell.rowspan, cell.colspan, texts)
            for cell in grid.cells
            for texts in [tuple("".join(line.text.split()) for line in cell.lines)]
        ]
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_readers_agree(path: Path) -> None:
    loaded = load(str(path), Settings(engine="pdfium"))
    document = structure.build(0, str(path), loaded.sha256, loaded.pages)
    figures = [figure for figure in figures_of((document,)) if figure.span.box is not None]
    with plumber.opened(path.read_bytes()) as file:
        sheets = [file.sheet(index) for index in range(len(file))]
    again = [page_of(sheet, number) for number, sheet in enumerate(sheets, 1)]
    assert [seen(page) for page in loaded.pages] == [seen(page) for page in again]
    marks = [marks_of(sheet) for sheet in sheets]
    doubted = [
        figure.text
        for figure in figures
        if figure.span.box is not None
        and not agrees(figure.text, within(marks[(figure.span.page or 0) - 1], figure.span.box))
    ]
    assert len(figures) > 10
    assert doubted == []
