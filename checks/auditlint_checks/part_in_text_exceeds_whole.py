from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message


@check("BND001")
def part_in_text_exceeds_whole(facts: Facts) -> Iterator[Finding]:
    """A part named with 其中 is larger than its whole."""
    for found in facts.contradicted("bound"):
        part, whole, *others = found.claim.figures
        if others:
            also = "".join(f"与前述{printed(one)}" for one in others)
            also_en = "".join(f" and the {printed(one)} before" for one in others)
            yield facts.contradiction(
                found,
                Message(
                    f"{part.measure}{printed(part)}{also}合计，大于{whole.measure}{printed(whole)}，"
                    "部分之和不应大于整体",
                    f"{part.measure} {printed(part)}{also_en} together exceed {whole.measure}"
                    f" {printed(whole)}, of which they are parts",
                ),
            )
            continue
        yield facts.contradiction(
            found,
            Message(
                f"{part.measure}{printed(part)}大于所属的{whole.measure}{printed(whole)}，部分不应大于整体",
                f"{part.measure} {printed(part)} exceeds {whole.measure} {printed(whole)},"
                " of which it is a part",
            ),
        )
