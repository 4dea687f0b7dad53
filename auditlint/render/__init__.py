"""One module per output format; each turns a view into the bytes of a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from auditlint.values import dataclass

if TYPE_CHECKING:
    from auditlint.render.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """``suffixes`` choose it where none is named; ``stdout``: whether it can be printed.

    Its module has a function ``render(view)`` that returns text or bytes. A format that is
    ``per_document`` has ``copies(view)`` instead, one file for each PDF of the run.
    """

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    stdout: bool = False
    per_document: bool = False


FORMATS = (
    Format("text", "text", (".txt",), stdout=True),
    Format("json", "json", (".json",), stdout=True),
    Format("sarif", "sarif", (".sarif",), stdout=True),
    Format("github", "github", stdout=True),
    Format("gitlab", "gitlab", stdout=True),
    Format("junit", "junit", (".xml",), stdout=True),
    Format("markdown", "markdown", (".md",), stdout=True),
    Format("html", "html", (".html", ".htm")),
    Format("xlsx", "workbook", (".xlsx",)),
    Format("checklist", "checklist"),
    Format("pdf", "annotated", (".pdf",), per_document=True),
)


def named(name: str) -> Format | None:
    return next((form for form in FORMATS if form.name == name), None)


def for_suffix(suffix: str) -> Format | None:
    return next((form for form in FORMATS if suffix.lower() in form.suffixes), None)


def rendered(form: Format, view: View) -> bytes:
    """The bytes of a format that makes one file."""
    made = import_module(f"auditlint.render.{form.module}").render(view)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")
