"""Several reports bound in one file: a department's and its units', each with its own tables.

A report of its own opens with a cover or a table of contents and holds standard tables that the
one before it holds too, or those of another kind of report. An annex has contents as well, but
not those tables: it stays with its report.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditlint.document import Document, Page
from auditlint.language.zh.disclosure import TABLES
from auditlint.language.zh.markers import is_contents_title, names_report, opens_part

#: A cover has no more lines than this.
_COVER_LINES = 10
#: A report has so many of the standard tables at least, and so many of the report before.
_TABLES, _AGAIN = 3, 2

#: The kind of a report and the names of the standard tables that stand in it.
Forms = tuple[str, frozenset[str]]


def bound_reports(document: Document) -> tuple[tuple[Page, ...], ...]:
    """The pages of each report that a file holds; all pages together where it is one."""
    pages = document.pages
    starts = [at for at in range(1, len(pages)) if _opens(pages, at)]
    found: list[tuple[Page, ...]] = []
    for first, last in pairwise([0, *starts, len(pages)]):
        part = pages[first:last]
        if found and not _anew(_forms(document, found[-1]), _forms(document, part)):
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def _opens(pages: Sequence[Page], at: int) -> bool:
    """Whether a report may begin on a page: a cover, or contents without a cover before."""
    if _is_cover(pages[at]):
        return not _is_cover(pages[at - 1])
    contents = any(is_contents_title(line.text) for line in pages[at].lines)
    return contents and not _is_cover(pages[at - 1])


def _is_cover(page: Page) -> bool:
    """A page that names a report; one that only opens a part of it is no cover."""
    lines = ["".join(line.text.split()) for line in page.lines]
    said = "".join(lines)
    if page.grids or opens_part(said) or sum(map(bool, lines)) > _COVER_LINES:
        return False
    return names_report(said)


def _anew(before: Forms, forms: Forms) -> bool:
    """Whether tables with these ``forms`` are those of a further report."""
    if min(len(before[1]), len(forms[1])) < _TABLES:
        return False
    return before[0] != forms[0] or len(before[1] & forms[1]) >= _AGAIN


def _forms(document: Document, part: Sequence[Page]) -> Forms:
    """Which standard tables stand on some pages, and of which kind of report they are."""
    numbers = {page.number for page in part}
    titles = {
        table.title
        for table in document.tables
        if table.caption and table.caption.span(document.index, 0, 1).page in numbers
    }
    found = [
        (kind, frozenset(r.name for r in known if any(r.pattern.search(t) for t in titles)))
        for kind, known in TABLES.items()
    ]
    return max(found, key=lambda forms: len(forms[1]), default=("", frozenset()))
