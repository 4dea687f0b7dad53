"""GitHub workflow annotations: one command a line."""

from __future__ import annotations

from auditlint.render.phrases import decided, suppressed_line
from auditlint.render.view import View
from auditlint.render.words import plain, relative
from auditlint.settings import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(view: View) -> str:
    """One annotation a finding; the page stands in the message, for a PDF has no lines.

    A last one says how many findings are suppressed.
    """
    lines = []
    for found in view.result.diagnostics:
        place = view.place_of(found.finding)
        properties = [f"file={_property(relative(place.path))}"]
        if place.text_line:
            properties.append(f"line={place.text_line}")
        properties.append(f"title={_property(f'{found.code} {found.name}')}")
        said = [f"{place}: {view.message(found)}"]
        decision = view.decision_on(found)
        if decision is not None:
            said.append(decided(decision, view.main_language))
        message = _data(" — ".join(said))
        lines.append(f"::{_COMMANDS[found.severity]} {','.join(properties)}::{message}\n")
    hidden = suppressed_line(view)
    if hidden:
        lines.append(f"::notice title=auditlint::{_data(hidden)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return plain(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
