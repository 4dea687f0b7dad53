"""PDF files into pages, by PDFium or by pdfplumber; each can be asked what the other read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from auditlint.document import Mark, Page
from auditlint.loaders import bounds
from auditlint.loaders.glyphs import UNKNOWN, Sheet, turned_back
from auditlint.loaders.problems import (
    NO_TEXT_LAYER,
    PAGE_UNREADABLE,
    READ_BY_OCR,
    TEXT_UNTOLD,
    UNREADABLE,
    LoadProblem,
)
from auditlint.settings import Limits, Settings

if TYPE_CHECKING:
    from auditlint.loaders.plumber import PlumberFile

PDFIUM, PDFPLUMBER = "pdfium", "pdfplumber"
#: A larger share of glyphs that no reader can tell the characters of is reported.
UNTOLD_SHARE = 0.1
#: Seconds after which no further font is loaded that may never be asked for.
FONTS_WITHIN = 0.2


class File(Protocol):
    """An open PDF, whichever reader opened it."""

    def __len__(self) -> int: ...

    def sheet(self, index: int) -> Sheet: ...


Opened = Callable[[bytes, str, Limits], AbstractContextManager[File]]


class Part(NamedTuple):
    """Some pages of a file, and what could not be read of them."""

    pages: tuple[Page, ...]
    notices: tuple[LoadProblem, ...]


def engine_of(setting: str) -> str:
    """The name of the reader that a setting means."""
    return PDFPLUMBER if setting == PDFPLUMBER else PDFIUM


def other(engine: str) -> str:
    return PDFIUM if engine == PDFPLUMBER else PDFPLUMBER


def count(data: bytes, settings: Settings) -> int:
    """The number of pages. Raises ``LoadProblem`` where the file cannot be opened."""
    from auditlint.loaders import pdfium

    with pdfium.opened(data, settings.password, settings.limits) as file:
        return len(file)


def read(data: bytes, settings: Settings, start: int = 0, stop: int | None = None) -> Part:
    """The pages from ``start`` up to ``stop``, counted from 0.

    Raises ``LoadProblem`` for a file that cannot be opened or is beyond the limits.
    """
    from auditlint.loaders.layout import page_of

    engine, limits = engine_of(settings.engine), settings.limits
    characters = 0

    pages: list[Page] = []
    notices: list[LoadProblem] = []
    with _opened(engine)(data, settings.password, limits) as file:
        if not len(file):
            raise LoadProblem(UNREADABLE)
        bounds.pages(len(file), limits)
        untold: list[int] = []
        for index in range(start, len(file) if stop is None else min(stop, len(file))):
            page = Page(index + 1, 0.0, 0.0)
            try:
                sheet = file.sheet(index)
                if any(UNKNOWN in piece.chars for piece in sheet.pieces):
                    untold.append(index)
                page = page_of(sheet, index + 1)
            except LoadProblem as problem:
                notices.append(problem)
            except MemoryError:
                raise
            except Exception as error:
                detail = f"{type(error).__name__}: {error}"
                notices.append(LoadProblem(PAGE_UNREADABLE, index + 1, detail))
            pages.append(page)
            characters += page.characters
            bounds.characters(characters, limits)
    for at, page in enumerate(pages):
        if page.characters or not page.images:
            continue
        pages[at] = seen = _recognised(data, settings, page)
        notices.append(LoadProblem(READ_BY_OCR if seen.recognised else NO_TEXT_LAYER, page.number))
        characters += seen.characters
        bounds.characters(characters, limits)
    if untold:
        again = _sheets(data, settings, other(engine), untold)
        for index in untold:
            page = pages[index - start]
            if index in again:
                page = min(page, page_of(again[index], index + 1), key=_untold)
                pages[index - start] = page
            if _untold(page) > UNTOLD_SHARE * page.characters:
                notices.append(LoadProblem(TEXT_UNTOLD, page.number))
    notices.sort(key=lambda notice: notice.page or 0)
    return Part(tuple(pages), tuple(notices))


def _recognised(data: bytes, settings: Settings, page: Page) -> Page:
    """A page without text by text recognition, where that is installed and sees anything."""
    from auditlint.loaders import ocr
    from auditlint.loaders.layout import page_of

    if not ocr.available():
        return page
    try:
        sheet = ocr.sheet_of(data, settings.password, page.number - 1)
        read = replace(page_of(sheet, page.number), recognised=True)
    except MemoryError:
        raise
    except Exception:  # whatever the recogniser breaks off with, the page is told as unread
        return page
    return read if read.characters else page


def marks(
    data: bytes, settings: Settings, pages: Iterable[int], *, keep: bool = False
) -> dict[int, tuple[Mark, ...]]:
    """What the second reader sees on ``pages`` (from 1), character by character.

    A page it cannot read is missing. ``keep`` is as for ``look_into``.
    """
    second = other(engine_of(settings.engine))
    sheets = _sheets(data, settings, second, [page - 1 for page in pages], keep=keep)
    return {index + 1: marks_of(sheet) for index, sheet in sheets.items()}


def look_into(data: bytes, settings: Settings) -> None:
    """Lets the second reader open a file and load fonts of it, both of which it keeps.

    What was opened last stays in memory until something else is kept: for a process of its own.
    """
    import auditlint.loaders.layout  # noqa: F401 (what is read is turned upright by it)

    if other(engine_of(settings.engine)) == PDFPLUMBER:
        with suppress(Exception):
            _kept(data, settings.password, settings.limits).load_fonts(FONTS_WITHIN)


def marks_of(sheet: Sheet) -> tuple[Mark, ...]:
    """The characters of a page turned upright, spaces left out."""
    from auditlint.loaders.layout import upright

    sheet, _ = upright(sheet)
    seen: list[Mark] = []
    for piece in sheet.pieces:
        y, angle, edges = piece.middle, piece.angle, piece.edges
        for char, x0, x1 in zip(piece.chars, edges[::2], edges[1::2], strict=True):
            if char.isspace():
                continue
            if not angle:
                seen.append(Mark(x0, x1, y, char))
                continue
            xa, ya = turned_back(x0, y, angle, sheet.width, sheet.height)
            xb, yb = turned_back(x1, y, angle, sheet.width, sheet.height)
            seen.append(Mark(min(xa, xb), max(xa, xb), (ya + yb) / 2, char))
    return tuple(seen)


def _sheets(
    data: bytes, settings: Settings, engine: str, indexes: Iterable[int], *, keep: bool = False
) -> dict[int, Sheet]:
    """The sheets that ``engine`` can read; a second opinion never costs the first."""
    sheets: dict[int, Sheet] = {}
    opened = _kept_open if keep and engine == PDFPLUMBER else _opened(engine)
    with suppress(LoadProblem), opened(data, settings.password, settings.limits) as file:
        for index in indexes:
            with suppress(Exception):
                sheets[index] = file.sheet(index)
    return sheets


@lru_cache(maxsize=1)
def _kept(data: bytes, password: str, limits: Limits) -> PlumberFile:
    from auditlint.loaders import plumber

    return plumber.PlumberFile(data, password, limits)


@contextmanager
def _kept_open(data: bytes, password: str, limits: Limits) -> Iterator[File]:
    yield _kept(data, password, limits)


def _untold(page: Page) -> int:
    lines = [*page.lines, *(n for grid in page.grids for cell in grid.cells for n in cell.lines)]
    return sum(line.text.count(UNKNOWN) for line in lines)


def _opened(engine: str) -> Opened:
    if engine == PDFPLUMBER:
        from auditlint.loaders import plumber

        return plumber.opened
    from auditlint.loaders import pdfium

    return pdfium.opened
