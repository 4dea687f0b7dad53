"""A summary in Markdown, for a merge request."""

from __future__ import annotations

from auditlint.diagnostic import Diagnostic
from auditlint.patterns import compiled
from auditlint.render.phrases import closing, decided, phrase, suppressed_line
from auditlint.render.view import View
from auditlint.render.words import folded
from auditlint.settings import Severity

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}

#: What Markdown or the HTML in it would take for more than a character.
_SPECIAL = compiled(r"([\\`*_{}\[\]<>()#+!|~$@:&-])")


def escaped(text: str) -> str:
    """``text`` as plain text in Markdown: in a table cell too, no markup, links or mentions."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", folded(text))


def render(view: View) -> str:
    """A heading line, a table of findings by document, and what is suppressed."""
    language = view.main_language
    lines = [f"## auditlint\n\n{escaped(closing(view))}\n"]
    for document in view.result.documents:
        found = [d for d in view.result.diagnostics if d.finding.at.document == document.index]
        if found:
            lines.append(f"### {escaped(document.path)}\n")
            lines.append(phrase("columns", language))
            lines.append("|---|---|---|---|")
            lines.extend(_row(view, one) for one in found)
            lines.append("")
    hidden = suppressed_line(view)
    if hidden:
        lines.append(f"{escaped(hidden)}\n")
    return "\n".join(lines)


def _row(view: View, found: Diagnostic) -> str:
    place = view.place_of(found.finding)
    where = place.within or "–"
    said = escaped(view.message(found))
    computation = view.computation(found)
    if computation:
        said += f"<br>= {escaped(computation)}"
    if found.finding.excerpt:
        said += f"<br>“{escaped(found.finding.excerpt[:200])}”"
    decision = view.decision_on(found)
    if decision is not None:
        said += f"<br>{escaped(decided(decision, view.main_language))}"
    return f"| {_SIGNS[found.severity]} | {escaped(where)} | {found.code} | {said} |"
