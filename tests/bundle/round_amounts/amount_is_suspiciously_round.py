from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.figures import Nature
from auditlint.settings import Severity


@check("XRA001")
def amount_is_suspiciously_round(facts: Facts) -> Iterator[Finding]:
    """An amount spent that ends in six zeros was probably estimated."""
    for figure in facts.figures:
        if figure.nature is Nature.AMOUNT and figure.exact and figure.exact % 1_000_000 == 0:
            message = Message(
                f"{figure.text}{figure.unit.name}是整数。", f"{figure.text} is round."
            )
            yield facts.finding_on(figure, message, severity=Severity.WARNING)
