from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed, worked
from auditlint.diagnostic import Finding, Message
from auditlint.figures import Figure


@check("SUM101")
def parts_differ_from_their_whole(facts: Facts) -> Iterator[Finding]:
    """The parts that a sentence lists do not add to the whole it names."""
    for found in facts.contradicted("parts", "units below"):
        whole = found.claim.stated
        name = whole.measure if found.claim.kind == "parts" else "下属单位"
        yield facts.contradiction(
            found,
            Message(
                f"{name}印为{printed(whole)}，所列各部分合计{worked(found)}{_unit(whole)}，两者不符",
                f"{name} is printed as {printed(whole)}, but its parts give {worked(found)}",
            ),
        )


def _unit(figure: Figure) -> str:
    return "" if figure.unit.name in ("%", "‰") else figure.unit.name
