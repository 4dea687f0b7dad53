"""From many symptoms to the figure that explains them.

Diagnostics whose claims one changed figure would satisfy are folded under one diagnostic on
that figure, with the value that all other evidence supports. Nothing disappears: what is
folded stands in ``consequences``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from auditlint.check import Facts
from auditlint.claims.claim import Claim
from auditlint.claims.relation import AtMost, Equal, Sum
from auditlint.diagnosis.graph import Explanation, Graph
from auditlint.diagnosis.readings import Reading, other_reading
from auditlint.diagnosis.slips import WORDS, Slip, number_in, slip_into
from auditlint.diagnostic import Cause, Cited, Diagnostic, Finding, Message, Note, order
from auditlint.figures import CellPlace, Figure, Nature, TextPlace
from auditlint.quantity import Interval, decimals_of, rounded, shown
from auditlint.settings import Severity


def diagnose(facts: Facts, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics with causes, symptoms folded under them; the others unchanged.

    Only warnings and errors that carry a claim take part.
    """
    every = list(diagnostics)
    symptoms = [
        found
        for found in every
        if found.finding.claim is not None and found.severity >= Severity.WARNING
    ]
    if not symptoms:
        return every
    by_claim: dict[int, list[Diagnostic]] = {}
    for found in symptoms:
        by_claim.setdefault(id(found.finding.claim), []).append(found)
    claims = [found[0].finding.claim for found in by_claim.values()]
    contradicted = [claim for claim in claims if claim is not None]
    graph = Graph.of(facts.judgements, partial(_neighbours, facts))
    placed: set[int] = set()
    diagnosed: list[Diagnostic] = []
    explained = [
        explanation for group in graph.groups(contradicted) for explanation in graph.explain(group)
    ]
    readings = {
        id(explanation): reading
        for explanation in explained
        if (reading := other_reading(graph, explanation, contradicted)) is not None
    }
    # What the other reading of a finding would heal is told with it, not on its own.
    explained.sort(key=lambda explanation: id(explanation) not in readings)
    for explanation in explained:
        reading = readings.get(id(explanation))
        healed = reading.heals if reading else ()
        members, others = (
            [found for claim in claims_ for found in by_claim[id(claim)] if id(found) not in placed]
            for claims_ in (explanation.explains, healed)
        )
        if not members:
            continue
        placed.update(id(found) for found in (*members, *others))
        folded = _folded(facts, explanation, members)
        if reading is not None:
            folded = _with_reading(folded, reading, others)
        diagnosed.append(folded)
    return _twins_folded(diagnosed) + [found for found in every if id(found) not in placed]


def _with_reading(folded: Diagnostic, reading: Reading, healed: Sequence[Diagnostic]) -> Diagnostic:
    """``folded`` with what would follow from the other reading, and what that would heal."""
    changes = [
        (figure.text, _printed(figure, value.middle / figure.unit.scale))
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


def _printed(figure: Figure, value: Decimal) -> str:
    """``value`` in the manner of ``figure``: its decimals, commas and per cent sign."""
    tail = figure.text[-1] if figure.text[-1:] in {"%", "％", "‰"} else ""
    shortest = decimals_of(f"{rounded(value, 2).normalize():f}")
    return shown(value, max(figure.decimals, shortest), commas="," in figure.text) + tail


def _twins_folded(diagnosed: Sequence[Diagnostic]) -> list[Diagnostic]:
    """One slip carried from one table into another is one diagnostic.

    Twins are cells of one document with the same measure, the same printed number, and the
    same number suggested.
    """
    first: dict[tuple[object, ...], int] = {}
    kept: list[Diagnostic] = []
    for found in sorted(diagnosed, key=order):
        figure = found.finding.figures[0].figure
        suggested = found.cause.suggested if found.cause else ""
        if not suggested or not figure.in_table or not figure.measure:
            kept.append(found)
            continue
        key = (figure.document, figure.measure, figure.text, suggested)
        at = first.setdefault(key, len(kept))
        if at == len(kept):
            kept.append(found)
            continue
        twin = kept[at]
        note = Note(
            Message(f"同一数字“{figure.text}”也见于此", f"the same {figure.text} here"),
            figure.span,
            figure.context,
        )
        kept[at] = twin.with_(
            severity=max(twin.severity, found.severity),
            finding=replace(twin.finding, notes=(*twin.finding.notes, note)),
            consequences=(*twin.consequences, found.with_(consequences=()), *found.consequences),
        )
    return kept


def _folded(facts: Facts, explanation: Explanation, members: Sequence[Diagnostic]) -> Diagnostic:
    """The one diagnostic that stands for ``members``."""
    first, *others = sorted(members, key=lambda found: _rank(found, explanation.figures))
    if _only_words(explanation.explains):
        return first.with_(consequences=tuple(others))
    figure = next(
        (
            place
            for place in explanation.figures
            if first.finding.claim is not None
            and any(place.id == cited.id for cited in first.finding.claim.figures)
        ),
        explanation.figures[0],
    )
    suggested = _suggestion(figure, explanation)
    slip = _slip(facts, figure, explanation, suggested)
    return first.with_(
        severity=max(found.severity for found in members),
        confidence=max(found.confidence for found in members),
        finding=_accusing(facts, first.finding, figure, explanation, suggested, slip),
        cause=Cause(slip.value, 0, suggested),
        consequences=tuple(others),
    )


def _only_words(claims: Sequence[Claim]) -> bool:
    """Whether nothing but a comparison in words is broken: then no value can be told."""
    return all(not claim.inputs or isinstance(claim.relation, AtMost) for claim in claims)


def _rank(found: Diagnostic, accused: Sequence[Figure]) -> tuple[int, int, str]:
    """Loudest first, then those that state the accused figure, then by code."""
    claim = found.finding.claim
    ids = {figure.id for figure in accused}
    states = claim is not None and claim.stated.id in ids
    return (-found.severity, 0 if states else 1, found.code)


def _suggestion(figure: Figure, explanation: Explanation) -> str:
    """The value all other evidence agrees on, as this figure would print it."""
    allowed = explanation.allowed
    if not allowed.low.is_finite() or not allowed.high.is_finite():
        return ""
    scale = figure.unit.scale
    slip = slip_into(number_in(figure.text), allowed, scale)
    meant = slip[1] if slip else None
    value = _point(figure, explanation) if meant is None else meant
    # A rate without decimals is recomputed to two, as reviewers do: 65 ÷ 80 is 81.25%.
    finer = 2 if figure.nature is Nature.PERCENT else _decimals_beside(figure, explanation)
    decimals = max(
        figure.decimals, decimals_of(f"{value.normalize():f}") if meant is not None else finer
    )
    if meant is None and decimals > figure.decimals:
        decimals = max(figure.decimals, decimals_of(f"{rounded(value, decimals).normalize():f}"))
    tail = figure.text[-1] if figure.text[-1:] in {"%", "％", "‰"} else ""
    other = _OTHER_UNITS.get((figure.unit.name, _power(value, figure.value)))
    if slip and slip[0] is Slip.UNIT and other and not figure.in_table:
        return figure.text + other
    return shown(value, decimals, commas="," in figure.text) + tail


def _decimals_beside(figure: Figure, explanation: Explanation) -> int:
    """The decimals of the other print of a figure, two at most: 57.8 beside 56.12 is 56.12."""
    finest = figure.decimals
    for claim in explanation.explains:
        if isinstance(claim.relation, Equal) and not figure.in_table:
            other = claim.inputs[0] if claim.stated.id == figure.id else claim.stated
            beside = decimals_of(f"{(other.exact / figure.unit.scale).normalize():f}")
            finest = max(finest, min(2, beside))
    return finest


#: The unit that was meant where the number is right, by the power of ten that is missing.
_OTHER_UNITS = {
    ("元", 4): "万元",
    ("万元", -4): "元",
    ("万元", 4): "亿元",
    ("亿元", -4): "万元",
    ("元", 8): "亿元",
    ("亿元", -8): "元",
}


def _power(value: Decimal, printed: Decimal) -> int:
    """By how many places the point of ``value`` stands right of that of ``printed``."""
    return value.adjusted() - printed.adjusted() if value and printed else 0


def _point(figure: Figure, explanation: Explanation) -> Decimal:
    """The value (printed unit) that most claims give exactly, within what all allow."""
    scale = figure.unit.scale
    points: list[Decimal] = []
    for claim in explanation.explains:
        exact = [Interval.exactly(input_.exact) for input_ in claim.inputs]
        at = next((n for n, member in enumerate(claim.figures) if member.id == figure.id), None)
        if at is None:
            continue
        try:
            solved = (
                claim.relation.result(exact)
                if at == 0
                else claim.relation.solve(at - 1, Interval.exactly(claim.stated.exact), exact)
            )
        except (ArithmeticError, ValueError):
            continue
        if solved is not None and solved.low.is_finite() and solved.high.is_finite():
            points.append(solved.middle)
    inside = [point / scale for point in points if point in explanation.allowed]
    if not inside:
        return explanation.allowed.middle / scale
    printed = [rounded(point, max(figure.decimals, 0)) for point in inside]
    most = max(dict.fromkeys(printed), key=printed.count)
    return inside[printed.index(most)]


def _slip(facts: Facts, figure: Figure, explanation: Explanation, suggested: str) -> Slip:
    """The shape of the slip: of the pen first, then of what was copied from where."""
    if not suggested:
        return Slip.NONE
    if explanation.slip is not Slip.NONE:
        return explanation.slip
    for other in facts.figures.with_measure(figure.measure) if figure.measure else ():
        if other.id != figure.id and other.exact == figure.exact and other.value != 0:
            if other.period != figure.period:
                return Slip.PERIOD
            if other.scope != figure.scope:
                return Slip.SCOPE
    off = abs(figure.exact - explanation.allowed.middle)
    for claim in explanation.explains:
        is_total = isinstance(claim.relation, Sum) and claim.stated.id == figure.id
        if is_total and off and any(abs(part.exact) == off for part in claim.inputs):
            return Slip.SUBTOTAL
    return Slip.NONE


def _neighbours(facts: Facts, figure: Figure) -> list[Figure]:
    """The figures just above, below, left and right in a table, or before and after in text."""
    place = figure.place
    if isinstance(place, CellPlace):
        around = ((-1, 0), (1, 0), (0, -1), (0, 1))
        cells = (
            facts.figures.cell(figure.document, place.table, place.row + down, place.column + right)
            for down, right in around
        )
        return [cell for cell in cells if cell is not None]
    if not isinstance(place, TextPlace):
        return []
    beside = facts.figures.in_block(figure.document, place.block)
    same = [found for found in beside if found.is_quantity and found.unit == figure.unit]
    at = next((n for n, found in enumerate(same) if found.id == figure.id), None)
    return [] if at is None else [*same[max(at - 1, 0) : at], *same[at + 1 : at + 2]]


def _accusing(
    facts: Facts,
    finding: Finding,
    figure: Figure,
    explanation: Explanation,
    suggested: str,
    slip: Slip,
) -> Finding:
    """``finding`` moved to the accused figure, with what is known of it said in the message."""
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
        message=_told(finding.message, figure, explanation, suggested, slip),
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
    value = _suggestion(figure, rival)
    return Note(
        Message(
            f"也可能是“{figure.text}”有误" + (f"（则应为“{value}”）" if value else ""),
            f"or {figure.text} is wrong" + (f" (then {value})" if value else ""),
        ),
        figure.span,
        figure.context,
    )
