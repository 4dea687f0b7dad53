from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.engagement import Kinship
from auditlint.settings import Confidence, Severity
from auditlint.structure.evaluations import Evaluation, evaluations


@check("XDC002")
def grade_differs_between_documents(facts: Facts) -> Iterator[Finding]:
    """Two documents report two grades of one evaluated body and year."""
    for pair in facts.engagement.pairs:
        one, other = facts.engagement.of(pair.first), facts.engagement.of(pair.second)
        if pair.kinship is not Kinship.SAME or not one.period or one.period != other.period:
            continue
        if one.kind in ("反馈表", "绩效评价"):
            one, other = other, one
        ours = list(evaluations(facts.documents[one.document]))
        theirs = list(evaluations(facts.documents[other.document]))
        differing = [(a, b) for a in ours for b in theirs if a.grade != b.grade]
        if differing and len(differing) == len(ours) * len(theirs):
            yield _asked(facts, one.entity, *differing[0])


def _asked(facts: Facts, entity: str, ours: Evaluation, theirs: Evaluation) -> Finding:
    there = PurePath(facts.documents[theirs.at.document].path).name
    score = f"（{theirs.score} 分）" if theirs.score else ""
    return Finding(
        Message(
            f"{entity}{ours.subject}的评价结果，本文为“{ours.text}”，"
            f"{there} 为“{theirs.text}”{score}；两者是否为不同主体、不同时点的评价？如是，应予说明",
            f"the evaluation of {entity} is graded {ours.text} here and {theirs.text} in {there};"
            " are these two evaluations? If so, the report should say so",
        ),
        marked=ours.text,
        at=ours.at,
        excerpt=ours.excerpt,
        notes=(
            Note(
                Message(f"{there} 的评价结论", f"the grade in {there}"),
                at=theirs.at,
                excerpt=theirs.excerpt,
            ),
        ),
        severity=Severity.INFO,
        confidence=Confidence.MEDIUM,
        section=ours.section,
    )
