from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("UNT001")
def unit_differs_within_a_sum(facts: Facts) -> Iterator[Finding]:
    """One part of a sum is printed in a unit of another kind."""
    for found in facts.judged("unit in a sum"):
        part, whole = found.claim.stated, found.claim.inputs[0]
        others = " + ".join(figure.text for figure in (part, *found.claim.inputs[1:]))
        unit = whole.unit.name
        zh = f"{part.measure}印为{printed(part)}"
        en = f"{part.measure} is printed as {printed(part)}"
        yield facts.contradiction(
            found,
            Message(
                f"{zh}，应为{part.text}{unit}："
                f"它与其余各项相加得{whole.measure}{printed(whole)}（{others} = {whole.text}）",
                f"{en} but must be {part.text}{unit}: {others} = {whole.text}{unit}",
            ),
            premise=Message(zh, en),
        )
