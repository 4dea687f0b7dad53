"""Images of pages, small enough to stand in a report."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from auditlint.document import Document
from auditlint.render.view import View

#: Pixels across a page; fewer where many pages are shown, so that the report stays light.
_WIDE, _NARROW, _MANY = 1000, 760, 80
_QUALITY = 45


def page_images(view: View, wanted: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """For each (document, page) of a PDF its image as WebP in base64, turned as it was read."""
    pages = sorted(set(wanted))
    across = _WIDE if len(pages) <= _MANY else _NARROW
    password = view.result.facts.settings.password or None
    for document in view.result.documents:
        numbers = [number for at, number in pages if at == document.index]
        if not numbers or Path(document.path).suffix.lower() != ".pdf" or not document.pages:
            continue
        file = pypdfium2.PdfDocument(document.path, password=password)
        try:
            for number in numbers:
                yield document.index, number, _image(file, number, document, across)
        finally:
            file.close()


def _image(file: Any, number: int, document: Document, across: int) -> str:
    page = file[number - 1]
    read = document.pages[number - 1]
    size = max(read.width, 1.0)
    bitmap = page.render(scale=across / size, rotation=(-90 * read.turn) % 360)
    picture = bitmap.to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=2)
    page.close()
    return base64.b64encode(out.getvalue()).decode("ascii")
