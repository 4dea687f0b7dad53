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
        found.extend(cell_figures(document, len(found)))
        found.extend(prose_figures(document, len(found)))
    return Figures.indexed(found)
