"""The value that all other evidence supports, as the accused figure would print it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditlint.claims.claim import Claim
from auditlint.claims.relation import Equal
from auditlint.diagnosis.graph import Explanation, is_beneath
from auditlint.diagnosis.slips import Slip, number_in, slip_into
from auditlint.figures import Figure, Nature
from auditlint.quantity import Interval, decimals_of, rounded, shown


def suggestion(figure: Figure, explanation: Explanation) -> str:
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
    if value < 0 <= figure.value and not figure.in_table:
        return ""  # in a sentence the direction is a word, which no number replaces
    if is_beneath(explanation):
        return ""
    return shown(value, decimals, commas=_with_commas(figure, explanation)) + tail


def _with_commas(figure: Figure, explanation: Explanation) -> bool:
    """Whether the numbers beside a figure have thousands commas, where its own shows none."""
    if "," in figure.text:
        return True
    if abs(figure.value) >= _GROUPED:
        return False
    return any(
        "," in other.text and other.in_table == figure.in_table
        for claim in explanation.explains
        for other in claim.figures
    )


#: Numbers below this are printed without commas in any case.
_GROUPED = 1000


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
    """The value (printed unit) that most claims give exactly, within what all allow.

    Of equally many the one whose claim leaves the least room: a long sum of rounded parts gives
    the last digit less surely than a short one.
    """
    scale = figure.unit.scale
    points: list[tuple[Decimal, Decimal]] = []
    for claim in explanation.explains:
        at = next((n for n, member in enumerate(claim.figures) if member.id == figure.id), None)
        if at is None:
            continue
        exact = _solved(claim, at, [Interval.exactly(member.exact) for member in claim.figures])
        ranged = _solved(claim, at, [member.interval for member in claim.figures])
        if exact is not None and ranged is not None and exact.middle in explanation.allowed:
            points.append((exact.middle / scale, ranged.width))
    if not points:
        return explanation.allowed.middle / scale
    printed = [rounded(point, max(figure.decimals, 0)) for point, _ in points]
    best = max(range(len(points)), key=lambda at: (printed.count(printed[at]), -points[at][1], -at))
    return points[best][0]


def _solved(claim: Claim, at: int, values: Sequence[Interval]) -> Interval | None:
    """What a claim gives for its figure ``at`` if the others are ``values``; finite or nothing."""
    try:
        solved = (
            claim.relation.result(values[1:])
            if at == 0
            else claim.relation.solve(at - 1, values[0], values[1:])
        )
    except (ArithmeticError, ValueError):
        return None
    if solved is None or not (solved.low.is_finite() and solved.high.is_finite()):
        return None
    return solved


def printed_like(figure: Figure, value: Decimal) -> str:
    """``value`` in the manner of ``figure``: its decimals, commas and per cent sign."""
    tail = figure.text[-1] if figure.text[-1:] in {"%", "％", "‰"} else ""
    shortest = decimals_of(f"{rounded(value, 2).normalize():f}")
    return shown(value, max(figure.decimals, shortest), commas="," in figure.text) + tail
