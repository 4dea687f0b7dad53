"""Plain text as a report: every line a paragraph."""

from __future__ import annotations

from auditlint.document import Page
from auditlint.loaders import bounds
from auditlint.loaders.flow import Flow
from auditlint.settings import DEFAULT_LIMITS, Limits


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Page, ...]:
    """The one page of a text. Raises ``LoadProblem``."""
    text = decoded(data)
    bounds.characters(len(text), limits)
    flow = Flow()
    for line in text.splitlines():
        flow.paragraph(line)
    return (flow.page(),)
