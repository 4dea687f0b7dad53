from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message


@check("XDC006")
def unit_does_not_fit_its_department(facts: Facts) -> Iterator[Finding]:
    """A unit exceeds its department, or all units together do not make it up."""
    for found in facts.contradicted("unit-of-department"):
        unit, whole = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"单位的{unit.measure} {unit.text}{unit.unit.name}大于部门的 {whole.text}"
                f"{whole.unit.name}；{found.claim.because}",
                f"the unit's {unit.measure} {unit.text} exceeds its department's {whole.text}",
            ),
        )
    for found in facts.contradicted("units-make-department"):
        total = found.claim.stated
        parts = " + ".join(figure.text for figure in found.claim.inputs)
        yield facts.contradiction(
            found,
            Message(
                f"部门的{total.measure}为 {total.text}，而各单位之和为 {parts}；"
                f"{found.claim.because}，如有内部往来抵消应予说明",
                f"the department's {total.measure} is {total.text}, its units give {parts}",
            ),
        )
