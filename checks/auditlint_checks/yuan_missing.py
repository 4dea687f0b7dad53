from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.settings import Severity


@check("UNT003")
def yuan_missing(facts: Facts) -> Iterator[Finding]:
    """An amount is printed in 万 or 亿 without 元."""
    for figure in facts.figures:
        if figure.unit.name in ("万", "亿") and figure.is_quantity and not figure.in_table:
            full = f"{figure.text}{figure.unit.name}"
            yield facts.finding_on(
                figure,
                Message(
                    f"金额“{full}”缺少“元”，宜写作{full}元",
                    f"the amount {full} lacks 元; write {full}元",
                ),
                severity=Severity.INFO,
            )
