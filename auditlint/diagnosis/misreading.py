"""A misreading that heals: what looks like an author's slip may be the reader's.

The second reader may see other characters where a figure was read, a minus before it, or digits
that touch it. If the figure so read satisfies every claim of a group, nobody is accused: the
finding becomes a question.

A column shift, a row read one column to the left or right, is no such misreading. The second
reader tells which characters stand at a place; it sees the same ones there whatever column the
place is counted to, and it knows of no columns. That shifted cells would heal a group is then no
evidence against the author: a figure entered in the wrong column heals it just as well. Which
column a cell belongs to is settled by rules and edges when the table is built, and a row that
fits none of them is left unread there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditlint.claims.claim import Claim
from auditlint.claims.relation import AtFault
from auditlint.diagnosis.graph import Graph
from auditlint.diagnosis.slips import number_in
from auditlint.diagnostic import MISREAD, Cause, Cited, Diagnostic, Message, Note
from auditlint.figures import Figure
from auditlint.quantity import Interval, decimal, decimals_of
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Misread:
    """``figure`` read as ``text`` satisfies all that is claimed of it."""

    figure: Figure
    text: str


def healing(
    graph: Graph, claims: Sequence[Claim], symptoms: Sequence[Diagnostic]
) -> Misread | None:
    """The reading of one figure that would satisfy all of ``claims``; ``None`` without one."""
    tried: set[tuple[int, str]] = set()
    for found in symptoms:
        for cited in found.finding.figures:
            for text in cited.readings:
                if (cited.figure.id, text) in tried:
                    continue
                tried.add((cited.figure.id, text))
                if _heals(graph, claims, cited.figure, text):
                    return Misread(cited.figure, text)
    return None


def _heals(graph: Graph, claims: Sequence[Claim], figure: Figure, text: str) -> bool:
    bare = number_in(text)
    variable = graph.variable(figure)
    # A figure that another place confirms was not misread.
    if not bare or len(graph.members[variable]) > 1:
        return False
    value = Interval.printed(decimal(bare), decimals_of(bare)).scaled(figure.unit.scale)
    touched = (*claims, *graph.holding.get(variable, ()))
    return all(
        not isinstance(claim.relation, AtFault)
        and any(member.id == figure.id for member in claim.figures)
        and graph.holds(claim, {variable: value})
        for claim in touched
    )


def doubting(members: Sequence[Diagnostic], misread: Misread) -> Diagnostic:
    """The one question that stands for ``members``, the loudest of which it is made of."""
    first, *others = sorted(members, key=lambda found: (-found.severity, found.code))
    figure, text = misread.figure, misread.text
    cited = [item for item in first.finding.figures if item.figure.id != figure.id]
    own = next((item for item in first.finding.figures if item.figure.id == figure.id), None)
    zh = (
        f"可能误读：“{figure.text}”处，另一种读取方式读到的是“{text}”，"
        f"若为“{text}”则相符，请对照原文"
    )
    en = (
        f"possibly misread: where “{figure.text}” was read, the second reader sees “{text}”,"
        " with which it would agree"
    )
    message = first.finding.message
    finding = replace(
        first.finding,
        message=Message(f"{message.zh.rstrip('。')}；{zh}", f"{message.en.rstrip('.')}; {en}"),
        marked=figure.text,
        at=figure.span,
        excerpt=figure.context,
        figures=(own or Cited("stated", figure), *cited),
        notes=tuple(note for note in first.finding.notes if not _of_reading(note)),
        severity=min(first.finding.severity, Severity.WARNING),
        confidence=min(first.finding.confidence, Confidence.MEDIUM),
    )
    return first.with_(
        severity=min(first.severity, Severity.WARNING),
        confidence=min(first.confidence, Confidence.MEDIUM),
        finding=finding,
        cause=Cause(MISREAD, 0, text),
        consequences=tuple(_quiet(found) for found in others),
    )


def _quiet(found: Diagnostic) -> Diagnostic:
    return found.with_(severity=min(found.severity, Severity.WARNING))


def _of_reading(note: Note) -> bool:
    return note.message.zh.startswith("可能误读")
