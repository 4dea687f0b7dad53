"""The JSON contract, ``auditlint-findings/1``: keys are only ever added."""

from __future__ import annotations

from typing import Any

from auditlint.diagnostic import Diagnostic, Finding
from auditlint.render.coverage import coverage
from auditlint.render.places import location
from auditlint.render.view import View, arithmetic, marked
from auditlint.render.words import as_json, folded
from auditlint.result import Decision
from auditlint.version import __version__

SCHEMA = "auditlint-findings/1"

#: What ``json`` can write; the shapes are those of ``docs/findings.schema.json``.
Object = dict[str, Any]


def render(view: View) -> str:
    """The whole result as one JSON object, ending in a line break."""
    return as_json(findings(view))


def findings(view: View) -> Object:
    """The result as the object that ``render`` writes."""
    result = view.result
    return {
        "schema": SCHEMA,
        "version": __version__,
        "documents": [_document(view, index) for index in range(len(result.documents))],
        "diagnostics": [diagnostic(view, found) for found in result.diagnostics],
        "suppressed": [
            diagnostic(view, decided.diagnostic) | _decided(decided.decision)
            for decided in result.suppressed
        ],
        "coverage": coverage(view),
    }


def diagnostic(view: View, found: Diagnostic) -> Object:
    """One diagnostic with what was folded under it."""
    cause = found.cause
    return (
        _part(view, found)
        | {
            "severity": str(found.severity),
            "confidence": str(found.confidence),
            "claim": _claim(view, found.finding),
            "cause": None
            if cause is None
            else {"kind": cause.kind, "figure": cause.figure, "suggested": cause.suggested},
            "notes": [
                {
                    "message": folded(note.message[view.language_of(found.finding.at.document)]),
                    "excerpt": folded(note.excerpt),
                    "location": None if note.at is None else location(view.place(note.at)),
                }
                for note in found.finding.notes
            ],
            "consequences": [_part(view, folded_in) for folded_in in found.consequences],
        }
        | _decided(view.decision_on(found))
    )


def _decided(decision: Decision | None) -> Object:
    """The key ``decision``, of findings that somebody or a baseline has decided on."""
    if decision is None:
        return {}
    return {
        "decision": {
            "state": decision.state,
            "who": decision.who,
            "when": decision.when,
            "why": decision.why,
        }
    }


def _part(view: View, found: Diagnostic) -> Object:
    finding = found.finding
    return {
        "code": found.code,
        "name": found.name,
        "message": view.message(found),
        "fingerprint": found.fingerprint,
        "marked": marked(finding),
        "excerpt": folded(finding.excerpt),
        "location": location(view.place_of(finding)),
        "figures": [
            {
                "role": cited.role,
                "text": folded(cited.figure.text),
                "value": f"{cited.figure.value:f}",
                "unit": cited.figure.unit.name,
                "measure": folded(cited.figure.measure),
                "context": folded(cited.figure.context),
                "location": location(view.place_of_figure(cited.figure)),
            }
            for cited in finding.figures
        ],
    }


def _claim(view: View, finding: Finding) -> Object | None:
    if finding.claim is None:
        return None
    numbers = arithmetic(finding.claim, view.language_of(finding.at.document))
    return {
        "kind": numbers.kind,
        "formula": numbers.formula,
        "expected": numbers.expected,
        "allowed": list(numbers.allowed),
        "because": numbers.because,
    }


def _document(view: View, index: int) -> Object:
    document = view.result.documents[index]
    identity = view.result.facts.engagement.of(index)
    return {
        "path": document.path,
        "sha256": document.sha256,
        "pages": len(document.pages),
        "kind": identity.kind,
        "title": folded(document.title),
        "entity": folded(identity.entity),
        "period": identity.period,
        "pages_without_text": list(document.pages_without_text),
        "pages_read_by_ocr": list(document.pages_recognised),
    }
