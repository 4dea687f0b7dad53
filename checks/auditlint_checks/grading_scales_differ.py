from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.language.zh.grades import Scale
from auditlint.structure.evaluations import stated_scales


@check("SCR004")
def grading_scales_differ(facts: Facts) -> Iterator[Finding]:
    """One report states two grading scales that give some score different grades."""
    for document in facts.documents:
        first, *others = stated_scales(document) or (None,)
        if first is None:
            continue
        for other in others:
            if other.scale.bounds() == first.scale.bounds():
                continue
            text = other.block.text
            message = Message(
                f"同一文件的等级标准不一致：此处为“{_shown(other.scale)}”，"
                f"另一处为“{_shown(first.scale)}”。",
                f"Two grading scales: “{_shown(other.scale)}” here, “{_shown(first.scale)}” "
                "elsewhere.",
            )
            there = Note(
                Message("另一处标准", "the other scale"),
                first.block.text.span(document.index),
                first.block.text.value,
            )
            start, stop = other.scale.start, other.scale.stop or len(text)
            yield facts.finding_in(document, other.block, start, stop, message, notes=(there,))


def _shown(scale: Scale) -> str:
    return "、".join(
        f"{band.grade} {band.low} 分起"
        if band.low is not None
        else f"{band.grade} {band.high} 分以下"
        for band in scale.bands
    )
