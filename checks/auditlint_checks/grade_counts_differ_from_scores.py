from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Document, RowKind
from auditlint.language.zh.grades import STANDARD, Scale, grade_counts
from auditlint.structure.evaluations import stated_scales


@check("SCR009")
def grade_counts_differ_from_scores(facts: Facts) -> Iterator[Finding]:
    """The text counts projects per grade otherwise than the printed scores give them."""
    for found, block in facts.passages():
        counts = {one.grade: one for one in grade_counts(block.text.value)}
        total = sum(one.count for one in counts.values())
        if len(counts) < 2 or total < 2:
            continue
        scores = _project_scores(facts, found, total)
        scales = [stated.scale for stated in stated_scales(found)] or [STANDARD]
        graded = [_graded(scores, scale) for scale in scales] if scores else []
        if not graded or any(one is None for one in graded):
            continue
        printed = Counter({grade: one.count for grade, one in counts.items() if one.count})
        if any(one == printed for one in graded):
            continue
        right = graded[0] or Counter()
        wrong = next(one for grade, one in counts.items() if right[grade] != one.count)
        listed = "、".join(str(score) for score in scores)
        named = "、".join(f"“{grade}”{count} 个" for grade, count in right.items())
        message = Message(
            f"各等级项目数与得分不符：按各项目得分（{listed}）应为{named}。",
            f"The scores ({listed}) give {named}.",
        )
        yield facts.finding_in(found, block, wrong.start, wrong.stop, message)


def _project_scores(facts: Facts, document: Document, count: int) -> list[Decimal]:
    """The scores of the one table that lists as many projects with a score each."""
    found: list[list[Decimal]] = []
    for table in document.tables:
        for panel in table.panels:
            headers = "".join(part for column in panel.columns for part in column.path)
            scores = [c for c in panel.columns if c.path and c.path[-1].endswith("得分")]
            if "项目名称" not in headers or len(scores) != 1:
                continue
            cells = [
                facts.figures.cell(document.index, table.number, row.index, scores[0].index)
                for row in panel.rows
                if row.kind is RowKind.ITEM
            ]
            values = [
                cell.value for cell in cells if cell is not None and "平均" not in cell.measure
            ]
            found.append(values)
    matching = [values for values in found if len(values) == count]
    return matching[0] if len(matching) == 1 else []


def _graded(scores: list[Decimal], scale: Scale) -> Counter[str] | None:
    """How many scores earn which grade; ``None`` where the scale leaves one open."""
    graded = [scale.grades(score) for score in scores]
    if any(len(grades) != 1 for grades in graded):
        return None
    return Counter(grades[0] for grades in graded)
