from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.claims.relation import HUNDRED
from auditlint.diagnostic import Finding, Message
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.language.zh.measures import is_rate_of_part
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reader import read


@check("BND004")
def rate_of_part_beyond_hundred(facts: Facts) -> Iterator[Finding]:
    """A rate of a part in its whole, such as 满意度 or 完好率, exceeds 100 %."""
    for figure in facts.figures:
        if figure.nature is not Nature.PERCENT or figure.value <= HUNDRED:
            continue
        if is_rate_of_part(figure.measure) and _is_level(facts, figure):
            yield facts.finding_on(
                figure,
                Message(
                    f"{figure.measure}印为{printed(figure)}；部分不会多于整体，这一比率不应超过100%",
                    f"{figure.measure} is {printed(figure)}; a part is no larger than its whole,"
                    " so this rate cannot exceed 100%",
                ),
            )


def _is_level(facts: Facts, figure: Figure) -> bool:
    """Whether a figure is the rate itself and not its growth or a target of it."""
    block = facts.block_of(figure)
    if block is None or not isinstance(figure.place, TextPlace):
        return True
    return any(
        mention.number.start == figure.place.start and mention.role in (Role.RATE, Role.VALUE)
        for mention in read(block.text.value).mentions
    )
