"""Text for a terminal, in the manner of a good linter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditlint.diagnostic import Diagnostic, standing
from auditlint.render.phrases import closing, decided, phrase, suppressed_line
from auditlint.render.view import View, marked
from auditlint.render.words import folded, plain, width, window, wrapped
from auditlint.settings import Severity
from auditlint.values import dataclass

#: Further places shown for one diagnostic; the rest is counted.
_PLACES = 4
#: Columns of an excerpt where the output is no terminal.
_EXCERPT = 96

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """How text is shown: in colours or not, ``columns`` wide (``None``: lines are not broken)."""

    colours: bool = False
    columns: int | None = None

    def paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colours and codes else text


def render(
    view: View, style: Style | None = None, *, statistics: bool = False, quiet: bool = False
) -> str:
    """All diagnostics and a closing line; with ``statistics`` their counts instead.

    ``quiet`` leaves the closing line out, except what is suppressed: that is always said.
    """
    style = style or Style()
    lines: list[str] = []
    if statistics:
        lines.extend(_statistics(view))
    else:
        for found in view.result.diagnostics:
            lines.extend(_diagnostic(view, found, style))
            lines.append("")
    if not quiet:
        lines.extend(style.paint(line, "1") for line in _broken(closing(view), style))
    lines.extend(_broken(suppressed_line(view), style))
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _statistics(view: View) -> Iterator[str]:
    """Counts by code, the most frequent first, folded findings counted as well."""
    counts: Counter[tuple[str, str]] = Counter()
    for found in view.result.diagnostics:
        counts.update((part.code, part.name) for part in (found, *found.consequences))
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>5}  {code}  {plain(name)}"
    if counts:
        yield ""


def _diagnostic(view: View, found: Diagnostic, style: Style) -> Iterator[str]:
    finding = found.finding
    language = view.language_of(finding.at.document)
    place = plain(str(view.place_of(finding)))
    colour = _COLOURS[found.severity]
    head = f"{place}: {found.code} {found.severity}"
    painted = (
        f"{style.paint(place, '1')}: {style.paint(found.code, '1', colour)}"
        f" {style.paint(str(found.severity), colour)}"
    )
    yield from _headline(head, painted, view.message(found), style)
    yield from _excerpt(found, style, colour)
    headings = view.place_of(finding).headings
    if headings:
        yield from _note(phrase("under", language, headings=" › ".join(headings)), style)
    if finding.claim is not None:
        yield from _note(view.computation(found), style)
    cause = found.cause
    if cause is not None and cause.suggested and cause.suggested not in view.message(found):
        figure = finding.figures[cause.figure].figure
        said = phrase("suggested", language, printed=figure.text, suggested=cause.suggested)
        yield from _note(said, style)
    for note in finding.notes:
        if note.at is None:
            yield from _note(folded(note.message[language]), style)
    yield from _places(view, found, language, style)
    for part in found.consequences:
        at = plain(str(view.place_of(part.finding)))
        yield from _note(f"{at}: {part.code} {view.message(part)}", style, "└")
    decision = view.decision_on(found)
    if decision is not None:
        yield from _note(decided(decision, language), style)


def _headline(head: str, painted: str, message: str, style: Style) -> Iterator[str]:
    if style.columns is None or width(head) + 1 + width(message) <= style.columns:
        yield f"{painted} {message}"
        return
    room = style.columns - width(head) - 1
    first = next(wrapped(message, room), "") if room >= 20 else ""
    yield f"{painted} {first}".rstrip()
    for line in wrapped(message[len(first) :], style.columns - 4):
        yield f"    {line}"


def _excerpt(found: Diagnostic, style: Style, colour: str) -> Iterator[str]:
    excerpt = folded(found.finding.excerpt)
    if not excerpt:
        return
    at = position(marked(found.finding), excerpt, found.finding.nth)
    room = (style.columns or _EXCERPT) - 4
    start, stop = at or (0, 0)
    shown, start, stop = window(excerpt, start, stop, room)
    bar = style.paint("│", "2")
    yield f"  {bar} {shown}"
    if at:
        carets = style.paint("^" * max(width(shown[start:stop]), 1), "1", colour)
        yield f"  {bar} {' ' * width(shown[:start])}{carets}"


def position(needle: str, text: str, nth: int = 0) -> tuple[int, int] | None:
    """Where ``needle`` stands in ``text``: the ``nth`` time by itself, else inside a number."""
    if not needle:
        return None
    alone = standing(needle, text)
    start = alone[min(nth, len(alone) - 1)] if alone else text.find(needle)
    return (start, start + len(needle)) if start >= 0 else None


def _places(view: View, found: Diagnostic, language: str, style: Style) -> Iterator[str]:
    """The other rows and sentences that the figures of a finding stand in."""
    own = view.place_of(found.finding).path
    places = view.related(found)
    for related in places[:_PLACES]:
        place = related.place
        where = plain(str(place))
        if place.path == own and place.page is not None and not place.text_line:
            where = phrase("page", language, number=place.page)
        said = f"{related.message} " if related.message else ""
        at = position(related.text, related.excerpt) or (0, 0)
        room = max((style.columns or _EXCERPT) - width(where) - width(said) - 10, 32)
        quoted = f"«{window(related.excerpt, *at, room)[0]}»" if related.excerpt else ""
        yield from _note(f"{where} {said}{quoted}".rstrip(), style, "→")
    if len(places) > _PLACES:
        said = phrase("more_places", language, count=len(places) - _PLACES)
        yield from _note(said, style, "→")


def _broken(text: str, style: Style) -> list[str]:
    if not text or style.columns is None:
        return [text] if text else []
    return list(wrapped(text, style.columns))


def _note(text: str, style: Style, sign: str = "=") -> Iterator[str]:
    lines = [text] if style.columns is None else list(wrapped(text, style.columns - 4))
    for number, line in enumerate(lines):
        yield f"  {style.paint(sign, '2') if number == 0 else ' '} {line}"
