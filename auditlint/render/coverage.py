"""Coverage in the JSON contract: how many figures were verified, and why others were not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditlint.coverage import STATES, Counts, State
from auditlint.document import Document
from auditlint.figures import Figure
from auditlint.render.places import location
from auditlint.render.view import View
from auditlint.render.words import folded
from auditlint.version import __version__

SCHEMA = "auditlint-coverage/1"

#: What ``json`` can write; the shapes are those of ``docs/findings.schema.json``.
Object = dict[str, Any]


def coverage(view: View) -> Object:
    """The whole run, then each document with its sections and tables."""
    found = view.result.coverage
    return (
        counted(found.every)
        | {"tables": counted(found.tables), "narrative": counted(found.narrative)}
        | {"documents": [_document(view, document) for document in view.result.documents]}
    )


def with_figures(view: View, listed: str) -> Object:
    """Coverage with the figures that are ``verified``, ``contradicted`` or ``unverified``."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "coverage": coverage(view),
        listed: [
            {
                "text": folded(figure.text),
                "value": f"{figure.value:f}",
                "unit": figure.unit.name,
                "measure": folded(figure.measure),
                "context": folded(figure.context),
                "reason": reason(state),
                "message": STATES[state][view.language_of(figure.document)],
                "location": location(view.place_of_figure(figure)),
            }
            for figure, state in in_state(view, listed)
        ],
    }


def in_state(view: View, listed: str) -> Iterator[tuple[Figure, State]]:
    """The figures that are ``verified``, ``contradicted`` or ``unverified``, in order."""
    known = {State.VERIFIED: "verified", State.CONTRADICTED: "contradicted"}
    for figure in view.result.facts.figures:
        state = view.result.coverage.states.get(figure.id)
        if state is not None and known.get(state, "unverified") == listed:
            yield figure, state


def counted(counts: Counts) -> Object:
    return {
        "figures": counts.figures,
        "verified": counts.verified,
        "contradicted": counts.contradicted,
        "unverified": counts.unverified,
        "reasons": {reason(state): count for state, count in counts.reasons},
    }


def reason(state: State) -> str:
    """A state as JSON names it: ``table-not-understood``."""
    return state.value.replace(" ", "-")


def _document(view: View, document: Document) -> Object:
    found, index = view.result.coverage, document.index
    return (
        {"path": document.path}
        | counted(found.by_document.get(index, Counts()))
        | {
            "not_quantities": found.others.get(index, 0),
            "pages_without_text": list(document.pages_without_text),
            "narrative": counted(view.narrative(index)),
            "sections": [
                {"headings": [folded(heading) for heading in headings]} | counted(counts)
                for (at, headings), counts in found.by_section.items()
                if at == index
            ],
            "tables": [
                {
                    "number": table.number + 1,
                    "title": folded(table.title),
                    "page": table.cells[0].page if document.pages and table.cells else None,
                    "understood": table.understood,
                }
                | counted(found.by_table.get((index, table.number), Counts()))
                for table in document.tables
            ],
        }
    )
