"""What an evaluation asserts: scores within weights, projects per grade, questionnaires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import AtMost, Ratio, Relation, Sum
from auditlint.document import Document
from auditlint.figures import Figure, Figures
from auditlint.language.zh.evaluations import SCORED_IN_TEXT
from auditlint.language.zh.grades import grade_counts
from auditlint.patterns import compiled
from auditlint.settings import Confidence, Severity
from auditlint.structure.indicators import IndicatorTable, indicator_tables

_FULL_MARKS = 100
#: So many parts with weight and score are a list.
_LISTED = 3
_BONUS = compiled(r"加分|附加|奖励|扣分")


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
        if not _BONUS.search(table.table.context(row)):
            because = "得分不超过权重分"
            yield _claim("score-bound", AtMost(), score, (weight,), because, "weight")


def _figure(
    figures: Figures, document: Document, table: IndicatorTable, row: int, kind: str
) -> Figure | None:
    column = table.column(kind)
    if column is None:
        return None
    found = figures.cell(document.index, table.table.number, row, column)
    return found if found is not None and found.is_quantity else None


_SCORED = compiled(
    r"(?:权重|分值|满分|指标)[^，。；;\d]{0,8}(?P<weight>\d+(?:\.\d+)?)分[，,；]?"
    r"(?:实际|评价|自评|最终)?得分?[^，。；;\d]{0,3}(?P<score>\d+(?:\.\d+)?)分[，,；]?"
    r"得分率[^，。；;\d]{0,3}(?P<rate>\d+(?:\.\d+)?[%％])"
)


def _scored_sentences(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """权重28分，实际得分25分，得分率89.29%."""
    for found in _SCORED.finditer(text):
        weight, score, rate = (
            figures.get(found.start(group)) for group in ("weight", "score", "rate")
        )
        if weight is None or score is None or rate is None or weight.value <= 0:
            continue
        because = "句中给出同一维度的权重、得分和得分率"
        yield _claim("score-rate", Ratio(), rate, (score, weight), because, "score", "weight")
        yield _claim("score-bound", AtMost(), score, (weight,), because, "weight")


_TOTAL_SCORE = compiled(r"(?:得分|评分|总分|得|评为)(?:为|是)?(?P<score>\d+(?:\.\d+)?)分")


def _listed_scores(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """得86.35分，…其中决策满分20分，得18.50分；…: where the weights make 100, the scores make the
    total."""
    if text.count("分") < 2 * _LISTED:  # two to each part
        return
    listed = max((list(form.finditer(text)) for form in SCORED_IN_TEXT), key=len)
    if len(listed) < _LISTED:
        return
    total = _TOTAL_SCORE.search(text, 0, listed[0].start())
    stated = figures.get(total.start("score")) if total else None
    weights = [figures.get(found.start("weight")) for found in listed]
    scores = [figures.get(found.start("score")) for found in listed]
    known = [score for score in scores if score is not None]
    full = sum(weight.value for weight in weights if weight is not None)
    if stated is None or len(known) < len(listed) or full != _FULL_MARKS:
        return
    because = "各部分的权重合计100分，其得分之和就是总得分"
    relation = Sum((1,) * len(known))
    yield _claim("parts", relation, stated, known, because, *("part",) * len(known))


_PROJECTS = compiled(
    r"(?:项目(?:共|共计|合计)?(?P<behind>\d{1,4})个|(?P<before>\d{1,4})个[^，。；;\d]{0,12}项目)"
)


def _counted_grades(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """项目39个，…其中“优”38个、“良”1个: the counts per grade add to the projects."""
    counts = list(grade_counts(text))
    if len(counts) < 2 or len({count.grade for count in counts}) < len(counts):
        return
    totals = list(_PROJECTS.finditer(text, 0, counts[0].start))
    if not totals:
        return
    stated = figures.get(totals[-1].start("behind" if totals[-1]["behind"] else "before"))
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


_FORMS = compiled(
    r"发(?:放|出)(?:调查)?(?:问卷)?[^，。；;\d]{0,4}(?P<sent>\d+)份"
    r"[，,、](?:实际)?(?:收回|回收)(?:有效)?(?:问卷)?[^，。；;\d]{0,4}(?P<back>\d+)份"
    r"(?:[，,、](?:其中)?[：:]?有效(?:问卷)?[^，。；;\d]{0,4}(?P<valid>\d+)份)?"
    r"(?:[，,、](?:问卷)?(?P<named>回收率|有效率)[^，。；;\d]{0,4}(?P<rate>\d+(?:\.\d+)?[%％]))?"
)


def _returned_forms(text: str, figures: dict[int, Figure]) -> Iterator[Claim]:
    """发放问卷100份，收回98份，有效95份，回收率98%."""
    for found in _FORMS.finditer(text):
        sent, back = figures.get(found.start("sent")), figures.get(found.start("back"))
        valid = figures.get(found.start("valid")) if found["valid"] else None
        rate = figures.get(found.start("rate")) if found["rate"] else None
        because = "收回的问卷不多于发放的，有效的不多于收回的"
        if sent is None or back is None:
            continue
        yield _claim("questionnaire", AtMost(), back, (sent,), because, "sent")
        if valid is not None:
            yield _claim("questionnaire", AtMost(), valid, (back,), because, "returned")
        part, whole = (back, sent) if found["named"] == "回收率" else (valid, back)
        if rate is not None and part is not None and whole.value > 0:
            yield _claim("questionnaire", Ratio(), rate, (part, whole), because, "part", "whole")
