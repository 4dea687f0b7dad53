"""The code quality report of GitLab."""

from __future__ import annotations

from auditlint.render.phrases import decided
from auditlint.render.view import View
from auditlint.render.words import as_json, plain, relative
from auditlint.settings import Severity

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(view: View) -> str:
    """A list of issues; where a file has pages, the page stands for the line."""
    issues = []
    for found in view.result.diagnostics:
        place = view.place_of(found.finding)
        said = [f"{place}: {view.message(found)}"]
        decision = view.decision_on(found)
        if decision is not None:
            said.append(decided(decision, view.main_language))
        row = place.cell.row if place.cell else place.text_line
        issues.append(
            {
                "description": plain(" — ".join(said)),
                "check_name": found.code,
                "fingerprint": found.fingerprint,
                "severity": _SEVERITIES[found.severity],
                "location": {
                    "path": relative(place.path),
                    "lines": {"begin": row or place.page or 1},
                },
            }
        )
    return as_json(issues)
