from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("BND003")
def comparison_with_standard_untrue(facts: Facts) -> Iterator[Finding]:
    """低于 or 高于标准 is not true of the two figures."""
    for found in facts.contradicted("against standard"):
        low, high = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"文字比较的是{printed(low)}与{printed(high)}，前者并不小于后者，与“低于”或“高于标准”不符",
                f"the text compares {printed(low)} with {printed(high)} the wrong way round",
            ),
        )
