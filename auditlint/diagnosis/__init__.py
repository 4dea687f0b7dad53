"""From many symptoms to the figure that explains them.

Diagnostics whose claims one changed figure would satisfy are folded under one diagnostic on
that figure, with the value that all other evidence supports. Nothing disappears: what is
folded stands in ``consequences``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from auditlint.check import Facts
from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.relation import AtMost, Sum
from auditlint.diagnosis.copies import copied_from, neighbours
from auditlint.diagnosis.graph import Explanation, Graph
from auditlint.diagnosis.misreading import doubting, healing
from auditlint.diagnosis.readings import other_reading
from auditlint.diagnosis.slips import Slip, number_in, slip_into
from auditlint.diagnosis.truncation import is_cut, with_truncation
from auditlint.diagnosis.value import suggestion
from auditlint.diagnosis.wording import accusing, with_reading, with_twin
from auditlint.diagnosis.words import turned, with_word
from auditlint.diagnostic import MISREAD, Cause, Diagnostic, Message, Note, order
from auditlint.figures import Figure
from auditlint.language.zh.directions import opposite
from auditlint.quantity import Interval
from auditlint.settings import Severity


def diagnose(facts: Facts, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics with causes, symptoms folded under them; the others unchanged.

    Only warnings and errors that carry a claim take part; of the others only what was cut off
    instead of rounded is told.
    """
    return [
        with_truncation(with_word(facts, found))
        for found in _folded_by_cause(facts, list(diagnostics))
    ]


def _folded_by_cause(facts: Facts, every: list[Diagnostic]) -> list[Diagnostic]:
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
    graph = Graph.of(
        facts.judgements,
        partial(neighbours, facts),
        lambda figure, allowed: bool(turned(facts, figure, allowed)),
    )
    placed: set[int] = set()
    diagnosed: list[Diagnostic] = []
    explained: list[Explanation] = []
    for group in graph.groups(contradicted):
        members = [found for claim in group for found in by_claim[id(claim)]]
        misread = healing(graph, group, members)
        if misread is None:
            explained += graph.explain(group)
        else:
            placed.update(id(found) for found in members)
            diagnosed.append(doubting(members, misread))
    readings = {
        id(explanation): reading
        for explanation in explained
        if (reading := other_reading(graph, explanation, contradicted)) is not None
    }
    corrections = {
        figure.id: suggestion(figure, explanation)
        for explanation in explained
        for figure in explanation.figures
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
        settled = [found for found in symptoms if _settled(found, explanation, members)]
        settled = [found for found in settled if id(found) not in placed]
        placed.update(id(found) for found in (*members, *others, *settled))
        misread = healing(graph, explanation.explains, members)
        folded = (
            doubting(members, misread)
            if misread
            else _folded(facts, explanation, members, corrections)
        )
        folded = folded.with_(consequences=(*folded.consequences, *settled))
        if reading is not None:
            folded = with_reading(folded, reading, others)
        diagnosed.append(folded)
    return _twins_folded(diagnosed) + [found for found in every if id(found) not in placed]


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
        doubted = found.cause is not None and found.cause.kind == MISREAD
        if not suggested or doubted or not figure.in_table or not figure.measure:
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
            finding=replace(
                twin.finding,
                message=with_twin(twin.finding.message, found),
                notes=(*twin.finding.notes, note),
            ),
            consequences=(*twin.consequences, found.with_(consequences=()), *found.consequences),
        )
    return kept


def _folded(
    facts: Facts,
    explanation: Explanation,
    members: Sequence[Diagnostic],
    corrections: Mapping[int, str],
) -> Diagnostic:
    """The one diagnostic that stands for ``members``; ``corrections`` as for ``accusing``."""
    first, *others = sorted(members, key=lambda found: _rank(found, explanation.figures))
    if _only_words(explanation.explains) or _without_base(explanation.explains):
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
    doubted = next((found for found in members if _is_misread(found, figure)), None)
    if doubted is not None:
        rest = (found for found in members if found is not doubted)
        return doubted.with_(consequences=tuple(rest))
    suggested = suggestion(figure, explanation)
    slip = _slip(facts, figure, explanation, suggested)
    word = "" if suggested else turned(facts, figure, explanation.allowed)
    if word:
        suggested, slip = opposite(word), Slip.DIRECTION
    return first.with_(
        severity=max(found.severity for found in members),
        confidence=max(found.confidence for found in members),
        finding=accusing(
            facts, first.finding, figure, explanation, suggested, slip, word, corrections
        ),
        cause=Cause(slip.value, 0, suggested),
        consequences=tuple(others),
    )


def _is_misread(found: Diagnostic, figure: Figure) -> bool:
    """Whether the second reader sees something else where ``figure`` was read."""
    cause = found.cause
    return (
        cause is not None
        and cause.kind == MISREAD
        and found.finding.figures[cause.figure].figure.id == figure.id
    )


def _settled(found: Diagnostic, explanation: Explanation, members: Sequence[Diagnostic]) -> bool:
    """Whether words that deny two figures are alike are right once one of them is changed."""
    claim = found.finding.claim
    if claim is None or claim.kind != "unequal in words" or found in members:
        return False
    accused = {figure.id for figure in explanation.figures}
    one, other = claim.stated, claim.inputs[0]
    rest = other if one.id in accused else one
    return bool(accused & {one.id, other.id}) and rest.exact not in explanation.allowed


def _only_words(claims: Sequence[Claim]) -> bool:
    """Whether nothing but a comparison in words is broken: then no value can be told."""
    return all(not claim.inputs or isinstance(claim.relation, AtMost) for claim in claims)


def _without_base(claims: Sequence[Claim]) -> bool:
    """Whether nothing but rates on a base of zero is broken: what should be is that none is
    printed, not another number."""
    return all(judge(claim).verdict is Verdict.UNDECIDABLE for claim in claims)


def _rank(found: Diagnostic, accused: Sequence[Figure]) -> tuple[int, int, str]:
    """Loudest first, then those that state the accused figure, then by code."""
    claim = found.finding.claim
    ids = {figure.id for figure in accused}
    states = claim is not None and claim.stated.id in ids
    return (-found.severity, 0 if states else 1, found.code)


def _slip(facts: Facts, figure: Figure, explanation: Explanation, suggested: str) -> Slip:
    """The shape of the slip: of the pen first, then of what was copied from where."""
    if not suggested:
        return Slip.NONE
    if is_cut(figure, explanation.explains):
        return Slip.TRUNCATED
    if explanation.slip is Slip.NEIGHBOUR:
        return copied_from(facts, figure, explanation.explains)
    if explanation.slip is not Slip.NONE:
        return explanation.slip
    own = slip_into(number_in(figure.text), explanation.allowed, figure.unit.scale)
    if own is not None:
        return own[0]
    copy = copied_from(facts, figure, explanation.explains)
    if copy is not Slip.NONE:
        return copy
    if any(_left_out(figure, explanation.allowed, claim) for claim in explanation.explains):
        return Slip.SUBTOTAL
    return Slip.NONE


def _left_out(total: Figure, allowed: Interval, claim: Claim) -> bool:
    """Whether a total misses what it may be by one of its parts, and not by chance."""
    if not isinstance(claim.relation, Sum) or claim.stated.id != total.id:
        return False
    off = allowed - Interval.exactly(total.exact)
    return any(
        off.width * 10 * len(claim.inputs) <= abs(part.exact)
        and (off.meets(part.interval) or (-off).meets(part.interval))
        for part in claim.inputs
        if part.exact
    )
