"""What an evaluation says of grades: its scales, and the scores and grades its tables print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from auditlint.document import Block, BlockKind, Document, RowKind, Span, Table
from auditlint.language.zh.evaluations import form_label, grade_of, grade_of_body, is_of_whole_body
from auditlint.language.zh.grades import (
    Band,
    Scale,
    band,
    is_grade_label,
    is_score_label,
    lone_grade,
    scale_of,
    scales,
)
from auditlint.values import dataclass

_SHORT = 40


@dataclass(frozen=True, slots=True)
class StatedScale:
    """A grading scale and the block that states it (the first, if several do)."""

    block: Block
    scale: Scale


@dataclass(frozen=True, slots=True)
class GradedCell:
    """A score and the grade beside it, as (row, column) of one table."""

    table: Table
    score: Decimal
    grade: str
    score_at: tuple[int, int]
    grade_at: tuple[int, int]


def stated_scales(document: Document) -> tuple[StatedScale, ...]:
    """The grading scales of a document, in one paragraph or with a paragraph for each grade."""
    found: list[StatedScale] = []
    run: list[tuple[Block, Band]] = []
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        text = block.text.value
        single = band(text) if block.kind is BlockKind.PARAGRAPH and len(text) <= _SHORT else None
        if single is not None and all(single.grade != known.grade for _, known in run):
            run.append((block, single))
            continue
        if len(run) >= 3:
            found.append(StatedScale(run[0][0], scale_of(one for _, one in run)))
        run = []
        found.extend(StatedScale(block, scale) for scale in scales(text))
    if len(run) >= 3:
        found.append(StatedScale(run[0][0], scale_of(one for _, one in run)))
    return tuple(found)


def graded_cells(document: Document) -> Iterator[GradedCell]:
    """Scores with their grades: label and value side by side, or two columns of a list."""
    for table in document.tables:
        yield from _in_form(table)
        yield from _in_columns(table)


def _in_form(table: Table) -> Iterator[GradedCell]:
    """评价分值 | 81.94 | 评价结论 | 良."""
    scores: list[tuple[Decimal, tuple[int, int]]] = []
    grades: list[tuple[str, tuple[int, int]]] = []
    for row, column in sorted(table.texts):
        label = table.text(row, column)
        scored, graded = is_score_label(label), is_grade_label(label)
        if not (scored or graded):
            continue
        right = next((at for at in range(column + 1, table.columns) if table.text(row, at)), None)
        if right is None:
            continue
        value = table.text(row, right)
        if scored and (number := _number(value)) is not None:
            scores.append((number, (row, right)))
        if graded and (grade := lone_grade(value)):
            grades.append((grade, (row, right)))
    if len(scores) == len(grades) == 1:
        (score, score_at), (printed, grade_at) = scores[0], grades[0]
        yield GradedCell(table, score, printed, score_at, grade_at)


def _in_columns(table: Table) -> Iterator[GradedCell]:
    for panel in table.panels:
        score = [c.index for c in panel.columns if c.path and is_score_label(c.path[-1])]
        grade = [c.index for c in panel.columns if c.path and is_grade_label(c.path[-1])]
        if len(score) != 1 or len(grade) != 1:
            continue
        for row in panel.rows:
            number = _number(table.text(row.index, score[0]))
            printed = lone_grade(table.text(row.index, grade[0]))
            if row.kind is RowKind.ITEM and number is not None and printed:
                yield GradedCell(
                    table,
                    number,
                    printed,
                    (row.index, score[0]),
                    (row.index, grade[0]),
                )


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.removesuffix("分"))
    except InvalidOperation:
        return None
    return value if 0 <= value <= 120 else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``text`` are the printed characters of the grade (or score), ``excerpt`` what they stand in.

    ``subject`` is 整体支出: only evaluations of a body as a whole are read; every project has its
    own. ``grade`` is 优, 良, 中, 差, 合格, 不合格 or empty, ``score`` as printed or empty.
    """

    subject: str
    grade: str
    score: str
    text: str
    at: Span
    excerpt: str
    section: str = ""


def evaluations(document: Document) -> Iterator[Evaluation]:
    """The evaluations of the body as a whole that a document reports, in order."""
    for table in document.tables:
        found = _of_whole_body(document, table)
        if found is not None:
            yield found
    for block in document.blocks:
        text = block.text.value
        if block.kind is not BlockKind.PARAGRAPH or not is_of_whole_body(text):
            continue
        for sentence in re.finditer(r"[^。]+。?", text):
            said = sentence[0]
            grade = grade_of_body(said)
            if grade is None:
                continue
            start, stop = sentence.start() + grade.start, sentence.start() + grade.stop
            yield Evaluation(
                "整体支出",
                grade_of(grade.printed),
                grade.score,
                grade.printed,
                block.text.span(document.index, start, stop),
                said.strip(),
                block.section[-1] if block.section else "",
            )


def _of_whole_body(document: Document, table: Table) -> Evaluation | None:
    """A feedback form: 评价类型 | 部门整体支出, 评价结论 | 良."""
    found: dict[str, tuple[int, int]] = {}
    for row, column in sorted(table.texts):
        kind = form_label(table.text(row, column))
        value = next((at for at in range(column + 1, table.columns) if table.text(row, at)), None)
        if kind and value is not None:
            found.setdefault(kind, (row, value))
    if not {"object", "grade"} <= found.keys():
        return None
    if not is_of_whole_body(table.text(*found["object"])):
        return None
    row, column = found["grade"]
    grade = table.text(row, column)
    score = table.text(*found["score"]) if "score" in found else ""
    return Evaluation(
        "整体支出",
        grade_of(grade),
        score,
        grade,
        table.texts[row, column].span(document.index),
        table.context(row),
        table.title,
    )
