"""Errors are read again by a second reader before they are told.

Only the characters inside the boxes of a finding's figures are compared, never lines: which
characters make a line is a matter of layout, which characters are printed is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from auditlint.diagnostic import MISREAD, Cause, Diagnostic, Message, Note
from auditlint.document import Box, Document, Mark
from auditlint.figures import Figure
from auditlint.patterns import compiled
from auditlint.settings import Confidence, Severity

#: What a second reader sees on pages (from 1) of a document; without those it cannot read.
SecondReader = Callable[[Document, Collection[int]], Mapping[int, Sequence[Mark]]]

#: How far outside a box the middle of a character may lie (points).
_MARGIN = 0.5


#: What is told of a finding that rests on a page read by text recognition.
_RECOGNISED = Message(
    "由文字识别（OCR）读取，请对照原件", "read by OCR: compare it with the original"
)
#: A mark with fewer ideographs may be a slip of recognition: a comma, a look-alike.
_SEVERAL = 4


def tempered(
    diagnostics: Iterable[Diagnostic],
    documents: Sequence[Document],
    exempt: Callable[[str], bool],
) -> tuple[Diagnostic, ...]:
    """The diagnostics, those that rest on recognised pages at medium confidence at most.

    A finding without figures that marks a character or two, or nothing, is left at low
    confidence there: recognition makes such slips itself. ``exempt`` are codes that say nothing
    of what stands on a page.
    """
    pages = {document.index: frozenset(document.pages_recognised) for document in documents}
    if not any(pages.values()):
        return tuple(diagnostics)
    return tuple(one if exempt(one.code) else _tempered(one, pages) for one in diagnostics)


def _tempered(diagnostic: Diagnostic, pages: Mapping[int, frozenset[int]]) -> Diagnostic:
    finding = diagnostic.finding
    spans = [finding.at, *(cited.figure.span for cited in finding.figures)]
    seen = any(span.page in pages.get(span.document, ()) for span in spans)
    absent = not finding.figures and not finding.marked and pages.get(finding.at.document)
    if not (seen or absent):
        return diagnostic
    words = sum("\u4e00" <= character <= "\u9fff" for character in finding.marked)
    most = Confidence.MEDIUM if finding.figures or words >= _SEVERAL else Confidence.LOW
    said = finding.message
    lower = replace(
        finding,
        message=Message(f"〔OCR〕{said.zh}", f"[OCR] {said.en}"),
        notes=(*finding.notes, Note(_RECOGNISED)),
        severity=min(finding.severity, Severity.WARNING),
        confidence=min(finding.confidence, most),
    )
    return diagnostic.with_(
        severity=min(diagnostic.severity, Severity.WARNING),
        confidence=min(diagnostic.confidence, most),
        finding=lower,
    )


def confirmed(
    diagnostics: Iterable[Diagnostic], documents: Sequence[Document], second: SecondReader
) -> tuple[Diagnostic, ...]:
    """The diagnostics, errors that the second reader does not see taken back to warnings.

    A page that the second reader cannot read at all confirms nothing and refutes nothing.
    """
    given = tuple(diagnostics)
    wanted: dict[int, set[int]] = {}
    for diagnostic in given:
        for figure in _figures(diagnostic):
            if figure.span.page is not None:
                wanted.setdefault(figure.document, set()).add(figure.span.page)
    seen = {
        number: second(documents[number], sorted(pages)) for number, pages in sorted(wanted.items())
    }
    return tuple(_judged(diagnostic, seen) for diagnostic in given)


def _figures(diagnostic: Diagnostic) -> Iterable[Figure]:
    """The figures of an error that have a place on a page."""
    if diagnostic.severity is not Severity.ERROR:
        return ()
    cited = (item.figure for item in diagnostic.finding.figures)
    return (figure for figure in cited if figure.span.box is not None)


def _judged(diagnostic: Diagnostic, seen: Mapping[int, Mapping[int, Sequence[Mark]]]) -> Diagnostic:
    diagnostic = _read_again(diagnostic, seen)
    for position, item in enumerate(diagnostic.finding.figures):
        figure = item.figure
        page, box = figure.span.page, figure.span.box
        if diagnostic.severity is not Severity.ERROR or page is None or box is None:
            continue
        marks = seen.get(figure.document, {}).get(page)
        if marks is None:
            continue
        inside = within(marks, box)
        if not agrees(figure.text, inside):
            return _doubted(diagnostic, position, "".join(mark.char for mark in inside))
    return diagnostic


def _read_again(
    diagnostic: Diagnostic, seen: Mapping[int, Mapping[int, Sequence[Mark]]]
) -> Diagnostic:
    """An error whose figures know what else the second reader reads in their place."""
    if diagnostic.severity is not Severity.ERROR:
        return diagnostic
    cited = []
    for item in diagnostic.finding.figures:
        page, box = item.figure.span.page, item.figure.span.box
        marks = seen.get(item.figure.document, {}).get(page) if page is not None else None
        if marks is not None and box is not None:
            item = replace(item, readings=other_readings(item.figure.text, marks, box))
        cited.append(item)
    return diagnostic.with_(finding=replace(diagnostic.finding, figures=tuple(cited)))


def other_readings(text: str, marks: Iterable[Mark], box: Box) -> tuple[str, ...]:
    """The numbers but ``text`` that marks in and beside ``box`` print.

    Those in the box; those with a minus or digits that touch them on either side (a sign left
    behind, one cell's digits in two); and the parts of those that a gap divides (two cells' in
    one).
    """
    row = sorted(mark for mark in marks if box.top - _MARGIN <= mark.y <= box.bottom + _MARGIN)
    inside = [
        at
        for at, mark in enumerate(row)
        if box.x0 - _MARGIN <= (mark.x0 + mark.x1) / 2 <= box.x1 + _MARGIN
    ]
    if not inside:
        return ()
    first, last = inside[0], inside[-1]
    found = [row[first : last + 1], *_parts(row[first : last + 1])]
    while first and _touch(row[first - 1], row[first]):
        first -= 1
    while last + 1 < len(row) and _touch(row[last], row[last + 1]):
        last += 1
    found.append(row[first : last + 1])
    printed = ("".join(mark.char for mark in part).translate(_PLAIN) for part in found)
    own = "".join(text.split()).translate(_PLAIN)
    return tuple(dict.fromkeys(read for read in printed if read != own and _NUMBER.fullmatch(read)))


_PLAIN = str.maketrans("−－，．", "--,.", " \u3000")
_NUMBER = compiled(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?[%％]?")
_OF_NUMBERS = frozenset("0123456789.,-−－，．%％")
#: Characters of one number stand no further apart than this share of their width.
_TOUCHING, _APART = 0.6, 1.0


def _touch(left: Mark, right: Mark) -> bool:
    gap = right.x0 - left.x1
    wide = max(right.x1 - right.x0, left.x1 - left.x0)
    return left.char in _OF_NUMBERS and right.char in _OF_NUMBERS and gap <= _TOUCHING * wide


def _parts(marks: Sequence[Mark]) -> list[Sequence[Mark]]:
    """``marks`` divided where there is room for a character between two; none if nowhere."""
    cuts = [
        at
        for at in range(1, len(marks))
        if marks[at].x0 - marks[at - 1].x1 > _APART * (marks[at].x1 - marks[at].x0)
    ]
    ends = [0, *cuts, len(marks)]
    return [marks[start:stop] for start, stop in pairwise(ends)] if cuts else []


def _doubted(diagnostic: Diagnostic, position: int, read: str) -> Diagnostic:
    figure = diagnostic.finding.figures[position].figure
    note = Note(
        Message(
            f"可能误读：“{figure.text}”处，另一种读取方式读到的是“{read}”，请对照原文",
            f"possibly misread: where “{figure.text}” was read, the second reader sees “{read}”",
        ),
        figure.span,
    )
    finding = replace(
        diagnostic.finding,
        notes=(*diagnostic.finding.notes, note),
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
    )
    return diagnostic.with_(
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        finding=finding,
        cause=Cause(MISREAD, position, read if _NUMBER.fullmatch(read) else ""),
    )


def within(marks: Iterable[Mark], box: Box) -> list[Mark]:
    """The marks whose middle lies in a box, left to right."""
    return sorted(
        mark
        for mark in marks
        if box.x0 - _MARGIN <= (mark.x0 + mark.x1) / 2 <= box.x1 + _MARGIN
        and box.top - _MARGIN <= mark.y <= box.bottom + _MARGIN
    )


def agrees(text: str, marks: Sequence[Mark]) -> bool:
    """Whether ``marks`` print ``text``, white space and marks of other lines left aside.

    The box of a figure may reach into the line above or below, or span two lines where the
    figure is broken over them. A mark is of another line if it stands over or under the ones
    that print the text; one that stands between them is a character the first reader lost.
    """
    wanted = "".join(text.split())
    if "".join(mark.char for mark in marks) == wanted:
        return True
    rows = sorted(marks, key=lambda mark: (mark.y, mark.x0))
    if "".join(mark.char for mark in rows) == wanted:
        return True
    chosen: list[Mark] = []
    left = list(marks)
    for char in wanted:
        found = next((mark for mark in left if mark.char == char), None)
        if found is None:
            return False
        chosen.append(found)
        left = left[left.index(found) + 1 :]
    others = [mark for mark in marks if mark not in chosen]
    return all(any(_overlap(mark, taken) for taken in chosen) for mark in others)


def _overlap(one: Mark, other: Mark) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0)
