from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.quantity import Dimension, decimal
from auditlint.settings import Severity, Standard


@check("STD001")
def standard_not_met(facts: Facts) -> Iterator[Finding]:
    """An indicator misses the standard that the project's configuration sets for it."""
    for standard in facts.settings.standards:
        bound = decimal(standard.value.rstrip("%％"))
        for figure in facts.figures:
            if not _is_of(facts, figure, standard) or _meets(figure, standard, bound):
                continue
            sign = "≥" if standard.relation == ">=" else "≤"
            unit = "%" if figure.unit.dimension is Dimension.PERCENT else ""
            why = f"（{standard.reason}）" if standard.reason else ""
            message = Message(
                f"“{standard.measure}”为 {figure.text}，未达到标准 {sign} {bound}{unit}{why}。",
                f"“{standard.measure}” is {figure.text}; the standard is {sign} {bound}{unit}"
                f"{f' ({standard.reason})' if standard.reason else ''}.",
            )
            yield facts.finding_on(figure, message, severity=Severity.WARNING)


def _is_of(facts: Facts, figure: Figure, standard: Standard) -> bool:
    """Whether a figure is a result for the standard's measure, not its target."""
    if not figure.is_quantity or figure.nature is Nature.POINT:
        return False
    if isinstance(figure.place, TextPlace):
        block = facts.block_of(figure)
        before = block.text.value[: figure.place.start] if block else ""
        clause = before.replace("，", "。").replace("；", "。").rpartition("。")[2]
        named = standard.measure in clause[-len(standard.measure) - 6 :]
        return named and not any(word in clause for word in ("标准", "目标", "不低于", "不高于"))
    return standard.measure in figure.measure.split("·")


def _meets(figure: Figure, standard: Standard, bound: Decimal) -> bool:
    """Whether some value that prints like the figure keeps to the bound."""
    reach = figure.interval
    return reach.high >= bound if standard.relation == ">=" else reach.low <= bound
