from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, expected, printed, worked
from auditlint.claims.claim import Verdict
from auditlint.diagnostic import Finding, Message


@check("PCT001")
def share_differs_from_its_parts(facts: Facts) -> Iterator[Finding]:
    """A share (占 P%) is not its part over its whole."""
    for found in facts.doubted("share"):
        part, whole = found.claim.inputs[0], found.claim.inputs[-1]
        rate = printed(found.claim.stated)
        name = part.measure or printed(part)
        listed = len(found.claim.inputs) > 2
        of, of_en = (
            ("所列各项之和", "the sum of the list")
            if listed
            else (f"{whole.measure}{printed(whole)}", f"{whole.measure} {printed(whole)}")
        )
        if found.verdict is Verdict.TRUNCATED:
            cut = Message(
                f"{name}占比印为{rate}，四舍五入应为{expected(found)}（{worked(found)}）",
                f"{name}: the share {rate} was cut off; rounded it is {expected(found)}",
            )
            yield facts.contradiction(found, cut)
            continue
        zh = f"{name}{printed(part)}占{of}的比例印为{rate}，按{worked(found)}"
        en = f"{name} {printed(part)} is printed as {rate} of {of_en}; {worked(found)}"
        yield facts.contradiction(
            found,
            Message(f"{zh}，应为{expected(found)}", f"{en}, so it should be {expected(found)}"),
            premise=Message(zh, en),
        )
