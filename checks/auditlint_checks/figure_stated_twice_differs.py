from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message, Note, place_words


@check("REF102")
def figure_stated_twice_differs(facts: Facts) -> Iterator[Finding]:
    """One figure is stated twice in the text with two values."""
    yield from _of_the_same_projects(facts)
    for found in facts.doubted("restated", "restated in item"):
        one, other = found.claim.stated, found.claim.inputs[0]
        name = one.measure or other.measure
        item = found.claim.kind == "restated in item"
        place = (
            "同一项目的标题"
            if item
            else f"{where_zh}同样的文字"
            if (where_zh := place_words(other.span).zh)
            else "另一处"
        )
        where = "the heading of the item" if item else "the same words elsewhere"
        yield facts.contradiction(
            found,
            Message(
                f"{name}在{place}印为{printed(other)}，此处又印为{printed(one)}，前后矛盾",
                f"{name} is {printed(other)} in {where} but {printed(one)} here",
            ),
            notes=(
                Note(
                    Message("另一处原文", "as stated there"), at=other.span, excerpt=other.context
                ),
            ),
        )


def _of_the_same_projects(facts: Facts) -> Iterator[Finding]:
    for found in facts.contradicted("same projects"):
        one, other = found.claim.stated, found.claim.inputs[0]
        yield facts.contradiction(
            found,
            Message(
                f"{found.claim.because}：此处印为{printed(one)}，另有环节印为{printed(other)}",
                f"{printed(one)} here but {printed(other)} in other stages of managing what seem to"
                " be the same projects",
            ),
            notes=(
                Note(
                    Message("另一处原文", "as stated there"), at=other.span, excerpt=other.context
                ),
            ),
        )
