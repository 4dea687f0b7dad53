"""What is told of an accused figure: its place, the supported value, the other reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from auditlint.check import Facts
from auditlint.diagnosis.graph import Explanation
from auditlint.diagnosis.readings import Reading
from auditlint.diagnosis.slips import WORDS, Slip
from auditlint.diagnosis.value import printed_like, suggestion
from auditlint.diagnosis.words import told
from auditlint.diagnostic import Cited, Diagnostic, Finding, Message, Note
from auditlint.figures import Figure


def accusing(
    facts: Facts,
    finding: Finding,
    figure: Figure,
    explanation: Explanation,
    suggested: str,
    slip: Slip,
    word: str,
) -> Finding:
    """``finding`` moved to the accused figure, with what is known of it said in the message.

    ``word`` is the direction word before the figure, where that is what is wrong.
    """
    roles = {cited.figure.id: cited for cited in finding.figures}
    own = roles.pop(figure.id, Cited("stated", figure))
    elsewhere = [
        Cited("same", place) for place in explanation.figures if place.id not in {figure.id, *roles}
    ]
    base = facts.finding_on(figure, finding.message)
    notes = list(finding.notes)
    if explanation.rival is not None:
        notes.append(_rival(explanation.rival))
    notes.extend(
        Note(
            Message(f"同一数字“{cited.figure.text}”也见于此", f"the same {cited.figure.text} here"),
            cited.figure.span,
            cited.figure.context,
        )
        for cited in elsewhere[:4]
    )
    return Finding(
        message=told(finding.message, word, suggested)
        if word
        else _told(finding.message, figure, explanation, suggested, slip),
        marked=base.marked,
        at=base.at,
        excerpt=base.excerpt,
        figures=(own, *roles.values(), *elsewhere[:4]),
        claim=finding.claim,
        notes=tuple(notes),
        severity=finding.severity,
        confidence=finding.confidence,
        section=base.section,
        table=base.table,
        nth=base.nth,
    )


def _told(
    message: Message, figure: Figure, explanation: Explanation, suggested: str, slip: Slip
) -> Message:
    """The message with the supported value and the slip as half a sentence."""
    if not suggested:
        return message
    zh, en = message.zh.rstrip("。"), message.en.rstrip(".")
    count = len(explanation.explains)
    if not re.search(rf"(?<![\d.,]){re.escape(suggested)}(?![\d.])", message.zh):
        zh += f"；“{figure.text}”若为“{suggested}”，" + (
            f"上述{count}处关系均成立" if count > 1 else "则相符"
        )
        en += f"; were {figure.text} {suggested}, " + (
            f"all {count} relations would hold" if count > 1 else "it would agree"
        )
    if slip is not Slip.NONE:
        zh += f"（{WORDS[slip].zh}）"
        en += f" ({WORDS[slip].en})"
    return Message(zh, en)


def _rival(rival: Explanation) -> Note:
    figure = rival.figures[0]
    value = suggestion(figure, rival)
    return Note(
        Message(
            f"也可能是“{figure.text}”有误" + (f"（则应为“{value}”）" if value else ""),
            f"or {figure.text} is wrong" + (f" (then {value})" if value else ""),
        ),
        figure.span,
        figure.context,
    )


def with_reading(folded: Diagnostic, reading: Reading, healed: Sequence[Diagnostic]) -> Diagnostic:
    """``folded`` with what would follow from the other reading, and what that would heal."""
    changes = [
        (figure.text, printed_like(figure, value.middle / figure.unit.scale))
        for figure, value in reading.changes
    ]
    right = [found.finding.marked for found in healed]
    zh = "、".join(f"“{was}”应为“{now}”" for was, now in changes)
    en = ", ".join(f"{was} should be {now}" for was, now in changes)
    holds_zh = "".join(f"，而“{text}”成立" for text in right)
    holds_en = "".join(f", and {text} holds" for text in right)
    note = Note(
        Message(
            f"反之，若以“{reading.figure.text}”为准，则{zh}{holds_zh}",
            f"if {reading.figure.text} is right instead, {en}{holds_en}",
        )
    )
    return folded.with_(
        finding=replace(folded.finding, notes=(*folded.finding.notes, note)),
        consequences=(*folded.consequences, *healed),
    )
