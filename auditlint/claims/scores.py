"""What an evaluation asserts: scores within weights, projects per grade, questionnaires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import AtMost, Ratio, Relation, Sum
from auditlint.document import Document
from auditlint.figures import Figure, Figures
from auditlint.language.zh.evaluations import has_bonus
from auditlint.language.zh.grades import grade_counts
from auditlint.language.zh.scores import (
    part_scores,
    project_count,
    questionnaires,
    rated_scores,
    total_score,
)
from auditlint.settings import Confidence, Severity
from auditlint.structure.indicators import IndicatorTable, indicator_tables

_FULL_MARKS = 100
#: So many parts with weight and score are a list.
_LISTED = 3


def score_claims(ground: Ground) -> Iterable[Claim]:
    """Bounds of every scored row, and what sentences say of scores, grades and questionnaires."""
    for document in ground.documents:
        tables = indicator_tables(document)
        for table in tables:
            yield from _row_claims(ground.figures, document, table)
        for block in document.blocks:
            figures = ground.figures.by_start(document.index, block.index)
            if figures:
                yield from _scored_sentences(block.text.value, figures)
                yield from _listed_scores(block.text.value, figures)
                yield from _counted_grades(block.text.value, figures)
                yield from _returned_forms(block.text.value, figures)


def _claim(
    kind: str,
    relation: Relation,
    stated: Figure,
    inputs: Sequence[Figure],
    because: str,
    *roles: str,
    confidence: Confidence = Confidence.HIGH,
    severity: Severity = Severity.ERROR,
) -> Claim:
    return Claim(
        kind=kind,
        relation=relation,
        stated=stated,
        inputs=tuple(inputs),
        because=because,
        confidence=confidence,
        roles=roles,
        severity=severity,
    )


def _row_claims(figures: Figures, document: Document, table: IndicatorTable) -> Iterator[Claim]:
    rows = [indicator.row for indicator in table.indicators] + list(table.totals)
    for row in rows:
        weight, score = (
            _figure(figures, document, table, row, kind) for kind in ("weight", "score")
        )
        if weight is None or score is None or weight.value <= 0:
            continue
        if not has_bonus(table.table.context(row)):
            because = "得分不超过权重分"
            yield _claim("score-bound", AtMost(), score, (weight,), because, "weight")


def _figure(
    figures: Figures, document: Document, table: IndicatorTable, row: int, kind: str
) -> Figure | None:
    column = table.column(kind)
    if column is None:
        return None
    return figures.quantity(document.index, table.table.number, row, column)


def _scored_sentences(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """权重28分，实际得分25分，得分率89.29%."""
    for found in rated_scores(text):
        weight, score, rate = (figures.get(start) for start in found)
        if weight is None or score is None or rate is None or weight.value <= 0:
            continue
        because = "句中给出同一维度的权重、得分和得分率"
        yield _claim("score-rate", Ratio(), rate, (score, weight), because, "score", "weight")
        yield _claim("score-bound", AtMost(), score, (weight,), because, "weight")


def _listed_scores(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """得86.35分，…其中决策满分20分，得18.50分；…: where the weights make 100, the scores make the
    total."""
    if text.count("分") < 2 * _LISTED:  # two to each part
        return
    listed = max(part_scores(text), key=len)
    if len(listed) < _LISTED:
        return
    total = total_score(text, listed[0].start)
    stated = figures.get(total) if total is not None else None
    weights = [figures.get(found.weight) for found in listed]
    scores = [figures.get(found.score) for found in listed]
    known = [score for score in scores if score is not None]
    full = sum(weight.value for weight in weights if weight is not None)
    if stated is None or len(known) < len(listed) or full != _FULL_MARKS:
        return
    because = "各部分的权重合计100分，其得分之和就是总得分"
    relation = Sum((1,) * len(known))
    yield _claim("parts", relation, stated, known, because, *("part",) * len(known))


def _counted_grades(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """项目39个，…其中“优”38个、“良”1个: the counts per grade add to the projects."""
    counts = list(grade_counts(text))
    if len(counts) < 2 or len({count.grade for count in counts}) < len(counts):
        return
    total = project_count(text, counts[0].start)
    if total is None:
        return
    stated = figures.get(total)
    inputs = [figures.get(count.start) for count in counts]
    known = [figure for figure in inputs if figure is not None]
    if stated is None or len(known) < len(inputs):
        return
    because = "项目数等于各等级个数之和"
    # Two grades may be named out of more; that they come to too many is wrong in any case.
    whole = len(known) > 2 or sum(figure.value for figure in known) >= stated.value
    confidence = Confidence.HIGH if whole else Confidence.MEDIUM
    relation = Sum((1,) * len(known))
    yield _claim("grade-count", relation, stated, known, because, confidence=confidence)


def _returned_forms(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """发放问卷100份，收回98份，有效95份，回收率98%."""
    for found in questionnaires(text):
        sent, back, valid, rate = (
            None if start is None else figures.get(start) for start in found[:4]
        )
        because = "收回的问卷不多于发放的，有效的不多于收回的"
        if sent is None or back is None:
            continue
        yield _claim("questionnaire", AtMost(), back, (sent,), because, "sent")
        if valid is not None:
            yield _claim("questionnaire", AtMost(), valid, (back,), because, "returned")
        part, whole = (back, sent) if found.returned else (valid, back)
        if rate is not None and part is not None and whole.value > 0:
            yield _claim("questionnaire", Ratio(), rate, (part, whole), because, "part", "whole")
