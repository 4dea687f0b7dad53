"""How a document says that its body was evaluated: object, grade, score."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.document import BlockKind, Document, Span, Table
from auditlint.patterns import lazily
from auditlint.values import dataclass

_OBJECT = lazily(r"(?:部门|单位)整体支出")
_GRADE = lazily(
    r"评价(?:结果|结论|等级|等次|级别)(?:为|是|属于)?[“\"「]?(优秀|良好|优|良|中|差|合格|不合格)[”\"」\s]"
    r"|(?:属于|等级为|评为)[“\"「](优秀|良好|优|良|中|差|合格|不合格)[”\"」]"
)
_SCORE = lazily(r"(?:评价得分|综合得分|最终得分|评价分值|评分结果为?|得分)为?(\d+(?:\.\d+)?)分")
#: Labels of a form whose cells to the right say what was evaluated and how.
_FORM = {"评价类型": "object", "评价结论": "grade", "评价等级": "grade", "评价分值": "score"}
_SAME = {"优秀": "优", "良好": "良"}


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
        found = _of_form(document, table)
        if found is not None:
            yield found
    for block in document.blocks:
        text = block.text.value
        if block.kind is not BlockKind.PARAGRAPH or not _OBJECT.search(text):
            continue
        for sentence in re.finditer(r"[^。]+。?", text):
            said = sentence[0]
            subject, grade = _OBJECT.search(said), _GRADE.search(said)
            if subject is None or grade is None or grade.start() < subject.start():
                continue
            if "项目" in said[subject.end() : grade.start()]:
                continue  # the grade is a project's
            group = 1 if grade[1] else 2
            start, stop = (sentence.start() + at for at in grade.span(group))
            score = _SCORE.search(said)
            yield Evaluation(
                "整体支出",
                _SAME.get(grade[group], grade[group]),
                score[1] if score else "",
                grade[group],
                block.text.span(document.index, start, stop),
                said.strip(),
                block.section[-1] if block.section else "",
            )


def _of_form(document: Document, table: Table) -> Evaluation | None:
    """A feedback form: 评价类型 | 部门整体支出, 评价结论 | 良."""
    found: dict[str, tuple[int, int]] = {}
    for row, column in sorted(table.texts):
        kind = _FORM.get(table.text(row, column).rstrip("：:"))
        value = next((at for at in range(column + 1, table.columns) if table.text(row, at)), None)
        if kind and value is not None:
            found.setdefault(kind, (row, value))
    if not {"object", "grade"} <= found.keys():
        return None
    if not _OBJECT.search(table.text(*found["object"])):
        return None
    row, column = found["grade"]
    grade = table.text(row, column)
    score = table.text(*found["score"]) if "score" in found else ""
    return Evaluation(
        "整体支出",
        _SAME.get(grade, grade),
        score,
        grade,
        table.texts[row, column].span(document.index),
        table.context(row),
        table.title,
    )
