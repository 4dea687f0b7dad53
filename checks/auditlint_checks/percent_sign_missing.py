from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("UNT002")
def percent_sign_missing(facts: Facts) -> Iterator[Finding]:
    """A percentage is printed without its sign."""
    for found in facts.judged("percent sign"):
        rate = found.claim.stated
        yield facts.contradiction(
            found,
            Message(
                f"{rate.text}之后缺少百分号，应为{rate.text}%",
                f"{rate.text} lacks its percent sign; read {rate.text}%",
            ),
        )
