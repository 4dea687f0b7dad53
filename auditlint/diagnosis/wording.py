"""What is told of an accused figure: its place, the supported value, the other reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditlint.check import Facts
from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.relation import AtMost, Equal
from auditlint.diagnosis.graph import Explanation
from auditlint.diagnosis.readings import Reading
from auditlint.diagnosis.slips import WORDS, Slip
from auditlint.diagnosis.value import printed_like, suggestion
from auditlint.diagnosis.words import told
from auditlint.diagnostic import Cited, Diagnostic, Finding, Message, Note
from auditlint.figures import Figure
from auditlint.quantity import decimals_of


def accusing(
    facts: Facts,
    finding: Finding,
    figure: Figure,
    explanation: Explanation,
    suggested: str,
    slip: Slip,
    word: str,
    corrections: Mapping[int, str],
) -> Finding:
    """``finding`` moved to the accused figure, with what is known of it said in the message.

    ``word`` is the direction word before the figure, where that is what is wrong;
    ``corrections`` are the values suggested for all accused figures, by their ids.
    """
    roles = {cited.figure.id: cited for cited in finding.figures}
    own = roles.pop(figure.id, Cited("stated", figure))
    elsewhere = [
        Cited("same", place) for place in explanation.figures if place.id not in {figure.id, *roles}
    ]
    base = facts.finding_on(figure, finding.message)
    notes = list(finding.notes)
    rival = _rival(explanation.rival) if explanation.rival is not None else None
    if rival is not None:
        notes.append(rival)
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
        else _told(finding, figure, explanation, suggested, slip, corrections),
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
    finding: Finding,
    figure: Figure,
    explanation: Explanation,
    suggested: str,
    slip: Slip,
    corrections: Mapping[int, str],
) -> Message:
    """The message with the supported value and the slip as half a sentence.

    A check speaks of the stated figure of its claim; where another is accused, or two figures
    differ and only one is, the accused one is named.
    """
    message, claim = finding.message, finding.claim
    if not suggested:
        return message
    states = claim is None or claim.stated.id == figure.id
    alone = claim is None or _holds_with(claim, {figure.id: suggested})
    if finding.premise is not None and not (states and alone):
        message = finding.premise
    zh, en = message.zh.rstrip("。"), message.en.rstrip(".")
    count = len(explanation.explains)
    compared = claim is not None and isinstance(claim.relation, Equal | AtMost)
    known = re.search(rf"(?<![\d.,]){re.escape(suggested)}(?![\d.])", zh)
    if not known or not states or (compared and (count > 1 or slip is not Slip.NONE)):
        named = figure.in_table and figure.measure and not states
        zh += f"；“{figure.measure}”的" if named else "；"
        besides = Message("", "") if alone else _besides(claim, figure, suggested, corrections)
        zh += f"“{figure.text}”若为“{suggested}”，{besides.zh}" + (
            f"有关的{count}处关系均成立" if count > 1 else "则相符"
        )
        en += (
            f"; were {figure.text}{f' of {figure.measure}' if named else ''} {suggested},"
            + (f" {_all(count)} relations would hold" if count > 1 else " it would agree")
            + besides.en
        )
    # Of a number of one digit it goes without saying.
    lone = slip is Slip.ONE_DIGIT and sum(c.isdigit() for c in figure.text) == 1
    if slip is not Slip.NONE and not lone and not (slip is Slip.SCOPE and "口径" in zh):
        zh += f"（{WORDS[slip].zh}）"
        en += f" ({WORDS[slip].en})"
    return Message(zh, en)


def _besides(
    claim: Claim | None, figure: Figure, suggested: str, corrections: Mapping[int, str]
) -> Message:
    """What else must be put right for a claim to hold."""
    cited = () if claim is None else claim.figures
    wrong = {one.id: one for one in cited if one.id != figure.id and corrections.get(one.id)}
    values = {number: corrections[number] for number in wrong}
    if claim is None or not wrong or not _holds_with(claim, values | {figure.id: suggested}):
        return Message("其他有误之数改正后", " with the others put right")
    changed = [(one.text, values[number]) for number, one in wrong.items()]
    return Message(
        "且" + "、".join(f"“{was}”改为“{now}”" for was, now in changed) + "，",
        " with " + " and ".join(f"{was} put right to {now}" for was, now in changed),
    )


def _holds_with(claim: Claim, values: Mapping[int, str]) -> bool:
    """Whether a claim is kept by other values of some figures, by their ids, all else as printed.

    A value that is no number is taken for right.
    """
    figures = []
    for one in claim.figures:
        bare = values.get(one.id, "").replace(",", "").rstrip("%％‰")
        if one.id in values and not re.fullmatch(r"-?\d*\.?\d+", bare):
            return True
        if one.id in values:
            value = Decimal(bare)
            one = replace(one, value=value, decimals=decimals_of(f"{value:f}"))
        figures.append(one)
    stated, *inputs = figures
    mended = replace(claim, stated=stated, inputs=tuple(inputs))
    return judge(mended).verdict is not Verdict.CONTRADICTED


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {count}"


def _rival(rival: Explanation) -> Note | None:
    """The equally good other explanation; ``None`` where it would not be plausible."""
    figure = rival.figures[0]
    value = suggestion(figure, rival)
    if not value:
        return None
    return Note(
        Message(
            f"也可能是“{figure.text}”有误（则应为“{value}”）",
            f"or {figure.text} is wrong (then {value})",
        ),
        figure.span,
        figure.context,
    )


def with_twin(message: Message, twin: Diagnostic) -> Message:
    """``message`` with the place where the same slip was carried to."""
    at, table = twin.finding.at, twin.finding.table
    page = at.page if at.box is not None else None
    zh = (f"第{page}页" if page else "") + (f"《{table}》" if table else "")
    en = table + (f" (page {page})" if page else "")
    if not zh or zh in message.zh:
        return message
    return Message(
        f"{message.zh.rstrip('。')}；{zh}中的同一数字亦同",
        f"{message.en.rstrip('.')}; the same holds of it in {en}",
    )


def with_reading(folded: Diagnostic, reading: Reading, healed: Sequence[Diagnostic]) -> Diagnostic:
    """``folded`` with what would follow from the other reading, and what that would heal."""
    changes = {
        _placed(figure): (figure.text, printed_like(figure, value.middle / figure.unit.scale))
        for figure, value in reading.changes
    }
    healed_too = {id(found) for found in healed}
    right = [_stated(found) for found in healed]
    kept = [
        _stated(found)
        for found in folded.consequences
        if id(found) not in healed_too
        and found.finding.claim is not None
        and not isinstance(found.finding.claim.relation, Equal)
    ]
    suggested = folded.cause.suggested if folded.cause else ""
    zh = en = ""
    if suggested and kept:
        zh = f"若以“{suggested}”为准，则{'、'.join(kept)}成立；"
        en = f"if {suggested} is right, {', '.join(kept)} holds; "
    zh += f"{'反之，' if zh else ''}若以“{reading.figure.text}”为准，则"
    zh += "、".join(f"{place}“{was}”应为“{now}”" for place, (was, now) in changes.items())
    en += f"if {reading.figure.text} is right instead, "
    en += ", ".join(f"{place} {was} should be {now}" for place, (was, now) in changes.items())
    zh += "".join(f"，而{text}成立" for text in right)
    en += "".join(f", and {text} holds" for text in right)
    note = Note(Message(zh, en))
    return folded.with_(
        finding=replace(folded.finding, notes=(*folded.finding.notes, note)),
        consequences=(*folded.consequences, *healed),
    )


def _placed(figure: Figure) -> str:
    """What tells a figure from others of the same digits: its page and what it measures."""
    page = f"第{figure.span.page}页" if figure.span.box is not None else ""
    return page + (f"“{figure.measure}”的" if figure.measure else "")


def _stated(found: Diagnostic) -> str:
    claim = found.finding.claim
    if claim is None:
        return f"“{found.finding.marked}”"
    return f"{_placed(claim.stated)}“{claim.stated.text}”"
