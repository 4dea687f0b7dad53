from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Cited, Finding, Message
from auditlint.figures import Figure
from auditlint.settings import Severity


@check("UNT003")
def yuan_missing(facts: Facts) -> Iterator[Finding]:
    """Amounts are printed in 万 or 亿 without 元."""
    short: dict[int, list[Figure]] = {}
    for figure in facts.figures:
        if figure.unit.name in ("万", "亿") and figure.is_quantity and not figure.in_table:
            short.setdefault(figure.document, []).append(figure)
    for first, *others in short.values():
        full = f"{first.text}{first.unit.name}"
        zh = f"等{len(others) + 1}处金额" if others else ""
        en = f" and {len(others)} more" if others else ""
        yield facts.finding_on(
            first,
            Message(
                f"金额“{full}”{zh}缺少“元”，宜写作{full}元",
                f"the amount {full}{en} lacks 元; write {full}元",
            ),
            figures=(Cited("stated", first), *(Cited("same", other) for other in others)),
            severity=Severity.INFO,
        )
