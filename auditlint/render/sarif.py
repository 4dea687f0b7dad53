"""SARIF 2.1.0, as code-scanning services read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from auditlint.diagnostic import Diagnostic
from auditlint.render.view import Location, View, arithmetic, marked
from auditlint.render.words import as_json, plain, relative
from auditlint.result import Decision
from auditlint.settings import Severity
from auditlint.version import __version__

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Object = dict[str, Any]


def render(view: View) -> str:
    """One run; suppressed findings are kept as results with suppressions."""
    result = view.result
    kept = [decided.diagnostic for decided in result.suppressed]
    rules = _rules(view, [*result.diagnostics, *kept])
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    results = [_result(view, found, index) for found in result.diagnostics]
    results += [
        _result(view, decided.diagnostic, index)
        | {"suppressions": [_suppression(decided.decision)]}
        for decided in result.suppressed
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "auditlint",
                        "semanticVersion": __version__,
                        "rules": rules,
                    }
                },
                "artifacts": [
                    {"location": {"uri": uri(document.path)}}
                    | ({"hashes": {"sha-256": document.sha256}} if document.sha256 else {})
                    for document in result.documents
                ],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return as_json(log)


def uri(path: str) -> str:
    """A path as a URI reference; relative paths stay relative."""
    slashed = relative(path)
    quoted = quote(slashed, safe="/~", errors="surrogateescape")
    return f"file://{quoted}" if slashed.startswith("/") else quoted


def _rules(view: View, found: Iterable[Diagnostic]) -> list[Object]:
    pages = {rule.code: rule for rule in view.result.rules}
    names = {one.code: one.name for one in found}
    rules = []
    for code in sorted(names):
        rule: Object = {"id": code, "name": names[code]}
        known = pages.get(code)
        if known is not None:
            rule["shortDescription"] = {"text": known.summary or known.name}
            rule["fullDescription"] = {"text": known.summary or known.name}
            if known.page:
                rule["help"] = {"text": known.page, "markdown": known.page}
        rules.append(rule)
    return rules


def _result(view: View, found: Diagnostic, index: dict[str, int]) -> Object:
    finding = found.finding
    place = view.place_of(finding)
    related = [
        _location(one.place, one.message or one.excerpt) | {"id": number}
        for number, one in enumerate(view.related(found), 1)
    ]
    properties: Object = {
        "confidence": str(found.confidence),
        "marked": marked(finding),
        "excerpt": plain(finding.excerpt),
        "codes": [found.code, *(part.code for part in found.consequences)],
    }
    if finding.claim is not None:
        properties["formula"] = arithmetic(finding.claim).formula
    if found.cause is not None and found.cause.suggested:
        properties["suggested"] = found.cause.suggested
    decision = view.decision_on(found)
    if decision is not None:
        properties["decision"] = f"{decision.state} {decision.who} {decision.when} {decision.why}"
    result: Object = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": _LEVELS[found.severity],
        "message": {"text": view.message(found)},
        "locations": [_location(place)],
        # The second name is the only one by which GitHub knows a result again.
        "partialFingerprints": {
            "auditlint/v1": found.fingerprint,
            "primaryLocationLineHash": found.fingerprint,
        },
        "properties": properties,
    }
    if related:
        result["relatedLocations"] = related
    return result


def _location(place: Location, message: str = "") -> Object:
    """A page is named as a logical location, with its boxes as properties.

    It has no line, yet code scanning asks for one: it gets the first.
    """
    physical: Object = {"artifactLocation": {"uri": uri(place.path), "index": place.document}}
    location: Object = {"physicalLocation": physical}
    physical["region"] = {"startLine": place.text_line or 1}
    if place.page is not None and not place.text_line:
        location["logicalLocations"] = [{"name": f"page {place.page}", "kind": "page"}]
        location["properties"] = {"page": place.page} | (
            {"bbox": list(place.bbox), "boxes": [list(box) for box in place.boxes]}
            if place.bbox
            else {}
        )
    elif place.cell is not None:
        cell = place.cell
        name = f"{cell.sheet}!R{cell.row}C{cell.column}"
        location["logicalLocations"] = [{"name": name, "kind": "cell"}]
    if message:
        location["message"] = {"text": message}
    return location


def _suppression(decision: Decision) -> Object:
    said = " ".join(filter(None, (decision.who, decision.when, decision.why)))
    suppression: Object = {"kind": "external", "status": "accepted"}
    if said:
        suppression["justification"] = said
    return suppression
