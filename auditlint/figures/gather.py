"""All figures of a run in one numbering."""

from __future__ import annotations

from collections.abc import Iterable

from auditlint.document import Document
from auditlint.figures import Figure, Figures
from auditlint.figures.cells import cell_figures
from auditlint.figures.prose import prose_figures


def figures_of(documents: Iterable[Document]) -> Figures:
    """The figures of ``documents``, numbered from 0: of each its tables first, then its text."""
    found: list[Figure] = []
    for document in documents:
        found.extend(document_figures(document, len(found)))
    return Figures.indexed(found)


def document_figures(document: Document, first: int) -> list[Figure]:
    """The figures of one document, numbered from ``first``: its tables first, then its text."""
    found = list(cell_figures(document, first))
    found.extend(prose_figures(document, first + len(found)))
    return found
