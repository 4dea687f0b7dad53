"""What is packed in a .docx or .xlsx, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

from auditlint.loaders import bounds
from auditlint.loaders.problems import UNREADABLE, LoadProblem
from auditlint.settings import Limits

#: What a damaged archive or part of one may raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises ``LoadProblem`` where its parts say they unpack to too much.

    A part that says less than it unpacks to is read only as far as it says.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        bounds.unpacked(sum(part.file_size for part in archive.infolist()), limits)
        yield archive


def plain(data: bytes) -> None:
    """Raises ``LoadProblem`` for a part that declares a document type."""
    if any(mark in data for mark in _DOCTYPES):
        raise LoadProblem(
            UNREADABLE, detail="含有不允许的 DOCTYPE 声明 / a part declares a document type"
        )


def xml(data: bytes) -> ElementTree.Element:
    """The root of a part.

    Raises ``LoadProblem`` for a part with a document type (ECMA-376 forbids it; entities of
    entities grow without bound) and for elements inside one another without end.
    """
    plain(data)
    root = ElementTree.fromstring(data)
    level = [root]
    for _ in range(bounds.DEEPEST):
        level = [child for element in level for child in element]
    if level:
        raise bounds.too_deep()
    return root
