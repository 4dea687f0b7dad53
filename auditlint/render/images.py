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
_ACROSS = ((40, 1200), (120, 1000))
_LEAST = 800
#: Quality of pages with pictures, in percent. All others are kept in four shades of grey.
_QUALITY = 45
_SHADES = [(value * 3 + 127) // 255 for value in range(256)]
_PALETTE = [85 * shade for shade in range(4) for _ in "rgb"]


def page_images(
    view: View, wanted: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, str, str]]:
    """For each (document, page) of a PDF its image as PNG or WebP, turned as it was read.

    Yields document, page, ``png`` or ``webp``, and the image in base64.
    """
    pages = sorted(set(wanted))
    across = next((wide for most, wide in _ACROSS if len(pages) <= most), _LEAST)
    password = view.result.facts.settings.password or None
    for document in view.result.documents:
        numbers = [number for at, number in pages if at == document.index]
        if not numbers or Path(document.path).suffix.lower() != ".pdf" or not document.pages:
            continue
        file = pypdfium2.PdfDocument(document.path, password=password)
        try:
            for number in numbers:
                yield document.index, number, *_image(file, number, document, across)
        finally:
            file.close()


def _image(file: Any, number: int, document: Document, across: int) -> tuple[str, str]:
    page = file[number - 1]
    read = document.pages[number - 1]
    size = max(read.width, 1.0)
    bitmap = page.render(
        scale=across / size, rotation=(-90 * read.turn) % 360, grayscale=not read.images
    )
    out = BytesIO()
    if read.images:
        bitmap.to_pil().convert("RGB").save(out, "WEBP", quality=_QUALITY, method=2)
    else:
        picture = bitmap.to_pil().convert("L").point(_SHADES)
        picture.putpalette(_PALETTE)
        picture.save(out, "PNG", bits=2, compress_level=6)
    page.close()
    return "webp" if read.images else "png", base64.b64encode(out.getvalue()).decode("ascii")
