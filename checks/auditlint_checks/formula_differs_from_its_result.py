from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message


@check("SUM102")
def formula_differs_from_its_result(facts: Facts) -> Iterator[Finding]:
    """Arithmetic written out in the text does not give the result printed."""
    for found in facts.doubted("formula"):
        result = found.claim.stated
        yield facts.contradiction(
            found,
            Message(
                f"文中算式的结果印为{printed(result)}，按{worked(found)}，两者不符",
                f"the formula in the text is said to give {printed(result)}, but {worked(found)}",
            ),
        )
