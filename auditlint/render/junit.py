"""JUnit XML: a suite for each document, a case for each finding."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

from auditlint.diagnostic import Diagnostic
from auditlint.render.phrases import decided as said_of
from auditlint.render.view import View
from auditlint.render.words import plain


def render(view: View) -> str:
    """Findings that reach ``--fail-on`` fail, others pass with their message as output.

    Suppressed findings are skipped cases; a document without findings has one passing case.
    """
    suites = Tree.Element("testsuites", name="auditlint")
    total = failed = skipped = 0
    for document in view.result.documents:
        suite = Tree.SubElement(suites, "testsuite", name=plain(document.path))
        cases = failures = passed_over = 0
        for found in view.result.diagnostics:
            if found.finding.at.document == document.index:
                cases += 1
                failures += _case(view, suite, found)
        for decided in view.result.suppressed:
            if decided.diagnostic.finding.at.document == document.index:
                cases += 1
                passed_over += 1
                case = _named(view, suite, decided.diagnostic)
                reason = said_of(decided.decision, view.main_language)
                Tree.SubElement(case, "skipped", message=reason)
        if not cases:
            cases = 1
            Tree.SubElement(suite, "testcase", name="no findings", classname=plain(document.path))
        for key, value in (("tests", cases), ("failures", failures), ("skipped", passed_over)):
            suite.set(key, str(value))
        suite.set("errors", "0")
        total, failed, skipped = total + cases, failed + failures, skipped + passed_over
    for key, value in (("tests", total), ("failures", failed), ("skipped", skipped)):
        suites.set(key, str(value))
    Tree.indent(suites, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(suites, "unicode") + "\n"


def _named(view: View, suite: Tree.Element, found: Diagnostic) -> Tree.Element:
    place = view.place_of(found.finding)
    return Tree.SubElement(
        suite,
        "testcase",
        classname=f"{found.code} {plain(found.name)}",
        name=plain(f"{place} {found.finding.marked} {found.fingerprint}"),
    )


def _case(view: View, suite: Tree.Element, found: Diagnostic) -> int:
    case = _named(view, suite, found)
    threshold = view.result.facts.settings.fail_on
    lines = [view.message(found), plain(found.finding.excerpt)]
    computation = view.computation(found)
    if computation:
        lines.append(f"= {computation}")
    decision = view.decision_on(found)
    if decision is not None:
        lines.append(said_of(decision, view.main_language))
    if threshold is None or found.severity < threshold:
        Tree.SubElement(case, "system-out").text = "\n".join(lines)
        return 0
    failure = Tree.SubElement(
        case, "failure", message=view.message(found), type=str(found.severity)
    )
    failure.text = "\n".join(lines)
    return 1
