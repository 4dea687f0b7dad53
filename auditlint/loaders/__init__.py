"""Files into pages: one module per file kind, picked by suffix and content."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection
from fnmatch import fnmatch
from pathlib import Path

from auditlint.document import Mark, Page, Sheet
from auditlint.loaders import bounds
from auditlint.loaders.problems import (
    EMPTY,
    MISNAMED,
    NO_TEXT_LAYER,
    UNKNOWN,
    UNREADABLE,
    LoadProblem,
)
from auditlint.message import Message
from auditlint.settings import Settings
from auditlint.values import dataclass

__all__ = [
    "LoadProblem",
    "Loaded",
    "content",
    "get_ready_to_read_again",
    "load",
    "page_count",
    "read_again",
]

_PDF = b"%PDF-"
#: Spreadsheets and CSV: records, not pages.
LEDGERS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"})
#: Kinds of files that are text; none holds a zero byte.
_PLAIN = frozenset({".md", ".markdown", ".txt", ".html", ".htm"})
#: Kinds that a program can save in a form that is read.
_OTHERWISE = {
    ".doc": "请另存为 .docx / save it as .docx",
    ".wps": "请另存为 .docx / save it as .docx",
    ".rtf": "请另存为 .docx / save it as .docx",
    ".et": "请另存为 .xlsx / save it as .xlsx",
    ".ofd": "请导出为 PDF / export it as PDF",
}
#: Kinds of files that may hold a report or a ledger, whether they are read or not.
OFFICE = LEDGERS | _PLAIN | _OTHERWISE.keys() | {".pdf", ".docx"}
_NO_TEXT = Message(
    "文件中没有任何文字；请检查导出是否完整，网页请保存显示后的内容。",
    "The file holds no text; see whether it was exported in full, and save a web page as shown.",
)
#: Those of them that are text.
TEXTS = frozenset({".csv", ".tsv"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read: its pages, and what could not be read of it.

    A ledger has sheets and no pages; a report in a workbook has both.
    """

    pages: tuple[Page, ...]
    sha256: str
    notices: tuple[LoadProblem, ...] = ()
    sheets: tuple[Sheet, ...] = ()


def content(path: str, settings: Settings) -> bytes:
    """The bytes of a file.

    Raises ``LoadProblem`` for what is no regular file (a device or pipe may have no end), cannot
    be read, or is larger than the limit.
    """
    try:
        # Path.open takes no opener.
        with open(path, "rb", opener=_opener) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise bounds.not_a_file()
            bounds.file_size(status.st_size, settings.limits)
            return file.read(status.st_size)
    except OSError as error:
        raise LoadProblem(UNREADABLE, detail=error.strerror or "") from error


def _opener(path: str, flags: int) -> int:
    """Opening a pipe that nobody writes to must not wait."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def load(path: str, settings: Settings, pages: tuple[int, int] | None = None) -> Loaded:
    """The pages of a file; of a PDF only those from ``pages[0]`` up to ``pages[1]``, from 0.

    Raises ``LoadProblem`` (and nothing else) for a file that cannot be read at all; pages that
    cannot be read are notices.
    """
    data = content(path, settings)
    limits = settings.limits
    if not data:
        raise LoadProblem(EMPTY)
    suffix = Path(path).suffix.lower()
    sha256 = hashlib.sha256(data).hexdigest()
    if _PDF in data[:1024]:
        from auditlint.loaders import pdf

        read, notices = pdf.read(data, settings, *(pages or (0, None)))
    elif suffix == ".pdf" or (suffix in _PLAIN and _is_binary(data)):
        raise LoadProblem(MISNAMED)
    elif suffix in {".md", ".markdown"}:
        from auditlint.loaders import markdown

        text = data.decode("utf-8", "replace")
        bounds.characters(len(text), limits)
        read, notices = markdown.read(text, limits), ()
    elif suffix == ".docx":
        from auditlint.loaders import word

        read, notices = word.read(data, limits)
    elif suffix in {".html", ".htm"}:
        from auditlint.loaders import web

        read, notices = web.read(data, limits), ()
    elif suffix == ".txt":
        from auditlint.loaders import text as plain

        read, notices = plain.read(data, limits), ()
    elif suffix in LEDGERS:
        from auditlint.loaders import sheet

        sheets = sheet.read(data, Path(path).name, limits)
        read, notices = _report(data, path, settings) if suffix not in TEXTS else ((), ())
        return Loaded(read, sha256, notices, sheets)
    elif suffix in _OTHERWISE:
        raise LoadProblem(UNKNOWN, detail=_OTHERWISE[suffix])
    else:
        raise LoadProblem(UNKNOWN)
    if _PDF not in data[:1024] and not any(page.characters for page in read):
        if any(page.images for page in read):
            return Loaded(read, sha256, (*notices, LoadProblem(NO_TEXT_LAYER, 1)))
        raise LoadProblem(EMPTY, said=_NO_TEXT)
    return Loaded(read, sha256, notices)


def _is_binary(data: bytes) -> bool:
    return b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16


def _report(
    data: bytes, path: str, settings: Settings
) -> tuple[tuple[Page, ...], tuple[LoadProblem, ...]]:
    """The pages of a workbook that is a report; none for a ledger. The settings know better."""
    from auditlint.loaders import workbook

    stated = next((x.kind for x in settings.documents if x.kind and _fits(x.path, path)), "")
    if stated == "台账" or any(_fits(ledger.path, path) for ledger in settings.ledgers):
        return (), ()
    plainly = workbook.seen_plainly(data)
    if not stated and not workbook.is_report(plainly):
        return (), ()
    if Path(path).suffix.lower() not in {".xlsx", ".xlsm"}:
        return workbook.pages_of(plainly)
    try:
        formatted = workbook.seen_formatted(data)
    except MemoryError:
        raise
    except Exception as problem:  # whatever a damaged part makes openpyxl raise
        detail = f"{type(problem).__name__}: {problem}"
        raise LoadProblem(UNREADABLE, detail=detail) from problem
    return workbook.pages_of(formatted)


def _fits(pattern: str, path: str) -> bool:
    return any(fnmatch(name, pattern) for name in (path, Path(path).name, Path(path).as_posix()))


def page_count(path: str, settings: Settings) -> int:
    """The number of pages of a PDF; 0 for other files and for those that cannot be opened."""
    from auditlint.loaders import pdf

    try:
        data = _pdf(path, settings)
        return pdf.count(data, settings) if data else 0
    except LoadProblem:
        return 0


def read_again(
    path: str, settings: Settings, pages: Collection[int], *, keep: bool = False
) -> dict[int, tuple[Mark, ...]]:
    """What the reader that was not used sees on ``pages`` (from 1) of a PDF.

    Pages it cannot read are missing; there are none in other kinds of files. ``keep`` leaves the
    file open for the next time, in a process that does nothing else.
    """
    from auditlint.loaders import pdf

    data = _pdf(path, settings)
    return pdf.marks(data, settings, pages, keep=keep) if data else {}


def get_ready_to_read_again(path: str, settings: Settings) -> None:
    """Loads what ``read_again`` needs for a file, which takes longer than a page, and keeps it."""
    from auditlint.loaders import pdf

    if data := _pdf(path, settings):
        pdf.look_into(data, settings)


def _pdf(path: str, settings: Settings) -> bytes:
    """The content of a PDF; nothing for other files and for those that cannot be read."""
    try:
        data = content(path, settings)
    except LoadProblem:
        return b""
    return data if _PDF in data[:1024] else b""
