from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh.grades import STANDARD, Scale, graded
from auditlint.settings import Severity
from auditlint.structure.evaluations import graded_cells, stated_scales


@check("SCR003")
def grade_differs_from_score(facts: Facts) -> Iterator[Finding]:
    """A score is given another grade than the report's own scale (or the usual one) gives it."""
    for document in facts.documents:
        own = [stated.scale for stated in stated_scales(document)]
        severity = Severity.ERROR if len(own) == 1 else Severity.WARNING
        for block in document.blocks:
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            for found in graded(block.text.value):
                message = _judged(Decimal(found.score), found.grade, own)
                if message is not None:
                    start, stop = found.score_at[0], found.grade_at[1]
                    yield facts.finding_in(document, block, start, stop, message, severity=severity)
        for cell in graded_cells(document):
            message = _judged(cell.score, cell.grade, own)
            if message is not None:
                yield facts.finding_in_cell(
                    document, cell.table, *cell.grade_at, message, severity=severity
                )


def _judged(score: Decimal, grade: str, own: Sequence[Scale]) -> Message | None:
    """What to say of a grade that no scale of the report gives a score; without one, the usual."""
    scales = own or (STANDARD,)
    if not own and not STANDARD.knows(grade):
        return None
    allowed = [scale.grades(score) for scale in scales]
    if any(not grades or grade in grades for grades in allowed):
        return None
    right = " 或 ".join(dict.fromkeys(grade for grades in allowed for grade in grades))
    zh = "本文件的评分标准" if own else "财预〔2020〕10号的等级划分"
    en = "the report's own scale" if own else "the usual scale (财预〔2020〕10号)"
    return Message(
        f"{score} 分按{zh}应为“{right}”，此处为“{grade}”。",
        f"By {en} {score} earns “{right}”; “{grade}” is printed.",
    )
