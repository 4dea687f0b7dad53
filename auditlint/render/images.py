"""Images of pages, small enough to stand in a report."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]

from auditlint.render.view import View
from auditlint.workers import BrokeOffError, called

#: Pixels across a page; fewer where many pages are shown, so that the report stays light.
_ACROSS = ((40, 1200), (120, 1000))
_LEAST = 800
#: Quality of pages with pictures, in percent. All others are kept in four shades of grey.
_QUALITY = 45
_SHADES = [(value * 3 + 127) // 255 for value in range(256)]
_PALETTE = [85 * shade for shade in range(4) for _ in "rgb"]
#: Pixels down a page at most.
_HIGHEST = 10_000


def page_images(
    view: View, wanted: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, str, str]]:
    """For each (document, page) of a PDF its image as PNG or WebP, turned as it was read.

    Yields document, page, ``png`` or ``webp``, and the image in base64. Pages that
    cannot be drawn within the limits are left out.
    """
    pages = sorted(set(wanted))
    across = next((wide for most, wide in _ACROSS if len(pages) <= most), _LEAST)
    settings = view.result.facts.settings
    for document in view.result.documents:
        numbers = [number for at, number in pages if at == document.index]
        if not numbers or Path(document.path).suffix.lower() != ".pdf" or not document.pages:
            continue
        read = [document.pages[number - 1] for number in numbers]
        wanted_here = [
            _Wanted(page.number, page.width, page.height, page.turn, page.images) for page in read
        ]
        with suppress(TimeoutError, MemoryError, BrokeOffError, pypdfium2.PdfiumError):
            made = called(
                settings.limits,
                settings.isolated,
                images,
                document.path,
                settings.password,
                wanted_here,
                across,
            )
            yield from ((document.index, *image) for image in made)


class _Wanted(NamedTuple):
    """A page to draw: its number from 1, size and turn as read, and the pictures on it."""

    number: int
    width: float
    height: float
    turn: int
    images: int


def images(
    path: str, password: str, wanted: Iterable[_Wanted], across: int
) -> list[tuple[int, str, str]]:
    """Number, kind and image of pages.

    A page that cannot be drawn, or whose image would be far higher than wide, is left out.
    """
    file = pypdfium2.PdfDocument(path, password=password or None)
    made = []
    try:
        for page in wanted:
            scale = across / max(page.width, 1.0)
            if page.height * scale <= _HIGHEST:
                with suppress(pypdfium2.PdfiumError):
                    made.append((page.number, *_image(file[page.number - 1], page, scale)))
    finally:
        file.close()
    return made


def _image(page: Any, read: _Wanted, scale: float) -> tuple[str, str]:
    bitmap = page.render(scale=scale, rotation=(-90 * read.turn) % 360, grayscale=not read.images)
    out = BytesIO()
    if read.images:
        bitmap.to_pil().convert("RGB").save(out, "WEBP", quality=_QUALITY, method=2)
    else:
        picture = bitmap.to_pil().convert("L").point(_SHADES)
        picture.putpalette(_PALETTE)
        picture.save(out, "PNG", bits=2, compress_level=6)
    page.close()
    return "webp" if read.images else "png", base64.b64encode(out.getvalue()).decode("ascii")
