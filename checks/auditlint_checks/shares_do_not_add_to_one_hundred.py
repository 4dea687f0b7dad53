from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("PCT004")
def shares_do_not_add_to_one_hundred(facts: Facts) -> Iterator[Finding]:
    """The shares of a complete list do not add to 100%."""
    for found in facts.contradicted("shares total"):
        rates = (found.claim.stated, *found.claim.inputs)
        total = sum((rate.exact for rate in rates), Decimal(0))
        listed = " + ".join(rate.text for rate in rates)
        yield facts.contradiction(
            found,
            Message(
                f"列全的各项占比合计{total.normalize():f}%（{listed}），应为100%；其中{rates[0].text}最大，请逐项复核",
                f"the shares of the list add to {total.normalize():f}% ({listed}), not 100%;"
                f" {printed(rates[0])} is the largest",
            ),
        )
