from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.settings import Severity
from auditlint.structure.indicators import indicator_tables


@check("SCR007")
def target_met_without_full_score(facts: Facts) -> Iterator[Finding]:
    """The achieved value is printed exactly like the target, yet the score is below the weight."""
    for document in facts.documents:
        for table in indicator_tables(document):
            columns = table.column("weight"), table.column("score")
            if None in columns:
                continue
            for one in table.indicators:
                target, actual = table.text(one, "target"), table.text(one, "actual")
                weight, score = (
                    facts.figures.quantity(document.index, table.table.number, one.row, column)
                    for column in columns
                    if column is not None
                )
                if not target or target != actual or weight is None or score is None:
                    continue
                if score.value < weight.value:
                    message = Message(
                        f"“{one.code}{one.name}”业绩值与目标值均为“{target}”，"
                        f"得分却为 {score.text}（权重 {weight.text}），应说明扣分原因。",
                        f"“{one.code}{one.name}” reaches its target “{target}” and scores "
                        f"{score.text} of {weight.text}; the reason is missing.",
                    )
                    place = table.column("score") or 0
                    # Experts grade what is only described; a number that is met is met.
                    measured = any(character.isdigit() for character in target)
                    yield facts.finding_in_cell(
                        document,
                        table.table,
                        one.row,
                        place,
                        message,
                        severity=Severity.WARNING if measured else Severity.INFO,
                    )
